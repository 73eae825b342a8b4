"""What the notice says in words of its own: interests, disclosure, security, what must be given, who decides.

Each has a code, so that it can be pointed at, and the declarations or rows of the proof that carry it.

Source: GDPR art. 13(1)(d)-(f), 13(2)(e)-(f), 14(1)(d), 14(2)(f), 32.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lupaus.promises import Purpose, Text


@dataclass(frozen=True, slots=True)
class Statement:
    """One paragraph; `carried_by` names what in the program makes it true."""

    code: str
    text: Text
    carried_by: tuple[str, ...]


INTERESTS: Final[Mapping[Purpose, Text]] = {
    Purpose.ORDERING: Text(
        "Asiakkaan nimeämä ihminen voi tilata hänen puolestaan, ja lasku löytää maksajan.",
        "Den som kunden utsett kan beställa för kunden, och fakturan hittar betalaren.",
        "Whoever a customer names can order for them, and the invoice finds who pays.",
    ),
    Purpose.CONTACT_REQUEST: Text(
        "Vastaamme sinulle, kun pyydät meitä ottamaan yhteyttä.",
        "Vi svarar dig när du ber oss ta kontakt.",
        "We answer you when you ask us to get in touch.",
    ),
    Purpose.SERVICE_DELIVERY: Text(
        "Voimme soittaa asiakkaan läheiselle, jos käynnillä sattuu jotain.",
        "Vi kan ringa kundens anhöriga om något händer under besöket.",
        "We can call a customer's next of kin when something happens during a visit.",
    ),
    Purpose.CUSTOMER_CARE: Text(
        "Tiedämme, kenen kanssa puhumme yrityksen tai taloyhtiön asioista ja kuka maksaa.",
        "Vi vet med vem vi talar om ett företags eller bostadsaktiebolags ärenden och vem som betalar.",
        "We know with whom we speak about a company or a housing company, and who pays.",
    ),
    Purpose.INVOICING: Text(
        "Lasku menee sille, joka on luvannut maksaa sen.",
        "Fakturan går till den som har lovat betala den.",
        "The invoice goes to whoever has promised to pay it.",
    ),
    Purpose.SECURITY: Text(
        "Suojaamme sinua ja muita: huomaamme, jos joku käyttää tietoja väärin.",
        "Vi skyddar dig och andra: vi märker om någon missbrukar uppgifter.",
        "We protect you and others: we notice when somebody misuses data.",
    ),
    Purpose.SELF_SERVICE: Text(
        "Voimme näyttää sinulle, kuka on katsonut tietojasi.",
        "Vi kan visa dig vem som har sett dina uppgifter.",
        "We can show you who has looked at your data.",
    ),
    Purpose.IDENTIFICATION: Text(
        "Varmistamme, että vain sinä pääset tilillesi ja vain nimetyt ihmiset tietoihisi.",
        "Vi ser till att bara du kommer åt ditt konto och bara utsedda personer dina uppgifter.",
        "We make sure that only you get into your account, and only designated people see your data.",
    ),
    Purpose.MESSAGING: Text(
        "Kirjoitamme oikealle ihmiselle, emmekä osoitteeseen, joka ei enää toimi.",
        "Vi skriver till rätt person och inte till en adress som inte längre fungerar.",
        "We write to the right person, and not to an address that no longer works.",
    ),
    Purpose.WORKFORCE: Text(
        "Tiedämme, kuka vastaa kumppanin työntekijöistä ja että he ovat luvanneet pitää tiedot salassa.",
        "Vi vet vem som svarar för en partners anställda och att de har lovat tystnad.",
        "We know who answers for a partner's employees, and that they have promised secrecy.",
    ),
}
"""What our legitimate interest is, for each purpose that stands on one."""

UNUSED: Final = Text(
    "{purpose}: emme käsittele tietoja tähän nyt.",
    "{purpose}: vi behandlar inga uppgifter för detta nu.",
    "{purpose}: we do not process data for this now.",
)

DISCLOSURE: Final[tuple[Statement, ...]] = (
    Statement(
        "others",
        Text(
            "Muille emme anna tietojasi. Viranomaiselle annamme tiedon vain, jos laki velvoittaa.",
            "Till andra lämnar vi inte ut dina uppgifter. En myndighet får en uppgift bara om lagen förpliktar oss.",
            "We give your data to nobody else. An authority gets data only where the law obliges us.",
        ),
        ("promises.Recipient",),
    ),
)

STAYS: Final = Text(
    "Tietosi pysyvät Euroopan talousalueella. Emme siirrä niitä sen ulkopuolelle.",
    "Dina uppgifter stannar inom Europeiska ekonomiska samarbetsområdet. Vi överför dem inte utanför det.",
    "Your data stays in the European Economic Area. We do not transfer it outside.",
)
GOES: Final = Text(
    "Näin tietoja siirtyy Euroopan talousalueen ulkopuolelle: {partners}.",
    "Så här överförs uppgifter utanför Europeiska ekonomiska samarbetsområdet: {partners}.",
    "This is how data is transferred outside the European Economic Area: {partners}.",
)
TRANSFER_GROUNDS: Final[Mapping[str, Text]] = {
    "adequacy": Text(
        "komission päätös riittävästä tietosuojasta",
        "kommissionens beslut om adekvat skyddsnivå",
        "the Commission's adequacy decision",
    ),
    "scc": Text(
        "komission vakiolausekkeet ja siirron arviointi. Saat niistä jäljennöksen pyytämällä",
        "kommissionens standardklausuler och en bedömning av överföringen. Du får en kopia på begäran",
        "the Commission's standard clauses and an assessment of the transfer. You get a copy on request",
    ),
}
"""By the ground that a partner's record names. Source: GDPR art. 13(1)(f)."""

SECURITY: Final[tuple[Statement, ...]] = (
    Statement(
        "sealing",
        Text(
            "Nimesi, yhteystietosi ja kaikki kirjoittamasi on salattu. Jokaisella ihmisellä on oma avain.",
            "Ditt namn, dina kontaktuppgifter och allt du skriver är krypterat. Varje människa har en egen nyckel.",
            "Your name, contact details and all you write are encrypted. Every person has a key of their own.",
        ),
        ("promises.SEALED", "check:E007"),
    ),
    Statement(
        "keys",
        Text(
            "Avaimet ovat erillään tiedoista. Kun avain tuhotaan, tietoa ei voi enää avata mistään kopiosta.",
            "Nycklarna hålls åtskilda från uppgifterna. När en nyckel förstörs kan ingen kopia längre öppnas.",
            "The keys are kept apart from the data. Once a key is destroyed, no copy can be opened any more.",
        ),
        ("stores:keys",),
    ),
    Statement(
        "access",
        Text(
            "Työntekijä näkee tiedon vain työtehtävässä, johon se kuuluu. Toimistossa kirjautuminen on kaksivaiheinen.",
            "En anställd ser en uppgift bara i det arbete som kräver den. Kontoret loggar in i två steg.",
            "An employee sees data only in the task that needs it. The office signs in with two factors.",
        ),
        ("promises.ACCESS",),
    ),
    Statement(
        "looks",
        Text(
            "Jokaisesta katselusta jää merkintä. Näet ne omilta sivuiltasi.",
            "Varje gång någon ser uppgifterna görs en anteckning. Du ser dem på dina egna sidor.",
            "Every look leaves a record. You can read the records on your own pages.",
        ),
        ("journal.Entry",),
    ),
    Statement(
        "secrecy",
        Text(
            "Kaikki, jotka näkevät asiakkaiden tietoja, ovat luvanneet kirjallisesti pitää ne salassa.",
            "Alla som ser kunders uppgifter har skriftligt lovat tystnad.",
            "Everybody who sees customers' data has promised in writing to keep it secret.",
        ),
        ("accounts.Signature",),
    ),
)

STATEMENTS: Final[tuple[Statement, ...]] = (
    Statement(
        "required",
        Text(
            "Ilman nimeä, osoitetta ja yhteystietoja emme voi toimittaa palvelua. Muut tiedot annat vain, jos haluat.",
            "Utan namn, adress och kontaktuppgifter kan vi inte leverera tjänsten. Övriga uppgifter är frivilliga.",
            "Without a name, address and contact details we cannot deliver the service. Everything else is voluntary.",
        ),
        ("register.Customer", "register.Address"),
    ),
    Statement(
        "from_others",
        Text(
            "Jos maksat toisen laskun tai olet yhteyshenkilö, saimme tietosi asiakkaalta. Sinulla on samat oikeudet.",
            "Om du betalar någon annans faktura eller är kontaktperson fick vi dina uppgifter av kunden. Du har samma "
            "rättigheter.",
            "If you pay somebody else's invoice or are a contact person, we got your data from the customer. You have "
            "the same rights.",
        ),
        ("register.BillingParty",),
    ),
    Statement(
        "decisions",
        Text(
            "Ohjelma laskee vapaat ajat ja ehdottaa käynnille tekijää. Muita päätöksiä se ei tee sinusta itsekseen.",
            "Programmet räknar ut lediga tider och föreslår en utförare. Andra beslut om dig fattar det inte på egen "
            "hand.",
            "The program computes free times and proposes a provider for a visit. It makes no other decision about "
            "you by itself.",
        ),
        ("scheduling.Offer",),
    ),
)
