"""The addresses of a file, and which of a customer's addresses a series means."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as say

from lupaus.exchange import values
from lupaus.exchange.faults import Row
from lupaus.exchange.people import People, Who
from lupaus.kernel.place import GridPoint
from lupaus.register import addresses, texts
from lupaus.register.addresses import LONGEST_CODE, LONGEST_INSTRUCTIONS, Place, WayIn
from lupaus.register.geocoding import Located, UnknownPostcode, area
from lupaus.register.models import Access, Address, AddressLabel, CoordinatesSource


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One address to be brought in."""

    who: Who
    place: Place
    collected_on: date | None


@dataclass(frozen=True, slots=True)
class Spot:
    """One address that a series can be at: of the file, by the place of its row, or of the register."""

    new: int | None
    known: UUID | None
    street: str
    postcode: str
    grid: GridPoint


@dataclass(slots=True)
class Places:
    """The addresses of a file as they are read, and those of the customers whom the file names."""

    rows: list[AddressRow] = field(default_factory=list)
    spots: defaultdict[Who, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    areas: dict[str, Located] = field(default_factory=dict)

    def add(self, row: Row, people: People) -> None:
        """Read one row of the addresses' table."""
        who = people.who(row)
        street, located = row.take("street", addresses.street_line), row.take("postcode", self._located)
        label = row.take("label", values.label, empty=AddressLabel.HOME) or AddressLabel.HOME
        way_in, collected = _way_in(row), row.take("collected", values.day)
        if row.is_wrong or not (who and street and located and way_in):
            return
        code, found = located
        place = Place(street=street, postcode=code, located=found, way_in=way_in, label=label)
        grid = found.coordinates.grid()
        if any(_same(street, spot.street) and spot.postcode == code for spot in self.spots[who]):
            row.fault("street", say("Sama osoite on asiakkaalla jo. Poista rivi."))
            return
        self.spots[who].append(Spot(len(self.rows), None, street, code, grid))
        self.rows.append(AddressRow(who, place, collected))

    def look_up(self, customers: Iterable[UUID]) -> None:
        """Find the addresses that customers of the register have; opens their streets."""
        rows = Address.objects.filter(customer_id__in=set(customers), removed_at=None).order_by("added_at")
        for row in rows:
            grid = GridPoint(row.grid_row or 0, row.grid_column or 0)
            self.spots[Who(known=row.customer_id)].append(Spot(None, row.id, str(row.street), row.postcode, grid))

    def spot(self, row: Row, who: Who) -> Spot | None:
        """Return at which of the customer's addresses a series is; None, and a fault noted, when that is not clear."""
        found, street = self.spots.get(who, []), row.text("street")
        if street:
            found = [spot for spot in found if _same(spot.street, street)]
        if len(found) == 1:
            return found[0]
        if not found:
            row.fault("street", say("Asiakkaalla ei ole tätä osoitetta. Lisää se osoitteiden taulukkoon."))
        else:
            row.fault("street", say("Asiakkaalla on monta osoitetta. Kirjoita katuosoite tähän sarakkeeseen."))
        return None

    def _located(self, text: str) -> tuple[str, Located]:
        """Return a postcode with its centre: no service outside the house is asked about a whole register.

        Raises:
            InvalidPostcode, UnknownPostcode: see each.
        """
        code = values.postcode(text)
        if code not in self.areas:
            centre = area(code)
            if centre is None:
                raise UnknownPostcode(postcode=code)
            self.areas[code] = Located(centre.coordinates, centre.city, CoordinatesSource.TABLE)
        return code, self.areas[code]


def _way_in(row: Row) -> WayIn | None:
    access = row.take("access", values.access, empty=Access.CODE if row.text("code") else Access.AT_HOME)
    code = row.take("code", lambda text: texts.line(text, limit=LONGEST_CODE), empty="") or ""
    told = row.take("instructions", lambda text: texts.lines(text, limit=LONGEST_INSTRUCTIONS), empty="") or ""
    if access is None:
        return None
    where = "code" if access is Access.CODE else "instructions"
    return row.attempt(where, lambda: WayIn.checked(access=access, code=code, instructions=told))


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
