"""The sentences of the notice that no declaration carries: roles, windows, numbers.

Everything else in the notice comes from the words of `lupaus.promises`.
"""

from collections.abc import Mapping

from lupaus.promises import Recipient, Register, Relation, Role, Text

TITLE = Text("Tietosuojaseloste", "Dataskyddsbeskrivning", "Privacy notice")
LEAD = Text(
    "Tämä seloste on koottu samoista määrittelyistä, joita ohjelmamme noudattaa. Siinä on vain se, mikä on totta "
    "tänään.",
    "Den här beskrivningen är sammanställd av samma definitioner som vårt program följer. "
    "Den innehåller bara det som är sant i dag.",
    "This notice is compiled from the same definitions that our program obeys. It holds only what is true today.",
)

PEOPLE: Mapping[Register, Text] = {
    Register.CUSTOMERS: Text(
        "Asiakkaat, heidän yhteyshenkilönsä ja laskun maksajat sekä ne, joilla on tilaus kesken. "
        "Lapsista ja lemmikeistä tiedämme vain sen, minkä asiakas kertoo. Nimiä emme kysy.",
        "Kunder, deras kontaktpersoner och betalare samt de som har en påbörjad beställning. "
        "Om barn och husdjur vet vi bara det som kunden berättar. Namn frågar vi inte efter.",
        "Customers, their contact persons and payers, and those whose order is under way. "
        "Of children and pets we know only what the customer tells us. We ask for no names.",
    ),
    Register.PROVIDERS: Text(
        "Ihmiset, jotka tekevät käynnit. Tekijät käsittelevät asiakkaan tietoja meidän lukuumme ja ohjeidemme mukaan. "
        "Lisäksi ne, jotka allekirjoittavat kumppanin sopimuksen.",
        "De som utför besöken. Utförarna behandlar kundens uppgifter för vår räkning och enligt våra instruktioner. "
        "Dessutom de som undertecknar avtalet med en partner.",
        "The people who carry out the visits. The provider handles customers' data on our behalf and by our "
        "instructions. Also those who sign the agreement of a partner.",
    ),
    Register.STAFF: Text(
        "Toimiston työntekijät, joilla on tunnus ohjelmaan.",
        "Kontorets anställda som har ett konto i programmet.",
        "Office staff who have an account in the program.",
    ),
    Register.ACCOUNTING: Text(
        "Laskujen saajat ja maksajat.", "De som får och betalar fakturor.", "Those who receive and pay invoices."
    ),
}

VIEWERS: Mapping[Role, Text] = {
    Role.VISITOR: Text("sinä itse ennen kirjautumista", "du själv före inloggning", "you, before signing in"),
    Role.CUSTOMER: Text("sinä itse", "du själv", "you"),
    Role.PROVIDER: Text("käynnin tekijä", "besökets utförare", "the provider of the visit"),
    Role.FIRM: Text(
        "kumppaniyrityksen yhteyshenkilö", "partnerföretagets kontaktperson", "the partner company's contact person"
    ),
    Role.OFFICE: Text("asiakaspalvelumme", "vår kundservice", "our customer service"),
    Role.OWNER: Text("yrityksen johto", "företagets ledning", "the company's management"),
    Role.PRIVACY: Text(
        "rekisteriasioiden hoitaja", "den som sköter registerärenden", "the person in charge of registers"
    ),
    Role.SYSTEM: Text("ohjelma itse", "programmet självt", "the program itself"),
}

OTHERS = (Role.PROVIDER, Role.FIRM, Role.OFFICE, Role.OWNER, Role.PRIVACY, Role.SYSTEM)
"""Whom a person wants to know of; that they see their own data goes without saying."""

WINDOWS: Mapping[Relation, Text] = {
    Relation.ANY: Text("työtehtävän ajan", "under arbetsuppgiften", "while the task lasts"),
    Relation.OWN: Text("omista tiedoistaan", "om sina egna uppgifter", "of their own data"),
    Relation.EMPLOYED: Text("omista työntekijöistään", "om sina egna anställda", "of their own employees"),
    Relation.OFFERED: Text(
        "siitä alkaen, kun käynti tarjotaan", "från det att besöket erbjuds", "from when the visit is offered"
    ),
    Relation.ASSIGNED: Text(
        "käynnin vastaanottamisesta siihen, kun sen lopusta on 48 tuntia",
        "från det att besöket tagits emot till 48 timmar efter det",
        "from accepting the visit until 48 hours after it",
    ),
    Relation.MEETING: Text(
        "alkaen 2 tuntia ennen käyntiä, päättyen 48 tuntia sen jälkeen",
        "från 2 timmar före besöket till 48 timmar efter det",
        "from 2 hours before the visit until 48 hours after it",
    ),
    Relation.AT_THE_DOOR: Text(
        "alkaen 2 tuntia ennen käyntiä, päättyen 2 tuntia suunnitellun lopun jälkeen",
        "från 2 timmar före besöket till 2 timmar efter dess planerade slut",
        "from 2 hours before the visit until 2 hours after its planned end",
    ),
    Relation.PERFORMED: Text("tekemistään käynneistä", "om besök som hen utfört", "of visits they carried out"),
    Relation.LINKED: Text(
        "niistä, joista itse on kertonut: maksajasta ja läheisistä",
        "om dem som man själv har berättat om: betalare och anhöriga",
        "of those one has told us of: who pays and who is close",
    ),
    Relation.COLLEAGUE: Text(
        "niistä, jotka työskentelevät tai ovat työskennelleet toimistossa",
        "om dem som arbetar eller har arbetat på kontoret",
        "of those who work or have worked in the office",
    ),
    Relation.TAKEN_DOWN: Text(
        "tilauksesta, jonka se kirjaa puolestasi puhelimessa",
        "om en beställning som det tar emot av dig per telefon",
        "of an order that it takes down for you on the telephone",
    ),
    Relation.COMING: Text("tulevasta tekijästä", "om den utförare som kommer", "of the provider who is coming"),
}

WINDOWS_OF: Mapping[tuple[Role, Relation], Text] = {
    (Role.OFFICE, Relation.OWN): Text(
        "tilauksesta, jonka se tekee puolestasi",
        "om en beställning som den gör åt dig",
        "of an order that it places for you",
    ),
    (Role.SYSTEM, Relation.ANY): Text("työn ajan", "under körningen", "while the job runs"),
}
"""Where a role stands to a row in a way of its own."""


RECIPIENTS: Mapping[Recipient, Text] = {
    Recipient.ASSIGNED_PROVIDER: Text(
        "Näkee vain omien käyntiensä tiedot.",
        "Ser bara uppgifterna om sina egna besök.",
        "Sees the data of their own visits only.",
    ),
    Recipient.MAIL_CARRIER: Text(
        "Kuljettaa viestit sinulle meidän lukuumme.",
        "Transporterar meddelandena till dig för vår räkning.",
        "Carries messages to you on our behalf.",
    ),
    Recipient.MAP_SERVICE: Text(
        "Saa vain osoitteen, ei nimeäsi.",
        "Får bara adressen, inte ditt namn.",
        "Gets the address only, not your name.",
    ),
    Recipient.TEXT_CARRIER: Text(
        "Kuljettaa tekstiviestit sinulle meidän lukuumme.",
        "Transporterar textmeddelandena till dig för vår räkning.",
        "Carries text messages to you on our behalf.",
    ),
    Recipient.ACCOUNTANT: Text(
        "Hoitaa kirjanpitomme laskuista, meidän lukuumme.",
        "Sköter vår bokföring utifrån fakturorna, för vår räkning.",
        "Keeps our books from the invoices, on our behalf.",
    ),
    Recipient.PAYER: Text(
        "Saa laskun, jonka maksaa puolestasi.",
        "Får fakturan som hen betalar för dig.",
        "Gets the invoice that they pay for you.",
    ),
}
"""Who each kind of recipient is to the person."""

NOBODY = Text("ei kenellekään", "ingen", "nobody")
"""In place of recipients, where there are none."""


def years(count: int) -> Text:
    """Return a number of years as words."""
    return Text(
        f"{count} vuosi" if count == 1 else f"{count} vuotta",
        f"{count} år",
        f"{count} year" if count == 1 else f"{count} years",
    )


def days(count: int) -> Text:
    """Return a number of days as words."""
    return Text(
        f"{count} vuorokausi" if count == 1 else f"{count} vuorokautta",
        f"{count} dygn",
        "24 hours" if count == 1 else f"{count} days",
    )
