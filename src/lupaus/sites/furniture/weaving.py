"""The rug of promises as a drawing: one strip per promise, told apart by shape first and colour last.

Never drawn without live results, and never changed for looks: the unevenness of a strip follows from its own name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from zlib import crc32

COLOURS: Final = {
    "enforced": ("k1", "k2"),
    "evidenced": ("k5", "k5"),
    "declared": ("k6", "k6"),
    "partly": ("k3", "k3"),
}
"""Colours by state, neighbours taking turns."""
UNWOVEN: Final = "not-yet"
"""A promise that is not built yet leaves bare warp."""
HALF_WOVEN: Final = "partly"
"""A promise that is kept in part reaches only part of the way across."""

LEFT: Final = 24
WIDTH: Final = 380
TOP: Final = 46
HEIGHTS: Final = (3.2, 4.2, 5.2, 6.6)
WARP_STEP: Final = 7.4


class Thread(Protocol):
    """One promise as the privacy room tells it."""

    @property
    def row(self) -> str:
        """Return its name: "S5"."""

    @property
    def strip(self) -> object:
        """Return how it is kept: enforced, evidenced, declared, partly, broken, not-yet."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One strip of the band: where, in which colour, and whether it sticks out. `colour` is "" for bare warp."""

    x: int
    colour: str
    sticks_out: bool


@dataclass(frozen=True, slots=True)
class Weft:
    """One strip of the big rug."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    is_broken: bool

    @property
    def end(self) -> float:
        """Return where the strip ends on the right."""
        return round(self.x + self.width, 1)

    @property
    def middle(self) -> float:
        """Return the height at which a loose end begins."""
        return round(self.y + self.height / 2, 1)


@dataclass(frozen=True, slots=True)
class BigRug:
    """The rug of the home page as numbers for an SVG 428 wide."""

    wefts: tuple[Weft, ...]
    bottom: float
    fringe: str
    warp: str

    @property
    def height(self) -> int:
        """Return the height of the whole drawing, fringes included."""
        return round(self.bottom) + 40


def band(threads: Iterable[Thread]) -> list[Strip]:
    """Return the strips side by side, ten units apart. A broken promise sticks out, so it is seen without colour."""
    return [_strip(at, str(thread.strip)) for at, thread in enumerate(threads)]


def big(threads: Sequence[Thread]) -> BigRug:
    """Return the same strips as a rug; a broken one unravels at its end.

    A rug grows from its beginning: what is not built yet is bare warp above, so that every kept promise is seen
    to lengthen the cloth.
    """
    wefts, y = [], float(TOP)
    for at, thread in enumerate(sorted(threads, key=lambda thread: str(thread.strip) != UNWOVEN)):
        weft = _weft(at, thread, y)
        wefts.append(weft)
        y = round(y + weft.height + 0.6, 1)
    return BigRug(tuple(wefts), y, _fringe(y), _warp(y))


def _strip(at: int, state: str) -> Strip:
    colour = _colour(at, state)
    return Strip(at * 10, colour, sticks_out=colour == "kx")


def _weft(at: int, thread: Thread, y: float) -> Weft:
    chance, state = crc32(thread.row.encode()), str(thread.strip)
    height, shift = HEIGHTS[chance % 4], (chance >> 4) % 5
    width = WIDTH * (0.4 + (chance >> 8) % 30 / 100) if state == HALF_WOVEN else WIDTH - (chance >> 8) % 5
    colour = _colour(at, state)
    return Weft(LEFT - 2 + shift, y, round(width, 1), height, colour, is_broken=colour == "kx")


def _colour(at: int, state: str) -> str:
    if state == UNWOVEN:
        return ""
    colours = COLOURS.get(state)
    return colours[at % 2] if colours else "kx"


def _warp(bottom: float) -> str:
    return "".join(f"M{LEFT + 5 + step * WARP_STEP:.1f} {TOP}V{bottom:.0f}" for step in range(51))


def _fringe(bottom: float) -> str:
    """Return both fringes as one path; each end hangs a little differently, always in the same way."""
    ends = []
    for end in range(26):
        chance = crc32(f"fringe {end}".encode())
        x, bend, length = LEFT + 8 + end * 14.56, chance % 9 - 4, 26 + (chance >> 4) % 9
        ends.append(
            f"M{x:.1f} {TOP}q{bend}-18 {-bend / 2:.1f}-{length}M{x:.1f} {bottom}q{-bend} 18 {bend / 2:.1f} {length}"
        )
    return "".join(ends)
