"""What a whole notice must say and this one does not: rights (L11), bases, recipients and a date (L12)."""

from collections.abc import Iterator
from typing import Final

from lupaus.privacy.linter.finding import Advice, Hit
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.rules.retention import KINDS
from lupaus.privacy.linter.sections import Section
from lupaus.privacy.linter.sentences import Kind, Sentence
from lupaus.privacy.linter.vocabulary import BASIS, CONSENT, NOT
from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

# ── L11 ──────────────────────────────────────────────────────────────────────────────────────────────────

RIGHTS_MISSING: Final = Advice(
    Text(
        "Näitä oikeuksia ei löytynyt: {rights} (tietosuoja-asetus 13(2)(b)–(f) art.).",
        "De här rättigheterna hittades inte: {rights} (dataskyddsförordningen art. 13.2 b–f).",
        "These rights were not found: {rights} (GDPR art. 13(2)(b)–(f)).",
    ),
    Text(
        "Lisää puuttuvat oikeudet ja kerro jokaisesta, miten sitä käytetään. Valituksen osoite on tietosuoja.fi.",
        "Lägg till rättigheterna och säg hur var och en används. Klagomål görs via tietosuoja.fi/sv.",
        "Add the missing rights and say how each is used. Complaints go to the supervisory authority (in "
        "Finland tietosuoja.fi/en).",
    ),
)
ACCESS: Final = Words(
    r"\w*tarkast|\w*tarkist|saada pääsy|pääsy (?:\w+ )?tieto|saada (?:\w+ ){0,4}(?:tie|jäljenn|kopi)"
    r"|saat nähdä|nähdä (?:\w+ )?tie|tiedonsaanti|pyytää (?:\w+ ){0,3}(?:tieto|kopio|nähtäv)|tutustua"
    r"|lada\w* (?:\w+ )?tieto",
    r"tillgång|insyn|exportfil|utdrag|kopia|(?:ta|få) del|få se|granska|kontrollera|se (?:dina|vilka)"
    r"|information om|veta",
    r"access|copy|exported file|inspect|obtain|see your|view|know (?:what|which)|review",
)
RECTIFY: Final = Words(
    r"\w*korja|\w*oikai(?!s\w*keino)|muuttaa|päivittää|täydentä",
    r"\w*rätt(?:a|else|ning|ad)\b|korriger|ändra|uppdater",
    r"rectif|correct|updat|amend|edit",
)
ERASE: Final = Words(
    r"\w*poist(?:a|o|e|u)\w*|unohd|hävit|tuhot",
    r"rader|glöm|bli bort|borttag|ta bort|stryk|utplån",
    r"eras|delet|forgotten|remov",
)
RESTRICT: Final = Words(r"\w*rajoit", r"\w*begräns|(?:uteslutande|endast|bara) lagra", r"restrict|limit")
OBJECT: Final = Words(
    r"\w*vastust|\w*kielto|\w*kiellä|kieltä(?:ä|misoik|yt)|kielto-oik",
    r"invänd|motsätt|göra invänd|förbjud|protest|invändning",
    r"object|opt[- ]?out|oppose",
)
PORTABLE: Final = Words(
    r"siirrettävy|siirto-?oikeu|siirt\w+ (?:\S+ ){0,5}(?:järjestelm|toise|toisel|rekisterinpit)"
    r"|(?:järjestelm|toise|toisel)\w* (?:\S+ ){0,3}siirt|koneluet|koneellisesti luet|portab|mukaa(?:si|nsa)"
    r"|oikeu\w* (?:\S+ ){0,4}siir(?:tää|toon|tämi)"
    r"|siir(?:ron|to\b|tää|retty)\w* (?:\S+ ){0,4}(?:toise|järjestelm)|siirrettäväs",
    r"portabilit|flytta|överför\w* (?:\S+ ){0,5}(?:annan|till en|till dig)|maskinläs|dataporta|få med dig",
    r"portab|machine[- ]readable|transfer (?:\S+ ){0,5}(?:another|other|to you)|take your data|export your",
)
WITHDRAW: Final = Words(
    r"(?:peru|peruut|perua|perumalla)\w* (?:\S+ ){0,4}suostu|suostu\w* (?:\S+ ){0,6}(?:peru|takaisin)"
    r"|suostumuksen peruut|(?:evästeva|valin|suostu)\w* (?:\S+ ){0,5}muutta"
    r"|(?:muutta|perua)\w* (?:\S+ ){0,4}(?:suostu|valin)",
    r"(?:återkalla|dra tillbaka|ta tillbaka|ångra)\w* (?:\S+ ){0,4}samtyck"
    r"|samtyck\w* (?:\S+ ){0,5}(?:återkall|tillbaka)|ändra\w* (?:\S+ ){0,3}(?:val|samtyck)",
    r"withdraw|revok|(?:change|cancel) (?:\S+ ){0,4}consent",
)
COMPLAIN: Final = Words(
    r"\w*valit(?:us|uks|taa)|kante(?:l|lu)|\w*valvontaviranom|\w*valvovalle viranom|tietosuojavaltuut",
    r"klaga|klagomål|tillsynsmyndig|dataombudsman|dataskyddsmyndig|integritetsskyddsmyndig|\bimy\b|datainspektion",
    r"complain|supervisory authorit|ombudsman|\bico\b|data protection authorit|lodge",
)
AUTOMATED: Final = Words(
    r"automaatt\w+ (?:\w+ )?(?:päätö|käsit|yksittäi)|automatisoi|profiloin",
    r"automati\w+ (?:\w+ )?(?:besl|behand)|profiler",
    r"automat\w+ (?:\w+ )?(?:deci|process)|profil",
)
_SPOKEN: Final = Words(
    r"oikeu|pyyt|pyyn|vaati|vaadi|voi\b|voit|saa\b|saat|halu|vastustaa|peruuttaa|perua|kieltää|artikla",
    r"rätt|begär|kan\b|får\b|kräva|vill|invända|återkalla|klaga",
    r"right|request|may\b|can\b|ask|want|object|withdraw|entitled|wish",
)
RIGHTS: Final[tuple[tuple[str, Text, Words], ...]] = (
    ("access", Text("pääsy tietoihin", "tillgång till uppgifterna", "access"), ACCESS),
    ("rectify", Text("oikaisu", "rättelse", "rectification"), RECTIFY),
    ("erase", Text("poistaminen", "radering", "erasure"), ERASE),
    ("restrict", Text("käsittelyn rajoittaminen", "begränsning av behandlingen", "restriction"), RESTRICT),
    ("object", Text("vastustaminen", "invändning", "objection"), OBJECT),
    ("portable", Text("tietojen siirto", "dataportabilitet", "portability"), PORTABLE),
    ("withdraw", Text("suostumuksen peruuttaminen", "återkallande av samtycke", "withdrawing consent"), WITHDRAW),
    (
        "complain",
        Text(
            "valitus valvontaviranomaiselle",
            "klagomål till tillsynsmyndigheten",
            "complaint to the supervisory authority",
        ),
        COMPLAIN,
    ),
    ("automated", Text("automaattinen päätöksenteko", "automatiserade beslut", "automated decisions"), AUTOMATED),
)
_ALL_ARTICLES: Final = Words(*(r"(?:15|12|13)\s?(?:[-–]|to|till)\s?2[123]\b",) * 3)
_BY_ARTICLES: Final = frozenset({"access", "rectify", "erase", "restrict", "object", "portable", "automated"})


def rights_missing(notice: Notice) -> Iterator[Hit]:
    """Yield once: the rights that the notice owes its reader and does not name."""
    said = rights_named(notice)
    missing = [name.in_language(notice.language) for code, name, _ in RIGHTS if code in _owed(notice) - said]
    if missing:
        yield Hit(notice.heading(Section.RIGHTS) or notice.beginning, RIGHTS_MISSING, {"rights": ", ".join(missing)})


def rights_named(notice: Notice) -> set[str]:
    """Return the codes of the rights that a notice names."""
    found = {
        code
        for code, _, words in RIGHTS
        if any(each.has(words) and _speaks_of_rights(each, code) for each in notice.sentences)
    }
    return found | (_BY_ARTICLES if notice.mentions(_ALL_ARTICLES) else set())


def _speaks_of_rights(sentence: Sentence, code: str) -> bool:
    return sentence.section is Section.RIGHTS or sentence.has(_SPOKEN) or code in {"complain", "automated", "withdraw"}


def _owed(notice: Notice) -> set[str]:
    """Return what this notice owes: some rights hang on the basis or on what is done with the data."""
    owed = {"access", "rectify", "erase", "restrict", "object", "complain"}
    on_consent = any(each.has(CONSENT) and not each.has(NOT) for each in notice.sentences)
    if on_consent:
        owed.add("withdraw")
    if on_consent or notice.mentions(KINDS[1]) or not notice.mentions(BASIS):
        owed.add("portable")
    if any(each.has(_DECIDES) and not each.has(NOT) for each in notice.sentences):
        owed.add("automated")
    return owed


_DECIDES: Final = Words(
    r"personoi|personointi|luottopäätö|pisteyt|automaattise\w+ (?:hyväks|hylk|hinnoit)",
    r"personalis|kreditbeslut|poängsätt",
    r"personali[sz]|credit decision|scoring",
)

# ── L12 ──────────────────────────────────────────────────────────────────────────────────────────────────

PARTS_MISSING: Final = Advice(
    Text(
        "Selosteesta ei löytynyt: {parts} (tietosuoja-asetus 13(1)(c), 13(1)(e), 5(2) art.).",
        "I beskrivningen hittades inte: {parts} (dataskyddsförordningen art. 13.1 c, 13.1 e, 5.2).",
        "The notice does not seem to have: {parts} (GDPR art. 13(1)(c), 13(1)(e), 5(2)).",
    ),
    Text(
        "Kirjoita jokaisen tarkoituksen viereen sen peruste, nimeä vastaanottajat ryhmittäin ja merkitse "
        "päiväys tai versio.",
        "Skriv grunden bredvid varje ändamål, nämn mottagarna gruppvis och märk ut datum eller version.",
        "Write its basis beside each purpose, name recipients by category, and give a date or version.",
    ),
)
_NO_BASIS: Final = Text("käsittelyn oikeusperuste", "rättslig grund", "a legal basis")
_LUMPED: Final = Text(
    "peruste kullekin tarkoitukselle erikseen", "grund för varje ändamål för sig", "a basis for each purpose of its own"
)
_NO_RECIPIENTS: Final = Text("tietojen vastaanottajat", "mottagare av uppgifterna", "recipients of the data")
_VAGUE_RECIPIENTS: Final = Text(
    "vastaanottajat ryhmittäin (vain ”kumppanit” tai ”kolmannet”)",
    "mottagare gruppvis (bara ”partner” eller ”tredje part”)",
    "recipients by category (only “partners” or “third parties”)",
)
_NO_DATE: Final = Text("päiväys tai versio", "datum eller version", "a date or version")

_RECIPIENTS: Final = Words(
    r"\w*luovut|\w*vastaanotta(?:j|v)|siirre|siirty|siirto|jaeta|jaetaan|jaamme|jaa\b|\w*käsittelij|alihank"
    r"|ulkopuol|kolman|kumppan|pääsy|palveluntarjo|palveluntuott|lähetetään|välitetään|antaa|kenellekään",
    r"lämna|utlämn|mottag|överför|dela\b|delar|delas|biträd|tredje|part|tillgång|leverant|skicka",
    r"disclos|share|shar|recipient|transfer|third|processor|partner|provider|access|sent|pass",
)
_GIVES: Final = Words(
    r"(?:voidaan|voimme|saatamme|saatetaan|voi|saattaa)\b.{0,60}(?:luovuttaa|jakaa|siirtää|välittää)"
    r"|luovutetaan|luovutamme|jaamme\b|jaetaan",
    r"(?:kan|får|kommer)\b.{0,50}(?:lämnas|lämna ut|dela|utlämna|överför)|vi delar|lämnas ut|utlämnas|delas",
    r"(?:may|can|might|will)\b.{0,50}(?:disclos|shar|transfer|pass)|we (?:share|disclose)"
    r"|(?:is|are) (?:shared|disclosed)",
)
_CATEGORY: Final = Words(
    r"\w*viranom|poliis|\w*tilitoimi|\w*kirjanpi|\w*kuljet|\w*posti\b|posti(?:lle|n)|\w*toimitus"
    r"|\w*maksupalv|\w*maksunväl|\w*pank|\w*perin(?:t|n)|\w*vakuut|\w*palvelin|\w*hosting|webhotel|\w*pilvi"
    r"|\w*it-|\w*ohjelmist|\w*järjestelmä|\w*analytiik|\w*viestin|\w*uutiskirj|\w*sähköpostip"
    r"|\w*markkinointi(?:pal|toim|yht|kump)|\w*mainos|\w*alihank"
    r"|\w*palveluntarj|\w*palveluntuott|\w*konsern|\w*tytäryht|\w*lääkär|\w*kunt|\w*kunna|\w*kaupun|vero"
    r"|kela\b|\w*liit(?:to|o)|\w*jäsenjärj|google|microsoft|meta\b|facebook|mailchimp|stripe|paytrail|aws\b"
    r"|amazon|\w+ oy\b|\w+ ab\b|\binc\b|\bltd\b|oyj|\bllc\b|julkis|\w*rahoit|\w*luottoti|\w*työntekij"
    r"|\w*siivooj|\w*asianaj|\w*tavarantoim|\w*toimittaj|\w*yhteistyöyri|ostaja|jälleenmyy",
    r"myndighet|polis|redovisning|bokför|transport|post(?:en|nord)|leverant|betal|bank|inkasso|försäkr"
    r"|server|hosting|moln|it-|program|system|analys|kommunikation|nyhetsbrev|e-post|marknadsföringsb|annons"
    r"|underlev|koncern|dotterbolag|läkar|kommun|skatt|google|microsoft|meta\b|facebook|mailchimp|stripe"
    r"|klarna|\bab\b|\boy\b|\binc\b|\bltd\b|städ|utförar|anställd|advokat",
    r"authorit|police|account|carrier|transport|post(?:al)?\b|deliver|payment|bank|debt|insur|server|hosting"
    r"|cloud|\bit\b|it-|software|system|analytic|communication|newsletter|e-?mail|marketing (?:agenc|serv)"
    r"|advertis|subcontract|service provider|supplier|group|affiliat|subsidiar|doctor|municipal|tax|google"
    r"|microsoft|meta\b|facebook|mailchimp|stripe|\binc\b|\bltd\b|\bllc\b|\boy\b|lawyer|employee|processor",
)


def parts_missing(notice: Notice) -> Iterator[Hit]:
    """Yield once: a basis, recipients by category, a date or version, where they are not found."""
    found = [missing for check in (_basis, _recipients, _date) if (missing := check(notice)) is not None]
    if found:
        parts = "; ".join(name.in_language(notice.language) for name, _ in found)
        yield Hit(found[0][1], PARTS_MISSING, {"parts": parts})


type _Missing = tuple[Text, Sentence] | None


def _basis(notice: Notice) -> _Missing:
    heading = notice.heading(Section.PURPOSES) or notice.beginning
    spoken = [
        each for each in notice.sentences if each.is_text and each.section is not Section.RIGHTS and each.has(BASIS)
    ]
    if not spoken and not any(
        each.section is Section.PURPOSES and each.has(_BASIS_HEADING) for each in notice.sentences
    ):
        return _NO_BASIS, heading
    lumps = [
        each
        for each in spoken
        if sum(each.has(kind) for kind in _LUMP_KINDS) > 1
        and each.has(_EITHER)
        and each.kind is not Kind.ROW
        and "(" not in each.low
    ]
    if lumps and _are_few(spoken, lumps) and _purposes(notice) >= _MANY:
        return _LUMPED, lumps[0]
    return None


_BASIS_HEADING: Final = Words(
    r"(?:\w+[ ,/-])*(?:oikeusperus|perus(?:te|tus))", r"(?:\w+[ ,/-])*grund", r"(?:\w+[ ,/-])*(?:basis|bases|ground)"
)
_LUMP_KINDS: Final = (
    *KINDS,
    Words(
        r"asiakassuhde|toimeksian|asiallinen yhteys", r"kundförhållande|uppdrag", r"customer relationship|assignment"
    ),
)
_EITHER: Final = Words(r"tai\b|ja/tai|taikka|sekä\b", r"eller\b|och/eller|samt\b", r"or\b|and/or|as well as")
_MANY: Final = 4


def _are_few(spoken: list[Sentence], lumps: list[Sentence]) -> bool:
    """Say whether nothing but lumps names a kind of basis."""
    known = {each.index for each in lumps}
    return all(each.index in known or not any(each.has(kind) for kind in KINDS[:1] + KINDS[2:]) for each in spoken)


def _purposes(notice: Notice) -> int:
    return sum(1 for each in notice.of(Section.PURPOSES) if each.kind in {Kind.ITEM, Kind.ROW})


def _recipients(notice: Notice) -> _Missing:
    spoken = [each for each in notice.sentences if each.section is not Section.RIGHTS and each.has(_RECIPIENTS)]
    told = [
        each for each in notice.sentences if each.is_text and each.section in {Section.RECIPIENTS, Section.TRANSFERS}
    ]
    if not spoken and not told:
        return _NO_RECIPIENTS, notice.beginning
    giving = [
        each
        for each in notice.having(_GIVES, _VAGUE)
        if each.section is not Section.RIGHTS and not each.has(NOT) and "?" not in each.text
    ]
    around = [*told, *giving, *(near for each in giving for near in notice.near(each, 0, 2))]
    if giving and not any(each.has(_CATEGORY) and each.is_text for each in around):
        return _VAGUE_RECIPIENTS, giving[0]
    return None


_VAGUE: Final = Words(
    r"\w*kumppan|kolman|kolmas|ulkopuolis|muille\b|osapuol|taho|sidosryhm",
    r"\w*partner|parter|tredje|utomstående|andra\b",
    r"partner|third|others|other (?:part|compan|organi)|affiliat",
)


def _date(notice: Notice) -> _Missing:
    return None if notice.is_dated else (_NO_DATE, notice.beginning)
