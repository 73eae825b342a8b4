"""XLSX workbooks, read cell by cell and written with every text typed as text. The only place that knows openpyxl."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
MOST_SHEETS: Final = 12
MOST_PARTS: Final = 300
"""Files inside the package: a workbook of ours has about ten."""
MOST_UNPACKED: Final = 40_000_000
"""Bytes of all parts together, as the package claims; no part unpacks to more than it claims."""
LONGEST_CELL: Final = 2000
_NEEDED: Final = "xl/workbook.xml"
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, KeyError, ValueError, TypeError, AttributeError,
    IndexError, OSError, EOFError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip
"""What openpyxl and zipfile raise for packages that are no workbook, half of one, or made to hurt."""

type Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet: its name, and its rows with their numbers, empty ones too."""

    name: str
    rows: Iterable[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to be written: its name, the names of its columns, its rows."""

    name: str
    heading: Sequence[str]
    rows: Sequence[Sequence[Value]]


class Unreadable(ValueError):
    """The package is no workbook."""


class TooLarge(ValueError):
    """The workbook holds more than we read."""


def looks_like_one(content: bytes) -> bool:
    """Say whether a file is a package, as a workbook is."""
    return content[:4] == b"PK\x03\x04"


def sheets_of(content: bytes) -> list[RawSheet]:
    """Return the sheets of a workbook, all read.

    Raises:
        Unreadable, TooLarge: see each.
    """
    try:
        _check_package(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        budget = _Budget()
        return [RawSheet(str(sheet.title), list(_rows(sheet, budget))) for sheet in book.worksheets[:MOST_SHEETS]]
    except (TooLarge, Unreadable):
        raise
    except _DAMAGED as no:
        raise Unreadable from no


def written(pages: Iterable[Page]) -> bytes:
    """Return a workbook in which a text is a text, whatever it begins with, and the first row stays in sight."""
    book = Workbook(write_only=True)
    for page in pages:
        sheet = book.create_sheet(page.name)
        sheet.freeze_panes = "A2"
        for place in range(len(page.heading)):
            sheet.column_dimensions[chr(ord("A") + place)].width = 22
        sheet.append([_cell(sheet, name, is_bold=True) for name in page.heading])
        for row in page.rows:
            sheet.append([_cell(sheet, value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


class _Budget:
    """How many rows may still be read in all: a sheet can claim a last row far below its last cell."""

    def __init__(self) -> None:
        self.left = MOST_ROWS * 2

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooLarge


def _check_package(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
    if _NEEDED not in {part.filename for part in parts}:
        raise Unreadable
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TooLarge


def _rows(sheet: Any, budget: _Budget) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401 -- openpyxl has no types
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        budget.take()
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield number, cells


def _text(cell: Any) -> str:  # noqa: ANN401 -- openpyxl has no types
    """Return what stands in a cell as a person in Finland would have typed it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "kyllä" if value else "ei"
    if isinstance(value, datetime):
        day = f"{value.day}.{value.month}.{value.year}"
        return day if value.time() == time() else f"{day} {value.hour}.{value.minute:02d}"
    if isinstance(value, time):
        return f"{value.hour}.{value.minute:02d}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(Decimal(repr(value))).replace(".", ",")
    return str(value)[:LONGEST_CELL]


def _cell(sheet: Any, value: Value, *, is_bold: bool = False) -> Any:  # noqa: ANN401 -- openpyxl has no types
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
        cell.number_format = "@"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    elif isinstance(value, date):
        cell.number_format = "d.m.yyyy"
    if is_bold:
        cell.font = Font(bold=True)
    return cell
