"""What is wrong with a row, said so that whoever keeps the file can mend it; and rows that collect all of it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Self

from django.utils.translation import gettext as say

from lupaus.exchange.kinds import NAMES, Heading, Kind, column
from lupaus.exchange.tables import MARK, Line, is_formula
from lupaus.kernel.refused import Refused

LONGEST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to be mended, or to be looked at when `is_hint`: where it stands, what stands there, what to do."""

    sheet: str
    row: int
    column: str
    value: str
    words: str
    is_hint: bool = False

    @property
    def place(self) -> str:
        """Return where it is: "Asiakkaat, rivi 12, Puhelin"."""
        parts = [self.sheet, say("rivi %(row)s") % {"row": self.row}, self.column]
        return ", ".join(part for part in parts if part)

    def as_json(self) -> dict[str, Any]:  # Any: a JSON object
        """Return the fault as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:  # Any: a JSON object
        """Return the fault that `as_json` wrote."""
        return cls(**stored)


@dataclass(slots=True)
class Row:
    """One row of a table while it is read: gives its cells as values and notes what is wrong with each."""

    kind: Kind
    heading: Heading
    line: Line
    faults: list[Fault]
    is_wrong: bool = field(default=False)

    def text(self, key: str) -> str:
        """Return what stands in a column, "" when the table has none of it."""
        place = self.heading.places.get(key)
        return self.line.cells[place] if place is not None and place < len(self.line.cells) else ""

    def take[T](self, key: str, read: Callable[[str], T], *, empty: T | None = None) -> T | None:
        """Return the value of a column; None, and a fault noted, when there is none that can be read."""
        text = self.text(key)
        if not text:
            if column(self.kind, key).is_needed:
                self.fault(key, say("Tieto puuttuu. %(hint)s.") % {"hint": column(self.kind, key).hint})
            return empty
        if is_formula(text):
            self.fault(key, say("Solussa on kaava. Liitä soluun kaavan tulos (Liitä arvot)."))
            return empty
        found = self.attempt(key, lambda: read(text))
        return empty if found is None else found

    def attempt[T](self, key: str, act: Callable[[], T]) -> T | None:
        """Return what `act` does; None, and what it refused noted at a column, when it refuses."""
        try:
            return act()
        except Refused as no:
            self.fault(key, str(no))
            return None

    def fault(self, key: str, words: str) -> None:
        """Note that something must be mended before anything is brought in."""
        self.is_wrong = True
        self._note(key, words, is_hint=False)

    def hint(self, key: str, words: str) -> None:
        """Note something to look at; the row is brought in all the same."""
        self._note(key, words, is_hint=True)

    def _note(self, key: str, words: str, *, is_hint: bool) -> None:
        name = column(self.kind, key).name if key else ""
        value = self.text(key).removeprefix(MARK)[:LONGEST_SHOWN] if key else ""
        self.faults.append(Fault(NAMES[self.kind], self.line.number, name, value, words, is_hint))
