"""How long a trip takes, as far as the 500 m grid can tell."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lupaus.kernel.place import GridPoint

DETOUR: Final = 1.3
"""How much longer streets are than the straight line, on average."""
LONGEST_MINUTES: Final = 240
"""No trip counts for more: within one town it never comes near, and it bounds how far neighbours matter."""


@dataclass(frozen=True, slots=True)
class Travel:
    """The company's idea of trips: a fixed part and a speed.

    Obeys the triangle inequality (a detour is never shorter): the straight line does, rounding up and capping keep
    it, and the fixed part is paid on each leg. So a visit that fits between its neighbours fits the whole day.
    """

    fixed_minutes: int
    km_per_hour: int

    def minutes(self, here: GridPoint, there: GridPoint) -> int:
        """Return the minutes from one cell to another, rounded up."""
        return _minutes(self.fixed_minutes, self.km_per_hour, here, there)


@lru_cache(maxsize=262_144)
def _minutes(fixed: int, speed: int, here: GridPoint, there: GridPoint) -> int:
    kilometres = here.distance_metres(there) * DETOUR / 1000
    return min(LONGEST_MINUTES, fixed + math.ceil(kilometres / speed * 60))
