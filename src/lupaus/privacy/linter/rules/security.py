"""What is promised of protection: the unprovable (L18), training on people's data (L20)."""

from collections.abc import Iterator
from typing import Final

from lupaus.privacy.linter.finding import Advice, Hit
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.sections import Section
from lupaus.privacy.linter.sentences import Sentence
from lupaus.privacy.linter.vocabulary import NOT
from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

# ── L18 ──────────────────────────────────────────────────────────────────────────────────────────────────

UNPROVABLE: Final = Advice(
    Text(
        "Lukittua paikkaa ei voi näyttää ohjelmalla eikä tekstillä. Lupaus on sana, ellei siitä ole "
        "päivättyä merkintää (tietosuoja-asetus 5(2), 24(1) art.). Tämä on huomautus, ei virhe.",
        "Ett låst utrymme kan varken program eller text visa. Löftet är bara ord om det inte finns en "
        "daterad anteckning (dataskyddsförordningen art. 5.2, 24.1). Det här är en anmärkning, inget fel.",
        "Neither a program nor a text can show a locked place. The promise is only a word unless a dated "
        "record stands behind it (GDPR art. 5(2), 24(1)). This is a remark, not a fault.",
    ),
    Text(
        "Pidä lukituksesta ja avaimista päivättyä luetteloa, ja sano selosteessa, milloin se on viimeksi tarkistettu.",
        "För en daterad förteckning över lås och nycklar, och säg i beskrivningen när den senast kontrollerats.",
        "Keep a dated list of locks and keys, and say in the notice when it was last checked.",
    ),
)
_LOCKED: Final = Words(
    r"\w*lukitu(?:s|ssa|issa|tuun|ihin|tu)\w*|lukko|lukkojen|lukollis|lukkiu|lukitaan",
    r"låst|inlåst|låsbar|låsta|bakom lås",
    r"locked|lockable|lock and key|under lock",
)
_PLACE: Final = Words(
    r"\w*tila(?:ssa|an|t)?\b|\w*tiloi(?:ssa|hin)|\w*huone|\w*kaap(?:i|e)|\w*arkisto|\w*toimisto|\w*kassakaap"
    r"|\w*laatik|\w*konesal|\w*rakennu",
    r"\w*rum|\w*utrymme|\w*skåp|\w*arkiv|\w*kontor|\w*lokal|låda",
    r"room|cabinet|space|premises|office|archive|safe\b|drawer|facilit|building|cupboard",
)
_EVIDENCE: Final = Words(
    r"kirjataan|tarkistettu \d|avainrekister|avainluettel|päivät|pöytäkirj|auditoi|viimeksi tarkist|luettelo"
    r"|kulunvalvontalo",
    r"antecknas|kontrollerades|nyckelregist|protokoll|senast kontroll",
    r"recorded|key register|last checked|audited|logged|list of keys",
)


def unprovable(notice: Notice) -> Iterator[Hit]:
    """Yield the first promise of a locked place that no record stands behind."""
    found = [each for each in notice.having(_LOCKED, _PLACE) if not each.has(_EVIDENCE)]
    yield from (Hit(each, UNPROVABLE) for each in found[:1])


# ── L20 ──────────────────────────────────────────────────────────────────────────────────────────────────

TRAINING: Final = Advice(
    Text(
        "Henkilöstön koulutus mainitaan henkilötietojen käyttötarkoituksena. Tarpeellisuutta tai tietojen "
        "muuttamista tunnistamattomiksi ei löytynyt (tietosuoja-asetus 5(1)(b)–(c), 25 art.).",
        "Utbildning av personalen nämns som ändamål för personuppgifter. Varken nödvändighet eller "
        "anonymisering hittades (dataskyddsförordningen art. 5.1 b–c, 25).",
        "Training staff is named as a purpose of personal data. Neither necessity nor anonymising was found "
        "(GDPR art. 5(1)(b)–(c), 25).",
    ),
    Text(
        "Kouluta keksityillä tai tunnistamattomiksi muutetuilla tapauksilla ja poista tarkoitus, tai "
        "perustele, miksi oikea tieto on välttämätön.",
        "Utbilda med påhittade eller anonymiserade fall och ta bort ändamålet, eller motivera varför riktiga "
        "uppgifter är nödvändiga.",
        "Train on invented or anonymised cases and drop the purpose, or give reasons why real data is necessary.",
    ),
)
_TRAINS: Final = Words(
    r"(?:henkilöstö|henkilökun|työntekij|asiakaspalvelij|myyj)\w* (?:\S+ ){0,2}koulu"
    r"|koulut\w+ (?:\S+ ){0,2}(?:henkilöstö|henkilökun|työntekij)|koulutustarkoitu|koulutuskäyt"
    r"|koulutus- ja (?:laadun|kehit)|laadun\w* ja koulut",
    r"(?:personal|anställd|medarbetar)\w* (?:\S+ ){0,2}utbild"
    r"|utbild\w+ (?:\S+ ){0,2}(?:personal|anställd|medarbetar)|utbildnings(?:ändamål|syfte)|personalutbild",
    r"(?:staff|employee|personnel|team)\w*(?:'s)? training"
    r"|train(?:ing)? (?:\S+ ){0,2}(?:staff|employee|personnel|team)|training purposes|quality and training",
)
_USES: Final = Words(
    r"(?:tieto|tallen|puhelu|keskustelu|nauhoi)\w* (?:\S+ ){0,8}(?:käyt|hyödyn|tallen)"
    r"|käyte?tä\w* (?:\S+ ){0,6}(?:tieto|tallen)|käyttö?tarkoitu|koulutustarkoitu|koulutuskäyt",
    r"(?:uppgift|inspeln|samtal)\w* (?:\S+ ){0,8}(?:använd|spela)|använd\w* (?:\S+ ){0,8}(?:uppgift|för)|ändamål|syfte",
    r"(?:data|information|recording|call)\w* (?:\S+ ){0,8}(?:used?|record)|we use|used? (?:\S+ ){0,6}for|purpose",
)
_HOW: Final = Words(
    r"anonym|pseudonym|tunnistamatto|ilman henkilötie|keksit|välttämät|tietosuoja|tietoturva|salassapi"
    r"|perehdyt|ohjeist|opiskel|käsittelemään",
    r"anonym|pseudonym|avidentif|påhitta|nödvändig|dataskydd|sekretess|säkerhet|instru",
    r"anonym|pseudonym|de-?identif|invented|necessary|data protection|privacy|security|confidential|gdpr"
    r"|handle personal",
)


def training(notice: Notice) -> Iterator[Hit]:
    """Yield the first sentence that trains staff on people's data, without necessity or anonymising."""
    found = [each for each in notice.having(_TRAINS) if _is_purpose(each) and not each.has_any(_HOW, NOT)]
    yield from (Hit(each, TRAINING) for each in found[:1])


def _is_purpose(sentence: Sentence) -> bool:
    return sentence.section is Section.PURPOSES or (sentence.section is not Section.SECURITY and sentence.has(_USES))
