"""People of whom the notice forgets something: roles (L13), providers (L14), the lone contact (L17)."""

import re
from collections.abc import Iterator
from typing import Final

from lupaus.privacy.linter.finding import Advice, Hit
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.sections import Section
from lupaus.privacy.linter.sentences import Sentence, bare_heading
from lupaus.privacy.linter.vocabulary import EMAIL, NOT
from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

# ── L13 ──────────────────────────────────────────────────────────────────────────────────────────────────

ROLE: Final = Advice(
    Text(
        "Palvelun tekijä saa tiedot, mutta hänen asemansa ei selviä: työntekijä, henkilötietojen käsittelijä "
        "vai itsenäinen rekisterinpitäjä (tietosuoja-asetus 4(7)–(8), 26, 28 art.).",
        "Den som utför tjänsten får uppgifter, men rollen framgår inte: anställd, personuppgiftsbiträde "
        "eller självständig personuppgiftsansvarig (dataskyddsförordningen art. 4.7–8, 26, 28).",
        "Whoever carries out the service gets data, but their role is not clear: employee, processor or "
        "independent controller (GDPR art. 4(7)–(8), 26, 28).",
    ),
    Text(
        "Sano asema yhdellä lauseella ja mihin se perustuu, esimerkiksi kirjallinen sopimus käsittelystä.",
        "Säg rollen i en mening och vad den grundar sig på, till exempel ett skriftligt avtal om behandlingen.",
        "Say the role in one sentence and what it rests on, such as a written agreement on processing.",
    ),
)
_PROVIDER: Final = Words(
    r"palvelun ?tuottaj|alihankkij|aliurakoitsij|urakoitsij|siivooj|freelanc"
    r"|itsenäi\w+ ammatinharj|keikkatyönt|palvelun tekij|kuljettaj",
    r"tjänsteproducent|serviceproducent|underleverantör|utförar(?:e|n)|städare|entreprenör"
    r"|frilans|chaufför",
    r"the service provider|subcontractor|contractor|freelanc|cleaner|drivers?\b(?!'s licen)|courier|the provider",
)
_CARRIES_OUT: Final = Words(
    r"vastaanot\w+|suoritta|suoritukse|suorite|tilau(?:s|kse)|komment|käyn(?:ti|ni)|toimeksian|työn teke"
    r"|työn suor|keik|urak|toteutta\w+ palvelu|asiakkaan lu|asiakkaan kot",
    r"tar emot|tagit emot|utför|beställning|komment|besök|uppdrag|städning|hemma hos",
    r"accept(?:s|ed)? the|receiv\w+ the order|carr\w+ out|perform|orders?\b|comment|visit|assignment|job\b"
    r"|customer's home",
)
_ROLE: Final = Words(
    r"\w*käsittelij|rekisterinpitäj|työntekij|työsuht|lukuu(?:n|mme)|puolesta(?:mme)?|toimeksiannosta|ohjeid"
    r"|henkilökun|yhteisrekist",
    r"\w*biträde|personuppgiftsansvarig|anställ|för vår räkning|våra instruktion|gemensamt ansvar|medarbetar|pub-avtal",
    r"processor|controller|employ|on our behalf|our instructions|joint",
)
_NOT_PEOPLE: Final = Words(
    r"it-|tieto(?:järj|tekn)|palvelin|pilvi|ohjelmist|hosting|verkkopalv|analytiik|maksupalv|teknis"
    r"|jäljempänä|verkkosiv|evästei",
    r"it-|server|moln|program|system|webb|betal|teknisk|nedan kallad|analys",
    r"\bit\b|it-|server|cloud|software|hosting|web|payment|technical|hereinafter|analytic|internet",
)


def role_undefined(notice: Notice) -> Iterator[Hit]:
    """Yield the first sentence in which somebody carries out the service, when nothing says as what."""
    named = [each for each in notice.sentences if each.has(_PROVIDER)]
    doing = [
        each
        for each in named
        if each.is_text and each.has(_CARRIES_OUT) and not each.has_any(_NOT_PEOPLE, NOT, _OWN_RIGHT)
    ]
    if doing and not any(_says_role(notice, each) for each in named):
        yield Hit(doing[0], ROLE)


_OWN_RIGHT: Final = Words(r"oikeu|palveluntuottajana (?:toimii|on)", r"rätt att", r"right to")


def _says_role(notice: Notice, sentence: Sentence) -> bool:
    if sentence.has(_ROLE):
        return True
    return sentence.section in {Section.CONTROLLER, Section.CONTACT, Section.TITLE} or any(
        each.has(_THEY, _ROLE) for each in notice.near(sentence, 0, 1) if each is not sentence
    )


_THEY: Final = Words(
    r"he\b|hän\b|nämä|ne\b|tekijä|toimivat|toimii|kumppani",
    r"de\b|hen\b|dessa|denna|agerar",
    r"they|these|each|acts?\b|he\b|she\b",
)

# ── L14 ──────────────────────────────────────────────────────────────────────────────────────────────────

SECOND_REGISTER: Final = Advice(
    Text(
        "Arvio tai kommentti kertoo myös palvelun tekijästä. Häntä ei mainita rekisteröitynä, eikä hänen "
        "selostettaan löytynyt (tietosuoja-asetus 4(1), 14 art.).",
        "Ett betyg eller en kommentar gäller också den som utför tjänsten. Hen nämns inte som registrerad "
        "och någon beskrivning för hen hittades inte (dataskyddsförordningen art. 4.1, 14).",
        "A rating or comment is also about whoever carries out the service. They are not named as data "
        "subjects, and no notice for them was found (GDPR art. 4(1), 14).",
    ),
    Text(
        "Tee palvelun tekijöille oma rekisteri ja seloste, ja viittaa siihen tästä.",
        "Gör ett eget register och en egen beskrivning för utförarna, och hänvisa till den här.",
        "Make a register and a notice for those who carry out the service, and refer to it here.",
    ),
)
_RATING: Final = Words(
    r"arvosana|arvio(?:\b|t|ita|iden|ista|nti|innit|inteja|n\b)|arvostelu|tähti|komment"
    r"|palaute\w* (?:\S+ ){0,2}(?:tekij|työntekij|palveluntuott|siivooj|kuljett|hoitaj|käynni)",
    r"betyg|omdöme|recension|värdering|kommentar",
    r"ratings?\b|reviews? (?:of|about|on|given)|comments?\b|stars?\b",
)
_OF_WORK: Final = Words(
    r"(?:suorit|toteut)\w+ (?:\w+ )?(?:palvelu|työ)|palveluntuottaj|(?<!rekisterin)tekijä|työntekij|siivooj"
    r"|kuljettaj|hoitaj|käynn(?:i|e)|suorittamis|suorituks|keikas",
    r"utförd\w* tjänst|utförar|städar|chaufför|vårdar|anställd|besök(?!ar)|uppdrag",
    r"(?:performed|completed|provided) service|service (?:performed|provided|received)|provider|cleaner"
    r"|driver|carer|worker|visits?\b|assignment|carried out",
)
_PROVIDER_NOTICE: Final = Words(
    r"(?:palveluntuottaj|tekij|työntekij|siivooj|kuljettaj|hoitaj)\w* (?:\S+ ){0,6}(?:rekisteröi|\w*seloste"
    r"|\w*rekisteri|henkilötie)|(?:rekisteröi|seloste)\w* (?:\S+ ){0,18}(?:palveluntuottaj|työntekij|siivooj"
    r"|tekijät)|(?:palveluntuottaj|tekijä|työntekijä|siivooj|kuljettaj)\w*rekister"
    r"|rekisteröity\w* (?:\w+ )?(?:tekijä|siivooja|palveluntuottaja|kuljettaja)ksi",
    r"(?:utförar|städar|anställd|chaufför)\w* (?:\S+ ){0,6}(?:registrerad|beskrivning|register|personuppg)"
    r"|(?:registrerad|gäller|register över)\w* (?:\S+ ){0,18}(?:utförar|städar|anställda)"
    r"|registrera\w* (?:sig |dig )?som (?:utförar|städar)",
    r"(?:provider|cleaner|driver|worker|employee)s? (?:\S+ ){0,6}(?:data subject|notice|register"
    r"|personal data)|(?:data subjects?|concerns|applies to)\b (?:\S+ ){0,18}(?:provider|cleaner|driver"
    r"|worker)|(?:register|sign up)\w* as (?:a )?(?:provider|cleaner|driver|worker)",
)


def second_register(notice: Notice) -> Iterator[Hit]:
    """Yield the first rating or comment that is also about somebody without a notice."""
    rated = [
        each
        for each in notice.having(_RATING, _OF_WORK)
        if each.section not in _NOT_DATA and not each.has_any(NOT, _ASSESSES)
    ]
    if not rated:
        return
    informed = any(each.has(_PROVIDER_NOTICE) for each in notice.sentences)
    listed = any(
        each.has(_OF_PEOPLE)
        for each in notice.sentences
        if each.section in {Section.SUBJECTS, Section.REGISTER, Section.TITLE}
    )
    if (
        not informed
        and not listed
        and not any(each.section is Section.SUBJECTS and each.has(_OF_WORK) for each in notice.sentences)
    ):
        customers = [each for each in rated if each.has(_CUSTOMERS)]
        yield Hit((customers or rated)[0], SECOND_REGISTER)


_NOT_DATA: Final = frozenset({Section.RIGHTS, Section.SECURITY, Section.COOKIES, Section.TRANSFERS})
_ASSESSES: Final = Words(
    r"vaikutustenarv|tietosuoja-arv|riskiarv|tasapaino|arvioimme|arvioida|\w*sivusto|verkkosiv",
    r"konsekvensbed|riskbed|webbplats",
    r"impact assess|risk assess|balancing|website|site\b",
)
_CUSTOMERS: Final = Words(r"asiak", r"kund", r"customer|client")
_OF_PEOPLE: Final = Words(
    r"palveluntuottaj|työntekij|siivooj|henkilöstö|kuljettaj",
    r"utförar|anställd|städar|personal",
    r"provider|employee|cleaner|staff|driver",
)

# ── L17 ──────────────────────────────────────────────────────────────────────────────────────────────────

LONE: Final = Advice(
    Text(
        "Ainoa yhteys rekisteriasioihin on nimetty ihminen. Kun hän on poissa tai vaihtuu, pyynnöt jäävät "
        "lukematta; suomalaisen yhtiön pyyntöpostilaatikko oli näin kuollut 7 kuukautta (tietosuoja-asetus "
        "12(2), 24 art.).",
        "Den enda kontakten i registerärenden är en namngiven person. När hen är borta eller byts ut blir "
        "begäranden olästa; ett finländskt bolags brevlåda var så död i 7 månader (dataskyddsförordningen "
        "art. 12.2, 24).",
        "The only contact for register matters is a named person. When they are away or leave, requests go "
        "unread; a Finnish company's mailbox was dead for 7 months in this way (GDPR art. 12(2), 24).",
    ),
    Text(
        "Anna rooliosoite, esimerkiksi tietosuoja@yritys.fi, jota lukee useampi.",
        "Ange en rolladress, till exempel dataskydd@foretag.fi, som flera läser.",
        "Give a role address, such as privacy@company.fi, that several people read.",
    ),
)
_ADDRESS: Final = re.compile(EMAIL)
_NAME: Final = re.compile(
    r"\b(?!Y-tunnus|Oy\b"
    r"|Ab\b)[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)? (?:[A-ZÅÄÖ]\.? "
    r")?[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?\b"
)
_PLACEHOLDER: Final = Words(
    r"\[[^\]]{0,40}(?:nimet|nimi|yhteyshenkilö)",
    r"\[[^\]]{0,40}(?:namn|kontaktperson)",
    r"\[[^\]]{0,40}(?:named?|contact person)",
)
_ROLE_WORD: Final = Words(
    r"tietosuojavastaav|asiakaspalvel|toimisto|tietosuojatiimi|kirjaamo|hallitus|ylläpito|tietosuoja@|tiimi",
    r"dataskyddsombud|kundtjänst|kundservice|kontor|styrelse|registratur",
    r"data protection officer|dpo\b|customer service|office|team|board",
)
_NOT_NAMES: Final = Words(
    r"\w*katu|\w*tie\b|\w*kuja|\boy\b|\bry\b|\boyj\b|\btmi\b|\bky\b|\bab\b|yliopisto|kaupunki|\w*rekisteri"
    r"|y-tunnus|osuuskunta|seura\b",
    r"\w*gatan|\w*vägen|\bab\b|\boy\b|\brf\b|universitet|stad\b|förening",
    r"street|road|avenue|\bltd\b|\boy\b|\binc\b|university|city|association|register",
)


def lone_person(notice: Notice) -> Iterator[Hit]:
    """Yield the contact for register matters when it is one named person with an address of their own."""
    block = list(_contact(notice))
    if not block or any(each.has(_ROLE_WORD) for each in block):
        return
    addresses = [found for each in block for found in _ADDRESS.findall(each.low)]
    named = [(each, name) for each in block for name in _names(each)]
    if placeholder := [
        each for each in block if _PLACEHOLDER.find(bare_heading(each.low), each.language) or "[nim" in each.low
    ]:
        yield Hit(placeholder[0], LONE)
    elif len({name for _, name in named}) == 1 and _is_lone(notice, addresses, named[0]):
        yield Hit(named[0][0], LONE)


def _contact(notice: Notice) -> Iterator[Sentence]:
    """Yield the lines that stand right under a heading of contacts."""
    since = 0
    for each in notice.sentences:
        since = 0 if not each.is_text and each.section is Section.CONTACT else since + 1
        if each.section is Section.CONTACT and since <= _LINES and len(each.text) <= _LINE:
            yield each


_LINES: Final = 8
_LINE: Final = 160


def _names(sentence: Sentence) -> list[str]:
    if not sentence.is_text or (sentence.has(_NOT_NAMES) and not sentence.has(_PERSON)):
        return []
    return [name for name in _NAME.findall(sentence.text) if not sentence_word(name)]


_PERSON: Final = Words(r"nimi:|yhteyshenkilö|vastaava", r"namn:|kontaktperson", r"name:|contact person")


def sentence_word(name: str) -> bool:
    """Say whether a pair of capitalised words is something other than a person's name."""
    return bool(
        re.search(
            r"(?i)(?:katu|tie|kuja|polku|oy|ab|ry|gatan|vägen|street|finland|suomi|helsinki|tampere|espoo"
            r"|vantaa|nimi|puhelin|osoite|yhteys|rekister|tieto|data|privacy|asiakas|google|contact"
            r"|information|policy|shield|center|service|customer)\b",
            name,
        )
    )


def _is_lone(notice: Notice, addresses: list[str], named: tuple[Sentence, str]) -> bool:
    first, *_, last = _plain(named[1]).split()
    if any(
        name == named[1] for each in notice.sentences if each.section is Section.CONTROLLER for name in _names(each)
    ):
        return False
    if addresses:
        return all(first in _plain(address) or last in _plain(address) for address in addresses)
    return not any(_ADDRESS.search(each.low) for each in notice.sentences)


def _plain(text: str) -> str:
    return text.lower().translate(str.maketrans("åäöéü", "aaoeu"))
