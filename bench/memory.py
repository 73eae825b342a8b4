"""MEM: the largest resident set of a web worker after it has served every page of F1 a few times."""

import json
import resource
import sys

from bench.installations import LARGE, SMALL, measured_in
from bench.measure import Figure

MOST = 1.3


def measure() -> list[Figure]:
    """Measure a worker of either company."""
    small, large = (measured_in(size, "bench.memory")[0]["mb"] for size in (SMALL, LARGE))
    words = f"peak memory of a web worker, {LARGE} customers (MB)"
    growth = large / small
    return [Figure("MEM", words, large, small, growth, growth, f"≤ {MOST}× that of 200 customers", growth <= MOST)]


def _served() -> list[dict[str, float]]:
    from bench.pages import _pages  # noqa: PLC0415 -- only inside an installation

    _pages()
    return [{"mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_served()) + "\n")
