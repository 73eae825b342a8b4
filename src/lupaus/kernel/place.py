"""Places: exact coordinates, and the 500 m grid that stands for them where exactness is not needed."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

CELL_METRES: Final = 500
POLE_DEGREES: Final = 90
HALF_TURN_DEGREES: Final = 180
_METRES_PER_DEGREE: Final = 111_195.0
_EARTH_RADIUS_METRES: Final = 6_371_008.8


@dataclass(frozen=True, order=True, slots=True)
class GridPoint:
    """One cell of the 500 m grid: rows count from the equator, columns from the zero meridian."""

    row: int
    column: int

    def centre(self) -> "Coordinates":
        """Return the middle of the cell."""
        return _centre(self)

    def distance_metres(self, other: "GridPoint") -> float:
        """Return the distance between the middles of two cells along the globe (0 within one cell)."""
        return 0.0 if self == other else self.centre().distance_metres(other.centre())


@dataclass(frozen=True, order=True, slots=True)
class Coordinates:
    """An exact place on the globe, in degrees (WGS 84)."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        """Refuse what is no place.

        Raises:
            ValueError: When a value is outside the globe or not a number.
        """
        if not (abs(self.latitude) <= POLE_DEGREES and abs(self.longitude) <= HALF_TURN_DEGREES):
            raise ValueError("No such place: latitude is within ±90 and longitude within ±180.")

    def grid(self) -> GridPoint:
        """Return the cell of about 500 × 500 m that holds this place."""
        row = math.floor(self.latitude * _METRES_PER_DEGREE / CELL_METRES)
        return GridPoint(row, math.floor(self.longitude * _column_width(row)))

    def distance_metres(self, other: "Coordinates") -> float:
        """Return the distance along the globe (haversine): a true metric, so detours never come out shorter."""
        here, there = math.radians(self.latitude), math.radians(other.latitude)
        north = math.sin((there - here) / 2) ** 2
        east = math.sin(math.radians(other.longitude - self.longitude) / 2) ** 2
        return (
            2 * _EARTH_RADIUS_METRES * math.asin(math.sqrt(min(1.0, north + math.cos(here) * math.cos(there) * east)))
        )


def _column_width(row: int) -> float:
    """Return columns per degree of longitude, taken at the middle of the row, so that cells are square."""
    latitude = (row + 0.5) * CELL_METRES / _METRES_PER_DEGREE
    return max(math.cos(math.radians(latitude)), 0.01) * _METRES_PER_DEGREE / CELL_METRES


@lru_cache(maxsize=65_536)
def _centre(point: GridPoint) -> Coordinates:
    latitude = (point.row + 0.5) * CELL_METRES / _METRES_PER_DEGREE
    longitude = (point.column + 0.5) / _column_width(point.row)
    return Coordinates(min(latitude, 90.0), min(longitude, 180.0))
