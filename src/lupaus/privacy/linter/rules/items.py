"""Data without a home: orphans (L08), sources that are missing (L09), special data and children (L10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lupaus.privacy.linter.finding import Advice, Hit
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.sections import Section
from lupaus.privacy.linter.sentences import Kind, Sentence
from lupaus.privacy.linter.vocabulary import CONSENT, IDENTIFIER, NOT, RETAIN
from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

# ── L08 ──────────────────────────────────────────────────────────────────────────────────────────────────

ORPHAN: Final = Advice(
    Text(
        "{topic}: mainitaan tietolähteenä tai säilytettävänä tietona, mutta käyttötarkoitusta ja "
        "rekisteröityjä ei löytynyt (tietosuoja-asetus 5(1)(b), 13(1)(c) art.).",
        "{topic}: nämns som källa eller som uppgifter som sparas, men varken ändamål eller registrerade "
        "hittades (dataskyddsförordningen art. 5.1 b, 13.1 c).",
        "{topic}: named as a source or as data that is kept, but neither a purpose nor data subjects were "
        "found (GDPR art. 5(1)(b), 13(1)(c)).",
    ),
    Text(
        "Lisää tarkoitus, peruste ja keitä tämä koskee, tai poista kohta, jos toimintaa ei ole.",
        "Lägg till ändamål, grund och vem det gäller, eller ta bort punkten om verksamheten inte finns.",
        "Add the purpose, the basis and whom it concerns, or remove the item if this is not done.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Topic:
    name: Text
    words: Words


_TOPICS: Final = (
    _Topic(
        Text("Arvonnat ja kilpailut", "Utlottningar och tävlingar", "Raffles and competitions"),
        Words(
            r"\w*arvon(?:t|na|no)|\w*arvontoj|\w*kilpailu(?!kiel|vira|lain|laki|tie|etu|tila|kyky)\w*",
            r"\w*utlottning|\w*lotteri|\w*tävling",
            r"raffles?|prize draw|competitions?\b|sweepstake|contests?\b|lotter",
        ),
    ),
    _Topic(
        Text("Työnhakijat", "Arbetssökande", "Job applicants"),
        Words(
            r"\w*työnhak|\w*rekrytoin|\w*työhakem",
            r"\w*arbetssök|\w*rekryter|jobbansök",
            r"job applica|recruit|candidates?\b",
        ),
    ),
    _Topic(
        Text("Kameravalvonta", "Kameraövervakning", "Camera surveillance"),
        Words(
            r"\w*kameravalvon|valvontakamer|kameratallen",
            r"\w*kameraövervak|övervakningskamer",
            r"cctv|camera surveil|surveillance camera|video surveil",
        ),
    ),
    _Topic(
        Text("Puhelujen tallenteet", "Samtalsinspelningar", "Call recordings"),
        Words(
            r"\w*puhelu(?:talle|jen tall|iden tall|nauho)",
            r"samtalsinspel|inspel\w+ (?:av )?(?:telefon)?samtal",
            r"call recording|recorded calls|recordings? of (?:phone )?calls",
        ),
    ),
)
_PURPOSE: Final = Words(
    r"\w*tarkoitu|varten|käytetään|käytämme|käyttää|järjestäm|toteuttam|suorittam|valitsem|valinta"
    r"|(?:\w+)miseksi|(?:\w+)miseen|arpo(?:a|misek)|hoitam|käsitellä|käsittelemme|hakeutu|voittaj"
    r"|turvallisuu|laadun",
    r"ändamål|syfte|för att|användas?\b|används|använder|anordna|genomför|arrangera|vinnare|säkerhet|kvalitet",
    r"purpose|in order to|to (?:run|carry|organi|hold|arrange|conduct|select|assess|process|manage"
    r"|administer|ensure)|use[ds]?\b|running|organi|winner|security|quality|for (?:the )?recruit",
)


def orphan(notice: Notice) -> Iterator[Hit]:
    """Yield what has a source or a period but neither a purpose nor a data subject."""
    for topic in _TOPICS:
        named = [each for each in notice.sentences if each.has(topic.words)]
        hanging = [each for each in named if _is_source_or_period(each)]
        if hanging and not any(_is_explained(each) for each in named):
            yield Hit(hanging[0], ORPHAN, {"topic": topic.name.in_language(notice.language)})


def _is_source_or_period(sentence: Sentence) -> bool:
    if not sentence.is_text or sentence.has(NOT):
        return False
    return sentence.section in {Section.SOURCES, Section.RETENTION, Section.DATA} or sentence.has_any(RETAIN, _GATHERED)


_GATHERED: Final = Words(
    r"kerätään|keräämme|kertyy|saadaan|saamme|tallennamme",
    r"samlas|samlar|får vi|erhålls",
    r"collect|obtain|receive|gather",
)


def _is_explained(sentence: Sentence) -> bool:
    if not sentence.is_text:
        return True
    if sentence.section in {Section.PURPOSES, Section.SUBJECTS, Section.TITLE, Section.REGISTER}:
        return True
    only_kept = sentence.section in {Section.SOURCES, Section.RETENTION} and sentence.has_any(RETAIN, _GATHERED)
    return sentence.has(_PURPOSE) and not only_kept


# ── L09 ──────────────────────────────────────────────────────────────────────────────────────────────────

SOURCE: Final = Advice(
    Text(
        "Lähteeksi kerrotaan ihminen itse, mutta nämä eivät tule häneltä: {items}. Muualta saadun tiedon "
        "lähde on kerrottava (tietosuoja-asetus 14(2)(f) art.).",
        "Som källa anges personen själv, men följande kommer inte från hen: {items}. Källan till uppgifter "
        "som fås annanstans ifrån ska anges (dataskyddsförordningen art. 14.2 f).",
        "The person is given as the source, but these do not come from them: {items}. The source of data "
        "obtained elsewhere must be told (GDPR art. 14(2)(f)).",
    ),
    Text(
        "Kerro jokaisesta lähde: laitteesta itsestään kertyvä, palvelun tekijä, karttapalvelu, "
        "luottotietoyhtiö, viranomainen.",
        "Ange källan för var och en: enheten, den som utför tjänsten, karttjänst, kreditupplysningsbolag, myndighet.",
        "Give the source of each: the device, whoever carries out the service, a map service, a credit "
        "agency, an authority.",
    ),
)
_FROM_PERSON: Final = Words(
    r"(?:asiakkaa|rekisteröidy|käyttäjä|henkilö|jäsene|sinu|tilaaja|potilaa|osallistuja)\w* itse"
    r"|(?:häneltä|heiltä|sinulta) itse|(?:asiakkaalta|rekisteröidyltä|käyttäjältä|sinulta|jäseneltä)\b",
    r"(?:kunden|den registrerade|användaren|medlemmen|dig) själv|av (?:dig|kunden|den registrerade)\b"
    r"|från (?:dig|kunden|den registrerade)\b",
    r"(?:from|by) (?:you\b|the (?:customer|data subject|user|person|client|member)|customers|data subjects)"
    r"|(?:customer|you) (?:yourself|themsel|himsel)",
)
_GIVES_SOURCE: Final = Words(
    r"\w*lähte|kerätään|keräämme|saadaan|saamme|kertyy|ovat peräisin|tulevat",
    r"\w*käll|samlas|samlar|erhålls|får vi|inhämta|fås",
    r"sources?\b|collect|obtain|receive|come from|gather",
)
_OBSERVED: Final = Words(
    r"(?:palvelu|sivusto|verkkosivu|sovellu|verkkopalvelu)\w*(?: \w+)? käyt"
    r"|käyt\w+ (?:yhteydessä|perusteella|myötä|seurauks)|automaattis|eväste\w* (?:avulla|kautta)"
    r"|selaim\w+ (?:lähet|väli|avul)|laittee(?:lta|sta)|loki|havainno|analytiikk|teknis\w+ (?:tie|kerä)"
    r"|verkkosivujen kävij|selaimelta|johdettu",
    r"(?:använd\w*|användning) av (?:tjänst|webb)|när du (?:använder|besöker)|automatisk"
    r"|med hjälp av (?:cookies|kakor)|genom (?:cookies|kakor)|enhet|logg|analysverktyg|observera",
    r"use of (?:the|our) (?:service|site|web|app)|when (?:you|users) (?:use|visit|access)|automatic"
    r"|through cookies|(?:your|the) (?:device|browser)|logs?\b|analytics|observ|sent by",
)
_ELSEWHERE: Final = Words(
    r"luottotietoyh|luottotietorek|asiakastieto oy|dun|rekistere(?:istä|iltä)|väestö|ytj|prh|kaupparekist"
    r"|viranomai(?:sil|sel|sten)|yhteistyökumpp|kolmans|muista lähte|julkis|palveluntuottajal|työntekijöil"
    r"|karttapal|paikkatie|ulkopuoli|muualta",
    r"kreditupplysnings(?:bolag|företag|register)|register\b|myndighet|samarbetspart|tredje|andra källor"
    r"|offentliga|karttjänst"
    r"|utföraren|annat håll",
    r"credit (?:agency|reference|bureau)|registers?\b|authorit|partner|third|other sources|public(?:ly)?"
    r"|map service|provider|elsewhere",
)
_ITEMS: Final = (
    (
        Text("koordinaatit", "koordinater", "coordinates"),
        Words(r"\w*koordinaat", r"\w*koordinat", r"coordinates?\b|geolocation"),
        _ELSEWHERE
        | Words(
            r"osoittee(?:sta|n perusteella)|laske|geokood",
            r"från adressen|beräkna|geokod",
            r"from the address|geocod|calculat",
        ),
    ),
    (
        Text("palvelun tekijän kommentit", "utförarens kommentarer", "comments of whoever carries out the work"),
        Words(
            r"(?:palveluntuottaj|työntekij|siivooj|hoitaj|asentaj|tekij|kouluttaj|ohjaaj"
            r"|asiakaspalvelij)\w* (?:\S+ ){0,5}(?:komment|muistiinpan|huomio)",
            r"(?:utförar|anställd|städar|vårdar|montör|medarbetar)\w* (?:\S+ ){0,5}(?:komment|anteckn)",
            r"(?:provider|worker|employee|cleaner|carer|technician|staff)(?:'s)? (?:\S+ ){0,5}(?:comment"
            r"|note|remark)|(?:comments?|notes) (?:\S+ ){0,3}by (?:the |our )?(?:provider|worker|employee"
            r"|cleaner|staff)",
        ),
        Words(
            r"palveluntuottajal|työntekijöil|työntekijält|tekijältä|henkilökunna(?:lta|n)"
            r"|palveluntuottajat? (?:kirja|jättä)",
            r"av utföraren|från utföraren|av (?:våra )?anställda|från (?:våra )?anställda",
            r"from (?:the |our )?(?:provider|worker|employee|staff|cleaner)",
        ),
    ),
    (
        Text(
            "IP-osoite ja selaimen tunniste",
            "IP-adress och webbläsarens identifierare",
            "IP address and browser identifier",
        ),
        IDENTIFIER,
        _OBSERVED | _ELSEWHERE,
    ),
    (
        Text("luottotiedot", "kreditupplysningar", "credit information"),
        Words(
            r"\w*luottotie(?:do|to)(?!yht|rek)|maksuhäiriö",
            r"kreditupplys(?!ningsbolag|ningsföretag)|betalningsanmärk",
            r"credit (?:information|history|rating|score|report)",
        ),
        _ELSEWHERE,
    ),
)


def source_missing(notice: Notice) -> Iterator[Hit]:
    """Yield where the person is called the source of what does not come from them."""
    named = [
        each
        for each in notice.having(_FROM_PERSON, _GIVES_SOURCE)
        if each.section in _OF_SOURCES or each.has(_SOURCE_WORD)
    ]
    if not named:
        return
    sources = [each for each in notice.sentences if each.section is Section.SOURCES or each.has(_SOURCE_WORD)]
    items = [
        name.in_language(notice.language)
        for name, item, covered in _ITEMS
        if _unsourced(notice, sources, item, covered)
    ]
    if items:
        best = min(named, key=lambda each: each.section is not Section.SOURCES)
        yield Hit(best, SOURCE, {"items": ", ".join(items)})


_OF_SOURCES: Final = frozenset({Section.SOURCES, Section.DATA})
_SOURCE_WORD: Final = Words(
    r"\w*lähte|kerätään|saadaan",
    r"\w*käll|samlas|fås|erhålls",
    r"sources?\b|(?:are|is) (?:collected|obtained|received)|we (?:collect|obtain|receive)|come from",
)


def _unsourced(notice: Notice, sources: list[Sentence], item: Words, covered: Words) -> bool:
    listed = [
        each
        for each in notice.having(item)
        if not each.has(NOT) and (each.kind in {Kind.ITEM, Kind.ROW} or each.section is Section.DATA)
    ]
    if not listed:
        return False
    told = [*sources, *(each for each in notice.sentences if not each.is_text or each.has(item))]
    return not any(each.has(covered) for each in told) and not any(each.under(covered) for each in listed)


# ── L10 ──────────────────────────────────────────────────────────────────────────────────────────────────

HEALTH: Final = Advice(
    Text(
        "Terveystiedot kuuluvat erityisiin tietoryhmiin. Niiden käsittelyn edellytystä (esimerkiksi "
        "nimenomainen suostumus) ei löytynyt (tietosuoja-asetus 9(2) art., tietosuojalaki 6 §).",
        "Uppgifter om hälsa hör till de särskilda kategorierna. Något villkor för att behandla dem (till "
        "exempel uttryckligt samtycke) hittades inte (dataskyddsförordningen art. 9.2, dataskyddslagen 6 §).",
        "Health data belongs to the special categories. No condition for processing it (explicit consent, "
        "for example) was found (GDPR art. 9(2); Data Protection Act s. 6).",
    ),
    Text(
        "Nimeä edellytys, esimerkiksi nimenomainen suostumus, ja kerro, miten sen voi peruuttaa. Jos tietoa "
        "ei tarvita, älä kerää sitä.",
        "Ange villkoret, till exempel uttryckligt samtycke, och hur det återkallas. Om uppgiften inte "
        "behövs, samla inte in den.",
        "Name the condition, such as explicit consent, and how to withdraw it. If the data is not needed, do "
        "not collect it.",
    ),
)
CHILDREN: Final = Advice(
    Text(
        "Tietoja kerätään lapsista tai muista perheenjäsenistä, mutta heitä ei löytynyt rekisteröityjen "
        "joukosta (tietosuoja-asetus 14(1) art., johdanto-osa 38).",
        "Uppgifter samlas in om barn eller andra familjemedlemmar, men de hittades inte bland de "
        "registrerade (dataskyddsförordningen art. 14.1, skäl 38).",
        "Data is collected on children or other members of the household, but they were not found among the "
        "data subjects (GDPR art. 14(1), recital 38).",
    ),
    Text(
        "Lisää heidät rekisteröityjen luetteloon ja kerro, mitä tietoja heistä on, mistä ne saadaan ja miksi.",
        "Lägg till dem bland de registrerade och säg vilka uppgifter som finns, varifrån och varför.",
        "Add them to the data subjects, and say what is held on them, from where and why.",
    ),
)
HEALTH_WORDS: Final = Words(
    r"\w*terveystie|terveydenti|tietoja? terveyd|\w*terveyttä koskev|\w*allergi|sairau(?:s|d)|\w*diagnoos"
    r"|lääkity|vammais|potilastie|toimintakyky|ruokavalio",
    r"hälsouppg|hälsotillst|uppgifter om hälsa|hälsodata|allergi|sjukdom|diagnos(?!tik)|medicinering|patientuppg"
    r"|funktionsned|specialkost",
    r"health (?:data|info|condition|status|record)|medical|allerg|illness|diagnos(?:is|es|ed)\b|medication"
    r"|disabilit|dietary",
)
_CONDITION: Final = Words(
    r"9\.? ?(?:artikla|art\b)|art(?:ikla|iklan)?\.? ?9|yhdeksä\w+ artikl|nimenomai"
    r"|erityi(?:siin|sten|siä|nen) (?:henkilö)?tietoryhm\w* (?:\S+ ){0,8}(?:suostu|perust|laki|lain|nojal)"
    r"|terveydenhuolto|terveyspalvelulai|potila|sosiaalihuol|työterveys|tietosuojala\w+ (?:\(\S+\) )?6",
    r"art(?:ikel|\.)? ?9|uttryckli|hälso- och sjukvård|patientdatalag|patientlag|företagshälso|socialvård"
    r"|dataskyddslag\w* 6|omsorgslag",
    r"art(?:icle|\.)? ?9|explicit|healthcare (?:act|law)|occupational health|medical act|health ?care provider|patient",
)
CHILDREN_WORDS: Final = Words(
    r"laps(?:i|en|e[ns]|ista|est|ia|iin|iensa)\w*|lasten|perheenjäsen|\w*huollettav|\w*kotiväk|perheest"
    r"|talouden jäsen|puoliso|samassa taloudessa",
    r"barn(?:en|ens|et|s)?\b|familjemedlem|hushållsmedlem|hushållet|make\b|maka\b|sambo",
    r"child(?:ren)?(?:'s)?\b|famil(?:y|ies)|household|dependant|spouse",
)
ABOUT_CHILDREN: Final = Words(
    r"tie(?:to|do)|nim|ikä|iät|lukumäär|allergi|syntymä",
    r"uppgift|namn|ålder|antal|allergi|födel",
    r"data|information|names?\b|age|number|details|birth|allerg",
)
_ABOUT_OTHERS: Final = Words(
    r"alle \d+|alaikäi|suunnattu|tarkoitettu|huoltaj|ilman vanhem|ikäraj|emme (?:\w+ )?kerää|perheyri|lapsiasia",
    r"under \d+|minderårig|riktar|avsedd|vårdnadshav|målsman|åldersgräns",
    r"under (?:the age|\d+)|minors?|directed|intended|guardian|parental|knowingly|age limit",
)


def special_data(notice: Notice) -> Iterator[Hit]:
    """Yield health data without a condition, and children who are nobody's data subject."""
    health = [
        each for each in notice.having(HEALTH_WORDS) if not each.has_any(NOT, _RIGHTS_ONLY) and _is_collected(each)
    ]
    if health and not any(
        each.has(_CONDITION) or each.has(HEALTH_WORDS, CONSENT) or each.under(_CONDITION) for each in notice.sentences
    ):
        yield Hit(health[0], HEALTH)
    children = [
        each
        for each in notice.having(CHILDREN_WORDS, ABOUT_CHILDREN)
        if not each.has_any(NOT, _ABOUT_OTHERS) and (_is_listed(each) or each.has(_THEIR_DATA, _COLLECTS))
    ]
    if children and not any(_names_children(each) for each in notice.sentences):
        yield Hit(children[0], CHILDREN)


_RIGHTS_ONLY: Final = Words(r"oikeu\w* (?:saada|pyytää)|arkaluont\w+ tie\w+ (?:emme|ei)", r"rätt att", r"right to")
_COLLECTS: Final = Words(
    r"kerä|tallen|käsittel|rekister|anta(?:a|ma|nut)|kirja|kerro",
    r"samla|lagra|spara|behandl|registrer|lämna|berätta|ange",
    r"collect|process|record|stor|provid|give|tell|submit",
)


def _is_collected(sentence: Sentence) -> bool:
    if sentence.section is Section.RIGHTS:
        return False
    return _is_listed(sentence) or sentence.has(_COLLECTS)


def _is_listed(sentence: Sentence) -> bool:
    return sentence.section is not Section.RIGHTS and (
        sentence.kind in {Kind.ITEM, Kind.ROW} or sentence.section is Section.DATA
    )


_THEIR_DATA: Final = Words(
    r"(?:tie(?:to|do)\w*|nim\w*|ikä\w*|lukumäär\w*) (?:\w+ ){0,4}(?:laps|last|perheenjäsen|puoliso)"
    r"|(?:lasten|lapsen|lapsesi|perheenjäsenten|puolison) (?:\w+ ){0,2}(?:nim|ikä|iät|tie|syntymä)",
    r"(?:uppgift\w*|namn|ålder|antal) (?:\w+ ){0,4}(?:barn|familjemed)"
    r"|(?:barnets|barnens|barns) (?:\w+ ){0,2}(?:namn|ålder|uppg)",
    r"(?:data|information|names?|ages?|number) (?:\w+ ){0,3}(?:of|on|about) (?:\w+ ){0,2}(?:child|famil|household)"
    r"|child(?:ren)?'s (?:\w+ ){0,2}(?:name|age|data|info)",
)


def _names_children(sentence: Sentence) -> bool:
    if not sentence.has(CHILDREN_WORDS):
        return False
    return (
        sentence.section in {Section.SUBJECTS, Section.TITLE, Section.REGISTER}
        or sentence.has(_SUBJECTS)
        or sentence.under(_SUBJECTS)
    )


_SUBJECTS: Final = Words(
    r"rekisteröid|rekisteröit\w+ ovat|kenen tieto|keiden tieto|henkilöryhm|(?:\w+ )?huoltaj"
    r"|\w*rekisteri(?:ssä|in) (?:\w+ ){0,3}(?:on|ovat|tallennetaan)|koskee|ketä|tiedämme",
    r"(?:den |de )?registrerad|vems uppgifter|personkategor|vårdnadshav|gäller|vem|vet vi",
    r"data subjects?|whose data|categories of (?:persons|people|individuals)|guardian|concerns|applies to"
    r"|who\b|we know",
)
