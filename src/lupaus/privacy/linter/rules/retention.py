"""How long: periods against the law and silence (L06), identifiers without period and basis (L16)."""

from collections.abc import Iterator
from typing import Final

from lupaus.privacy.linter.durations import durations
from lupaus.privacy.linter.finding import Advice, Hit
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.sections import Section
from lupaus.privacy.linter.sentences import Kind, Sentence
from lupaus.privacy.linter.vocabulary import BASIS, BOOKKEEPING, COOKIES, CRITERION, IDENTIFIER, LAW, LOGS, NOT, RETAIN
from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

# ── L06 ──────────────────────────────────────────────────────────────────────────────────────────────────

TOO_SHORT: Final = Advice(
    Text(
        "Kirjanpitoaineisto on säilytettävä 6 vuotta sen vuoden lopusta, jona tilikausi päättyi "
        "(kirjanpitolaki 2:10). Tässä luvataan {said}.",
        "Bokföringsmaterial ska bevaras 6 år från utgången av det år då räkenskapsperioden gick ut "
        "(bokföringslagen 2:10). Här utlovas {said}.",
        "Accounting vouchers must be kept for 6 years from the end of the year in which the financial year "
        "ended (Accounting Act 2:10). This says {said}.",
    ),
    Text(
        "Erota kirjanpitoon kuuluva: laskut ja tositteet 6 vuotta tilikauden päättymisvuoden lopusta, muu "
        "tieto lyhyemmän ajan.",
        "Skilj åt det som hör till bokföringen: fakturor och verifikat 6 år efter räkenskapsperiodens sista "
        "år, övriga uppgifter kortare.",
        "Set apart what belongs to bookkeeping: invoices and vouchers 6 years after the year of the "
        "financial year's end, other data shorter.",
    ),
)
BLANKET: Final = Advice(
    Text(
        "Sama aika ({said}) koskee kaikkea, vaikka tietoihin kuuluu laskutusta tai maksuja. Ne on "
        "säilytettävä 6 vuotta tilikauden "
        "päättymisvuoden lopusta (kirjanpitolaki 2:10). Selosteessa ei näy poikkeusta kirjanpidolle.",
        "Samma tid ({said}) gäller allt, fast uppgifterna omfattar fakturering eller betalningar. De ska "
        "bevaras 6 år efter utgången av "
        "räkenskapsperiodens sista år (bokföringslagen 2:10). Något undantag för bokföringen syns inte.",
        "The same period ({said}) covers everything, although the data includes billing or payments. Those "
        "must be kept for 6 years from "
        "the end of the year in which the financial year ended (Accounting Act 2:10). We found no exception "
        "for bookkeeping.",
    ),
    TOO_SHORT.mend,
)
NO_PERIOD: Final = Advice(
    Text(
        "Säilytysaikaa tai sen määräytymistä ei löytynyt mistään kohdasta (tietosuoja-asetus 13(2)(a) art.).",
        "Ingen lagringstid och inga kriterier för den hittades (dataskyddsförordningen art. 13.2 a).",
        "No retention period and no criteria for it were found (GDPR art. 13(2)(a)).",
    ),
    Text(
        "Kerro jokaisesta tietoryhmästä, kuinka kauan se säilytetään ja miksi.",
        "Säg för varje grupp av uppgifter hur länge den sparas och varför.",
        "Say of each category of data how long it is kept, and why.",
    ),
)
SILENT: Final = Advice(
    Text(
        "Näille ei löytynyt säilytysaikaa: {topics}. Aika tai sen peruste on kerrottava (tietosuoja-asetus "
        "13(2)(a) art.).",
        "Ingen lagringstid hittades för: {topics}. Tiden eller kriteriet ska anges (dataskyddsförordningen "
        "art. 13.2 a).",
        "No retention period was found for: {topics}. The period or its criterion must be given (GDPR art. 13(2)(a)).",
    ),
    Text(
        "Lisää jokaiselle oma aikansa, esimerkiksi ”lokit 90 päivää” tai ”eväste istunnon ajan”.",
        "Lägg till en egen tid för var och en, till exempel ”loggar 90 dagar” eller ”kakan under sessionen”.",
        "Give each its own period, for example “logs 90 days” or “cookie for the session”.",
    ),
)
_INVOICES: Final = Words(
    r"\w*kirjanpi|\w*lasku(?:tus|t\b|ja\b|jen|ihin|tie)|\w*tosit|kuit(?:it|tien|teja)|laskutie",
    r"\w*bokför|faktur|verifika|kvitto|räkenskap",
    r"accounting|bookkeep|invoic|billing|vouchers?|receipts",
)
_MONEY: Final = Words(
    r"\w*lasku(?:tus|t\b|ja\b|jen|tie)|\w*maksu(?:t\b|tie|tapa|väline|ja\b)|\w*tilau(?:s|kse)"
    r"|\w*osto(?:t\b|hist|s)|verkkokau",
    r"faktur|betal|beställ|köp(?:hist|et|uppg)|order",
    r"invoic|billing|payment|orders?\b|purchase",
)
_ALL_DATA: Final = Words(
    r"(?:henkilö|asiakas|rekisteri\w* )?tie(?:toja|dot|toj|tosi|toa|tonsa|toje|doista)|henkilötie|asiakastie"
    r"|tilaustie|asiakkaan tie",
    r"(?:person|kund|dina )?(?:person)?uppgift|kunddata|data\b",
    r"(?:personal |customer |your )?(?:data|information|details)",
)
_PARTICULAR: Final = Words(
    r"hake(?:mu|vie|ut)|työnhak|\w*loki|eväste|\w*tallen(?:ne|teet|teita)|kamera|uutiskir|yhteydenot|tarjous"
    r"|chat|palaut|arvon|kilpail|markkinoin|suostumu|potilas|sijaint"
    r"|ip-os|analyt|varmuuskop|kysely|tapahtum|ilmoittautu|viesti|rekrytoin|puhelu|sähköpost",
    r"ansök|sökande|logg|cookie|kakor|inspeln|kamera|nyhetsbrev|kontaktförfr|offert|chatt|marknadsför"
    r"|samtyck|patient|rekryter|säkerhetskop|evenemang|samtal|e-post",
    r"applica|candidate|logs?\b|cookie|record|camera|newsletter|enquir|quote|chat|marketing|consent|patient"
    r"|recruit|backup|event|call|e-?mail|support|analytics",
)
_RELATION_ENDS: Final = Words(
    r"\w*sopimuk|asiakassuh|asiakkuu|palvelun|tilauk|päätty|jälkeen|kulut|viimei|vuotta|vuoden|enintään",
    r"avtal|kundförh|kundrelation|upphör|efter|senaste|år",
    r"contract|customer relationship|ends?\b|after|last|years?|months?",
)
_ABROAD: Final = Words(r"", r"norge|norska|danmark", r"norw|denmark|danish|germany|german")
_FINLAND: Final = Words(r"", r"", r"finland|finnish|helsinki|\boy\b|vantaa|espoo|tampere|turku|oulu")
_YEARS: Final = 6
"""Source: Accounting Act (1336/1997) 2:10."""
_YEARS_ELSEWHERE: Final = 5
_LEAST_DAYS: Final = 28


def retention(notice: Notice) -> Iterator[Hit]:
    """Yield periods shorter than bookkeeping needs, and what has no period at all."""
    short = [hit for sentence in notice.sentences if (hit := _too_short(notice, sentence))]
    yield from short
    if not short and notice.is_whole and (blanket := _blanket(notice)):
        yield blanket
    if notice.is_whole:
        yield from _silence(notice)


def _too_short(notice: Notice, sentence: Sentence) -> Hit | None:
    about = sentence.low.split("|", 1)[0]  # a table row is about its first cell
    if not _INVOICES.find(about, sentence.language) or not (
        sentence.has(RETAIN) or sentence.section is Section.RETENTION
    ):
        return None
    found = durations(sentence.low)
    if not found or sentence.has_any(_ABROAD) or _OVERDUE.find(sentence.low, sentence.language):
        return None
    longest = max(found, key=lambda each: each.days)
    return Hit(sentence, TOO_SHORT, {"said": longest.said}) if longest.years < _needed(notice) - 0.05 else None


_OVERDUE: Final = Words(r"eräpäiv|maksuaik|perint|huomaut", r"förfallo|påminnel", r"due|overdue|reminder")


def _needed(notice: Notice) -> int:
    finnish = notice.language != "en" or notice.mentions(_FINLAND)
    return _YEARS if finnish and not notice.mentions(_ABROAD) else _YEARS_ELSEWHERE


def _blanket(notice: Notice) -> Hit | None:
    """Return a period that covers all data of customers, where nothing is set apart for bookkeeping."""
    kept = [each for each in notice.sentences if each.has(RETAIN) or each.section is Section.RETENTION]
    if any(each.has_any(BOOKKEEPING, LAW) for each in kept) or not any(
        each.is_text and each.has(_MONEY) for each in notice.sentences
    ):
        return None
    for sentence in kept:
        found = durations(sentence.low)
        general = sentence.has(_ALL_DATA, RETAIN, _RELATION_ENDS) and not sentence.has_any(_PARTICULAR)
        if (
            sentence.is_text
            and general
            and found
            and _LEAST_DAYS <= max(each.days for each in found) < _needed(notice) * 365
        ):
            return Hit(sentence, BLANKET, {"said": max(found, key=lambda each: each.days).said})
    return None


_COOKIE_LIFE: Final = Words(
    r"istun(?:no|to)|session|sulje|sulkem|voimassa|vanhe|säilyv|poistuv|pysyv|kesto|kunnes|elinai"
    r"|(?:\w*eväste\w* )?(?:eväste(?:seloste|käytän|ilmoitu|politii|listau|luettelo|taulu|lista)\w*)"
    r"|lisätieto\w* eväste|evästeistä (?:löyd|kerro|lisä|saat)",
    r"session|stängs?|giltig|varaktig|livslängd|lagringstid|tills|cookiepolicy"
    r"|cookie-?(?:information|lista|förteckning)|mer om (?:cookies|kakor)|(?:cookies|kakor) (?:här|läs)",
    r"session|closed?|valid|expir|duration|lifetime|persist|until"
    r"|cookie (?:policy|notice|list|table|statement)|more about cookies",
)
BACKUPS: Final = Words(r"\w*varmuuskop|backup", r"säkerhetskop|backup", r"back-?ups?\b|backed up")
_COLLECTED: Final = Words(
    r"kerä|kerty|tallen|kirja(?:taan|utu|amme)|käsitte|ip-|\w*tiedot|\w*tieto\b|lokite|rekister|syntyv",
    r"samla|lagra|spara|registrer|behandl|uppgift|data",
    r"collect|record|stor|log|process|data|info",
)
_ANY_PERIOD: Final = RETAIN | Words(
    r"ylikirjoi|kierto|kierrä|vanhene", r"skrivs över|roteras", r"overwritten|rotat|cycle"
)
_SERVER_LOGS: Final = Words(
    r"\w*(?:palvelin|käyttö|pääsy|tapahtuma|kirjautumis|verkkosivu|web-?)loki|teknis\w+ loki|lokit\b|lokeihin|lokeja",
    r"\w*(?:server|åtkomst|webb|inloggnings)logg|teknisk\w* logg|loggar\b",
    r"(?:server|access|web|technical|login) logs?|log files",
)
_TOPICS: Final = (
    (Text("evästeet", "kakor", "cookies"), COOKIES),
    (Text("lokit ja IP-osoitteet", "loggar och IP-adresser", "logs and IP addresses"), IDENTIFIER | _SERVER_LOGS),
    (Text("varmuuskopiot", "säkerhetskopior", "backups"), BACKUPS),
)


def _silence(notice: Notice) -> Iterator[Hit]:
    if not any(_says_how_long(each) for each in notice.sentences):
        heading = notice.heading(Section.RETENTION) or notice.beginning
        yield Hit(heading, NO_PERIOD)
        return
    topics_left = [each for each in _TOPICS if each[1] is COOKIES or not _covers_all(notice)]
    silent = [(name, found[0]) for name, words in topics_left if (found := _unkept(notice, words))]
    if silent:
        topics = ", ".join(name.in_language(notice.language) for name, _ in silent)
        yield Hit(silent[0][1], SILENT, {"topics": topics})


def _says_how_long(sentence: Sentence) -> bool:
    if sentence.section is Section.RETENTION and sentence.is_text:
        return True
    if sentence.under(_HOW_LONG) and sentence.kind is Kind.ROW:
        return True
    return sentence.has(RETAIN) and (sentence.has(CRITERION) or bool(durations(sentence.low)) or sentence.has(LAW))


_HOW_LONG: Final = Words(
    r"(?:\w+ )*(?:säily|kuinka kauan|kesto)",
    r"(?:\w+ )*(?:lagring|hur länge)",
    r"(?:\w+ )*(?:retention|how long|period)",
)


def _unkept(notice: Notice, words: Words) -> list[Sentence]:
    """Return where something is said to be collected, when nothing says how long it is kept."""
    used = [each for each in notice.having(words) if not each.has(NOT) and _is_collected(each, words)]
    around = [each for each in notice.sentences if _is_about(each, words)]
    if words is COOKIES:
        around += notice.having(_ANALYTICS, RETAIN)
    told = [*around, *(after for each in around for after in notice.near(each, 0, 1) if _goes_on(each, after))]
    return [] if any(_kept(each, words) for each in told) else used


_ANALYTICS: Final = Words(r"\w*analyti|\w*analyyt|google", r"\w*analys|google", r"analytics|google")


def _is_collected(sentence: Sentence, words: Words) -> bool:
    listed = sentence.kind in {Kind.ITEM, Kind.ROW} or sentence.section is Section.DATA
    return words is COOKIES or words is BACKUPS or listed or sentence.has(_COLLECTED)


def _is_about(sentence: Sentence, words: Words) -> bool:
    if words is COOKIES and sentence.section is Section.COOKIES:
        return True
    return sentence.has(words) or sentence.under(words)


def _goes_on(before: Sentence, after: Sentence) -> bool:
    """Say whether the next sentence speaks of the same: "We keep them for 30 days"."""
    return after.is_text and after.section is before.section and after.has_any(_ANY_PERIOD, _IT)


_IT: Final = Words(r"ne\b|niitä|nämä|näitä", r"de\b|dem\b|dessa", r"they|them|these")


def _kept(sentence: Sentence, words: Words) -> bool:
    if durations(sentence.low):
        return True
    if words is COOKIES:
        return sentence.has(_COOKIE_LIFE)
    return sentence.has(_ANY_PERIOD, CRITERION) or sentence.section is Section.RETENTION


def _covers_all(notice: Notice) -> bool:
    """Say whether one period is given for all data, whoever it is of."""
    return any(_is_general(each) and (durations(each.low) or each.has(CRITERION)) for each in notice.sentences)


def _is_general(sentence: Sentence) -> bool:
    if sentence.has(_ALL, RETAIN):
        return True
    return sentence.has(_ALL_DATA, RETAIN) and not sentence.has_any(_OF_CUSTOMERS, _PARTICULAR, _INVOICES)


_ALL: Final = Words(
    r"kaikki (?:\w+ )?(?:henkilö)?tie|kaikkia (?:\w+ )?tie|kaikkien (?:\w+ )?tie",
    r"alla (?:\w+ )?(?:person)?uppgift",
    r"all (?:\w+ )?(?:personal )?(?:data|info)",
)
_OF_CUSTOMERS: Final = Words(
    r"\w*sopimu|asiakassuh|asiakkuu|\w*tilaukse|\w*osto",
    r"avtal|kundför|kundrel|\w*köp|beställning",
    r"contract|customer relation|purchase|orders?\b",
)

# ── L16 ──────────────────────────────────────────────────────────────────────────────────────────────────

IDENTIFIERS: Final = Advice(
    Text(
        "IP-osoite ja selaimen tunniste ovat henkilötietoja. Niille ei löytynyt säilytysaikaa eikä "
        "perustetta (tietosuoja-asetus 13(1)(c), 13(2)(a) art., johdanto-osa 30).",
        "IP-adress och webbläsarens identifierare är personuppgifter. Varken lagringstid eller grund "
        "hittades för dem (dataskyddsförordningen art. 13.1 c, 13.2 a, skäl 30).",
        "An IP address and a browser's identifier are personal data. Neither a period nor a legal basis was "
        "found for them (GDPR art. 13(1)(c), 13(2)(a), recital 30).",
    ),
    Text(
        "Kerro, mihin tunnisteita tarvitaan (esimerkiksi tietoturva), millä perusteella ja montako päivää ne säilyvät.",
        "Säg vad de behövs för (till exempel säkerhet), på vilken grund och hur många dagar de sparas.",
        "Say what they are needed for (security, for example), on which basis and for how many days they are kept.",
    ),
)
_TECHNICAL: Final = (
    LOGS
    | IDENTIFIER
    | COOKIES
    | Words(
        r"teknis|analyt|tunnistetie|verkkosivu\w* käy|kävijä|sivusto\w* käy|laite|automaattisesti ker",
        r"teknisk|analys|besöksdata|besöksstat|enhet|automatiskt",
        r"technical|analytics|usage data|device|automatically",
    )
)


def identifiers(notice: Notice) -> Iterator[Hit]:
    """Yield where identifiers of a browser are collected, when neither a period nor a basis is theirs."""
    named = [each for each in notice.having(IDENTIFIER) if not each.has(NOT)]
    if not named:
        return
    about = [each for each in notice.sentences if each.has(_TECHNICAL) or each.under(_TECHNICAL)]
    has_period = any(durations(each.low) or each.has(RETAIN, CRITERION) for each in about) or any(
        each.has(RETAIN) for each in named
    )
    has_basis = any(each.has(BASIS) for each in about) or _has_one_basis(notice)
    has_period = has_period or any(_is_general(each) and durations(each.low) for each in notice.sentences)
    if not has_period and not has_basis:
        yield Hit(named[0], IDENTIFIERS)


def _has_one_basis(notice: Notice) -> bool:
    """Say whether a single basis, other than the contract, is named for everything; it is that of identifiers too."""
    said = [each for each in notice.sentences if each.section is not Section.RIGHTS]
    kinds = {index for index, kind in enumerate(KINDS) if any(each.has(kind) for each in said)}
    return len(kinds) == 1 and _CONTRACT not in kinds


_CONTRACT: Final = 1
"""Place of the contract among the kinds of basis: nobody's contract needs the address of a browser."""


KINDS: Final = (
    Words(r"suostumu", r"samtyck", r"consent"),
    Words(
        r"\w*sopimu\w* (?:\w+ ){0,2}(?:täytän|perust|toteutt|edelt)|sopimussuh|asiakassuh\w* perust"
        r"|perust\w+ (?:\w+ )?sopimu",
        r"fullgöra|avtal\w* (?:\w+ )?grund|fullgörande|(?:grundar sig|bygger|baseras) på (?:\w+ )?avtal"
        r"|art\w*\.? ?6\.?1 ?b|avtal \(",
        r"(?:performance|basis) of (?:a |the |our |your )?contract|contractual",
    ),
    Words(r"oikeutet\w+ (?:\w+ )?etu|oikeutettuun", r"berättig\w+ intresse|intresseavväg", r"legitimate interest"),
    Words(
        r"lakisääte|lain(?:säädän\w*)? (?:velvo|vaati|edelly)",
        r"rättslig\w* förplikt|lagstadga|lagliga skyldig",
        r"legal obligation|required by law",
    ),
    Words(r"yleistä etua|julkis\w+ valla", r"allmänt intresse|myndighetsutöv", r"public interest|official authority"),
)
"""The kinds of legal basis of article 6."""
