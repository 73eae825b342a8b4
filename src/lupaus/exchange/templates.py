"""Files to fill in: one table of each kind, or a workbook with all four and a sheet that explains the columns."""

from collections.abc import Iterable, Sequence
from typing import Final

from lupaus.exchange import workbooks
from lupaus.exchange.kinds import COLUMNS, FILES, HELP, NAMES, Kind
from lupaus.exchange.workbooks import Page

WORKBOOK: Final = "tyokirja"
BY_NAME: Final = {name: kind for kind, name in FILES.items()}


def csv_of(kind: Kind) -> bytes:
    """Return the columns of a kind with one example, which is not brought in, as Excel opens it in Finland."""
    columns = COLUMNS[kind]
    return as_csv([[column.name for column in columns], [column.example for column in columns]])


def workbook() -> bytes:
    """Return a workbook with a sheet for each kind, and one that explains the columns."""
    pages = [
        Page(NAMES[kind], [column.name for column in COLUMNS[kind]], [[column.example for column in COLUMNS[kind]]])
        for kind in Kind
    ]
    rows = [
        (NAMES[kind], column.name, column.hint, column.example, "kyllä" if column.is_needed else "")
        for kind in Kind
        for column in COLUMNS[kind]
    ]
    pages.append(Page(HELP, ("Taulukko", "Sarake", "Mitä siihen kirjoitetaan", "Esimerkki", "Pakollinen"), rows))
    return workbooks.written(pages)


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV that Excel opens by itself in Finland: semicolons, UTF-8 with its mark, no formula."""
    lines = (";".join(map(_quoted, row)) for row in rows)
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet computes: what would be a formula gets an apostrophe before it.

    A phone number in the form "+358 40 123 4567" is no formula and stays as it is.
    """
    number = cell.replace(" ", "").removeprefix("+")
    is_number = number.isascii() and number.isdigit()
    return f"'{cell}" if cell[:1] in _FORMULA and not is_number else cell


_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠|%")


def _quoted(cell: str) -> str:
    tidy = safe(cell)
    return '"{}"'.format(tidy.replace('"', '""')) if any(sign in tidy for sign in ';"\r\n') else tidy
