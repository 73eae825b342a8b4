"""Geocoders outside the house: Digitransit (Pelias), Nominatim, Photon, each through geopy.

What leaves is one street, postcode and town, without any name. What comes back is believed only when it lies near the
postcode area's own centre, so that a wrong answer cannot send a provider to another town.
"""

import logging
from typing import Any, Final
from urllib.parse import urlsplit

from geopy.adapters import URLLibAdapter
from geopy.exc import GeopyError
from geopy.geocoders import Nominatim, Pelias, Photon

from lupaus.kernel.place import Coordinates
from lupaus.partners import egress
from lupaus.register.geocoding.port import CannotLocate, PostcodeCentre
from lupaus.register.models import CoordinatesSource

TIMEOUT_SECONDS: Final = 2.0
"""Somebody waits at the screen: after this, the centre of the postcode area is good enough."""

FARTHEST_METRES: Final = 15_000
"""No Finnish address lies this far from the centre of a postcode area of a town region."""

USER_AGENT: Final = "lupaus"

logging.getLogger("geopy").setLevel(logging.WARNING)  # its debug lines carry whole addresses


class Door(URLLibAdapter):  # type: ignore[misc]  # geopy has no types
    """Lets geopy speak through our own door and by no other way."""

    def __init__(self, *, proxies: object, ssl_context: object) -> None:
        """Take the door for geopy's opener."""
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self.urlopen = egress.opened


class Outside:
    """One outside service; `_ask` is the call of its own kind."""

    source: CoordinatesSource
    host: str

    def find(self, street: str, centre: PostcodeCentre) -> Coordinates:
        """Return what the service says, when it says something that can be true."""
        try:
            answer = self._ask(f"{street}, {centre.postcode} {centre.city}")
            found = Coordinates(answer.latitude, answer.longitude) if answer else None
        except (GeopyError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as no:
            # geopy lets a malformed answer rise as whatever broke in its parser
            raise CannotLocate from no
        if found is None or found.distance_metres(centre.coordinates) > FARTHEST_METRES:
            raise CannotLocate
        return found

    def _ask(self, query: str) -> Any:  # noqa: ANN401 -- geopy has no types
        raise NotImplementedError


class Digitransit(Outside):
    """A Pelias service, Digitransit by default; `key` is its subscription key."""

    source = CoordinatesSource.DIGITRANSIT

    def __init__(self, url: str, key: str = "") -> None:
        parts = urlsplit(url)
        self.host = parts.hostname or ""
        self._service = Pelias(
            f"{parts.netloc}{parts.path}".removesuffix("/v1").rstrip("/"),
            scheme=parts.scheme,
            timeout=TIMEOUT_SECONDS,
            user_agent=USER_AGENT,
            proxies={},
            adapter_factory=Door,
        )
        if key:
            self._service.headers["digitransit-subscription-key"] = key

    def _ask(self, query: str) -> Any:  # noqa: ANN401 -- geopy has no types
        return self._service.geocode(query, countries=["FIN"], language="fi")


class OpenStreetMap(Outside):
    """A Nominatim service."""

    source = CoordinatesSource.NOMINATIM

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host = parts.hostname or ""
        self._service = Nominatim(
            domain=f"{parts.netloc}{parts.path}".rstrip("/"),
            scheme=parts.scheme,
            timeout=TIMEOUT_SECONDS,
            user_agent=USER_AGENT,
            proxies={},
            adapter_factory=Door,
        )

    def _ask(self, query: str) -> Any:  # noqa: ANN401 -- geopy has no types
        return self._service.geocode(query, country_codes="fi", language="fi")


class Komoot(Outside):
    """A Photon service."""

    source = CoordinatesSource.PHOTON

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host = parts.hostname or ""
        self._service = Photon(
            domain=f"{parts.netloc}{parts.path}".rstrip("/"),
            scheme=parts.scheme,
            timeout=TIMEOUT_SECONDS,
            user_agent=USER_AGENT,
            proxies={},
            adapter_factory=Door,
        )

    def _ask(self, query: str) -> Any:  # noqa: ANN401 -- geopy has no types
        return self._service.geocode(query, limit=1)
