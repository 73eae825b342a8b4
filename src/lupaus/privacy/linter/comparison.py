"""Language versions of one notice, side by side (L21): do they say the same?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from lupaus.privacy.linter.durations import durations
from lupaus.privacy.linter.finding import Advice, Finding, Hit
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.rules.absences import RIGHTS, rights_named
from lupaus.privacy.linter.rules.contradictions import OUTSIDE
from lupaus.privacy.linter.rules.items import HEALTH_WORDS
from lupaus.privacy.linter.rules.profiling import PROFILES
from lupaus.privacy.linter.rules.retention import BACKUPS
from lupaus.privacy.linter.sections import Section
from lupaus.privacy.linter.sentences import Sentence
from lupaus.privacy.linter.vocabulary import CONSENT, COOKIES, LOGS, RETAIN
from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

CODE: Final = "L21"
NAMES: Final = {
    "fi": Text("suomenkielinen", "finska", "Finnish"),
    "sv": Text("ruotsinkielinen", "svenska", "Swedish"),
    "en": Text("englanninkielinen", "engelska", "English"),
}
_MEND: Final = Text(
    "Päätä, mikä on oikein, ja korjaa toinen kieliversio samaksi.",
    "Avgör vad som stämmer och rätta den andra språkversionen.",
    "Decide which is right, and make the other version the same.",
)
DIFFERS: Final = Advice(
    Text(
        "Kieliversiot eroavat: {what}. Tässä: {here}. {other} versio: {there} (tietosuoja-asetus 5(1)(a), 12(1) art.).",
        "Språkversionerna skiljer sig: {what}. Här: {here}. Den {other} versionen: {there} "
        "(dataskyddsförordningen art. 5.1 a, 12.1).",
        "The language versions differ: {what}. Here: {here}. The {other} version: {there} (GDPR art. 5(1)(a), 12(1)).",
    ),
    _MEND,
)
BIADRADE: Final = Advice(
    Text(
        "Ruotsin ”personuppgiftsbiträde” on henkilötietojen käsittelijä, ei yhteyshenkilö (tietosuoja-asetus "
        "4(8) art.).",
        "”Personuppgiftsbiträde” betyder den som behandlar uppgifter för någon annans räkning, inte "
        "kontaktperson (dataskyddsförordningen art. 4.8).",
        "The Swedish “personuppgiftsbiträde” means a processor, not a contact person (GDPR art. 4(8)).",
    ),
    Text("Kirjoita ”kontaktperson”.", "Skriv ”kontaktperson”.", "Write “kontaktperson”."),
)
_NOTHING: Final = Text("ei mitään", "ingenting", "nothing")

type Facts = dict[str, tuple[str, Sentence]]
"""What a version says on one matter: a key equal in all languages → as it is said, and where."""


def compare(notices: Sequence[Notice]) -> tuple[Finding, ...]:
    """Return what one language version says and another does not, both ways, in the language of each."""
    hits = [(hit, each.language) for each in notices for hit in _contact_called_processor(each)]
    for one, other in combinations(notices, 2):
        hits += [*_differences(one, other), *_differences(other, one)]
    return tuple(dict.fromkeys(hit.finding(CODE, language) for hit, language in hits))


def _differences(here: Notice, there: Notice) -> Iterator[tuple[Hit, str]]:
    """Yield what `here` says and `there` does not."""
    for what, facts in MATTERS:
        ours, theirs = facts(here), facts(there)
        extra = [ours[key] for key in ours if key not in theirs]
        if not extra:
            continue
        missing = [theirs[key][0] for key in theirs if key not in ours]
        language = here.language
        details = {
            "what": what.in_language(language),
            "here": ", ".join(dict.fromkeys(said for said, _ in extra)),
            "there": ", ".join(dict.fromkeys(missing)) or _NOTHING.in_language(language),
            "other": NAMES[there.language].in_language(language).capitalize()
            if language == "fi"
            else NAMES[there.language].in_language(language),
        }
        yield Hit(extra[0][1], DIFFERS, details), language


def _periods(notice: Notice) -> Facts:
    return {
        f"{each.same}": (each.said, sentence)
        for sentence in notice.sentences
        for each in durations(sentence.low)
        if sentence.section is Section.RETENTION or sentence.has(RETAIN) or sentence.section is Section.RIGHTS
    }


_SUM: Final = Words(*(r"\d{1,3}(?:[ .,]\d{3})*(?:,\d\d)? ?(?:€|euro)",) * 3)
_ARTICLE: Final = Words(
    r"\d{1,2}(?=\.? ?artikla)|(?<=artikla )\d{1,2}|(?<=artiklan )\d{1,2}|(?<=art\. )\d{1,2}",
    r"(?<=artikel )\d{1,2}|(?<=art\. )\d{1,2}",
    r"(?<=article )\d{1,2}|(?<=art\. )\d{1,2}",
)


def _sums(notice: Notice) -> Facts:
    return _numbers(notice, _SUM)


def _articles(notice: Notice) -> Facts:
    return _numbers(notice, _ARTICLE)


def _numbers(notice: Notice, words: Words) -> Facts:
    return {
        "".join(filter(str.isdigit, said)): (said, sentence)
        for sentence in notice.sentences
        for said in words.all(sentence.low, notice.language)
    }


def _rights(notice: Notice) -> Facts:
    said = rights_named(notice)
    heading = notice.heading(Section.RIGHTS) or notice.beginning
    return {code: (name.in_language(notice.language), heading) for code, name, _ in RIGHTS if code in said}


_KINDS: Final[tuple[tuple[str, Text, Words], ...]] = (
    (
        "authorities",
        Text("viranomaiset", "myndigheter", "authorities"),
        Words(r"viranomai|poliisi", r"myndighet|polis", r"(?<!supervisory )(?<!protection )authorit|police"),
    ),
    (
        "partners",
        Text("kumppanit", "samarbetspartner", "partners"),
        Words(r"\w*kumppan", r"\w*partner", r"partners?\b"),
    ),
    (
        "processors",
        Text("käsittelijät", "personuppgiftsbiträden", "processors"),
        Words(r"\w*käsittelij|lukuumme|puolestamme", r"\w*biträde|för vår räkning", r"processors?\b|on our behalf"),
    ),
    (
        "payment",
        Text("maksupalvelu", "betaltjänst", "payment service"),
        Words(
            r"\w*maksupalv|maksunvälit",
            r"betal(?:tjänst|bolag|ningsförm)",
            r"payment (?:service|processor|compan|provider)",
        ),
    ),
    (
        "accounting",
        Text("tilitoimisto", "redovisningsbyrå", "accountant"),
        Words(r"tilitoimi|kirjanpitäj", r"redovisningsb|bokföringsb", r"accountant|accounting firm"),
    ),
    ("debt", Text("perintä", "inkasso", "debt collection"), Words(r"perintä|perintät", r"inkasso", r"debt")),
    (
        "group",
        Text("konserni", "koncern", "group companies"),
        Words(r"konserni", r"koncern", r"group compan|companies in our group"),
    ),
)


def _recipients(notice: Notice) -> Facts:
    told = [each for each in notice.sentences if each.section not in {Section.RIGHTS, Section.CONTACT}]
    found = [(code, name, each) for code, name, words in _KINDS for each in told if each.has(words)]
    return {code: (name.in_language(notice.language), each) for code, name, each in reversed(found)}


_TOPICS: Final[tuple[tuple[str, Text, Words], ...]] = (
    ("cookies", Text("evästeet", "kakor", "cookies"), COOKIES),
    ("transfers", Text("siirrot EU:n ulkopuolelle", "överföringar utanför EU", "transfers outside the EU"), OUTSIDE),
    ("retention", Text("säilytysaika", "lagringstid", "retention"), RETAIN),
    ("logs", Text("lokit", "loggar", "logs"), LOGS),
    ("backups", Text("varmuuskopiot", "säkerhetskopior", "backups"), BACKUPS),
    ("health", Text("terveystiedot", "hälsouppgifter", "health data"), HEALTH_WORDS),
    ("profiling", Text("profilointi", "profilering", "profiling"), PROFILES),
    ("consent", Text("suostumus", "samtycke", "consent"), CONSENT),
)


def _topics(notice: Notice) -> Facts:
    """Return what is spoken of at all, and where first."""
    found: Facts = {}
    for code, name, words in _TOPICS:
        if said := [each for each in notice.sentences if each.has(words)]:
            found[code] = (name.in_language(notice.language), said[0])
    return found


MATTERS: Final[tuple[tuple[Text, Callable[[Notice], Facts]], ...]] = (
    (Text("ajat", "tider", "periods"), _periods),
    (Text("rahasummat", "belopp", "sums"), _sums),
    (Text("artiklat", "artiklar", "articles"), _articles),
    (Text("oikeudet", "rättigheter", "rights"), _rights),
    (Text("vastaanottajat", "mottagare", "recipients"), _recipients),
    (Text("aiheet", "ämnen", "topics"), _topics),
)
_BITRADE: Final = Words("", r"personuppgiftsbiträde", "")
_ADDRESS: Final = Words("", r"\S+@\S+|tel|telefon|[+]?\d{3}", "")


def _contact_called_processor(notice: Notice) -> Iterable[Hit]:
    """Yield where a Swedish version calls the contact person a processor."""
    for each in notice.sentences:
        follows = notice.sentences[each.index + 1 : each.index + 3]
        contact = each.section in {Section.CONTACT, Section.CONTROLLER} or not each.is_text
        if contact and each.has(_BITRADE) and any(near.has(_ADDRESS) for near in (each, *follows)):
            yield Hit(each, BIADRADE)
            return
