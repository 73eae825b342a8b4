"""What stands over the parts of the notice page, and the words for how a promise is kept."""

from collections.abc import Mapping

from lupaus.privacy.proof.rug import Strip
from lupaus.promises import Text

HEADINGS: Mapping[str, Text] = {
    "plain": Text("Lyhyesti selkosuomeksi", "Kort på lättläst svenska", "In brief, in plain English"),
    "contents": Text("Sisältö", "Innehåll", "Contents"),
    "one_by_one": Text("Tiedot yksitellen", "Uppgifterna en för en", "The data, one by one"),
    "our_promises": Text("Mitä tästä lupaamme", "Vad vi lovar om det här", "What we promise about this"),
    "controller": Text("Rekisterinpitäjä", "Personuppgiftsansvarig", "Controller"),
    "business_id": Text("Y-tunnus", "FO-nummer", "Business ID"),
    "register_matters": Text("Rekisteriasiat", "Registerärenden", "Register matters"),
    "name": Text("Nimi", "Namn", "Name"),
    "address": Text("Osoite", "Adress", "Address"),
    "email": Text("Sähköposti", "E-post", "E-mail"),
    "phone": Text("Puhelin", "Telefon", "Phone"),
    "vacant": Text(
        "Tehtävä on avoinna. Kirjoita sillä aikaa yrityksen osoitteeseen.",
        "Uppgiften är obesatt. Skriv under tiden till företagets adress.",
        "The post is vacant. Meanwhile, write to the company's address.",
    ),
    "no_company": Text(
        "Yritys ei ole vielä antanut tietojaan.",
        "Företaget har ännu inte angett sina uppgifter.",
        "The company has not entered its details yet.",
    ),
    "use": Text("Mihin tietojasi käytetään", "Vad uppgifterna används till", "What your data is used for"),
    "purposes": Text("Miksi käsittelemme", "Varför vi behandlar", "Why we process"),
    "interests": Text("Mikä oikeutettu etumme on", "Vårt berättigade intresse", "What our legitimate interest is"),
    "our_interest": Text("Etumme", "Vårt intresse", "Our interest"),
    "basis": Text("Peruste", "Grund", "Ground"),
    "data": Text("Mitkä tiedot", "Vilka uppgifter", "Which data"),
    "datum": Text("Tieto", "Uppgift", "Data"),
    "why": Text("Miksi", "Varför", "Why"),
    "source": Text("Mistä", "Varifrån", "From where"),
    "recipients": Text("Kenelle annamme tietojasi", "Till vem vi ger uppgifter", "Who we give your data to"),
    "recipients_of": Text("Kenelle", "Till vem", "To whom"),
    "task": Text("Mitä hän tekee", "Vad mottagaren gör", "What they do"),
    "retention": Text("Kuinka kauan", "Hur länge", "How long"),
    "periods": Text("Kuinka kauan ja miksi", "Hur länge och varför", "How long, and why"),
    "nobody": Text("ei kenellekään", "ingen", "nobody"),
    "viewers": Text("Kuka näkee tietosi", "Vem ser dina uppgifter", "Who sees your data"),
    "viewers_lead": Text(
        "Ohjelma avaa tiedon vain tässä luetelluille, vain tähän tarkoitukseen ja vain tänä aikana. Jokainen "
        "katselu kirjataan.",
        "Programmet öppnar en uppgift bara för dem som nämns här, bara för det ändamålet och bara under den tiden. "
        "Varje gång antecknas.",
        "The program opens data only for those listed here, only for that purpose and only in that time. Every "
        "look is recorded.",
    ),
    "who": Text("Kuka", "Vem", "Who"),
    "when": Text("Milloin", "När", "When"),
    "stores": Text("Missä tiedot ovat", "Var uppgifterna finns", "Where the data lies"),
    "where": Text("Paikka", "Plats", "Place"),
    "protection": Text("Miten suojattu", "Hur skyddat", "How protected"),
    "cookies": Text("Evästeet", "Kakor", "Cookies"),
    "cookies_lead": Text(
        "Käytämme vain evästeitä, joita ilman palvelu ei toimi. Siksi emme kysy niihin lupaa.",
        "Vi använder bara kakor som tjänsten inte fungerar utan. Därför frågar vi inte om lov.",
        "We use only cookies that the service cannot work without. That is why we do not ask leave for them.",
    ),
    "cookie": Text("Eväste", "Kaka", "Cookie"),
    "rights": Text(
        "Oikeutesi ja miten käytät niitä", "Dina rättigheter och hur du använder dem", "Your rights and how to use them"
    ),
    "open_page": Text("Avaa omat tietosi", "Öppna dina uppgifter", "Open your data"),
    "security": Text("Miten suojaamme tietosi", "Hur vi skyddar uppgifterna", "How we protect your data"),
    "statements": Text("Hyvä tietää", "Bra att veta", "Good to know"),
    "no_sweep": Text(
        "Keskeneräiset tilaukset, istunnot ja viestit ohjelma poistaa itse. "
        "Muista määräajoista huolehtii vielä rekisteriasioiden hoitaja.",
        "Påbörjade beställningar, sessioner och meddelanden raderar programmet självt. "
        "De övriga tidsfristerna sköts ännu av den som sköter registerärenden.",
        "Unfinished orders, sessions and messages are erased by the program itself. "
        "The other periods are still looked after by the person in charge of registers.",
    ),
    "how_kept": Text("Miten lupaus pidetään", "Hur löftet hålls", "How a promise is kept"),
    "what_they_mean": Text("Mitä nämä tarkoittavat", "Vad de betyder", "What these mean"),
    "unproven": Text(
        "Lupauksia ei ole vielä testattu tällä versiolla. Siksi tässä ei näy yhtään.",
        "Löftena har ännu inte testats med den här versionen. Därför visas inga här.",
        "The promises have not been tested on this version yet. That is why none are shown here.",
    ),
    "unfinished": Text(
        "Näitä emme vielä voi luvata kokonaan",
        "Det här kan vi ännu inte lova helt",
        "What we cannot promise in full yet",
    ),
    "rug": Text("Lupaukset raitoina", "Löftena som ränder", "The promises as strips"),
    "checked": Text("Testattu", "Testat", "Tested"),
    "identifier": Text("Selosteen tunniste", "Beskrivningens identifierare", "Identifier of this notice"),
    "machine": Text(
        "Seloste koneluettavana (JSON)", "Beskrivningen i maskinläsbar form (JSON)", "Machine-readable notice (JSON)"
    ),
    "version": Text("Versio", "Version", "Version"),
    "published": Text("julkaistu", "publicerad", "published"),
    "unpublished": Text(
        "Tätä selostetta ei ole vielä julkaistu.",
        "Den här beskrivningen har ännu inte publicerats.",
        "This notice has not been published yet.",
    ),
    "old": Text(
        "Tämä on vanha versio. Uusin on täällä",
        "Det här är en gammal version. Den senaste finns här",
        "This is an old version. The latest one is here",
    ),
    "behind": Text(
        "Ohjelmamme on muuttunut tämän version jälkeen. Uusi versio ei ole vielä valmis. Muutokset ovat tässä:",
        "Vårt program har ändrats efter den här versionen. En ny version är inte klar ännu. Ändringarna är dessa:",
        "Our program has changed since this version. A new version is not ready yet. These are the changes:",
    ),
    "versions": Text("Kaikki versiot", "Alla versioner", "All versions"),
    "changes": Text("Mikä muuttui", "Vad som ändrades", "What changed"),
    "added": Text("Lisätty", "Tillagt", "Added"),
    "removed": Text("Poistettu", "Borttaget", "Removed"),
    "changed": Text("Muutettu", "Ändrat", "Changed"),
    "was": Text("Ennen", "Före", "Before"),
    "is_now": Text("Nyt", "Nu", "Now"),
    "no_change": Text(
        "Teksti on sama kummassakin versiossa.",
        "Texten är densamma i båda versionerna.",
        "The text is the same in both versions.",
    ),
    "compare": Text("Vertaa edelliseen", "Jämför med den förra", "Compare with the one before"),
    "language": Text("Kieli", "Språk", "Language"),
    "printing": Text(
        "Tulosta selaimen tulostustoiminnolla. Kaikki tulostuu.",
        "Skriv ut med webbläsarens utskriftsfunktion. Allt kommer med.",
        "Print with your browser. Everything is included.",
    ),
}

STRIPS: Mapping[Strip, tuple[Text, Text]] = {
    Strip.ENFORCED: (
        Text("Koodi valvoo", "Koden vakar", "Enforced by code"),
        Text(
            "Ohjelma estää toisin tekemisen, ja testi todistaa eston.",
            "Programmet hindrar motsatsen, och ett test visar det.",
            "The program prevents the contrary, and a test proves it.",
        ),
    ),
    Strip.EVIDENCED: (
        Text("Todiste tallessa", "Bevis finns", "Evidence on record"),
        Text(
            "Ohjelma tarkistaa, että todiste on olemassa ja voimassa.",
            "Programmet kontrollerar att beviset finns och gäller.",
            "The program checks that the evidence exists and is valid.",
        ),
    ),
    Strip.DECLARED: (
        Text("Annettu sana", "Vårt ord", "Our word"),
        Text(
            "Nimetty ihminen vakuuttaa. Ohjelma ei voi sitä todistaa.",
            "En namngiven person försäkrar det. Programmet kan inte bevisa det.",
            "A named person vouches for it. The program cannot prove it.",
        ),
    ),
    Strip.PARTLY: (
        Text("Osittain", "Delvis", "Partly"),
        Text(
            "Osa lupauksesta puuttuu vielä.", "En del av löftet saknas ännu.", "Part of the promise is still missing."
        ),
    ),
    Strip.BROKEN: (
        Text("Ei toteudu nyt", "Uppfylls inte nu", "Not kept now"),
        Text(
            "Lupaus on rikki, ja kerromme sen.",
            "Löftet är brutet, och vi säger det.",
            "The promise is broken, and we say so.",
        ),
    ),
    Strip.NOT_YET: (
        Text("Ei vielä", "Inte än", "Not yet"),
        Text("Tätä ei ole vielä rakennettu.", "Det här är inte byggt ännu.", "This has not been built yet."),
    ),
}
"""For each state: its name, and what it means."""
