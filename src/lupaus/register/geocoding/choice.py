"""Which geocoder is in use, and what happens when it fails."""

import logging
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lupaus.register.geocoding.outside import Digitransit, Komoot, OpenStreetMap
from lupaus.register.geocoding.port import CannotLocate, Geocoder, Located, UnknownPostcode
from lupaus.register.geocoding.table import Table, area

__all__ = ["area", "geocoder", "locate"]

DIGITRANSIT_URL: Final = "https://api.digitransit.fi/geocoding/v1"
_log = logging.getLogger(__name__)


def locate(street: str, postcode: str) -> Located:
    """Return where an address lies; the centre of its postcode area when the geocoder in use has no answer.

    May ask an outside service, for at most two seconds: not to be called inside a transaction.

    Raises:
        UnknownPostcode: the postcode is in none of our tables.
    """
    centre = area(postcode)
    if centre is None:
        raise UnknownPostcode(postcode=postcode)
    chosen = geocoder()
    try:
        return Located(chosen.find(street, centre), centre.city, chosen.source)
    except CannotLocate:
        _log.warning(
            "Geocoder had no answer; the postcode area's centre is used.", extra={"geocoder": chosen.source.value}
        )
        return Located(Table().find(street, centre), centre.city, Table.source)


def geocoder() -> Geocoder:
    """Return the geocoder in use, as the installation says: the table unless one is named.

    `LUPAUS_GEOCODER` is "table", "digitransit", "nominatim" or "photon"; `LUPAUS_GEOCODER_URL` its address
    (needed for the last two) and `LUPAUS_GEOCODER_KEY` its key.
    """
    return _made(settings.LUPAUS_GEOCODER, settings.LUPAUS_GEOCODER_URL, settings.LUPAUS_GEOCODER_KEY)


@lru_cache(maxsize=8)
def _made(kind: str, url: str, key: str) -> Geocoder:
    if kind == "table":
        return Table()
    if kind == "digitransit":
        return Digitransit(url or DIGITRANSIT_URL, key)
    services = {"nominatim": OpenStreetMap, "photon": Komoot}
    if kind not in services or not url:
        message = "LUPAUS_GEOCODER is table, digitransit, nominatim or photon; the last two need LUPAUS_GEOCODER_URL."
        raise ImproperlyConfigured(message)
    return services[kind](url)
