"""The categories of personal data that the notice names."""

from lupaus.promises.vocabulary import Vocabulary, word


class Category(Vocabulary):
    """A kind of personal data.

    Source: notice, "Rekisterin tietosisältö".
    """

    NAME = word("nimi", "namn", "name", "user.name", "dpv-pd:Name")
    SHOWN_NAME = word(
        "etunimi ja sukunimen alkukirjain",
        "förnamn och efternamnets initial",
        "first name and initial of the last name",
        "user.name.first",
        "dpv-pd:Name",
    )
    EMAIL = word(
        "sähköpostiosoite",
        "e-postadress",
        "e-mail address",
        "user.contact.email",
        "dpv-pd:EmailAddress",
    )
    PHONE = word(
        "puhelinnumero",
        "telefonnummer",
        "phone number",
        "user.contact.phone_number",
        "dpv-pd:TelephoneNumber",
    )
    STREET = word(
        "katuosoite",
        "gatuadress",
        "street address",
        "user.contact.address.street",
        "dpv-pd:PhysicalAddress",
    )
    POSTCODE = word(
        "postinumero ja kunta",
        "postnummer och ort",
        "postcode and town",
        "user.contact.address.postal_code",
        "dpv-pd:PostalCode",
    )
    COORDINATES = word(
        "osoitteen tarkat koordinaatit",
        "adressens exakta koordinater",
        "exact coordinates of the address",
        "user.location.precise",
        "dpv-pd:GPSCoordinate",
    )
    GRID = word(
        "sijainti 500 metrin ruudussa",
        "läge i en ruta på 500 meter",
        "location within a 500-metre square",
        "user.location.imprecise",
        "dpv-pd:Location",
    )
    ACCESS_CODE = word(
        "kulkuohje ja ovikoodi",
        "vägledning och portkod",
        "way in and door code",
        "user.authorizations",
        "dpv-pd:AccessCode",
    )
    HEALTH = word(
        "välttämättömät terveystiedot",
        "nödvändiga hälsouppgifter",
        "necessary health information",
        "user.health_and_medical",
        "dpv-pd:Health",
    )
    PETS = word(
        "tiedot lemmikeistä",
        "uppgifter om husdjur",
        "information on pets",
        "user.behavior",
        "dpv-pd:Household",
    )
    CHILDREN = word(
        "lasten määrä ja ikäryhmä",
        "antal barn och åldersgrupp",
        "number and age band of children",
        "user.demographic",
        "dpv-pd:FamilyStructure",
    )
    ORDER_NOTE = word(
        "tilauksen lisätiedot",
        "tilläggsuppgifter om beställningen",
        "notes on the order",
        "user.content.private",
        "dpv-pd:Communication",
    )
    CONTACT_NOTE = word(
        "yhteydenotot ja mitä niissä sovittiin",
        "kontakter och vad som avtalades i dem",
        "contacts and what was agreed in them",
        "user.content.private",
        "dpv-pd:Communication",
    )
    ORDER = word(
        "tilatut palvelut, ajat ja hinnat",
        "beställda tjänster, tider och priser",
        "services ordered, times and prices",
        "user.behavior.purchase_history",
        "dpv-pd:PurchasesAndSpendingHabit",
    )
    CUSTOMER_NUMBER = word("asiakasnumero", "kundnummer", "customer number", "user.unique_id", "dpv-pd:UID")
    RELATIONSHIP = word(
        "asiakassuhteen päättyminen",
        "kundrelationens slut",
        "the end of the customer relationship",
        "user.account",
        "dpv-pd:Relationship",
    )
    COMPANY = word(
        "yrityksen nimi ja Y-tunnus",
        "företagets namn och FO-nummer",
        "company name and business ID",
        "user.account",
        "dpv-pd:CompanyName",
    )
    BILLING_ADDRESS = word(
        "maksaja ja laskutusosoite",
        "betalare och faktureringsadress",
        "payer and billing address",
        "user.contact.address",
        "dpv-pd:BillingAddress",
    )
    INVOICE = word(
        "laskut ja maksut",
        "fakturor och betalningar",
        "invoices and payments",
        "user.financial",
        "dpv-pd:Transaction",
    )
    COMMENT = word(
        "tekijän kommentit käynnistä",
        "utförarens kommentarer om besöket",
        "the provider's comments on the visit",
        "user.content.private",
        "dpv-pd:Opinion",
    )
    RATING = word(
        "asiakkaan arviot",
        "kundens omdömen",
        "the customer's ratings",
        "user.content.public",
        "dpv-pd:Opinion",
    )
    MESSAGE = word(
        "lähetetyt viestit",
        "skickade meddelanden",
        "messages sent",
        "user.contact",
        "dpv-pd:Communication",
    )
    CREDENTIAL = word(
        "kirjautumistiedot",
        "inloggningsuppgifter",
        "sign-in details",
        "user.authorizations.credentials",
        "dpv-pd:Authenticating",
    )
    DEVICE = word(
        "lyhennetty IP-osoite ja selaimen nimi",
        "förkortad IP-adress och webbläsarens namn",
        "shortened IP address and browser name",
        "user.device",
        "dpv-pd:BrowserFingerprint",
    )
    LANGUAGE = word("kieli", "språk", "language", "user.demographic.language", "dpv-pd:Language")
    CONSENT = word("suostumukset", "samtycken", "consents", "user.consent", "dpv-pd:Preference")
    WORK = word(
        "työajat, taidot ja alueet",
        "arbetstider, färdigheter och områden",
        "working hours, skills and areas",
        "user.workplace",
        "dpv-pd:WorkHistory",
    )
    EARLIER_VALUE = word(
        "aiemmat tiedot, jotka olet korjannut",
        "tidigare uppgifter som du har rättat",
        "earlier values that you have corrected",
        "user.content.private",
        "dpv-pd:Historical",
    )
    ACCESS_LOG = word(
        "merkinnät tietojen katselusta",
        "anteckningar om vem som sett uppgifterna",
        "records of who looked at the data",
        "user.behavior",
        "dpv-pd:LogInformation",
    )
    PARTNER_PAPER = word(
        "kumppanin sopimus ja arviointi",
        "avtalet med partnern och bedömningen av den",
        "the agreement with a partner and its assessment",
        "user.content.private",
        "dpv-pd:Communication",
    )
    REGISTER_FILE = word(
        "tiedosto, jolla aiempi asiakasrekisteri tuodaan",
        "filen med vilken det tidigare kundregistret förs in",
        "the file by which the earlier customer register is brought in",
        "user",
        "dpv-pd:Historical",
    )
