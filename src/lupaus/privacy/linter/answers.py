"""What the reader is told when a text cannot be linted, and around the findings."""

from collections.abc import Mapping
from typing import Final

from lupaus.promises.text import Text

UNREADABLE: Final[Mapping[str, Text]] = {
    "empty": Text("Teksti on tyhjä.", "Texten är tom.", "The text is empty."),
    "large": Text(
        "Teksti on liian pitkä. Seloste saa olla enintään 300 000 merkkiä.",
        "Texten är för lång. En beskrivning får ha högst 300 000 tecken.",
        "The text is too long. A notice may have at most 300,000 characters.",
    ),
    "binary": Text(
        "Tämä ei ole tekstiä. Anna seloste tekstinä, Markdownina, HTML:nä tai PDF:nä.",
        "Det här är ingen text. Ge beskrivningen som text, Markdown, HTML eller PDF.",
        "This is not text. Give the notice as text, Markdown, HTML or PDF.",
    ),
    "pdf": Text("PDF-tiedostoa ei voi lukea.", "PDF-filen kan inte läsas.", "The PDF file cannot be read."),
    "scanned": Text(
        "PDF:ssä ei ole tekstiä, vain kuvia. Kopioi teksti muualta.",
        "PDF-filen har ingen text, bara bilder. Kopiera texten från ett annat ställe.",
        "The PDF holds no text, only pictures. Copy the text from elsewhere.",
    ),
    "unclear": Text(
        "Tekstistä ei selviä, millä kielellä se on. Valitse kieli itse (fi, sv tai en).",
        "Det framgår inte vilket språk texten är på. Välj språk själv (fi, sv eller en).",
        "There is too little text to tell its language. Choose it yourself (fi, sv or en).",
    ),
    "foreign": Text(
        "Teksti näyttää olevan muulla kielellä. Tarkistin lukee suomea, ruotsia ja englantia.",
        "Texten verkar vara på ett annat språk. Granskaren läser finska, svenska och engelska.",
        "The text seems to be in another language. The linter reads Finnish, Swedish and English.",
    ),
    "other": Text(
        "Tämä ei näytä tietosuojaselosteelta.",
        "Det här ser inte ut som en dataskyddsbeskrivning.",
        "This does not look like a privacy notice.",
    ),
    "missing": Text(
        "Tiedostoa ei ole tai sitä ei saa lukea.",
        "Filen finns inte eller får inte läsas.",
        "There is no such file, or it may not be read.",
    ),
}
CLEAN: Final = Text("Huomautettavaa ei löytynyt.", "Inga anmärkningar hittades.", "Nothing to remark was found.")
EXTRACT: Final = Text(
    "Teksti on ote eikä koko seloste, tai se kertoo, ettei henkilötietoja kerätä. Siksi puuttuvista kohdista "
    "ei sanota mitään.",
    "Texten är ett utdrag och ingen hel beskrivning, eller den säger att inga personuppgifter samlas in. "
    "Därför sägs inget om vad som saknas.",
    "The text is an extract and not a whole notice, or it says that no personal data is collected. So "
    "nothing is said of what is missing.",
)
HONEST: Final = Text(
    "Tarkistin lukee sanoja eikä tunne yritystä. Se voi erehtyä, eikä se ole oikeudellinen neuvo.",
    "Granskaren läser ord och känner inte företaget. Den kan ta fel och är ingen juridisk rådgivning.",
    "The linter reads words and does not know the company. It can be wrong, and it is not legal advice.",
)
WHY: Final = Text("Miksi", "Varför", "Why")
MEND: Final = Text("Korjaa", "Rätta", "Mend")
