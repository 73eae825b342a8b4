"""The parts of a notice, known by their headings."""

from enum import StrEnum
from typing import Final

from lupaus.privacy.linter.words import Words


class Section(StrEnum):
    """What a part of a notice is about."""

    TITLE = "title"
    CONTROLLER = "controller"
    CONTACT = "contact"
    REGISTER = "register"
    PURPOSES = "purposes"
    SUBJECTS = "subjects"
    DATA = "data"
    SOURCES = "sources"
    RECIPIENTS = "recipients"
    TRANSFERS = "transfers"
    RETENTION = "retention"
    SECURITY = "security"
    RIGHTS = "rights"
    COOKIES = "cookies"
    OTHER = "other"


HEADINGS: Final[tuple[tuple[Section, Words], ...]] = (
    (
        Section.TITLE,
        Words(
            r"(?:\w+[- ]?ja )?(?:\w*rekisteri\w*[- ]?(?:ja )?)?tietosuoja(?:seloste|ilmoitus|lauseke|lausunto|käytän"
            r"|periaat|politiik|informaatio|dokumentti|tiedote)|\w*rekisteriseloste|informointiasiakirj"
            r"|henkilötietojen käsittely$|tietosuoja$|yksityisyydensuoja$|yksityisyyskäytän",
            r"(?:data|person)skydds(?:beskrivning|meddelande|policy|information|förklaring)"
            r"|integritets(?:policy|meddelande"
            r"|skydd)|register(?:beskrivning|utdrag)|personuppgiftspolicy|behandling av personuppgifter$|dataskydd$"
            r"|sekretesspolicy",
            r"privacy (?:notice|policy|statement)|data protection (?:notice|policy|statement|description)|privacy$"
            r"|(?:description of|register description|file description)",
        ),
    ),
    (
        Section.CONTACT,
        Words(
            r"(?:\w+ )*yhteyshenkilö|rekisteri(?:asioita|asioista|asioiden)|rekisterin (?:yhteys|vastuu|vastaav)|yhteys"
            r"osoite|yhteydenot|tietosuojavastaav|tietosuoja-asioista|vastuuhenkilö|ota yhteyttä"
            r"|yhteystiedot$|yhteystietomme",
            r"kontakt|(?:\w+ )*kontaktperson|registerärenden|dataskyddsombud|person som (?:sköter|ansvarar)|ta kontakt",
            r"contact|(?:\w+ ){0,3}contact (?:person|detail|us|info)|data protection officer"
            r"|person (?:in charge|responsible)"
            r"|register matters|how to contact|questions",
        ),
    ),
    (
        Section.CONTROLLER,
        Words(
            r"(?:\w+ )?rekisterin ?pitäj|(?:henkilötietojen )?käsittelystä vastaa|kuka vastaa"
            r"|kuka käsittelee|keitä olemme",
            r"(?:\w+ )?personuppgiftsansvarig|registeransvarig|registrets? ansvarig|registerförare"
            r"|vem är ansvarig|vilka vi är",
            r"(?:data |joint |the )*controller|who we are|who is responsible|about us",
        ),
    ),
    (
        Section.REGISTER,
        Words(
            r"rekisterin nimi|(?:henkilö)?rekisterit?$",
            r"registrets namn|namn på registret",
            r"name of (?:the )?(?:register|file)",
        ),
    ),
    (
        Section.COOKIES,
        Words(
            r"(?:\w+ )*eväste|(?:\w+ ){0,3}seuranta(?:tekn|työk)",
            r"(?:\w+ )*(?:cookies|kakor)",
            r"(?:\w+ )*cookies?|tracking tech",
        ),
    ),
    (
        Section.RETENTION,
        Words(
            r"(?:\w+ )*säilyt|(?:\w+ )*säilö|kuinka (?:kauan|pitkään)|miten kauan|poistaminen$",
            r"(?:\w+ )*(?:lagring|förvaring|bevarande|gallring)|hur länge|(?:\w+ )*(?:sparar|lagrar)",
            r"(?:\w+ )*(?:retention|storage period|storage of|data storage|how long|retain|keep)",
        ),
    ),
    (
        Section.RIGHTS,
        Words(
            r"(?:\w+ )*oikeu(?:s|te(?!ttu|tun)|det|ks)(?!perust| käsitellä)|(?:\w+ )*kiello|(?:\w+ )*kielto"
            r"|(?:\w+ )*tarkast|(?:\w+ )*suostumuksen peru"
            r"|tieto(?:je)?n korj|vastustam|valitus",
            r"(?:\w+ )*rättighet|(?:\w+ )*rätt (?:att|till)|insyn|granskning|(?:\w+ )*klagomål|rättelse",
            r"(?:\w+ )*rights?\b|right to|access|rectification|complaint|withdraw",
        ),
    ),
    (
        Section.TRANSFERS,
        Words(
            r"(?:\w+[ ,])*(?:\w*siirto|siirrot|siirtämi|siirret)|(?:\w+ )*eu:n|(?:\w+ )*eta",
            r"(?:\w+ )*överför|(?:\w+ )*utanför (?:eu|ees)",
            r"(?:\w+ )*(?:transfer|outside (?:the )?e)",
        ),
    ),
    (
        Section.RECIPIENTS,
        Words(
            r"(?:\w+[ ,])*(?:luovut|vastaanottaj|jakami|jaamme)|kenelle|kolmannet|kolmansi"
            r"|(?:\w+ )*käsittelijät|alihankkij",
            r"(?:\w+ )*(?:utlämn|mottag|delning|delar|lämnas ut|lämnar ut)|tredje part|vem (?:får|delar)"
            r"|(?:\w+ )*biträden",
            r"(?:\w+ )*(?:disclos|recipient|sharing|share)|third part|who (?:has access|receives)|(?:sub-?)?processors",
        ),
    ),
    (
        Section.SECURITY,
        Words(
            r"(?:\w+ )*(?:suojau|suojaa|suojelemm|tietoturva|turvallisu)",
            r"(?:\w+ )*(?:säkerhet|skydd(?:et|ar|as)?\b|skyddsprincip)",
            r"(?:\w+ )*(?:security|protect(?:ion of|ing)|safeguard|how we protect)",
        ),
    ),
    (
        Section.SOURCES,
        Words(
            r"(?:\w+ )*(?:tietolähte|lähteet|mistä tiedot|mistä saamme)|mistä$",
            r"(?:\w+ )*(?:informationskäll|uppgiftskäll|källor|varifrån)",
            r"(?:\w+ )*(?:sources?\b|where (?:we|do we|it|they|the data|your data|does) ?\w* ?(?:get|collect"
            r"|obtain|come))|from where",
        ),
    ),
    (
        Section.SUBJECTS,
        Words(
            r"rekisteröidyt|(?:\w+ )*(?:rekisteröityjen ryhmä|henkilöryhm)|keiden tietoja",
            r"registrerade$|(?:\w+ )*grupper av registrerade|kategorier av registrerade|vems uppgifter",
            r"data subjects|(?:\w+ )*categories of data subjects|whose data",
        ),
    ),
    (
        Section.PURPOSES,
        Words(
            r"(?:\w+[ ,/-])*(?:tarkoitu|käyttötarkoit|perust|oikeusperust)|mihin\b|miksi|miten käytämme"
            r"|(?:\w+ )*käyttö$",
            r"(?:\w+[ ,/-])*(?:ändamål|syfte|grund)|varför|(?:vad|hur) (?:vi )?(?:används?|använder)",
            r"(?:\w+[ ,/-])*(?:purpose|legal bas|lawful bas|grounds?\b)|why|how we use"
            r"|what (?:your|we) .{0,20}used? for|use of",
        ),
    ),
    (
        Section.DATA,
        Words(
            r"(?:\w+[ ,/-])*(?:tietosisäl|henkilötietoryhm|tietoryhm|sisältämät tiedot)"
            r"|mitä (?:henkilö)?tietoja|mitkä tiedot"
            r"|(?:kerättävä|käsiteltävä|tallennettava|keräämämme|rekisteriin tallen|kerätty)\w*(?: \w+)? ?tiedo"
            r"|(?:\w+ )?(?:henkilö|tilaus|laskutus|yhteys|asiakas|muut |tekniset )tiedot",
            r"(?:\w+ )*(?:datainnehåll|registrets innehåll|kategorier av (?:person)?uppgifter|(?:vilka"
            r"|insamlade) (?:person)?uppgifter)|(?:person)?uppgifter (?:vi|som)|insamlad",
            r"(?:\w+ )*(?:content of the register|data content|categories of (?:personal )?data"
            r"|(?:personal )?(?:data|information) (?:we|that|collected))|(?:what"
            r"|which) (?:personal )?(?:data|information)|data collected|collected (?:data|info)",
        ),
    ),
)
"""Headings by what they begin with; the first that fits wins."""


def section_of(heading: str, language: str) -> Section | None:
    """Return what a lower-case heading announces, or None when it announces nothing known."""
    for section, words in HEADINGS:
        if (match := words.find(heading, language)) and match.start() <= len("# "):
            return section
    return None
