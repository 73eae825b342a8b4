"""Two sentences of which one cannot be true: about transfers (L04) and about disclosure (L05)."""

from collections.abc import Iterator
from typing import Final

from lupaus.privacy.linter.finding import Advice, Hit
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.sentences import Sentence
from lupaus.privacy.linter.vocabulary import CONSENT
from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

HEDGE: Final = Words(
    r"lähtökohtai|pääsääntöi|säännönmukai|säännölli|yleensä|normaalis|pääosin|pääasia|ensisijai|tavanomai"
    r"|tarkoitukselli|tietoises|aktiivises|toistaiseksi",
    r"i regel|regelbundet|regelmässig|i princip|normalt|vanligtvis|som utgångspunkt|huvudsakligen"
    r"|i första hand|medvetet|för närvarande",
    r"in principle|as a rule|normally|usually|generally|regularly|primarily|mainly|by default|typically"
    r"|intentionally|currently",
)
EXCEPT: Final = Words(
    r"ellei|elleivät|paitsi|lukuun ?ottam|muuten kuin|muutoin kuin|muussa|muihin kuin|muille kuin|poikkeu"
    r"|ilman|pois lukien|jos\b|mikäli|jollei|tarvittaessa|kuin (?!lain|laki|viran)"
    r"|(?:edellä|yllä|aiemmin) mainit|tämän lisäksi|muuten\b|muutoin\b|muilta osin|muualle",
    r"om inte|såvida|utom\b|förutom|undantag|utan (?:din|ditt|kundens|samtycke|att)|med mindre|om det|annat än"
    r"|utöver|i övrigt|när det|i de fall",
    r"unless|except|other than|without|apart from|save (?:for|where)|if\b|where necessary|beyond what"
    r"|in addition to|otherwise",
)
_IF: Final = Words(
    r"jos\b|mikäli|siinä tapauksessa|tällöin",
    r"om\b (?:vi|uppgift|data|person|det)|ifall|i händelse|därvid",
    r"if\b|in case|should (?:we|it|your)|in the event",
)
_HOWEVER: Final = Words(
    r"kuitenkin|poikkeu|ainoastaan|lukuun|tästä",
    r"dock|undantag|emellertid|däremot|endast",
    r"however|exception|exceptionally|nevertheless|only",
)

# ── L04 ──────────────────────────────────────────────────────────────────────────────────────────────────

TRANSFERS: Final = Advice(
    Text(
        "Ristiriita siirroissa EU:n ja ETA:n ulkopuolelle. Toisessa kohdassa sanotaan: ”{other}” Molemmat "
        "eivät voi olla totta (tietosuoja-asetus 5(1)(a), 13(1)(f) art.).",
        "Motsägelse om överföringar utanför EU och EES. På ett annat ställe står: ”{other}” Båda kan inte "
        "vara sanna (dataskyddsförordningen art. 5.1 a, 13.1 f).",
        "Contradiction about transfers outside the EU and EEA. Elsewhere it says: “{other}” Both cannot be "
        "true (GDPR art. 5(1)(a), 13(1)(f)).",
    ),
    Text(
        "Selvitä, siirretäänkö tietoja. Jos ei, poista varaus. Jos kyllä, nimeä vastaanottaja, maa ja siirtoperuste.",
        "Ta reda på om uppgifter överförs. Om inte, ta bort förbehållet. Om ja, nämn mottagare, land och "
        "överföringsgrund.",
        "Find out whether data is transferred. If not, drop the reservation. If so, name recipient, country "
        "and ground of transfer.",
    ),
)
OUTSIDE: Final = Words(
    r"(?:eu|eta|euroopan|ey)\b.{0,80}ulkopuol|eu[/-]eta.{0,40}ulkopuol"
    r"|kolman(?:siin|teen|sissa|nessa) (?:maihin|maahan|maissa|maassa)",
    r"utanför (?:det |den |de )?(?:eu|ees|europeiska|eg\b)|tredje ?l[aä]nd",
    r"outside (?:of )?(?:the )?(?:eu\b|eea|e\.u|european|territory of the)|third countr|to countries outside",
)
_NO_TRANSFER: Final = Words(
    r"(?:ei|emme|eikä|eivät|emmekä|en|ettei|ettemme)\b.{0,70}(?:siirretä|siirrä\b|luovuteta|luovuta\b"
    r"|siirry\b|lähetetä|lähetä\b|viedä\b|käsitellä\b)",
    r"(?:överförs?|överför|förs|flyttas|lämnas|skickas)\b.{0,40}(?:inte|ej|aldrig)\b"
    r"|(?:inte|ej|aldrig)\b.{0,30}(?:överför|förs|lämna|flytta|skicka)|ingen överföring",
    r"(?:not|never|no)\b.{0,40}(?:transfer|disclos|sent|send|shar|export|stor)",
)
_GENERAL: Final = Words(
    r"(?:henkilö|asiakas|rekisteri)?tie(?:to|do)|rekisteri\w* (?:\w+ )?tie|(?:emme|en) (?:\w+ )?(?:siirrä|luovuta)",
    r"(?:person|kund)?uppgift|data\b|information|vi\b",
    r"(?:personal |customer |your )?(?:data|information)|we\b",
)
_TRANSFERS_AFFIRMED: Final = Words(
    r"siirre(?:tään|ttäessä)|siirty[yä]|siirtyvät|siirtää|siirrämme|luovutetaan|luovuttaa|sijaitse|sijaita"
    r"|sijaitsevat|tallenne(?:taan|ttu)|tallentaa|käsitellään|säilytetään|säilyttää|lähetetään|tapahtuu"
    r"|tehdään|toteute|siirrosta",
    r"överförs|överföras|överföra|överför|lagras|lagra\b|behandlas|finns|skickas|sker|görs|lämnas",
    r"transfer(?:red|s)?\b|stored|processed|located|sent|takes? place|disclosed|shared|hosted",
)


def transfers(notice: Notice) -> Iterator[Hit]:
    """Yield both sentences where one denies transfers and the other allows them."""
    denied = [each for each in notice.having(OUTSIDE) if _denies_transfer(each)]
    allowed = [each for each in notice.having(OUTSIDE) if _allows_transfer(each)]
    yield from _pairs(denied, allowed, TRANSFERS)


def _denies_transfer(sentence: Sentence) -> bool:
    return sentence.has(_NO_TRANSFER, _GENERAL) and not sentence.has_any(HEDGE, EXCEPT)


def _allows_transfer(sentence: Sentence) -> bool:
    if sentence.has(_NO_TRANSFER):
        return sentence.has(HEDGE) and not sentence.has(CONSENT)
    return sentence.has(_TRANSFERS_AFFIRMED) and not sentence.has_any(_IF, _DUTY)


_DUTY: Final = Words(
    r"oikeu\w* saada|rekisteröidyllä|sinulla on oikeus|edellyttäen|suostumuksella",
    r"rätt att|samtycke",
    r"right to|with your consent|informed of",
)

# ── L05 ──────────────────────────────────────────────────────────────────────────────────────────────────

DISCLOSURE: Final = Advice(
    Text(
        "Ristiriita luovutuksissa. Toisessa kohdassa sanotaan: ”{other}” Lukija ei voi tietää, annetaanko "
        "tiedot muille (tietosuoja-asetus 5(1)(a), 13(1)(e) art.).",
        "Motsägelse om utlämnande. På ett annat ställe står: ”{other}” Läsaren kan inte veta om uppgifterna "
        "ges till andra (dataskyddsförordningen art. 5.1 a, 13.1 e).",
        "Contradiction about disclosure. Elsewhere it says: “{other}” The reader cannot know whether others "
        "are given the data (GDPR art. 5(1)(a), 13(1)(e)).",
    ),
    Text(
        "Pidä yksi totuus: nimeä vastaanottajien ryhmät, mitä he saavat ja miksi, tai lupaa, ettei tietoja luovuteta.",
        "Behåll en sanning: nämn grupperna av mottagare, vad de får och varför, eller lova att uppgifter "
        "inte lämnas ut.",
        "Keep one truth: name the categories of recipients, what they get and why, or promise that nothing "
        "is disclosed.",
    ),
)
_NO_DISCLOSURE: Final = Words(
    r"(?:ei|emme|eikä|eivät|emmekä|en|ettei|ettemme)\b.{0,90}(?:luovuteta|luovuta\b|jaeta|jaa\b|anneta"
    r"|anna\b|välitetä|luovuttaa)",
    r"(?:lämnas|lämnar|delas|delar|utlämnas|ges|överlåts?)\b.{0,40}(?:inte|ej|aldrig)\b"
    r"|(?:inte|ej|aldrig)\b.{0,30}(?:lämna|dela|utlämna|ge)\w* ",
    r"(?:not|never)\b.{0,40}(?:disclos|shar|give|pass|provide|reveal|release)",
)
OUTSIDERS: Final = Words(
    r"ulkopuoli|ulkopuole|kolman(?:sille|nelle|siin|nen)|muille\b|sivullis|eteenpäin|kenellekään"
    r"|yhteistyökumpp|mihinkään|muihin",
    r"tredje|utomstående|andra\b|någon|obehörig|vidare|externa|samarbetspart",
    r"third|outside|others|anyone|any other|external|partners|other (?:part|compan|organi)",
)
_SCOPED: Final = Words(
    r"\w*markkinoin|mainon|myy\b|myydä|vuokra|(?:eu|eta|euroopan)\b.{0,80}ulkopuol|tunnistetie|arkaluon"
    r"|henkilötunnu|terveyst|maksukort|luottokort|potilast|salasan|yksilöi|tunnistettav|\w*tarkoitu|siten, että",
    r"marknadsför|reklam|sälj|säljs|hyr|utanför (?:eu|ees)|känslig|personnummer|hälso|kortuppgift|lösenord"
    r"|ändamål|syfte|så att|så, att",
    r"marketing|advertis|sell|sold|rent|outside (?:the )?e|sensitive|identifiable|health|card|password"
    r"|for their own|purpose|so that",
)
_DISCLOSURE_AFFIRMED: Final = Words(
    r"(?:voidaan|voimme|saatamme|saatetaan|voi|saattaa)\b.{0,50}(?:luovuttaa|jakaa|välittää)|luovutetaan"
    r"|luovutamme|jaamme\b|jaetaan|välitetään",
    r"(?:kan|får|kommer att)\b.{0,40}(?:lämnas|lämna|dela|delas|utlämnas|ges)|delar (?:vi|dina|person)"
    r"|vi delar|lämnas ut|utlämnas",
    r"(?:may|can|might|will)\b.{0,40}(?:disclos|shar|pass|provide|give)|we (?:share|disclose)"
    r"|(?:is|are) (?:shared|disclosed)",
)
_PARTNERS: Final = Words(
    r"\w*kumppan|kolman(?:sille|nelle|sien|nen)|konserni|yrityksille|tytäryhti|sisaryhti|mainostaj"
    r"|muille (?:yri|yhti|taho|osa)|sidosryhm",
    r"(?:samarbets|affärs)\w*part|tredje|koncern|andra företag|annonsör|dotterbolag",
    r"partner|third part|group compan|affiliat|other compan|advertiser|subsidiar",
)
_NO_CONTRADICTION: Final = Words(
    r"\w*käsittelij|puolesta|lukuu|alihank|palveluntarjo|palveluntuott|toimeksi|ohjeid|yrityskaup"
    r"|liiketoiminta\w* (?:myy|luov|siir)|fuusio|anonym|tilastol|kuljet|perint|maksupalv",
    r"biträde|för vår räkning|underleverant|leverantör|instruktion|företagsförvärv|fusion|anonym|inkasso|transport",
    r"processor|on our behalf|subcontract|service provider|instruct|merger|acqui|anonym|aggregate|carrier",
)


def disclosure(notice: Notice) -> Iterator[Hit]:
    """Yield both sentences where one denies disclosure, law aside, and the other allows it."""
    denied = [each for each in notice.having(_NO_DISCLOSURE, OUTSIDERS) if _denies_disclosure(each)]
    allowed = [each for each in notice.having(_DISCLOSURE_AFFIRMED, _PARTNERS) if _allows_disclosure(each)]
    yield from _pairs(denied, allowed, DISCLOSURE)


def _denies_disclosure(sentence: Sentence) -> bool:
    if sentence.has_any(HEDGE, _SCOPED, CONSENT) or not sentence.has(_GENERAL):
        return False
    exception = EXCEPT.find(sentence.low, sentence.language)
    return exception is None or _is_law_alone(sentence.low[exception.start() :], sentence.language)


def _is_law_alone(exception: str, language: str) -> bool:
    """Say whether an exception is that of the law and no other; such a promise is still one."""
    others = EXCEPT.all(exception, language)[1:]
    return bool(BY_LAW.find(exception, language)) and not others and not _OR.find(exception, language)


_OR: Final = Words(r"tai\b|ja\b|taikka", r"eller\b|och\b", r"or\b|and\b")


def _allows_disclosure(sentence: Sentence) -> bool:
    return not sentence.has_any(_NO_DISCLOSURE, _NO_CONTRADICTION, CONSENT, _IF) and not sentence.has(BY_LAW)


BY_LAW: Final = Words(
    r"lain (?:\w+ )?(?:vaati|velvo|edelly|määrä|nojal|salli|perust|niin)"
    r"|laki (?:\w+ )?(?:vaati|velvo|edelly|salli|niin)|lakisääte|viranomai|tuomioistuin"
    r"|lainsäädän\w* (?:velvo|edellyttä|vaatie|nojal|perust|salli)",
    r"enligt lag|lag\w* (?:\w+ )?(?:kräv|förplikt|föreskr)|lagstadga|myndighet|domstol|skyldig",
    r"required by|by law|law requires|legal(?:ly)? (?:oblig|requir)|authorit|court|oblig",
)


def _pairs(denied: list[Sentence], allowed: list[Sentence], advice: Advice) -> Iterator[Hit]:
    """Yield each side of the first contradiction of every part of the notice, with the other side quoted."""
    for part in sorted({each.part for each in denied}):
        sides = (
            (no, yes)
            for no in denied
            for yes in allowed
            if no.part == yes.part == part and no is not yes and not _is_exception(no, yes)
        )
        if (found := next(sides, None)) is not None:
            first, second = sorted(found, key=lambda each: each.index)
            yield Hit(first, advice, {"other": second.text})
            yield Hit(second, advice, {"other": first.text})


def _is_exception(no: Sentence, yes: Sentence) -> bool:
    """Say whether the second sentence only makes an exception from the first, right after it."""
    return 0 < yes.index - no.index <= 2 and yes.has(_HOWEVER)  # noqa: PLR2004 -- the next two sentences
