"""The default: the centre of the postcode area, from our own table. Nothing leaves the house."""

import csv
from functools import cache
from pathlib import Path
from typing import Final

from lupaus.kernel.place import Coordinates
from lupaus.register.geocoding.port import PostcodeCentre
from lupaus.register.models import CoordinatesSource, PostcodeArea

SHIPPED: Final = Path(__file__).parents[1] / "postcodes.csv"


class Table:
    """Answers every address with the centre of its postcode area."""

    source = CoordinatesSource.TABLE

    def find(self, street: str, centre: PostcodeCentre) -> Coordinates:  # noqa: ARG002 -- the port's signature
        """Return the centre of the area."""
        return centre.coordinates


def area(postcode: str) -> PostcodeCentre | None:
    """Return a postcode area: as the company loaded it, else as it comes with the program, else None."""
    loaded = PostcodeArea.objects.filter(postcode=postcode).first()
    if loaded is not None:
        return PostcodeCentre(loaded.postcode, loaded.city, Coordinates(loaded.latitude, loaded.longitude))
    return shipped().get(postcode)


@cache
def shipped() -> dict[str, PostcodeCentre]:
    """Return the 40 areas that come with the program, by postcode."""
    with SHIPPED.open(encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";")
        return {
            row["postcode"]: PostcodeCentre(
                row["postcode"], row["city"], Coordinates(float(row["latitude"]), float(row["longitude"]))
            )
            for row in rows
        }
