"""What every geocoder does, and what it answers with."""

from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lupaus.kernel.place import Coordinates
from lupaus.kernel.refused import Refused
from lupaus.register.models import CoordinatesSource


class UnknownPostcode(Refused):
    """When no postcode area of that number is known to us."""

    message = _("Emme tunne postinumeroa %(postcode)s. Tarkista se tai soita meille.")


class CannotLocate(Exception):
    """A geocoder has no answer: the address is unknown, the service is down or slow, or it answers nonsense.

    Also when it may not be asked. `told` is the partner that learnt the address all the same.
    """

    told: UUID | None = None


@dataclass(frozen=True, slots=True)
class PostcodeCentre:
    """The centre of a postcode area, and the town it belongs to."""

    postcode: str
    city: str
    coordinates: Coordinates


@dataclass(frozen=True, slots=True)
class Located:
    """Where an address lies, in which town, and who says so."""

    coordinates: Coordinates
    city: str
    source: CoordinatesSource
    told: UUID | None = field(default=None, compare=False)
    """The partner that was asked, None when nothing left the house."""


class Geocoder(Protocol):
    """Finds the coordinates of an address."""

    source: CoordinatesSource
    host: str
    """The machine it asks, "" when it asks none."""

    def find(self, street: str, centre: PostcodeCentre) -> Coordinates:
        """Return where the street address within the postcode area lies.

        Raises:
            CannotLocate: there is no answer that can be trusted.
        """
        ...
