"""Find where an address lies: behind one port, by default without asking anybody outside."""

from lupaus.register.geocoding.choice import SENT, area, geocoder, locate
from lupaus.register.geocoding.port import CannotLocate, Geocoder, Located, PostcodeCentre, UnknownPostcode
from lupaus.register.geocoding.table import areas

__all__ = [
    "SENT",
    "CannotLocate",
    "Geocoder",
    "Located",
    "PostcodeCentre",
    "UnknownPostcode",
    "area",
    "areas",
    "geocoder",
    "locate",
]
