"""From the tables of a file to what would be made of them, with everything that is wrong said at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as say

from lupaus.exchange.faults import Fault, Row
from lupaus.exchange.kinds import COLUMNS, HELP, NAMES, Heading, Kind, heading_of
from lupaus.exchange.owed import Owed
from lupaus.exchange.people import People
from lupaus.exchange.places import Places
from lupaus.exchange.recurring import Recurring
from lupaus.exchange.tables import Read, Sheet
from lupaus.kernel.money import Money
from lupaus.promises import Actor

MOST_SERIES: Final = 2000


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would make, and what is wrong with it. Nothing is written while anything is wrong."""

    people: People
    places: Places
    recurring: Recurring
    owed: Owed
    faults: tuple[Fault, ...]
    rows: int

    @property
    def wrong(self) -> list[Fault]:
        """Return what must be mended."""
        return [fault for fault in self.faults if not fault.is_hint]

    @property
    def counts(self) -> dict[str, int]:
        """Return how much of each kind would be made, and how much is owed in all, in cents."""
        return {
            "customers": len(self.people.rows),
            "addresses": len(self.places.rows),
            "series": len(self.recurring.rows),
            "invoices": len(self.owed.rows),
            "owed_cents": Money.sum(row.balance.open for row in self.owed.rows).cents,
        }

    def as_json(self, notes: tuple[str, ...]) -> dict[str, Any]:  # Any: a JSON object
        """Return what the page of the dry run shows."""
        return {"counts": self.counts, "notes": list(notes), "faults": [fault.as_json() for fault in self.faults]}


def plan(read: Read, *, by: Actor, at: datetime) -> Plan:
    """Return what the tables would make. Reads streets and names as the caller's processing allows; writes nothing."""
    faults: list[Fault] = []
    rows = {kind: list(_rows(read, kind, faults)) for kind in Kind}
    people, places, recurring, owed = People(), Places(), Recurring(at), Owed(at)
    for row in rows[Kind.CUSTOMERS]:
        people.add(row)
    others = [row for kind in (Kind.ADDRESSES, Kind.SERIES, Kind.INVOICES) for row in rows[kind]]
    people.look_up(row.text("customer") for row in others)
    people.hint_at_known(rows[Kind.CUSTOMERS])
    if rows[Kind.ADDRESSES] or rows[Kind.SERIES]:
        places.look_up(pk for known in people.known.values() for pk in known)
    for row in rows[Kind.ADDRESSES]:
        places.add(row, people)
    _read_series(rows[Kind.SERIES], people, places, recurring, by=by)
    for row in rows[Kind.INVOICES]:
        owed.add(row, people)
    owed.check()
    return Plan(people, places, recurring, owed, tuple(sorted(faults, key=_order)), read.rows)


def _read_series(rows: list[Row], people: People, places: Places, recurring: Recurring, *, by: Actor) -> None:
    if not rows:
        return
    if len(rows) > MOST_SERIES:
        rows[0].fault("", say("Tuo enintään %(most)s sarjaa kerralla.") % {"most": MOST_SERIES})
        return
    recurring.look_up()
    for row in rows:
        recurring.add(row, people, places)
    recurring.check(by=by)


def _rows(read: Read, kind: Kind, faults: list[Fault]) -> Iterator[Row]:
    """Yield the rows of the sheets of a kind; a sheet whose columns do not fit is said to be so, and not read."""
    for sheet in read.sheets:
        heading = heading_of(sheet.heading)
        if sheet.name != HELP and heading.kind is kind and sheet.lines and not _misfit(sheet, heading, faults):
            rows = (Row(kind, heading, line, faults) for line in sheet.lines)
            yield from (row for row in rows if not _is_example(row))


def _is_example(row: Row) -> bool:
    """Say whether a row is the example that stands in a template."""
    return all(
        row.text(column.key) == column.example for column in COLUMNS[row.kind] if column.key in row.heading.places
    )


def _misfit(sheet: Sheet, heading: Heading, faults: list[Fault]) -> bool:
    """Note what is wrong with the first row of a sheet; return whether its rows can be read at all."""
    name, row = sheet.name or NAMES[heading.kind], sheet.heading.number
    words, twice = say("Emme tunne tätä saraketta. Sitä ei tuoda."), say("Sama sarake on kahdesti. Poista toinen.")
    faults += [Fault(name, row, text[:60], "", words, is_hint=True) for text in heading.unknown]
    faults += [Fault(name, row, text[:60], "", twice) for text in heading.twice]
    if heading.missing:
        names = ", ".join(column.name for column in heading.missing)
        words = say("Ensimmäiseltä riviltä puuttuu: %(names)s. Käytä mallipohjan sarakkeita.") % {"names": names}
        faults.append(Fault(name, row, "", "", words))
    return bool(heading.missing)


def _order(fault: Fault) -> tuple[bool, str, int]:
    return fault.is_hint, fault.sheet, fault.row
