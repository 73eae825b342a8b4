"""Where we work, answered as soon as a postcode is known; what to offer somebody who lives elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self
from uuid import UUID

from django.utils.translation import gettext as _

from lupaus.foundation import clock
from lupaus.providers import queries as providers
from lupaus.register import geocoding
from lupaus.register.geocoding import PostcodeCentre

NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class Reach:
    """What we do in a postcode: the services to be had there; without any, why not, and the nearest areas."""

    postcode: str
    city: str = ""
    served: frozenset[UUID] = frozenset()
    refusal: str = ""
    nearest: tuple[PostcodeCentre, ...] = ()

    @classmethod
    def of(cls, postcode: str, wanted: Iterable[UUID]) -> Self:
        """Return what a postcode of five digits means to somebody who wants one of the `wanted` services."""
        here = geocoding.area(postcode)
        if here is None:
            return cls(postcode, refusal=str(geocoding.UnknownPostcode(postcode=postcode)))
        areas = providers.served_areas(at=clock.now())
        wishes = {service_id: areas.get(service_id, frozenset()) for service_id in wanted}
        served = frozenset(
            service_id for service_id, prefixes in wishes.items() if postcode.startswith(tuple(prefixes))
        )
        if served:
            return cls(postcode, here.city, served)
        where = {"postcode": postcode, "city": here.city}
        refusal = _("Emme vielä käy alueella %(postcode)s %(city)s. Kokeile toista postinumeroa tai soita meille.")
        return cls(postcode, here.city, refusal=refusal % where, nearest=_nearest(here, wishes.values()))


def _nearest(here: PostcodeCentre, served: Iterable[frozenset[str]]) -> tuple[PostcodeCentre, ...]:
    areas = geocoding.areas(frozenset().union(*served))
    return tuple(sorted(areas, key=lambda area: here.coordinates.distance_metres(area.coordinates))[:NEAREST])
