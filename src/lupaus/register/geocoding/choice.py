"""Which geocoder is in use, and what happens when it fails."""

import logging
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lupaus.partners import egress, gate
from lupaus.promises import Category, Recipient
from lupaus.register.geocoding.outside import Digitransit, Komoot, OpenStreetMap
from lupaus.register.geocoding.port import CannotLocate, Geocoder, Located, PostcodeCentre, UnknownPostcode
from lupaus.register.geocoding.table import Table, area
from lupaus.vault import reading

__all__ = ["area", "geocoder", "locate"]

DIGITRANSIT_URL: Final = "https://api.digitransit.fi/geocoding/v1"
SENT: Final = (Category.STREET, Category.POSTCODE)
"""What a map service is told."""
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
        return _asked(chosen, street, centre)
    except CannotLocate as no:
        _log.warning(
            "Geocoder had no answer; the postcode area's centre is used.", extra={"geocoder": chosen.source.value}
        )
        return Located(Table().find(street, centre), centre.city, Table.source, no.told)


def _asked(chosen: Geocoder, street: str, centre: PostcodeCentre) -> Located:
    """Ask the geocoder; one outside the house only when its partner may receive addresses now.

    Raises:
        CannotLocate: it has no answer, or may not be asked.
    """
    at = reading.moment()
    if not chosen.host or at is None:  # without processing the door stays shut for all but this machine
        return Located(chosen.find(street, centre), centre.city, chosen.source)
    if not gate.may_send(Recipient.MAP_SERVICE, host=chosen.host, categories=SENT, at=at).ok:
        raise CannotLocate
    with egress.towards(Recipient.MAP_SERVICE, chosen.host, categories=SENT, at=at) as partner:
        told = partner.partner.pk if partner else None
        try:
            return Located(chosen.find(street, centre), centre.city, chosen.source, told)
        except CannotLocate as no:
            no.told = told
            raise


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
