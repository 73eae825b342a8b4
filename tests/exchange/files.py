"""Files as somebody brings them: made up, row by row, with whatever fault is asked for."""

import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook

from lupaus.exchange.kinds import COLUMNS, NAMES, Kind

type Rows = Sequence[Mapping[str, str]]


def customer(number: int = 1, **changed: str) -> dict[str, str]:
    """Return a customer's row, by the keys of the columns."""
    row = {
        "earlier": f"A-{number}",
        "first_name": "Aino",
        "last_name": f"Esimerkki{number}",
        "email": f"aino{number}@esimerkki.example",
        "phone": f"040 {1000000 + number}",
        "collected": "1.3.2019",
    }
    return row | changed


def address(number: int = 1, **changed: str) -> dict[str, str]:
    """Return the row of a customer's address."""
    return {"customer": f"A-{number}", "street": f"Esimerkkikatu {number}", "postcode": "00500"} | changed


def series(number: int = 1, **changed: str) -> dict[str, str]:
    """Return the row of a series: two hours every other Thursday at nine."""
    row = {
        "customer": f"A-{number}", "service": "Kotisiivous", "size": "2", "equipment": "meidän", "every_weeks": "2",
        "first_on": "26.11.2026", "starts": "9.00",
    }  # fmt: skip
    return row | changed


def invoice(number: int = 1, **changed: str) -> dict[str, str]:
    """Return the row of an open invoice, overdue since the middle of November."""
    row = {
        "customer": f"A-{number}", "number": f"2026-{number}", "issued_on": "1.11.2026", "due_on": "15.11.2026",
        "total": "1 000,50", "open": "500,00",
    }  # fmt: skip
    return row | changed


def table(kind: Kind, rows: Rows) -> list[list[str]]:
    """Return a table with the columns of a kind."""
    heading = [column.name for column in COLUMNS[kind]]
    return [heading, *([row.get(column.key, "") for column in COLUMNS[kind]] for row in rows)]


def csv_of(kind: Kind, rows: Rows, *, sign: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """Return a table as CSV."""
    return "\r\n".join(sign.join(cells) for cells in table(kind, rows)).encode(encoding)


def book(sheets: Mapping[Kind, Rows]) -> bytes:
    """Return tables as a workbook."""
    return xlsx({NAMES[kind]: table(kind, rows) for kind, rows in sheets.items()})


def xlsx(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """Return cells as a workbook."""
    made = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()
