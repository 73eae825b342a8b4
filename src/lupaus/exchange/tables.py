"""Read a table that somebody saved: CSV in whatever dialect, or an XLSX workbook. Bounded in every direction.

Nothing is computed and nothing followed: no formula, no macro, no link. What is read is text, cell by cell.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.exchange import workbooks
from lupaus.exchange.workbooks import MOST_COLUMNS, MOST_ROWS, RawSheet
from lupaus.kernel import typed
from lupaus.kernel.refused import Refused

MOST_BYTES: Final = 5_000_000
"""Larger files come in parts; a form on a page takes less still (`sites.furniture.middleware`)."""
LONGEST_CELL: Final = 2000
SIGNS: Final = (";", "\t", ",")
SIGN_NAMES: Final = {";": _("puolipiste"), "\t": _("sarkain"), ",": _("pilkku")}
_FORMULA: Final = frozenset("=+-@\t\r＝＋－＠|%")
MARK: Final = "\x1b"
"""Stands before a cell that is a formula: one that begins like it and was written as text has none."""
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


class NotATable(Refused):
    """When a file is neither CSV nor XLSX."""

    message = _("Tiedosto ei ole taulukko. Tallenna se Excelissä muodossa CSV tai XLSX ja valitse se uudelleen.")


class EmptyTable(Refused):
    """When there is nothing in a file."""

    message = _("Tiedostossa ei ole rivejä. Ensimmäisellä rivillä ovat sarakkeiden nimet, muilla tiedot.")


class TooLargeFile(Refused):
    """When a file has more bytes, rows or columns than we read."""

    message = _("Tiedosto on liian suuri. Jaa se osiin: enintään %(rows)s riviä ja %(megabytes)s megatavua.")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its number as the spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name (empty in CSV), the names of its columns, and its rows without the empty ones."""

    name: str
    heading: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, and in which words the file was understood: character set, sign between columns."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Return how many rows there are in all."""
        return sum(len(sheet.lines) for sheet in self.sheets)


def read(content: bytes) -> Read:
    """Return the tables of a file.

    Raises:
        NotATable, EmptyTable, TooLargeFile: see each.
    """
    if len(content) > MOST_BYTES:
        raise _too_large()
    if not content.strip():
        raise EmptyTable
    if workbooks.looks_like_one(content):
        return _whole(_workbook(content), ())
    text, notes = _decoded(content)
    sign = _sign(text)
    notes += (say("Sarakkeiden välissä on %(sign)s.") % {"sign": SIGN_NAMES[sign]},)
    return _whole([RawSheet("", _csv(text, sign))], notes)


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet would compute the cell."""
    return cell.startswith(MARK)


def _workbook(content: bytes) -> list[RawSheet]:
    try:
        return workbooks.sheets_of(content)
    except workbooks.Unreadable as no:
        raise NotATable from no
    except workbooks.TooLarge as no:
        raise _too_large() from no


def _whole(raw: Sequence[RawSheet], notes: tuple[str, ...]) -> Read:
    sheets = [sheet for each in raw if (sheet := _sheet(each)) is not None]
    found = Read(tuple(sheets), notes)
    if not found.rows:
        raise EmptyTable
    if found.rows > MOST_ROWS:
        raise _too_large()
    return found


def _sheet(raw: RawSheet) -> Sheet | None:
    filled = [
        Line(number, tuple(map(_tidy, cells))) for number, cells in raw.rows if any(cell.strip() for cell in cells)
    ]
    return Sheet(raw.name, filled[0], tuple(filled[1:])) if filled else None


def _tidy(cell: str) -> str:
    """Return a cell as it was meant: our own export puts an apostrophe before what would be a formula."""
    tidy = cell.strip(" \u00a0\u202f\r\n")
    if tidy[:1] in {"=", "＝"}:
        return MARK + tidy
    return tidy[1:] if tidy[:1] == "'" and tidy[1:2] in _FORMULA else tidy


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, and a sentence when it was not what we write ourselves.

    Raises:
        NotATable: it is no text.
    """
    text, note = _text(content)
    if not typed.is_storable(text.replace("\x85", "")):
        raise NotATable
    return text, (note,) if note else ()


def _text(content: bytes) -> tuple[str, str]:
    try:
        if content.startswith(_UTF16):
            return content.decode("utf-16"), say("Tiedosto luettiin merkistöllä UTF-16.")
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    note = say("Tiedosto luettiin merkistöllä Windows-1252 (vanha Excel). Tarkista, että ä ja ö näkyvät oikein.")
    try:
        return content.decode("cp1252"), note
    except UnicodeDecodeError:
        raise NotATable from None


def _sign(text: str) -> str:
    """Return what stands between columns: the commonest of the possible signs in the first line that holds any."""
    for line in io.StringIO(text[:100_000]):
        counts = Counter(sign for sign in line if sign in SIGNS)
        if counts:
            return max(SIGNS, key=lambda sign: counts[sign])
    return ";"


def _csv(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    count = 0
    try:
        for row in reader:
            count += 1
            if count > MOST_ROWS + 1 or len(row) > MOST_COLUMNS:
                raise _too_large()
            yield count, [cell[:LONGEST_CELL] for cell in row]
    except csv.Error as no:
        raise NotATable from no


def _too_large() -> TooLargeFile:
    return TooLargeFile(rows=MOST_ROWS, megabytes=MOST_BYTES // 1_000_000)
