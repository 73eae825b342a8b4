"""Load the postcode areas of a company from a file of its own: all rows or none."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from lupaus.company import identifiers
from lupaus.company.identifiers import InvalidPostcode
from lupaus.journal import entries
from lupaus.promises import Actor, Purpose
from lupaus.register import texts
from lupaus.register.models import PostcodeArea
from lupaus.register.texts import NotText, TooLong

COLUMNS: Final = ("postcode", "city", "latitude", "longitude")
MOST_ROWS: Final = 10_000
"""Finland has about 3 000 postcode areas; a longer file is another file."""
MOST_BYTES: Final = 2_000_000
FINLAND: Final = ((59.0, 71.0), (19.0, 32.0))
"""Latitudes and longitudes between which Finland lies."""


@dataclass(frozen=True, slots=True)
class Row:
    """One postcode area as the file gives it."""

    postcode: str
    city: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a file: the rows that are right, and a sentence for each that is not."""

    rows: tuple[Row, ...]
    errors: tuple[str, ...]


class _WrongRow(ValueError):
    """What is wrong with one row, said to whoever runs the command."""


def read(content: bytes) -> Reading:
    """Read a file without changing anything.

    UTF-8, columns `postcode`, `city`, `latitude`, `longitude` named in the first line, parted by semicolons or
    commas; lines that begin with # are comments.
    """
    if len(content) > MOST_BYTES:
        return Reading((), (f"The file is larger than {MOST_BYTES} bytes.",))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Reading((), ("The file is not UTF-8: save it as UTF-8 and try again.",))
    lines = [
        (number, line) for number, line in enumerate(io.StringIO(text), start=1) if line.strip() and line[0] != "#"
    ]
    if not lines:
        return Reading((), ("The file is empty.",))
    return _read_lines(lines)


@transaction.atomic
def load(rows: Iterable[Row], *, by: Actor, at: datetime) -> int:
    """Put postcode areas in place of those known before under the same postcodes; return how many.

    Areas that the file does not name stay. What has been located stays where it is.
    """
    areas = [
        PostcodeArea(postcode=row.postcode, city=row.city, latitude=row.latitude, longitude=row.longitude)
        for row in rows
    ]
    PostcodeArea.objects.bulk_create(
        areas, update_conflicts=True, unique_fields=["postcode"], update_fields=["city", "latitude", "longitude"]
    )
    entries.record("postcodes.loaded", by=by, purpose=Purpose.SERVICE_DELIVERY, at=at)
    return len(areas)


def _read_lines(lines: list[tuple[int, str]]) -> Reading:
    heading = lines[0][1]
    sign = ";" if ";" in heading else ","
    names = [name.strip().lower() for name in heading.split(sign)]
    missing = [column for column in COLUMNS if column not in names]
    if missing:
        return Reading((), (f"The first line names no column {', '.join(missing)}.",))
    if len(lines) > MOST_ROWS + 1:
        return Reading((), (f"The file has more than {MOST_ROWS} rows.",))
    rows, errors = [], []
    seen: set[str] = set()
    for number, line in lines[1:]:
        try:
            rows.append(_row(_cells(line, sign, names), seen))
        except _WrongRow as wrong:
            errors.append(f"Line {number}: {wrong}")
    return Reading(tuple(rows), tuple(errors))


def _cells(line: str, sign: str, names: list[str]) -> dict[str, str]:
    try:
        return dict(zip(names, next(csv.reader([line], delimiter=sign)), strict=False))
    except csv.Error:
        raise _WrongRow("it cannot be read as columns.") from None


def _row(cells: dict[str, str], seen: set[str]) -> Row:
    try:
        postcode = identifiers.postcode(cells.get("postcode", ""))
    except InvalidPostcode:
        raise _WrongRow("the postcode is not five digits.") from None
    if postcode in seen:
        raise _WrongRow(f"postcode {postcode} stands twice.")
    seen.add(postcode)
    try:
        city = texts.city(cells.get("city", ""))
    except (NotText, TooLong):
        raise _WrongRow(f"the city is longer than {texts.LONGEST_CITY} letters, or no text.") from None
    if not city:
        raise _WrongRow("the city is missing.")
    north, east = FINLAND
    return Row(postcode, city, _degrees(cells, "latitude", north), _degrees(cells, "longitude", east))


def _degrees(cells: dict[str, str], column: str, bounds: tuple[float, float]) -> float:
    least, most = bounds
    try:
        value = float(cells.get(column, "").strip().replace(",", "."))
    except ValueError:
        raise _WrongRow(f"the {column} is no number.") from None
    if not least <= value <= most:
        raise _WrongRow(f"the {column} is not between {least:g} and {most:g}, so it is not in Finland.")
    return value
