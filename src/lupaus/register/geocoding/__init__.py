"""Find where an address lies: behind one port, by default without asking anybody outside."""

from lupaus.register.geocoding.choice import area, geocoder, locate
from lupaus.register.geocoding.port import CannotLocate, Geocoder, Located, PostcodeCentre, UnknownPostcode

__all__ = ["CannotLocate", "Geocoder", "Located", "PostcodeCentre", "UnknownPostcode", "area", "geocoder", "locate"]
