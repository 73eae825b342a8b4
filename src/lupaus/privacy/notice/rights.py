"""The rights of a person and how each is used here and now.

Source: GDPR art. 13(2)(b)-(d), 14(2)(c)-(e), 15-22, 77.
"""

from dataclasses import dataclass
from typing import Final

from lupaus.promises import Text


@dataclass(frozen=True, slots=True)
class Right:
    """One right; `url_name` is the page where it is used, empty where one writes to us."""

    code: str
    right: Text
    how: Text
    url_name: str = ""


RIGHTS: Final[tuple[Right, ...]] = (
    Right(
        "access",
        Text("Saat nähdä tietosi", "Du får se dina uppgifter", "You may see your data"),
        Text(
            "Kirjaudu ja avaa omat tietosi. Näet myös, milloin niitä on katsottu ja miksi. Se on aina maksutonta.",
            "Logga in och öppna dina uppgifter. Du ser också när någon har sett dem och varför. Det är alltid "
            "avgiftsfritt.",
            "Sign in and open your data. You also see when somebody looked at it, and why. It is always free.",
        ),
        "customer:data",
    ),
    Right(
        "rectification",
        Text("Saat korjata tietosi", "Du får rätta dina uppgifter", "You may correct your data"),
        Text(
            "Korjaa tietosi itse omilla sivuillasi. Muun korjauksen saat kirjoittamalla meille.",
            "Rätta uppgifterna själv på dina sidor. Andra rättelser får du genom att skriva till oss.",
            "Correct your data yourself on your own pages. For any other correction, write to us.",
        ),
        "customer:data",
    ),
    Right(
        "consent",
        Text("Saat peruuttaa suostumuksesi", "Du får återkalla ditt samtycke", "You may withdraw your consent"),
        Text(
            "Terveystiedon voit poistaa omilla sivuillasi. Tilauksesi jää voimaan.",
            "Hälsouppgiften kan du radera på dina sidor. Beställningen gäller ändå.",
            "You can remove health information on your own pages. Your order stands.",
        ),
        "customer:data",
    ),
    Right(
        "erasure",
        Text("Saat pyytää tietojesi poistamista", "Du får begära radering", "You may ask for erasure"),
        Text(
            "Kirjoita rekisteriasioiden osoitteeseen. Kerromme, mitä lain mukaan jää ja mihin asti.",
            "Skriv till registerärendenas adress. Vi berättar vad som enligt lag blir kvar och hur länge.",
            "Write to the address for register matters. We tell you what the law makes us keep, and until when.",
        ),
    ),
    Right(
        "restriction",
        Text(
            "Saat pyytää, että rajoitamme käsittelyä",
            "Du får begära begränsning av behandlingen",
            "You may ask for restriction of processing",
        ),
        Text(
            "Kirjoita meille. Sillä aikaa kun asia selvitetään, tietosi vain säilytetään.",
            "Skriv till oss. Medan saken utreds sparar vi uppgifterna men använder dem inte.",
            "Write to us. While the matter is being cleared up, we only keep your data.",
        ),
    ),
    Right(
        "portability",
        Text(
            "Saat tietosi mukaasi ja voit siirtää ne toiseen palveluun",
            "Du får flytta dina uppgifter (dataportabilitet)",
            "You may take your data elsewhere (portability)",
        ),
        Text(
            "Kirjoita meille. Saat itse antamasi tiedot tiedostona, jonka toinenkin palvelu osaa lukea.",
            "Skriv till oss. Du får uppgifterna du gett som en fil som även andra tjänster kan läsa.",
            "Write to us. You get the data you gave as a file that another service can read, too.",
        ),
    ),
    Right(
        "objection",
        Text(
            "Saat vastustaa käsittelyä",
            "Du får motsätta dig behandlingen",
            "You may object to processing",
        ),
        Text(
            "Jos perusteena on oikeutettu etu, kirjoita meille ja kerro tilanteestasi. Emme mainosta tiedoillasi.",
            "Om grunden är ett berättigat intresse, skriv till oss om din situation. Vi använder inte dina uppgifter "
            "till reklam.",
            "Where the ground is a legitimate interest, write to us about your situation. We do not use your data for "
            "advertising.",
        ),
    ),
    Right(
        "requests",
        Text("Näin vastaamme pyyntöihin", "Så svarar vi på begäran", "How we answer requests"),
        Text(
            "Allekirjoitusta ei tarvita, eikä pyyntö maksa. Vastaamme kuukauden kuluessa.",
            "Ingen underskrift behövs och begäran kostar inget. Vi svarar inom en månad.",
            "No signature is needed and a request costs nothing. We answer within a month.",
        ),
    ),
    Right(
        "complaint",
        Text(
            "Saat valittaa valvontaviranomaiselle",
            "Du får klaga hos tillsynsmyndigheten",
            "You may complain to the authority",
        ),
        Text(
            "Jos toimimme mielestäsi väärin, voit tehdä valituksen tietosuojavaltuutetulle. Tietosuojavaltuutetun "
            "toimisto, PL 800, 00531 Helsinki. Sähköposti tietosuoja@om.fi, puhelin 029 566 6700, sivut tietosuoja.fi.",
            "Om du anser att vi handlar fel kan du klaga hos dataombudsmannen. Dataombudsmannens byrå, PB 800, 00531 "
            "Helsingfors. E-post tietosuoja@om.fi, telefon 029 566 6700, webbplats tietosuoja.fi/sv.",
            "If you think we act wrongly, you can complain to the Data Protection Ombudsman. Office of the Data "
            "Protection Ombudsman, PO Box 800, 00531 Helsinki. E-mail tietosuoja@om.fi, phone +358 29 566 6700, "
            "website tietosuoja.fi/en.",
        ),
    ),
)
