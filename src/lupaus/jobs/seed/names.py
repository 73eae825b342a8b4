"""Names of the kind real registers hold, put together at random: nobody who bears one is meant."""

from dataclasses import dataclass
from random import Random
from typing import Final

from django.utils.text import slugify

FIRST: Final = (
    "Aino", "Eero", "Maija-Liisa", "Öystein", "Åsa", "Äijä", "Hellevi", "Väinö", "Tuulikki", "Björn", "Máret", "Áilu",
    "Niillas", "Ŋuvvá", "Sárá", "Jon-Ánte", "Siân", "Zoë", "Mũtheu", "Nguyễn", "Ołena", "Jürgen", "Chloé", "Ismaël",
    "Kaarlo", "Pirkko", "Hannele", "Ville-Veikko", "Iida", "Onni", "Helmi", "Toivo", "Lempi", "Urho", "Sisko", "Veli",
    "Anna-Kaisa", "Göran", "Märta", "Élodie", "Sláva", "Þóra", "Đorđe", "Žofia", "Birgit", "Leena", "Matti", "Päivi",
)  # fmt: skip
LAST: Final = (
    "Meikäläinen", "Öhman", "Åkerblom", "Äijälä", "O'Neill-Äijälä", "D'Angelo", "N'Diaye", "Niittyvuopio-Guttorm",
    "Sáŋgár", "Náhkkáláš", "Ŋáđđá", "Čáhppe", "Länsman-Halonen", "Koskela", "Mäkelä-Virtanen", "Hyvönen", "Sjöström",
    "von Bärenfeld", "af Ädelskog", "Tšekhova", "Øverland", "Łukasiewicz-Järvi", "Nguyễn Thị", "Yli-Äyräpää", "Saarni",
    "Pitkä-Aho", "Kuusilinna", "Lampi", "Törnroos", "Ruotsinoja", "Hämeenaho", "Lehtisaari", "de la Cruz", "Þórsdóttir",
    "Mikkelä", "Hietamies", "Kivelä-O'Hara", "Räsymatto", "Poutapilvi", "Aalto-Öström", "Šimkutė", "Vainiokangas",
)  # fmt: skip
PROVIDERS: Final = (
    ("Siiri", "Saarni"), ("Tuomas", "Öhman"), ("Leila", "Länsman"), ("Áile", "Sáŋgár"), ("Kofi", "N'Diaye"),
    ("Mirja-Liisa", "Yli-Äyräpää"), ("Olena", "Tšernyšova"), ("Björn", "Åkerblom"), ("Thanh", "Nguyễn"),
    ("Eetu", "Pitkä-Aho"),    ("Róisín", "O'Neill"), ("Inga", "Čáhppe"),
)  # fmt: skip
STREETS: Final = (
    "Esimerkkikatu", "Räsymatonkuja", "Koivupolku", "Kaamostie", "Sinivuokontie", "Lakkakuja", "Puolukkarinne",
    "Järviruo'onpolku", "Öljymäentie", "Åminnenkuja", "Äyräskatu", "Kuusikaari", "Hirsitalonkatu", "Sammalpolku",
)  # fmt: skip
COMPANIES: Final = (
    "Kahvila Öinen Hetki Oy", "Tilitoimisto Äyri Ky", "Hammaslääkärit Koivu & Åberg", "Kustannus Ŋuorri Oy",
    "Taloyhtiö Räsymatto", "O'Hara Consulting Oy", "Päiväkoti Lakka ry", "Arkkitehdit 24/7 Oy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody invented, with a place to be reached that cannot be real."""

    number: int
    first_name: str
    last_name: str
    email: str
    phone: str
    street: str


def somebody(number: int, chance: Random) -> Somebody:
    """Return the invented person of this number."""
    first, last = (chance.choice(FIRST), chance.choice(LAST)) if number > 1 else ("Maija", "Meikäläinen")
    flat = f" {chance.choice('ABCD')} {chance.randint(1, 60)}" if lucky(chance, 70) else ""
    street = f"{chance.choice(STREETS)} {chance.randint(1, 48)}{flat}"
    return Somebody(number, first, last, mailbox(first, last, number), phone(number), street)


def mailbox(first: str, last: str, number: int) -> str:
    """Return an address in a domain that never receives mail. Source: RFC 2606."""
    plain = ".".join(slugify(part).replace("-", "") or "nimi" for part in (first, last))
    return f"{plain}.{number}@asiakas.example"


def phone(number: int) -> str:
    """Return a number of the right form, one for each person."""
    return f"+35840{5_000_000 + number:07d}"


def lucky(chance: Random, percent: float) -> bool:
    """Say whether something that happens in so many cases of a hundred happens now."""
    return chance.random() * 100 < percent
