"""Cookies: consent by the browser's settings or by going on (L07), necessary taken for accepted (L15)."""

from collections.abc import Iterator
from typing import Final

from lupaus.privacy.linter.finding import Advice, Hit
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.sections import Section
from lupaus.privacy.linter.sentences import Sentence
from lupaus.privacy.linter.vocabulary import COOKIES
from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

# ── L07 ──────────────────────────────────────────────────────────────────────────────────────────────────

BROWSER: Final = Advice(
    Text(
        "Selaimen asetukset eivät ole suostumus. Muihin kuin välttämättömiin evästeisiin on pyydettävä lupa "
        "ennen tallennusta "
        "(laki 917/2014, 205 §). Selosteesta ei löytynyt muuta tapaa antaa tai evätä lupaa.",
        "Webbläsarens inställningar är inget samtycke. För andra än nödvändiga kakor ska lov begäras innan de lagras "
        "(lagen 917/2014, 205 §). Något annat sätt att ge eller vägra lov hittades inte.",
        "Browser settings are not consent. Cookies that are not necessary need leave before they are stored "
        "(Act 917/2014, s. 205; ePrivacy art. 5(3)). We found no other way to give or refuse it.",
    ),
    Text(
        "Pyydä suostumus ennen evästeitä, kieltäytyminen yhtä helpoksi kuin hyväksyminen, ja kerro, missä "
        "valinnan voi muuttaa. Tai käytä vain välttämättömiä.",
        "Begär samtycke före kakorna, gör det lika lätt att vägra som att godkänna och säg var valet kan "
        "ändras. Eller använd bara nödvändiga.",
        "Ask for consent before setting them, make refusing as easy as accepting, and say where the choice "
        "can be changed. Or use only necessary ones.",
    ),
)
GOING_ON: Final = Advice(
    Text(
        "Sivuston käyttö ei ole suostumus evästeisiin. Suostumus on aktiivinen teko (laki 917/2014, 205 §; "
        "tietosuoja-asetus 4(11) art.; EUT C-673/17).",
        "Att använda webbplatsen är inget samtycke till kakor. Samtycke är en aktiv handling (lagen "
        "917/2014, 205 §; dataskyddsförordningen art. 4.11; EUD C-673/17).",
        "Using a site is not consent to cookies. Consent is an active deed (Act 917/2014, s. 205; GDPR art. "
        "4(11); CJEU C-673/17).",
    ),
    BROWSER.mend,
)
BUNDLED: Final = Advice(
    Text(
        "Analytiikan tai markkinoinnin evästeet mainitaan yhdessä palvelun evästeiden kanssa, eikä "
        "suostumuksesta sanota mitään (laki 917/2014, 205 §).",
        "Kakor för analys eller marknadsföring nämns tillsammans med tjänstens kakor utan ett ord om "
        "samtycke (lagen 917/2014, 205 §).",
        "Cookies for analytics or marketing are named together with those of the service, without a word on "
        "consent (Act 917/2014, s. 205; ePrivacy art. 5(3)).",
    ),
    BROWSER.mend,
)
_BROWSER: Final = Words(
    r"\w*selai(?:men|mesi|mensa|messa|mest|mella|minen|mien|messasi|mestasi)\b.{0,60}(?:asetu|avulla|hallin"
    r"|esto|estä|kiel|poist)|asetu\w*.{0,40}selai|selainasetu|selain(?:ohjelm)?\w*.{0,40}(?:kytk|estä|asetu)"
    r"|(?:estä|kiel|poist|hallit|kytk)\w*.{0,60}selai(?:me|ma)",
    r"webbläsar\w*.{0,60}(?:inställning|blockera|avvisa|radera|stäng)|inställning\w*.{0,40}webbläsar|webbläsarinställ"
    r"|(?:stäng|blocker|avvis|rader|neka|inaktiver)\w*.{0,60}webbläsar",
    r"browser\w*.{0,60}(?:setting|preference|block|refuse|reject|disable|option)|setting\w*.{0,40}browser"
    r"|set your browser|(?:block|refuse|reject|disable|delete)\w*.{0,60}browser",
)
_CHOOSES: Final = Words(
    r"estä|esto|kiel|poist|hallit|hallin|rajoit|hyväks|sall|muut|kytke|poiskytk|valit|tyhjen",
    r"blocker|avvis|radera|stäng|hantera|begräns|neka|tillåt|inaktiver|förhindr|välj|ändra",
    r"block|refus|reject|disabl|delet|manag|control|limit|prevent|accept|turn|choose|clear|opt",
)
_ASKED: Final = Words(
    r"suostum|suostut|\w*banner|evästeasetu|evästevali|evästetyökal|evästehallin|hallintatyök|hallintapaneel"
    r"|evästeikkun|evästekysel|eväste-?ilmoitu|ponnahdus|hyväksyt kaikki|hyväksyy kaikki|cookiebot|lupaa"
    r"|luvall|oman valin|salli(?:t|nut|ttu)|hyväksyn(?:tä|nä)",
    r"samtyck|banner|cookieinställ|cookie-?inställ|cookieverktyg|inställningar för (?:cookies|kakor)|godkänn"
    r"|cookiebot|medgivand|tillåt(?:it|else)|ditt val",
    r"consent|banner|cookie (?:settings|preferences|tool|manager|control)|preference cent|opt-?in|cookiebot"
    r"|pop-?up|permission|your choice|you (?:accept|agree) to (?:them|analytics)",
)
_TRACKS: Final = Words(
    r"\w*analyt|\w*analyyt|\w*markkinoi|\w*mainon|mainost|kohdenn|kävijä|\w*tilasto|google|facebook|meta\b"
    r"|hotjar|mittaa|mitata|seurant|seuraam|kehittä|kolman(?:sien|nen)",
    r"\w*analy[st]|\w*marknadsför|annons|reklam|besök(?:are|sstat)|statistik|google|facebook|meta\b|mäta"
    r"|spår|utveckla|tredje",
    r"analy|marketing|advert|target|visitor|statistic|google|facebook|meta\b|measur|track|improve|third[- ]part",
)
_SERVICE: Final = Words(
    r"palvelu|toimin|käyttäj|kirjautu|tilaus|ostosk|tunnist",
    r"tjänst|funktion|inlogg|användar|beställ|varukorg",
    r"service|function|log ?in|sign|user|order|cart|session",
)
_ONLY_NECESSARY: Final = Words(
    r"(?:vain|ainoastaan|pelkästään) (?:\S+ ){0,4}(?:välttämät|tekni|pakolli|istun)\w*"
    r"|(?:ei|emme) (?:\S+ ){0,6}(?:analyt|seuranta|markkinoin|mainos|kolman)\w*"
    r"|ei (?:\w+ )?käyt(?:ä|etä) (?:\w+ )?eväste|emme käytä (?:\w+ )?eväste",
    r"(?:bara|endast|enbart) (?:\S+ ){0,4}(?:nödvändig|teknisk|sådana)"
    r"|(?:inga|inte) (?:\S+ ){0,5}(?:analys|spårning|marknadsför|tredjepart)\w*"
    r"|använder inte (?:\w+ )?(?:cookies|kakor)|inga (?:cookies|kakor)",
    r"only (?:\S+ ){0,4}(?:necessary|essential|technical|session|cookies that)"
    r"|(?:no|not) (?:\S+ ){0,5}(?:analytics|tracking|marketing|third)|(?:not|n't) use (?:\w+ )?cookies"
    r"|no cookies",
)
_BY_USING: Final = Words(
    r"(?:käyttämällä|jatkamalla|selaamalla|vierailemalla|kun käytät|jatkaessasi"
    r"|käyttäessäsi)\b.{0,90}(?:hyväksy|suostu|annat)|(?:hyväksy|suostu)\w*.{0,60}(?:käyttämällä|jatkamalla"
    r"|käyttäessä|selaamalla)",
    r"(?:genom att (?:använda|fortsätta|besöka|surfa)|när du använder)\b.{0,90}(?:godkänn|accepter|samtyck)"
    r"|(?:godkänn|accepter|samtyck)\w*.{0,60}genom att (?:använda|fortsätta|besöka)",
    r"(?:by (?:using|continuing|visiting|browsing)|your continued use)\b.{0,90}(?:accept|agree|consent)"
    r"|(?:accept|agree|consent)\w*.{0,60}by (?:using|continuing|visiting)",
)


def browser_settings(notice: Notice) -> Iterator[Hit]:
    """Yield consent by going on, and the browser's settings where nothing else asks for consent."""
    by_using = [each for each in notice.having(COOKIES, _BY_USING) if not each.has(_REFUSED)]
    yield from (Hit(each, GOING_ON) for each in by_using[:1])
    about = [each for each in notice.sentences if each.has(COOKIES) or each.section is Section.COOKIES]
    tracking = [each for each in about if each.is_text and each.has(_TRACKS) and not each.has(_ONLY_NECESSARY)]
    if by_using or not tracking or any(_asks(each) for each in about):
        return
    settings = [each for each in about if each.is_text and each.has(_BROWSER) and _is_choice(notice, each)]
    if settings:
        yield Hit(settings[0], BROWSER)
    elif _is_bundled(about) and not any(each.has(_ASKED, _PLAINLY_TRACKS) for each in notice.sentences):
        yield from (
            Hit(each, BUNDLED) for each in [each for each in tracking if each.has(COOKIES, _PLAINLY_TRACKS)][:1]
        )


def _is_bundled(about: list[Sentence]) -> bool:
    """Say whether cookies serve the service too, and nothing points to where more is told of them."""
    return any(each.has(COOKIES, _SERVICE) for each in about) and not _points_elsewhere(about)


def _asks(sentence: Sentence) -> bool:
    """Say whether leave is asked, or none is needed."""
    if sentence.has(_ONLY_NECESSARY):
        return True
    asked = _PLAINLY_ASKED if sentence.has(_BROWSER) else _ASKED
    return sentence.has(asked) and not sentence.has(_MUST_ACCEPT)


_PLAINLY_ASKED: Final = Words(
    r"suostu|\w*banner|lupaa|luvan", r"samtyck|banner|medgivand", r"consent|banner|permission"
)
"""Words of leave in a sentence on the browser, where "settings" are the browser's own."""


def _is_choice(notice: Notice, sentence: Sentence) -> bool:
    return not sentence.has(_CLOSED) and any(each.has(_CHOOSES) for each in notice.near(sentence))


_CLOSED: Final = Words(
    r"sulje(?:t|taan|tte|ttaessa)|sulkem|sulkies",
    r"när (?:du|man) stänger|(?:webbläsaren|den) stängs",
    r"clos(?:e|ed|ing)\b",
)


_REFUSED: Final = Words(r"emme (?:tulkitse|pidä|katso)", r"tolkar inte", r"not (?:treat|regard|consider)")
_PLAINLY_TRACKS: Final = Words(
    r"\w*analytiik|\w*analysoi|\w*markkinoin|\w*mainon|mainost|kohdenn|google|facebook",
    r"\w*analys|\w*marknadsför|annons|reklam|google|facebook",
    r"analytic|marketing|advert|target|google|facebook",
)
_ELSEWHERE: Final = Words(
    r"\w*eväste(?:seloste|käytän|politii|sivu)|lisätie|lue lisää|erillise|tästä linkistä",
    r"cookiepolicy|läs mer|mer information|separat",
    r"cookie (?:policy|notice|statement)|read more|more information|separate",
)


def _points_elsewhere(about: list[Sentence]) -> bool:
    return any(each.has(_ELSEWHERE) for each in about)


# ── L15 ──────────────────────────────────────────────────────────────────────────────────────────────────

NECESSARY: Final = Advice(
    Text(
        "Välttämätön eväste ei tarvitse hyväksymistä, eikä hyväksymistä saa vaatia palvelun ehtona. Kohta "
        "sekoittaa nämä (laki 917/2014, 205 §; tietosuoja-asetus 7(4) art.).",
        "En nödvändig kaka behöver inte godkännas, och godkännande får inte krävas som villkor för tjänsten. "
        "Här blandas de (lagen 917/2014, 205 §; dataskyddsförordningen art. 7.4).",
        "A necessary cookie needs no acceptance, and acceptance may not be made a condition of the service. "
        "This mixes the two (Act 917/2014, s. 205; GDPR art. 7(4)).",
    ),
    Text(
        "Sano: ”Palvelu tarvitsee nämä evästeet, eikä niihin pyydetä lupaa.” Luettele ne ja pidä muut erillään.",
        "Säg: ”Tjänsten behöver dessa kakor, och vi frågar inte om lov.” Räkna upp dem och håll andra åtskilda.",
        "Say: “The service needs these cookies, and we do not ask leave for them.” List them, and keep the "
        "others apart.",
    ),
)
_MUST_ACCEPT: Final = Words(
    r"(?:edellyt(?:tää|tävät|ämme)|vaati(?:i|vat|mme)|tarvits(?:ee"
    r"|evat))\b.{0,80}eväste\w* (?:\w+ ){0,2}(?:hyväksym|hyväksyn|sallimi)"
    r"|eväste\w* (?:\w+ ){0,2}(?:hyväksymi\w+|hyväksyntä|salliminen) (?:\w+ ){0,2}(?:on |ovat )?(?:välttämät"
    r"|edellyty|vaati|pakoll|ehto)"
    r"|(?:hyväksyttävä|sallittava|pitää hyväksyä|tulee hyväksyä|täytyy hyväksyä"
    r"|on hyväksyttävä)\b.{0,50}(?:eväste|jotta)"
    r"|et (?:\w+ )?hyväksy (?:\w+ ){0,2}välttämättöm|hyväksy(?:mällä|t) (?:\w+ ){0,2}välttämättöm",
    r"(?:kräver|förutsätter|behöver)\b.{0,60}(?:godkänn|accepter)\w*.{0,40}(?:cookie|kakor)"
    r"|(?:måste|ska|behöver) (?:\w+ ){0,3}(?:godkänna|acceptera)\b.{0,60}(?:cookie|kakor)"
    r"|(?:cookies|kakor) (?:måste|ska) (?:godkännas|accepteras)",
    r"(?:require|need)s?\b.{0,60}(?:accept|agree)\w*.{0,40}cookie"
    r"|(?:must|have to|need to|required to) (?:\w+ )?(?:accept|agree)\b.{0,60}cookie"
    r"|cookies (?:must|have to) be accepted|accept(?:ance of|ing) (?:\w+ ){0,2}cookies is (?:required"
    r"|necessary|a condition)",
)
_OTHER_COOKIES: Final = Words(
    r"muut\b|muiden|muihin|muita|ei-välttäm|kuin välttäm|analyt|analyyt|markkinoin|mainon|valinnai|suostum|kolman",
    r"andra|övriga|icke-?nödvänd|analys|marknadsför|valfri|samtyck|tredje",
    r"other|non-?(?:essential|necessary)|analytic|marketing|optional|consent|third",
)


def necessary_or_accepted(notice: Notice) -> Iterator[Hit]:
    """Yield sentences that make accepting cookies a condition of the service."""
    for sentence in notice.sentences:
        about = sentence.has(COOKIES) or sentence.section is Section.COOKIES
        if (
            about
            and sentence.is_text
            and sentence.has(_MUST_ACCEPT)
            and not sentence.has_any(NOT_NEEDED, _OTHER_COOKIES)
        ):
            yield Hit(sentence, NECESSARY)


NOT_NEEDED: Final = Words(
    r"ei(?:vät)? (?:\w+ )?(?:edellytä|vaadi|tarvit)|ei tarvitse hyväksy|emme (?:edellytä|vaadi|pyydä)|ilman hyväksy",
    r"(?:kräver|förutsätter|behöver) (?:inte|ingen|inget)|inte (?:godkänna|accept)|utan godkänn",
    r"not (?:require|need|have to)|no (?:consent|acceptance)|without (?:your )?(?:consent|accept)",
)
