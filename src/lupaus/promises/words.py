"""The words of the notice: categories, purposes, bases, sources, recipients, registers.

Each word carries its text in three languages and, where one exists, its key in the fideslang taxonomy and its
term in the W3C Data Privacy Vocabulary, so that the same declaration serves a reader and a machine.

Source: notice, all sections; GDPR art. 6, 9, 13, 14; fideslang 3; DPV 2.
"""

from dataclasses import dataclass
from enum import Enum

from lupaus.promises.text import Text


@dataclass(frozen=True, slots=True)
class Word:
    """What one word of the notice says and what other vocabularies call it."""

    text: Text
    fides: str = ""
    dpv: str = ""


class Vocabulary(Enum):
    """Base of the vocabularies: every member's value is a `Word`."""

    value: Word

    def say(self, language: str = "fi") -> str:
        """Return the word as the notice says it in `language`."""
        return self.value.text.in_language(language)

    @property
    def code(self) -> str:
        """Return the stable lower-case name that is stored in rows and shown to machines."""
        return self.name.lower()


def _word(fi: str, sv: str, en: str, fides: str = "", dpv: str = "") -> Word:
    return Word(Text(fi, sv, en), fides, dpv)


class Category(Vocabulary):
    """A kind of personal data.

    Source: notice, "Rekisterin tietosisältö".
    """

    NAME = _word("nimi", "namn", "name", "user.name", "dpv-pd:Name")
    SHOWN_NAME = _word(
        "etunimi ja sukunimen alkukirjain",
        "förnamn och efternamnets initial",
        "first name and initial of the last name",
        "user.name.first",
        "dpv-pd:Name",
    )
    EMAIL = _word(
        "sähköpostiosoite",
        "e-postadress",
        "e-mail address",
        "user.contact.email",
        "dpv-pd:EmailAddress",
    )
    PHONE = _word(
        "puhelinnumero",
        "telefonnummer",
        "phone number",
        "user.contact.phone_number",
        "dpv-pd:TelephoneNumber",
    )
    STREET = _word(
        "katuosoite",
        "gatuadress",
        "street address",
        "user.contact.address.street",
        "dpv-pd:PhysicalAddress",
    )
    POSTCODE = _word(
        "postinumero ja kunta",
        "postnummer och ort",
        "postcode and town",
        "user.contact.address.postal_code",
        "dpv-pd:PostalCode",
    )
    COORDINATES = _word(
        "osoitteen tarkat koordinaatit",
        "adressens exakta koordinater",
        "exact coordinates of the address",
        "user.location.precise",
        "dpv-pd:GPSCoordinate",
    )
    GRID = _word(
        "sijainti 500 metrin ruudussa",
        "läge i en ruta på 500 meter",
        "location within a 500-metre square",
        "user.location.imprecise",
        "dpv-pd:Location",
    )
    ACCESS_CODE = _word(
        "kulkuohje ja ovikoodi",
        "vägledning och portkod",
        "way in and door code",
        "user.authorizations",
        "dpv-pd:AccessCode",
    )
    HEALTH = _word(
        "välttämättömät terveystiedot",
        "nödvändiga hälsouppgifter",
        "necessary health information",
        "user.health_and_medical",
        "dpv-pd:Health",
    )
    PETS = _word(
        "tiedot lemmikeistä",
        "uppgifter om husdjur",
        "information on pets",
        "user.behavior",
        "dpv-pd:Household",
    )
    CHILDREN = _word(
        "lasten määrä ja ikäryhmä",
        "antal barn och åldersgrupp",
        "number and age band of children",
        "user.demographic",
        "dpv-pd:FamilyStructure",
    )
    ORDER_NOTE = _word(
        "tilauksen lisätiedot",
        "tilläggsuppgifter om beställningen",
        "notes on the order",
        "user.content.private",
        "dpv-pd:Communication",
    )
    ORDER = _word(
        "tilatut palvelut, ajat ja hinnat",
        "beställda tjänster, tider och priser",
        "services ordered, times and prices",
        "user.behavior.purchase_history",
        "dpv-pd:PurchasesAndSpendingHabit",
    )
    CUSTOMER_NUMBER = _word("asiakasnumero", "kundnummer", "customer number", "user.unique_id", "dpv-pd:UID")
    COMPANY = _word(
        "yrityksen nimi ja Y-tunnus",
        "företagets namn och FO-nummer",
        "company name and business ID",
        "user.account",
        "dpv-pd:CompanyName",
    )
    BILLING_ADDRESS = _word(
        "maksaja ja laskutusosoite",
        "betalare och faktureringsadress",
        "payer and billing address",
        "user.contact.address",
        "dpv-pd:BillingAddress",
    )
    INVOICE = _word(
        "laskut ja maksut",
        "fakturor och betalningar",
        "invoices and payments",
        "user.financial",
        "dpv-pd:Transaction",
    )
    COMMENT = _word(
        "tekijän kommentit käynnistä",
        "utförarens kommentarer om besöket",
        "the provider's comments on the visit",
        "user.content.private",
        "dpv-pd:Opinion",
    )
    RATING = _word(
        "asiakkaan arviot",
        "kundens omdömen",
        "the customer's ratings",
        "user.content.public",
        "dpv-pd:Opinion",
    )
    MESSAGE = _word(
        "lähetetyt viestit",
        "skickade meddelanden",
        "messages sent",
        "user.contact",
        "dpv-pd:Communication",
    )
    CREDENTIAL = _word(
        "kirjautumistiedot",
        "inloggningsuppgifter",
        "sign-in details",
        "user.authorizations.credentials",
        "dpv-pd:Authenticating",
    )
    DEVICE = _word(
        "lyhennetty IP-osoite ja selaimen nimi",
        "förkortad IP-adress och webbläsarens namn",
        "shortened IP address and browser name",
        "user.device",
        "dpv-pd:BrowserFingerprint",
    )
    LANGUAGE = _word("kieli", "språk", "language", "user.demographic.language", "dpv-pd:Language")
    CONSENT = _word("suostumukset", "samtycken", "consents", "user.consent", "dpv-pd:Preference")
    WORK = _word(
        "työajat, taidot ja alueet",
        "arbetstider, färdigheter och områden",
        "working hours, skills and areas",
        "user.workplace",
        "dpv-pd:WorkHistory",
    )
    EARLIER_VALUE = _word(
        "aiemmat tiedot, jotka olet korjannut",
        "tidigare uppgifter som du har rättat",
        "earlier values that you have corrected",
        "user.content.private",
        "dpv-pd:Historical",
    )
    ACCESS_LOG = _word(
        "merkinnät tietojen katselusta",
        "anteckningar om vem som sett uppgifterna",
        "records of who looked at the data",
        "user.behavior",
        "dpv-pd:LogInformation",
    )


class Purpose(Vocabulary):
    """Why personal data is processed.

    Source: notice, "Asiakastietojen käsittelyn tarkoitukset ja peruste".
    """

    ORDERING = _word(
        "tilauksen tekeminen",
        "att göra en beställning",
        "placing an order",
        "essential.service",
        "dpv:ServiceProvision",
    )
    SERVICE_DELIVERY = _word(
        "tilatun palvelun toimittaminen",
        "leverans av den beställda tjänsten",
        "delivering the ordered service",
        "essential.service.operations",
        "dpv:ServiceProvision",
    )
    CUSTOMER_CARE = _word(
        "asiakassuhteen hoitaminen",
        "skötsel av kundrelationen",
        "managing the customer relationship",
        "essential.service",
        "dpv:CustomerCare",
    )
    IDENTIFICATION = _word(
        "tunnistaminen ja käyttöoikeudet",
        "identifiering och behörigheter",
        "identification and access rights",
        "essential.service.authentication",
        "dpv:IdentityVerification",
    )
    INVOICING = _word(
        "laskutus ja kirjanpito",
        "fakturering och bokföring",
        "invoicing and bookkeeping",
        "essential.service.payment_processing",
        "dpv:PaymentManagement",
    )
    MESSAGING = _word(
        "asiakassuhdeviestintä",
        "kundkommunikation",
        "customer communication",
        "essential.service.notifications",
        "dpv:CommunicationForCustomerCare",
    )
    WORKFORCE = _word(
        "työn järjestäminen",
        "organisering av arbetet",
        "organising the work",
        "employment",
        "dpv:PersonnelManagement",
    )
    QUALITY = _word(
        "palvelun laadun varmistaminen",
        "säkring av tjänstens kvalitet",
        "assuring the quality of the service",
        "improve.service",
        "dpv:ImproveExistingProductsAndServices",
    )
    SELF_SERVICE = _word(
        "omien tietojen katselu ja korjaaminen",
        "att se och rätta egna uppgifter",
        "seeing and correcting one's own data",
        "essential.legal_obligation",
        "dpv:RightsFulfilment",
    )
    SECURITY = _word(
        "väärinkäytösten estäminen",
        "förhindrande av missbruk",
        "preventing misuse",
        "essential.fraud_detection",
        "dpv:MisusePreventionAndDetection",
    )


class Basis(Vocabulary):
    """The ground in law on which data is processed.

    Source: GDPR art. 6(1), art. 9(2).
    """

    CONTRACT = _word("sopimus", "avtal", "contract", "legal.contract", "dpv:Contract")
    CONSENT = _word("suostumus", "samtycke", "consent", "legal.consent", "dpv:Consent")
    EXPLICIT_CONSENT = _word(
        "nimenomainen suostumus",
        "uttryckligt samtycke",
        "explicit consent",
        "legal.explicit_consent",
        "dpv:ExplicitlyExpressedConsent",
    )
    LEGAL_OBLIGATION = _word(
        "lakisääteinen velvoite",
        "rättslig förpliktelse",
        "legal obligation",
        "legal.obligation",
        "dpv:LegalObligation",
    )
    LEGITIMATE_INTEREST = _word(
        "oikeutettu etu",
        "berättigat intresse",
        "legitimate interest",
        "legal.legitimate_interest",
        "dpv:LegitimateInterest",
    )


class Source(Vocabulary):
    """Where data comes from.

    Source: notice, "Säännönmukaiset tietolähteet"; GDPR art. 14(2)(f).
    """

    PERSON = _word("sinulta itseltäsi", "av dig själv", "from you", "", "dpv:DataSubjectDataSource")
    USE = _word(
        "palvelun käytöstä",
        "av användningen av tjänsten",
        "from your use of the service",
        "",
        "dpv:DataSource",
    )
    PROVIDER = _word("työn tekijältä", "av utföraren", "from the provider", "", "dpv:DataSource")
    OFFICE = _word(
        "asiakaspalvelustamme",
        "av vår kundservice",
        "from our customer service",
        "",
        "dpv:DataControllerDataSource",
    )
    GEOCODER = _word(
        "osoitteesta laskettu",
        "beräknat från adressen",
        "computed from the address",
        "",
        "dpv:DataSource",
    )
    COMPANY = _word("meiltä", "av oss", "from us", "", "dpv:DataControllerDataSource")


class Recipient(Vocabulary):
    """Who, outside the office, receives data.

    Source: GDPR art. 13(1)(e).
    """

    ASSIGNED_PROVIDER = _word(
        "käynnin tekijä",
        "besökets utförare",
        "the provider of the visit",
        "",
        "dpv:ServiceProvider",
    )
    MAIL_CARRIER = _word(
        "sähköpostin välittäjä",
        "e-postförmedlaren",
        "the mail carrier",
        "",
        "dpv:DataProcessor",
    )
    PAYER = _word(
        "laskun maksaja",
        "fakturans betalare",
        "the payer of the invoice",
        "",
        "dpv:Recipient",
    )


class Register(Vocabulary):
    """A register of the controller; each personal field belongs to exactly one.

    Source: notice, "Rekisterin nimi".
    """

    CUSTOMERS = _word("asiakasrekisteri", "kundregister", "customer register")
    PROVIDERS = _word("palveluntuottajarekisteri", "register över utförare", "provider register")
    STAFF = _word(
        "henkilöstön käyttäjärekisteri",
        "personalens användarregister",
        "staff user register",
    )
    ACCOUNTING = _word(
        "laskutus- ja kirjanpitoaineisto",
        "fakturerings- och bokföringsmaterial",
        "invoicing and bookkeeping records",
    )


class Trigger(Vocabulary):
    """The moment from which a retention period runs.

    Source: notice, "Henkilötietojen säilytysaika".
    """

    CONTRACT_END = _word("sopimuksen päättymisestä", "från avtalets slut", "from the end of the contract")
    VISIT_END = _word("käynnin päättymisestä", "från besökets slut", "from the end of the visit")
    COLLECTED = _word("tallentamisesta", "från insamlingen", "from when it was collected")
    FINANCIAL_YEAR_END = _word(
        "sen kalenterivuoden lopusta, jona tilikausi päättyi",
        "från slutet av det kalenderår då räkenskapsperioden gick ut",
        "from the end of the calendar year in which the financial year ended",
    )
    WORK_END = _word(
        "työsuhteen tai toimeksiannon päättymisestä",
        "från anställningens eller uppdragets slut",
        "from the end of the work",
    )
    WITHDRAWAL = _word(
        "suostumuksen peruuttamisesta",
        "från återkallat samtycke",
        "from the withdrawal of consent",
    )
