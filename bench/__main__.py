"""`python -m bench [ROW …]`: measure, print, write build/bench.json."""

import json
import sys
from importlib import import_module
from pathlib import Path

from bench.measure import Figure, table

CHECKOUT = Path(__file__).resolve().parents[1]
ON_REQUEST = {"C2": "bench.series"}
"""Takes minutes: measured only when it is named."""
ROWS = {
    "F1": "bench.pages",
    "B1": "bench.races",
    "B3": "bench.bookings",
    "C1": "bench.expansion",
    "MEM": "bench.memory",
}


def main(wanted: list[str]) -> int:
    """Measure the rows asked for, or all of them; the exit code says only whether the measuring worked."""
    named = ROWS | ON_REQUEST
    unknown = [row for row in wanted if row not in named]
    if unknown:
        sys.stderr.write(f"bench: no row {', '.join(unknown)}; there are {', '.join(named)}\n")
        return 2
    figures: list[Figure] = []
    for module in dict.fromkeys(named[row] for row in wanted or ROWS):
        figures += import_module(module).measure()
    target = CHECKOUT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps([figure.as_json() for figure in figures], indent=1, ensure_ascii=False) + "\n")
    sys.stdout.write(table(figures) + "\n")
    return 0


sys.exit(main(sys.argv[1:]))
