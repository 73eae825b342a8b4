"""Declarations for what keeps data and is no table: files, logs, queue, cache, sessions, mail, backups, cookies.

A store that the product uses and that is not named here stops the start (check E010).
"""

from dataclasses import dataclass
from enum import StrEnum

from lupaus.promises.categories import Category
from lupaus.promises.declaration import After
from lupaus.promises.text import Text
from lupaus.promises.words import Trigger


class Place(StrEnum):
    """What kind of thing a store is; the check looks for one declaration of each."""

    FILES = "files"
    LOGS = "logs"
    QUEUE = "queue"
    CACHE = "cache"
    SESSIONS = "sessions"
    MAIL = "mail"
    BACKUPS = "backups"
    TOKENS = "tokens"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Store:
    """One place outside the tables: what it may hold, how it is protected, and until when.

    `categories` is empty where no personal data may be; a test plants some and looks for it there.
    """

    place: Place
    name: Text
    protection: Text
    retention: After
    categories: frozenset[Category] = frozenset()


STORES: tuple[Store, ...] = (
    Store(
        Place.FILES,
        Text("tiedostot", "filer", "files"),
        Text(
            "Ihmisistä ei tallenneta erillisiä tiedostoja. Laskut ja viestit ovat tietokannassa salattuina.",
            "Inga separata filer sparas om människor. Fakturor och meddelanden ligger krypterade i databasen.",
            "No separate files are kept about people. Invoices and messages lie encrypted in the database.",
        ),
        After(Trigger.CONTRACT_END, years=1),
    ),
    Store(
        Place.LOGS,
        Text("tekniset lokit", "tekniska loggar", "technical logs"),
        Text(
            "Lokeissa on vain tunnisteita. Nimiä, osoitteita ja viestejä niihin ei kirjoiteta.",
            "Loggarna innehåller bara id-nummer, inga namn, adresser eller meddelanden.",
            "Logs carry ids only; no names, addresses or messages are written to them.",
        ),
        After(Trigger.COLLECTED, days=30),
    ),
    Store(
        Place.QUEUE,
        Text("työjono", "arbetskö", "job queue"),
        Text(
            "Jonossa kulkee vain tunnisteita.",
            "Kön innehåller bara id-nummer.",
            "Only ids travel through the queue.",
        ),
        After(Trigger.COLLECTED, days=30),
    ),
    Store(
        Place.CACHE,
        Text("välimuisti", "cacheminne", "cache"),
        Text(
            "Välimuistissa on laskureita ja tiivisteitä väärinkäytösten estämiseksi.",
            "Cacheminnet innehåller räknare och hashvärden för att förhindra missbruk.",
            "The cache holds counters and hashes that prevent misuse.",
        ),
        After(Trigger.COLLECTED, days=1),
    ),
    Store(
        Place.SESSIONS,
        Text("istunnot", "sessioner", "sessions"),
        Text(
            "Istunnon sisältö on salattu avaimella, joka vaihtuu.",
            "Sessionens innehåll är krypterat med en nyckel som byts.",
            "What a session holds is encrypted with a key that is rotated.",
        ),
        After(Trigger.COLLECTED, days=30),
        frozenset({Category.CREDENTIAL}),
    ),
    Store(
        Place.MAIL,
        Text("lähetetyt viestit", "skickade meddelanden", "messages sent"),
        Text(
            "Viestin sisältö on salattu saajan omalla avaimella.",
            "Meddelandets innehåll är krypterat med mottagarens egen nyckel.",
            "A message's content is encrypted with the recipient's own key.",
        ),
        After(Trigger.COLLECTED, years=1),
        frozenset({Category.MESSAGE, Category.EMAIL}),
    ),
    Store(
        Place.BACKUPS,
        Text("varmuuskopiot", "säkerhetskopior", "backups"),
        Text(
            "Ihmisten tiedot ovat varmuuskopiossa salattuina. Avaimet ovat toisessa kopiossa, josta säilytetään "
            "vain uusin.",
            "Människors uppgifter är krypterade i säkerhetskopian. Nycklarna finns i en annan kopia, av vilken "
            "bara den senaste sparas.",
            "People's data is encrypted in a backup. The keys are in another copy, of which only the latest is kept.",
        ),
        After(Trigger.COLLECTED, days=90),
        frozenset(Category),
    ),
    Store(
        Place.TOKENS,
        Text("hakuhakemistot", "sökindex", "search indexes"),
        Text(
            "Haku käyttää tiivisteitä, joista alkuperäistä sanaa ei voi lukea.",
            "Sökningen använder hashvärden som inte kan läsas tillbaka.",
            "Search uses hashes from which the original word cannot be read.",
        ),
        After(Trigger.CONTRACT_END, years=1),
        frozenset(
            {
                Category.NAME,
                Category.EMAIL,
                Category.PHONE,
                Category.STREET,
                Category.CUSTOMER_NUMBER,
            }
        ),
    ),
    Store(
        Place.KEYS,
        Text("avainvarasto", "nyckelförråd", "keystore"),
        Text(
            "Avaimet ovat erillään tietokannasta. Kun avain tuhotaan, tietoa ei voi enää avata.",
            "Nycklarna hålls åtskilda från databasen. När en nyckel förstörs kan uppgiften inte öppnas.",
            "Keys are kept apart from the database. Once a key is destroyed, the data cannot be opened.",
        ),
        After(Trigger.CONTRACT_END, years=1),
    ),
)


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie that the product sets. All are strictly necessary: there is no other kind here.

    `setting` is the name of the setting that holds the cookie's name, since production prefixes it.
    """

    setting: str
    why: Text
    lasts: Text

    @property
    def code(self) -> str:
        """Return the stable lower-case name that is shown to machines: "session"."""
        return self.setting.removesuffix("_COOKIE_NAME").lower()


COOKIES: tuple[Cookie, ...] = (
    Cookie(
        "SESSION_COOKIE_NAME",
        Text(
            "Muistaa tilauksesi ja kirjautumisesi sivulta toiselle.",
            "Minns din beställning och inloggning från sida till sida.",
            "Remembers your order and your sign-in from page to page.",
        ),
        Text("enintään 30 päivää", "högst 30 dagar", "30 days at most"),
    ),
    Cookie(
        "CSRF_COOKIE_NAME",
        Text(
            "Varmistaa, että lomake on lähetetty meidän sivultamme.",
            "Säkerställer att formuläret skickats från vår sida.",
            "Makes sure that a form was sent from our page.",
        ),
        Text("enintään vuosi", "högst ett år", "one year at most"),
    ),
    Cookie(
        "LANGUAGE_COOKIE_NAME",
        Text(
            "Muistaa kielen, jonka valitsit.",
            "Minns språket du valt.",
            "Remembers the language you chose.",
        ),
        Text(
            "selaimen sulkemiseen asti",
            "tills webbläsaren stängs",
            "until the browser is closed",
        ),
    ),
    Cookie(
        "DEVICE_COOKIE_NAME",
        Text(
            "Tunnistaa selaimen, jolla olet kirjautunut ennen. Niin voimme kertoa sinulle, jos tilillesi kirjaudutaan "
            "uudella.",
            "Känner igen webbläsaren som du loggat in med tidigare, så att vi kan berätta för dig om någon loggar in "
            "med en ny.",
            "Knows the browser you have signed in with before, so that we can tell you when somebody uses a new one.",
        ),
        Text("enintään vuosi", "högst ett år", "one year at most"),
    ),
)
