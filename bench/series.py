"""C2: eight weeks of visits of series written, against raw COPY; and the nightly roll.

It runs in the small company on a durable database. Twenty thousand series of two thousand providers are put beside it
and taken away again. The floor writes the same rows into the same tables by COPY from text that is ready made.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta

from bench.installations import SMALL, measured_in
from bench.measure import Figure

SERIES, FEW = 20_000, 2_000
ROUNDS, NIGHTS = 5, 9
MOST_RATIO, MOST_SECONDS, MOST_GROWTH = 2.0, 5.0, 1.2


def measure() -> list[Figure]:
    """Return both figures of the row."""
    return [Figure(**figure) for figure in measured_in(SMALL, "bench.series")]


def _measured() -> list[dict[str, object]]:
    import django  # noqa: PLC0415 -- only inside an installation

    django.setup()
    from bench.series_rows import Beside  # noqa: PLC0415 -- needs Django set up

    figures = []
    with Beside(SERIES) as beside:
        few, many = (_written(beside, count, rounds) for count, rounds in ((FEW, ROUNDS), (SERIES, 1)))
        ratio, growth = few["ours"] / few["floor"], many["ours"] / few["ours"] / (SERIES / FEW)
        words = f"8 weeks of visits of {FEW} series written (ms)"
        held = ratio <= MOST_RATIO and growth <= MOST_GROWTH
        goal = "≤ 2× raw COPY, slope 1"
        figures.append(Figure("C2", words, few["ours"], few["floor"], ratio, growth, goal, held).as_json())
        nights = [_night(beside, number) for number in range(1, NIGHTS + 1)]
        median = statistics.median(nights)
        words, goal = f"a night's roll of {SERIES} series (s), floor: the goal", f"≤ {MOST_SECONDS:.0f} s"
        ratio = median / MOST_SECONDS
        figures.append(Figure("C2", words, median, MOST_SECONDS, ratio, None, goal, median <= MOST_SECONDS).as_json())
    return figures


def _written(beside: object, count: int, rounds: int) -> dict[str, float]:
    from bench.series_rows import Beside  # noqa: PLC0415 -- needs Django set up

    assert isinstance(beside, Beside)
    times: dict[str, list[float]] = {"ours": [], "floor": []}
    for _ in range(rounds):
        beside.fresh(count)
        times["ours"].append(_timed(lambda: beside.roll(beside.beginning)))
        text = beside.as_text()
        beside.fresh(count)
        times["floor"].append(_timed(lambda text=text: beside.copy(text)))  # type: ignore[misc]
    if rounds == 1:
        beside.fresh(count)
        beside.roll(beside.beginning)
    return {name: statistics.median(measured) for name, measured in times.items()}


def _night(beside: object, number: int) -> float:
    from bench.series_rows import Beside  # noqa: PLC0415 -- needs Django set up

    assert isinstance(beside, Beside)
    took = _timed(lambda: beside.roll(beside.beginning + timedelta(days=number)))
    return took / 1000


def _timed(thing: Callable[[], object]) -> float:
    began = time.perf_counter()
    thing()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measured()) + "\n")
