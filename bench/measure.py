"""Time several things in turn, so that a change of the machine's speed hits them all alike."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

ROUNDS = 15


@dataclass(frozen=True)
class Figure:
    """One line of build/bench.json.

    `ours`, `floor` are medians in milliseconds unless `operation` names another unit; `ratio` is ours / floor;
    `growth` is how the ratio grows from the small company to the large one (None: not measured); `held` is None
    where there is no goal.
    """

    id: str
    operation: str
    ours: float
    floor: float
    ratio: float
    growth: float | None
    goal: str
    held: bool | None

    def as_json(self) -> dict[str, object]:
        """Return plain values, rounded to what the measurement can bear."""
        return {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(self).items()}


def medians(things: Mapping[str, Callable[[], object]], *, rounds: int = ROUNDS, warm: int = 3) -> dict[str, float]:
    """Return the median wall time of each thing in milliseconds, over interleaved rounds after a warm-up."""
    times: dict[str, list[float]] = {name: [] for name in things}
    for number in range(warm + rounds):
        for name, thing in things.items():
            began = time.perf_counter()
            thing()
            if number >= warm:
                times[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(measured) for name, measured in times.items()}


def table(figures: list[Figure]) -> str:
    """Return the figures as lines for a person."""
    head = f"{'':4} {'operation':58} {'ours':>9} {'floor':>9} {'ratio':>7} {'growth':>7}  {'goal':32} held"
    lines = [
        f"{each.id:4} {each.operation:58.58} {each.ours:9.2f} {each.floor:9.2f} {each.ratio:7.2f} "
        f"{'–' if each.growth is None else format(each.growth, '.2f'):>7}  {each.goal:32.32} "
        f"{ {True: 'yes', False: 'NO', None: '–'}[each.held] }"
        for each in figures
    ]
    return "\n".join([head, *lines])
