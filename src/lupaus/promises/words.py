"""The words of the notice: purposes, bases, sources, recipients, registers, triggers.

Each word carries its text in three languages and, where one exists, its key in the fideslang taxonomy and its
term in the W3C Data Privacy Vocabulary, so that the same declaration serves a reader and a machine.

Source: notice, all sections; GDPR art. 6, 9, 13, 14; fideslang 3; DPV 2.
"""

from lupaus.promises.vocabulary import Vocabulary, word


class Purpose(Vocabulary):
    """Why personal data is processed.

    Source: notice, "Asiakastietojen käsittelyn tarkoitukset ja peruste".
    """

    ORDERING = word(
        "tilauksen tekeminen",
        "att göra en beställning",
        "placing an order",
        "essential.service",
        "dpv:ServiceProvision",
    )
    REGISTRATION = word(
        "tilin avaaminen ilman tilausta",
        "att öppna ett konto utan beställning",
        "opening an account without an order",
        "essential.service.authentication",
        "dpv:CustomerManagement",
    )
    CONTACT_REQUEST = word(
        "yhteyden ottaminen sinuun",
        "att kontakta dig",
        "getting in touch with you",
        "essential.service",
        "dpv:CustomerCare",
    )
    SERVICE_DELIVERY = word(
        "tilatun palvelun toimittaminen",
        "leverans av den beställda tjänsten",
        "delivering the ordered service",
        "essential.service.operations",
        "dpv:ServiceProvision",
    )
    CUSTOMER_CARE = word(
        "asiakassuhteen hoitaminen",
        "skötsel av kundrelationen",
        "managing the customer relationship",
        "essential.service",
        "dpv:CustomerCare",
    )
    IDENTIFICATION = word(
        "tunnistaminen ja käyttöoikeudet",
        "identifiering och behörigheter",
        "identification and access rights",
        "essential.service.authentication",
        "dpv:IdentityVerification",
    )
    INVOICING = word(
        "laskutus ja kirjanpito",
        "fakturering och bokföring",
        "invoicing and bookkeeping",
        "essential.service.payment_processing",
        "dpv:PaymentManagement",
    )
    MESSAGING = word(
        "asiakassuhdeviestintä",
        "kundkommunikation",
        "customer communication",
        "essential.service.notifications",
        "dpv:CommunicationForCustomerCare",
    )
    WORKFORCE = word(
        "työn järjestäminen",
        "organisering av arbetet",
        "organising the work",
        "employment",
        "dpv:PersonnelManagement",
    )
    QUALITY = word(
        "palvelun laadun varmistaminen",
        "säkring av tjänstens kvalitet",
        "assuring the quality of the service",
        "improve.service",
        "dpv:ImproveExistingProductsAndServices",
    )
    SELF_SERVICE = word(
        "omien tietojen katselu ja korjaaminen",
        "att se och rätta egna uppgifter",
        "seeing and correcting one's own data",
        "essential.legal_obligation",
        "dpv:RightsFulfilment",
    )
    SECURITY = word(
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

    CONTRACT = word("sopimus", "avtal", "contract", "legal.contract", "dpv:Contract")
    CONSENT = word("suostumus", "samtycke", "consent", "legal.consent", "dpv:Consent")
    EXPLICIT_CONSENT = word(
        "nimenomainen suostumus",
        "uttryckligt samtycke",
        "explicit consent",
        "legal.explicit_consent",
        "dpv:ExplicitlyExpressedConsent",
    )
    LEGAL_OBLIGATION = word(
        "lakisääteinen velvoite",
        "rättslig förpliktelse",
        "legal obligation",
        "legal.obligation",
        "dpv:LegalObligation",
    )
    LEGITIMATE_INTEREST = word(
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

    PERSON = word("sinulta itseltäsi", "av dig själv", "from you", "", "dpv:DataSubjectDataSource")
    CUSTOMER = word(
        "asiakkaalta, johon liityt",
        "av kunden som du har koppling till",
        "from the customer you are linked to",
        "",
        "dpv:DataSource",
    )
    USE = word(
        "palvelun käytöstä",
        "av användningen av tjänsten",
        "from your use of the service",
        "",
        "dpv:DataSource",
    )
    PROVIDER = word("työn tekijältä", "av utföraren", "from the provider", "", "dpv:DataSource")
    OFFICE = word(
        "asiakaspalvelustamme",
        "av vår kundservice",
        "from our customer service",
        "",
        "dpv:DataControllerDataSource",
    )
    GEOCODER = word(
        "osoitteesta laskettu",
        "beräknat från adressen",
        "computed from the address",
        "",
        "dpv:DataSource",
    )
    COMPANY = word("meiltä", "av oss", "from us", "", "dpv:DataControllerDataSource")
    EARLIER_REGISTER = word(
        "aiemmasta asiakasrekisteristämme",
        "från vårt tidigare kundregister",
        "from our earlier customer register",
        "",
        "dpv:DataControllerDataSource",
    )


class Recipient(Vocabulary):
    """Who, outside the office, receives data.

    Source: GDPR art. 13(1)(e).
    """

    ASSIGNED_PROVIDER = word(
        "käynnin tekijä",
        "besökets utförare",
        "the provider of the visit",
        "",
        "dpv:ServiceProvider",
    )
    MAIL_CARRIER = word(
        "sähköpostin välittäjä",
        "e-postförmedlaren",
        "the mail carrier",
        "",
        "dpv:DataProcessor",
    )
    MAP_SERVICE = word(
        "karttapalvelu, joka etsii osoitteen sijainnin",
        "karttjänsten som söker adressens läge",
        "the map service that finds where an address lies",
        "",
        "dpv:DataProcessor",
    )
    TEXT_CARRIER = word(
        "tekstiviestien välittäjä",
        "sms-förmedlaren",
        "the text message carrier",
        "",
        "dpv:DataProcessor",
    )
    ACCOUNTANT = word(
        "tilitoimisto",
        "bokföringsbyrån",
        "the accounting firm",
        "",
        "dpv:DataProcessor",
    )
    PAYER = word(
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

    CUSTOMERS = word("asiakasrekisteri", "kundregister", "customer register")
    PROVIDERS = word("palveluntuottajarekisteri", "register över utförare", "provider register")
    STAFF = word(
        "henkilöstön käyttäjärekisteri",
        "personalens användarregister",
        "staff user register",
    )
    ACCOUNTING = word(
        "laskutus- ja kirjanpitoaineisto",
        "fakturerings- och bokföringsmaterial",
        "invoicing and bookkeeping records",
    )


class Trigger(Vocabulary):
    """The moment from which a retention period runs.

    Source: notice, "Henkilötietojen säilytysaika".
    """

    CONTRACT_END = word("sopimuksen päättymisestä", "från avtalets slut", "from the end of the contract")
    VISIT_END = word("käynnin päättymisestä", "från besökets slut", "from the end of the visit")
    COLLECTED = word("tallentamisesta", "från insamlingen", "from when it was collected")
    FINANCIAL_YEAR_END = word(
        "sen kalenterivuoden lopusta, jona tilikausi päättyi",
        "från slutet av det kalenderår då räkenskapsperioden gick ut",
        "from the end of the calendar year in which the financial year ended",
    )
    WORK_END = word(
        "työsuhteen tai toimeksiannon päättymisestä",
        "från anställningens eller uppdragets slut",
        "from the end of the work",
    )
    LINK_END = word(
        "siitä, kun et enää liity asiakkaaseen",
        "från att din koppling till kunden upphör",
        "from when you are no longer linked to the customer",
    )
    WITHDRAWAL = word(
        "suostumuksen peruuttamisesta",
        "från återkallat samtycke",
        "from the withdrawal of consent",
    )
