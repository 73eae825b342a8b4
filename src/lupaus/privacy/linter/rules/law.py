"""Where a notice says less than the law: stale acts (L01), narrowed rights (L02), formality (L03)."""

from collections.abc import Iterator
from typing import Final

from lupaus.privacy.linter.durations import durations
from lupaus.privacy.linter.finding import Advice, Hit
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.sections import Section
from lupaus.privacy.linter.sentences import Sentence
from lupaus.privacy.linter.stale import STALE, StaleAct
from lupaus.privacy.linter.vocabulary import NOT
from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

# ── L01 ──────────────────────────────────────────────────────────────────────────────────────────────────

STALE_LAW: Final = Advice(
    Text(
        "{name} ei ole ollut voimassa {ended} jälkeen ({source}).",
        "{name} har inte gällt efter {ended} ({source}).",
        "{name} has not been in force since {ended} ({source}).",
    ),
    Text(
        "Viittaa voimassa olevaan: {instead}. Tarkista samalla, että kohdan sisältö on nykyisen lain mukainen.",
        "Hänvisa till gällande rätt: {instead}. Kontrollera också att innehållet följer den.",
        "Refer to what is in force: {instead}. Check that the clause itself follows it.",
    ),
)
_HISTORY: Final = Words(
    r"kumo|korva(?:si|ttu|nnut|a\b)|aikaisem|entis|entinen|aiem(?:pi|man|min)|ei (?:ole )?enää|mitätö"
    r"|pätemätö|vanhan|edeltä|poistunut",
    r"upphäv|ersatt|ersätt|tidigare|inte längre|ogiltig|gamla",
    r"repeal|replac|supersed|former|previous|no longer|invalid|struck down|used to|old ",
)


def stale_law(notice: Notice) -> Iterator[Hit]:
    """Yield the first sentence that leans on an act which had ended on the notice's day."""
    day = notice.dated_on or notice.on
    for act in STALE:
        if day < act.ended_on or not _may_be_meant(notice, act):
            continue
        found = (each for each in notice.sentences if each.has(act.words) and not each.has_any(_HISTORY, act.unless))
        for sentence in list(found)[:1]:
            language = notice.language
            name, ended = act.name.in_language(language), _day(act.ended_on.isoformat(), language)
            details = {"name": name[:1].upper() + name[1:], "ended": ended, "source": act.source}
            yield Hit(sentence, STALE_LAW, details | {"instead": act.instead.in_language(language)})


def _may_be_meant(notice: Notice, act: StaleAct) -> bool:
    """Say whether the notice is of the country whose act it is."""
    if act.where.knows(notice.language) and not notice.mentions(act.where):
        return False
    return not (act.not_where.knows(notice.language) and notice.mentions(act.not_where))


def _day(iso: str, language: str) -> str:
    year, month, day = iso.split("-")
    return iso if language == "en" else f"{int(day)}.{int(month)}.{year}"


# ── L02 ──────────────────────────────────────────────────────────────────────────────────────────────────

ONCE_A_YEAR: Final = Advice(
    Text(
        "Tietonsa saa nähdä niin usein kuin tarvitsee. Laki ei tunne rajaa ”kerran vuodessa” "
        "(tietosuoja-asetus 12(5) ja 15 art.).",
        "Man får se sina uppgifter så ofta man behöver. Lagen känner ingen gräns på en gång om året "
        "(dataskyddsförordningen art. 12.5 och 15).",
        "People may see their data as often as they need. The law knows no limit of once a year (GDPR art. "
        "12(5) and 15).",
    ),
    Text(
        "Poista raja. Sano, että pyyntö on maksuton ja siihen vastataan kuukauden kuluessa.",
        "Ta bort gränsen. Säg att begäran är avgiftsfri och besvaras inom en månad.",
        "Remove the limit. Say that a request is free of charge and answered within a month.",
    ),
)
FEE: Final = Advice(
    Text(
        "Pyynnöstä ei saa periä maksua säännönmukaisesti, vain kun pyyntö on ilmeisen perusteeton tai "
        "kohtuuton (tietosuoja-asetus 12(5) art.).",
        "En avgift får inte tas ut regelmässigt, bara för en uppenbart ogrundad eller orimlig begäran "
        "(dataskyddsförordningen art. 12.5).",
        "A fee may not be charged by default, only for a manifestly unfounded or excessive request (GDPR art. 12(5)).",
    ),
    Text(
        "Sano, että oikeuksien käyttö on maksutonta, ja mainitse maksu vain lain poikkeuksena.",
        "Säg att det är avgiftsfritt att använda rättigheterna och nämn avgiften bara som lagens undantag.",
        "Say that using one's rights is free of charge, and mention a fee only as the law's exception.",
    ),
)
SLOW: Final = Advice(
    Text(
        "Pyyntöön on vastattava kuukauden kuluessa; tässä luvataan {said}. Pidempi aika on poikkeus, joka on "
        "perusteltava (tietosuoja-asetus 12(3) art.).",
        "En begäran ska besvaras inom en månad; här utlovas {said}. Längre tid är ett undantag som ska "
        "motiveras (dataskyddsförordningen art. 12.3).",
        "A request must be answered within one month; this says {said}. A longer time is an exception that "
        "needs reasons (GDPR art. 12(3)).",
    ),
    Text(
        "Lupaa vastaus kuukauden kuluessa ja kerro, milloin aikaa voi jatkaa.",
        "Lova svar inom en månad och säg när tiden kan förlängas.",
        "Promise an answer within a month, and say when that may be extended.",
    ),
)
_ONCE: Final = Words(
    r"(?:yhden )?kerran (?:kalenteri)?(?:vuode|vuosi|yhdessä vuod|12|kahdentoista|joka vuosi)"
    r"|kerran per (?:kalenteri)?vuosi|kertaa? (?:kalenteri)?vuodessa",
    r"en gång (?:om|per|i|under|varje|var) ?(?:ett )?(?:kalender)?(?:år|12|tolv)|en gång årligen",
    r"once (?:a|per|every|in a|each|in any|during a) (?:calendar )?(?:year|12|twelve)|once annually"
    r"|one (?:free )?\w* ?per (?:calendar )?year",
)
_ASKING: Final = Words(
    r"\w*pyyn|pyytä|oikeu|maksut|veloituks|ilmaise|rekisteriot|saada (?:tie|jälj|kop|pääs)|tarkastusoik"
    r"|tarkas(?:taa|tuks)|tarkis(?:taa|tuks)",
    r"begär|rätt\b|rätten|avgiftsfri|kostnadsfri|gratis|utdrag|få tillgång|ta del|insyn",
    r"request|right|free|copy|access|inspect|obtain",
)
_OWN_WORK: Final = Words(
    r"(?:tarkast|tarkist|päivit|katselmoi|arvioi|auditoi|koulut|testa|muut)\w*(?:mme|taan|daan|dään|tään)\b"
    r"|henkilöstö|salasan",
    r"(?:vi|företaget) (?:granskar|uppdaterar|testar|utbildar|ser över)|uppdateras|ses över|testas|granskas",
    r"we (?:review|update|test|audit|train|check)|reviewed|updated|tested|audited|our staff",
)
_EXCESSIVE: Final = Words(
    r"kohtuuttom|perusteettom|toistu(?:v|u)|ilmeisen|kohtuuton|perusteeton"
    r"|useam(?:man|pia|mista)\b.{0,30}(?:jäljenn|kopi)|lisä(?:jäljenn|kopi)",
    r"orimlig|ogrundad|upprepa|uppenbart|ytterligare kopi|fler kopi",
    r"excessive|unfounded|repetiti|further copies|additional cop|manifestly",
)
_CHARGES: Final = Words(
    r"(?:peri(?:ä|mme|tään)|veloi(?:tamme|tetaan|ttaa)|laskut(?:amme|etaan|taa))\b.{0,60}(?:maksu|kustannu"
    r"|korvau|hinn|euro|€)"
    r"|(?:maksu|korvau|palkkio|toimituskulu)\w* (?:\w+ ){0,3}(?:peritään|veloitetaan|on \d)|maksullis"
    r"|\d+(?:,\d+)? ?(?:€|euro)",
    r"(?:tar|tas) (?:vi )?(?:ut )?(?:en )?(?:\w+ )?avgift|avgift (?:\w+ )?(?:tas ut|debiteras|på \d)"
    r"|debitera|avgiftsbelag|\d+ ?(?:€|euro|kr)",
    r"charge (?:a|an|you|\d)|fee of|(?:fee|charge)\w* (?:will|is|may) (?:be )?(?:charged|payable|apply|\d)"
    r"|subject to a fee|€ ?\d|\d+ ?(?:€|euro)",
)
_REQUEST: Final = Words(
    r"\w*pyynnö|\w*pyyntö|tarkastu|tarkistu|tietojen (?:anta|toimit|luovuttami)|jäljenn|tiedonsaan|rekisteriot",
    r"begära|utdrag|insyn|kopi|registrerade",
    r"requests?\b|access to|copy of|subject access",
)
_ANSWERS: Final = Words(
    r"vasta(?:amme|taan|a\b|us)|toimit(?:amme|etaan|taa)|käsitel(?:lään|emme)|annetaan|annamme|toteut(?:etaan|amme)",
    r"svarar|besvara|lämnas|behandlas|får du|levereras|skickas",
    r"respond|repl(?:y|ied)|answer|provide|compl(?:y|ied)|process",
)
_LONGER: Final = Words(
    r"pident|jatk|monimutk|lisäai|yhden kuukauden|1 kuukauden",
    r"förläng|komplicera|en månad",
    r"extend|complex|one month|a month|1 month",
)
_MONTH: Final = 35
"""Days in a month, generously."""


def right_narrowed(notice: Notice) -> Iterator[Hit]:
    """Yield sentences that give less than the right of access."""
    for sentence in notice.sentences:
        if sentence.has(_ONCE, _ASKING) and not sentence.has_any(_OWN_WORK, _EXCESSIVE):
            yield Hit(sentence, ONCE_A_YEAR)
        elif _asks_a_fee(notice, sentence):
            yield Hit(sentence, FEE)
        elif said := _slow(notice, sentence):
            yield Hit(sentence, SLOW, {"said": said})


def _asks_a_fee(notice: Notice, sentence: Sentence) -> bool:
    if not sentence.has(_CHARGES, _REQUEST) or sentence.has(NOT) or sentence.section not in _OF_RIGHTS:
        return False
    return not any(each.has(_EXCESSIVE) for each in notice.near(sentence))


def _slow(notice: Notice, sentence: Sentence) -> str:
    if sentence.section not in _OF_RIGHTS or not sentence.has(_ANSWERS, _REQUEST):
        return ""
    found = durations(sentence.low)
    if (
        not found
        or min(each.days for each in found) <= _MONTH
        or any(each.has(_LONGER) for each in notice.near(sentence))
    ):
        return ""
    return found[0].said


_OF_RIGHTS: Final = frozenset({Section.RIGHTS, Section.OTHER, Section.CONTACT, Section.TITLE})

# ── L03 ──────────────────────────────────────────────────────────────────────────────────────────────────

SIGNED: Final = Advice(
    Text(
        "Pyynnöltä vaaditaan allekirjoitus. Laki ei vaadi sitä: henkilöllisyyden saa varmistaa vain, kun "
        "siitä on perusteltu epäilys "
        "(tietosuoja-asetus 12(2) ja 12(6) art.). Suomalainen yhtiö sai tästä 85 000 euron seuraamusmaksun (9.5.2022).",
        "Begäran måste vara undertecknad. Lagen kräver det inte: identiteten får kontrolleras bara när det "
        "finns rimliga tvivel "
        "(dataskyddsförordningen art. 12.2 och 12.6). Ett finländskt bolag fick en avgift på 85 000 euro för "
        "detta (9.5.2022).",
        "A request has to be signed. The law does not ask for it: identity may be checked only where there "
        "is reasonable doubt "
        "(GDPR art. 12(2) and 12(6)). A Finnish company was fined 85 000 euros for this (2022-05-09).",
    ),
    Text(
        "Ota pyyntö vastaan sähköpostilla, lomakkeella ja puhelimitse. Poista vaatimus allekirjoituksesta.",
        "Ta emot begäran per e-post, formulär och telefon. Ta bort kravet på underskrift.",
        "Take requests by e-mail, by form and by phone. Remove the demand for a signature.",
    ),
)
IN_PERSON: Final = Advice(
    Text(
        "Pyynnön voi tehdä vain kirjeellä tai paikan päällä. Oikeuksien käyttöä pitää helpottaa, myös "
        "sähköisesti (tietosuoja-asetus 12(2) art., johdanto-osa 59).",
        "Begäran kan göras bara per brev eller på plats. Det ska vara lätt att använda rättigheterna, också "
        "elektroniskt (dataskyddsförordningen art. 12.2, skäl 59).",
        "A request can be made only by letter or in person. Using one's rights must be made easy, "
        "electronically too (GDPR art. 12(2), recital 59).",
    ),
    SIGNED.mend,
)
_SIGNATURE: Final = Words(
    r"(?:oma\w+ )?allekirjoit|nimikirjoit",
    r"undertecknad|underskriv|underskrift|egenhändigt|signera[dt]",
    r"signed|signature",
)
_APPLY: Final = _REQUEST | Words(
    r"pyytää|pyydetään|vaatimu|tarkas(?:taa|tel)|tarkistaa|korjau|oikaisu",
    r"rättelse|ansök|anhålla|granska|framställ|förfråg",
    r"requests?|rectif|enquir|applic",
)
_ALTERNATIVE: Final = Words(
    r"tai (?:\S+ ){0,4}(?:sähköpost|lomak|verkko|puhelim|omi|sähköise)|sähköpost\w+ tai"
    r"|(?:voi|voit|saa|saat) (?:\w+ ){0,3}myös|myös (?:\w+ )?(?:sähköi|sähköpos|puhelim)|vaihtoehtois|riittää",
    r"eller (?:\S+ ){0,4}(?:e-post|formulär|telefon|elektronisk)|e-post eller|också|alternativt|räcker",
    r"or (?:\S+ ){0,4}(?:e-?mail|form|phone|online|electronic)|e-?mail or|also (?:\w+ )?(?:by )?e-?mail"
    r"|alternatively|suffic",
)
_NEEDLESS: Final = Words(
    r"allekirjoitusta ei|ei (?:\w+ ){0,2}(?:tarvi|vaadi|edelly|allekirj)|ilman allekirj|ei (?:ole )?pakko",
    r"ingen (?:underskrift|signatur)|behöver inte|inte (?:undertecknas|signeras)|utan under|krävs inte"
    r"|kräver inte|kräver ingen",
    r"no signature|not (?:need|require|have)|without (?:a )?sign|need not|not be signed",
)
_OTHER_SIGNING: Final = Words(
    r"salassapi|vaitiol|\w*sopimu(?:s|ks)|työntekij|henkilökun|\w*käyttöehto|valtakirja|tosite|sitoumu|valtuut|edustaj",
    r"sekretess|tystnad|avtal|anställd|fullmakt|personal|ombud|företräd",
    r"confidential|nda\b|agreement|contract|employee|staff|power of attorney|agent|on (?:your|their) behalf",
)
_ONLY_IN_PERSON: Final = Words(
    r"(?:vain|ainoastaan|tulee|pitää|tehtävä|on esitettävä|esitettävä|voi tehdä"
    r"|tehdään) (?:\S+ ){0,4}(?:postitse|kirjeitse|kirjeellä"
    r"|henkilökohtaisesti (?:\w+ ){0,2}(?:käy|paikan|toimi|rekisterinp|luona))",
    r"(?:endast|bara|ska|måste|bör) (?:\S+ ){0,4}(?:per post|per brev|skriftligt per|personligen (?:på|hos|besök))",
    r"(?:only|must|shall|has to be) (?:\S+ ){0,4}(?:by post|by letter|by mail\b|in person)",
)


def formality(notice: Notice) -> Iterator[Hit]:
    """Yield sentences that demand a signature, a letter or a visit of somebody who asks for their data."""
    for sentence in notice.sentences:
        asks = sentence.has(_APPLY) or sentence.section is Section.RIGHTS
        if not (sentence.is_text and asks) or sentence.has_any(_ALTERNATIVE, _NEEDLESS, _OTHER_SIGNING):
            continue
        if sentence.has(_SIGNATURE):
            yield Hit(sentence, SIGNED)
        elif sentence.has(_ONLY_IN_PERSON, _APPLY):
            yield Hit(sentence, IN_PERSON)
