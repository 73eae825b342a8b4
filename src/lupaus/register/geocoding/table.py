"""The default: the centre of the postcode area, from our own table. Nothing leaves the house."""

import csv
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Final

from django.db.models import Q

from lupaus.kernel.place import Coordinates
from lupaus.register.geocoding.port import PostcodeCentre
from lupaus.register.models import CoordinatesSource, PostcodeArea

SHIPPED: Final = Path(__file__).parents[1] / "postcodes.csv"


class Table:
    """Answers every address with the centre of its postcode area."""

    source = CoordinatesSource.TABLE
    host = ""

    def find(self, street: str, centre: PostcodeCentre) -> Coordinates:  # noqa: ARG002 -- the port's signature
        """Return the centre of the area."""
        return centre.coordinates


def area(postcode: str) -> PostcodeCentre | None:
    """Return a postcode area: as the company loaded it, else as it comes with the program, else None."""
    loaded = PostcodeArea.objects.filter(postcode=postcode).first()
    if loaded is not None:
        return PostcodeCentre(loaded.postcode, loaded.city, Coordinates(loaded.latitude, loaded.longitude))
    return shipped().get(postcode)


def areas(prefixes: Collection[str]) -> list[PostcodeCentre]:
    """Return the postcode areas, loaded and shipped, whose postcode begins with one of `prefixes`."""
    if not prefixes:
        return []
    found = {area.postcode: area for area in shipped().values() if area.postcode.startswith(tuple(prefixes))}
    begins = Q()
    for prefix in prefixes:
        begins |= Q(postcode__startswith=prefix)
    for row in PostcodeArea.objects.filter(begins):
        found[row.postcode] = PostcodeCentre(row.postcode, row.city, Coordinates(row.latitude, row.longitude))
    return list(found.values())


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
