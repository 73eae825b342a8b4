"""What to offer somebody who lives where nobody of ours works."""

from typing import Final
from uuid import UUID

from lupaus.providers.queries import served_prefixes
from lupaus.register import geocoding
from lupaus.register.geocoding import PostcodeCentre

NEAREST: Final = 3


def nearest_areas(postcode: str, service_id: UUID) -> list[PostcodeCentre]:
    """Return the three areas nearest to a postcode in which the service is to be had; none when it is unknown."""
    here = geocoding.area(postcode)
    if here is None:
        return []
    served = geocoding.areas(served_prefixes(service_id))
    return sorted(served, key=lambda area: here.coordinates.distance_metres(area.coordinates))[:NEAREST]
