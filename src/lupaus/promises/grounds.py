"""Why data is kept as long as it is: the longest period that each reason justifies.

A retention that no reason here carries is found by a check of the code (E019), and the notice says the reason
beside every period.

Source: notice, "Henkilötietojen säilytysaika"; GDPR art. 5(1)(e), 13(2)(a).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from lupaus.promises.declaration import After
from lupaus.promises.text import Text
from lupaus.promises.words import Purpose, Trigger


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason to keep data of these purposes for at most this long."""

    code: str
    most: After
    purposes: frozenset[Purpose]
    why: Text

    def carries(self, after: After, purposes: Iterable[Purpose]) -> bool:
        """Say whether the reason justifies a period for data that has any of `purposes`."""
        same = after.trigger is self.most.trigger and not self.purposes.isdisjoint(purposes)
        return same and length(after) <= length(self.most)


def length(after: After) -> tuple[int, int]:
    """Return a period as something that can be compared, longest last."""
    return (after.years + after.days // 365, after.days % 365)


CUSTOMERSHIP = frozenset(
    {
        Purpose.ORDERING,
        Purpose.SERVICE_DELIVERY,
        Purpose.CUSTOMER_CARE,
        Purpose.IDENTIFICATION,
        Purpose.INVOICING,
        Purpose.MESSAGING,
        Purpose.QUALITY,
        Purpose.SELF_SERVICE,
        Purpose.SECURITY,
    }
)

GROUNDS: tuple[Ground, ...] = (
    Ground(
        "unfinished",
        After(Trigger.COLLECTED, days=1),
        frozenset({Purpose.ORDERING}),
        Text(
            "Tilaus voi jäädä kesken. Voit jatkaa sitä vuorokauden ajan.",
            "En beställning kan bli på hälft. Du kan fortsätta den i ett dygn.",
            "An order may be left unfinished. You can go on with it for a day.",
        ),
    ),
    Ground(
        "imports",
        After(Trigger.COLLECTED, days=1),
        frozenset({Purpose.CUSTOMER_CARE}),
        Text(
            "Asiakasluettelo, jonka tuomme ohjelmaan, odottaa tarkistusta vuorokauden.",
            "En kundlista som vi för in i programmet väntar på granskning i ett dygn.",
            "A list of customers that we bring in waits a day to be checked.",
        ),
    ),
    Ground(
        "health",
        After(Trigger.VISIT_END, days=2),
        frozenset({Purpose.SERVICE_DELIVERY}),
        Text(
            "Terveystieto auttaa vain käynnillä. Sen jälkeen emme tarvitse sitä.",
            "En hälsouppgift hjälper bara vid besöket. Efter det behöver vi den inte.",
            "Health information helps only at the visit. After that we do not need it.",
        ),
    ),
    Ground(
        "link",
        After(Trigger.COLLECTED, days=7),
        frozenset({Purpose.IDENTIFICATION}),
        Text(
            "Kirjautumislinkistä jää merkintä viikoksi väärinkäytösten varalta.",
            "En inloggningslänk lämnar ett spår i en vecka, ifall den missbrukas.",
            "A sign-in link leaves a mark for a week, in case it is misused.",
        ),
    ),
    Ground(
        "proposals",
        After(Trigger.COLLECTED, days=30),
        frozenset({Purpose.WORKFORCE}),
        Text(
            "Yritys ehdottaa meille tekijää. Päätämme siitä kuukauden kuluessa.",
            "Ett företag föreslår en utförare. Vi beslutar om det inom en månad.",
            "A firm proposes a provider to us. We decide within a month.",
        ),
    ),
    Ground(
        "session",
        After(Trigger.COLLECTED, days=30),
        frozenset({Purpose.IDENTIFICATION, Purpose.SECURITY}),
        Text(
            "Kirjautumisesi muistetaan, jotta sinun ei tarvitse kirjautua joka kerta.",
            "Vi minns din inloggning så att du inte behöver logga in varje gång.",
            "We remember your sign-in, so that you need not sign in every time.",
        ),
    ),
    Ground(
        "asked",
        After(Trigger.COLLECTED, days=90),
        frozenset({Purpose.CONTACT_REQUEST}),
        Text(
            "Ehdimme ottaa sinuun yhteyttä ja jatkaa siitä, mihin jäimme.",
            "Vi hinner kontakta dig och fortsätta där vi blev.",
            "We have time to get in touch and to go on where we left off.",
        ),
    ),
    Ground(
        "registered",
        After(Trigger.COLLECTED, years=1),
        frozenset({Purpose.REGISTRATION}),
        Text(
            "Tilisi odottaa, että tilaat ensimmäisen kerran.",
            "Ditt konto väntar på din första beställning.",
            "Your account waits for your first order.",
        ),
    ),
    Ground(
        "kin",
        After(Trigger.LINK_END, days=30),
        frozenset({Purpose.SERVICE_DELIVERY}),
        Text(
            "Jo sovituilla käynneillä voimme vielä tarvita sinua.",
            "Vid redan avtalade besök kan vi ännu behöva dig.",
            "At visits agreed already we may still need you.",
        ),
    ),
    Ground(
        "contacts",
        After(Trigger.LINK_END, days=180),
        frozenset({Purpose.CUSTOMER_CARE, Purpose.MESSAGING}),
        Text(
            "Voimme vielä tarkistaa, kenen kanssa asiasta sovittiin.",
            "Vi kan ännu kontrollera med vem saken avtalades.",
            "We can still check with whom a matter was agreed.",
        ),
    ),
    Ground(
        "links",
        After(Trigger.LINK_END, years=1),
        frozenset(
            {
                Purpose.ORDERING,
                Purpose.IDENTIFICATION,
                Purpose.SELF_SERVICE,
                Purpose.CUSTOMER_CARE,
                Purpose.MESSAGING,
            }
        ),
        Text(
            "Voimme vielä tarkistaa, kuka tilasi ja päätti asiakkaan puolesta.",
            "Vi kan ännu kontrollera vem som beställde och beslöt för kunden.",
            "We can still check who ordered and decided for the customer.",
        ),
    ),
    Ground(
        "traces",
        After(Trigger.COLLECTED, years=1),
        frozenset({Purpose.MESSAGING, Purpose.IDENTIFICATION, Purpose.SECURITY}),
        Text(
            "Näin voimme näyttää, mitä sinulle kerroimme ja miltä laitteelta tilillesi kirjauduttiin.",
            "Så kan vi visa vad vi berättade för dig och från vilken enhet någon loggade in på ditt konto.",
            "This lets us show what we told you, and from which device your account was used.",
        ),
    ),
    Ground(
        "looks",
        After(Trigger.COLLECTED, years=2),
        frozenset({Purpose.SECURITY, Purpose.SELF_SERVICE}),
        Text(
            "Näin näet itse, kuka on katsonut tietojasi, ja me huomaamme väärinkäytökset.",
            "Så ser du själv vem som har sett dina uppgifter, och vi märker missbruk.",
            "This lets you see who has looked at your data, and lets us notice misuse.",
        ),
    ),
    Ground(
        "disputes",
        After(Trigger.CONTRACT_END, years=1),
        CUSTOMERSHIP,
        Text(
            "Mahdollisten epäselvyyksien varalta: voimme vielä tarkistaa, mitä sovimme.",
            "Med tanke på eventuella oklarheter: vi kan ännu kontrollera vad vi kom överens om.",
            "In case something is unclear: we can still check what we agreed.",
        ),
    ),
    Ground(
        "work",
        After(Trigger.WORK_END, years=1),
        frozenset({Purpose.WORKFORCE, Purpose.IDENTIFICATION}),
        Text(
            "Työtä koskevien epäselvyyksien varalta.",
            "Med tanke på oklarheter som gäller arbetet.",
            "In case something about the work is unclear.",
        ),
    ),
    Ground(
        "designated",
        After(Trigger.WORK_END, years=2),
        frozenset({Purpose.IDENTIFICATION, Purpose.SECURITY}),
        Text(
            "Näin voimme näyttää, kenellä oli oikeus nähdä tietoja ja kuka oli luvannut pitää ne salassa.",
            "Så kan vi visa vem som hade rätt att se uppgifter och vem som hade lovat tystnad.",
            "This lets us show who was allowed to see data, and who had promised to keep it secret.",
        ),
    ),
    Ground(
        "bookkeeping",
        After(Trigger.FINANCIAL_YEAR_END, years=6),
        frozenset({Purpose.INVOICING}),
        Text(
            "Laki vaatii: tositteet on säilytettävä kuusi vuotta.",
            "Lagen kräver det: verifikat ska sparas i sex år.",
            "The law requires it: vouchers must be kept for six years.",
        ),
    ),
)
"""Shortest first. Source for the last: Kirjanpitolaki (1336/1997) 2:10."""

REASONS = {each.code: each.why for each in GROUNDS}
"""The reason by its code."""


def ground_of(after: After, purposes: Iterable[Purpose]) -> Ground | None:
    """Return the reason that carries a period, the tightest first; None when nothing does."""
    wanted = tuple(purposes)
    carrying = [each for each in GROUNDS if each.carries(after, wanted)]
    return min(carrying, key=lambda each: length(each.most), default=None)
