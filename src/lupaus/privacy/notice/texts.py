"""The sentences of the notice that no declaration carries: headings, roles, windows, rights.

Everything else in the notice comes from the words of `lupaus.promises`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lupaus.promises import Register, Relation, Role, Text

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
    Role.OFFICE: Text("asiakaspalvelumme", "vår kundservice", "our customer service"),
    Role.OWNER: Text("yrityksen johto", "företagets ledning", "the company's management"),
    Role.PRIVACY: Text(
        "rekisteriasioiden hoitaja", "den som sköter registerärenden", "the person in charge of registers"
    ),
    Role.SYSTEM: Text("ohjelma itse", "programmet självt", "the program itself"),
}

OTHERS = (Role.PROVIDER, Role.OFFICE, Role.OWNER, Role.PRIVACY, Role.SYSTEM)
"""Whom a person wants to know of; that they see their own data goes without saying."""

WINDOWS: Mapping[Relation, Text] = {
    Relation.ANY: Text("työtehtävän ajan", "under arbetsuppgiften", "while the task lasts"),
    Relation.OWN: Text("omista tiedoistaan", "om sina egna uppgifter", "of their own data"),
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
    Relation.COLLEAGUE: Text(
        "niistä, jotka työskentelevät tai ovat työskennelleet toimistossa",
        "om dem som arbetar eller har arbetat på kontoret",
        "of those who work or have worked in the office",
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


@dataclass(frozen=True, slots=True)
class Right:
    """One right of the person; `url_name` is the page where it is used, empty where one writes to us."""

    right: Text
    how: Text
    url_name: str = ""


RIGHTS: tuple[Right, ...] = (
    Right(
        Text("Saat nähdä tietosi", "Du får se dina uppgifter", "You may see your data"),
        Text(
            "Kirjaudu ja avaa omat tietosi. Näet myös, kuka niitä on katsonut ja miksi. Se on aina maksutonta.",
            "Logga in och öppna dina uppgifter. Du ser också vem som har sett dem och varför. Det är alltid "
            "avgiftsfritt.",
            "Sign in and open your data. You also see who has looked at them, and why. It is always free of charge.",
        ),
        "customer:data",
    ),
    Right(
        Text("Saat korjata tietosi", "Du får rätta dina uppgifter", "You may correct your data"),
        Text(
            "Korjaa tietosi itse omilla sivuillasi. Muun korjauksen saat kirjoittamalla meille.",
            "Rätta uppgifterna själv på dina sidor. Andra rättelser får du genom att skriva till oss.",
            "Correct your data yourself on your own pages. For any other correction, write to us.",
        ),
        "customer:data",
    ),
    Right(
        Text("Saat peruuttaa suostumuksesi", "Du får återkalla ditt samtycke", "You may withdraw your consent"),
        Text(
            "Terveystiedon voit poistaa omilla sivuillasi. Tilauksesi jää voimaan.",
            "Hälsouppgiften kan du radera på dina sidor. Beställningen gäller ändå.",
            "You can remove health information on your own pages. Your order stands.",
        ),
        "customer:data",
    ),
    Right(
        Text(
            "Saat pyytää tietojesi poistamista, käsittelyn rajoittamista tai tietosi mukaasi, ja saat vastustaa "
            "käsittelyä",
            "Du får begära radering, begränsning av behandlingen eller att få med dig dina uppgifter, "
            "och du får motsätta dig behandlingen",
            "You may ask for erasure, for restriction or to take your data with you, and you may object",
        ),
        Text(
            "Kirjoita rekisteriasioiden osoitteeseen. Allekirjoitusta ei tarvita, eikä pyyntö maksa. "
            "Vastaamme kuukauden kuluessa ja kerromme, jos laki vaatii säilyttämään jotain.",
            "Skriv till registerärendenas adress. Ingen underskrift behövs och begäran kostar inget. "
            "Vi svarar inom en månad och berättar om lagen kräver att något sparas.",
            "Write to the address for register matters. No signature is needed and a request costs nothing. "
            "We answer within a month and say if the law requires anything to be kept.",
        ),
    ),
    Right(
        Text(
            "Saat valittaa valvontaviranomaiselle",
            "Du får klaga hos tillsynsmyndigheten",
            "You may complain to the authority",
        ),
        Text(
            "Jos toimimme mielestäsi väärin, voit tehdä valituksen tietosuojavaltuutetulle: tietosuoja.fi.",
            "Om du anser att vi handlar fel kan du klaga hos dataombudsmannen: tietosuoja.fi/sv.",
            "If you think we act wrongly, you can complain to the Data Protection Ombudsman: tietosuoja.fi/en.",
        ),
    ),
)

STATEMENTS: tuple[Text, ...] = (
    Text(
        "Ilman nimeä, osoitetta ja yhteystietoja emme voi toimittaa palvelua. Muut tiedot annat vain, jos haluat.",
        "Utan namn, adress och kontaktuppgifter kan vi inte leverera tjänsten. Övriga uppgifter är frivilliga.",
        "Without a name, address and contact details we cannot deliver the service. Everything else is voluntary.",
    ),
    Text(
        "Ohjelma laskee vapaat ajat ja ehdottaa käynnille tekijää. Muita päätöksiä se ei tee sinusta itsekseen.",
        "Programmet räknar ut lediga tider och föreslår en utförare. Andra beslut om dig fattar det inte på egen hand.",
        "The program computes free times and proposes a provider for a visit. It makes no other decision about "
        "you by itself.",
    ),
)

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
