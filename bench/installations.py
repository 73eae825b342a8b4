"""Companies to measure: one of 200 customers and one of 20 000, each with its own home, keys and database.

They lie in build/bench and are made once; `rm -r build/bench` makes them anew. Their database is durable (fsync
on): a booking that does not wait for the disk is no booking.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.measure import Figure

CHECKOUT = Path(__file__).resolve().parents[1]
SMALL, LARGE = 200, 20_000


def surroundings(customers: int) -> dict[str, str]:
    """Return the environment of the installation of that size."""
    home = CHECKOUT / "build" / "bench" / str(customers)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LUPAUS_", "DATABASE_URL"))}
    ours = {"LUPAUS_HOME": str(home), "LUPAUS_ENV": "development", "PYTHONPATH": str(CHECKOUT)}
    return kept | ours | {"DJANGO_SETTINGS_MODULE": "lupaus.project.settings"}


def measured_in(customers: int, module: str, *arguments: str) -> list[dict[str, Any]]:
    """Run `python -m module` inside the installation of that size and return the JSON it prints last."""
    env = surroundings(customers)
    _make(customers, env)
    command = [sys.executable, "-m", "bench.inside", module, *arguments]
    done = subprocess.run(command, env=env, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 -- our own
    found: list[dict[str, Any]] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def grown(small: list[dict[str, Any]], large: list[dict[str, Any]], *, most: float) -> list[Figure]:
    """Return the large company's figures with their growth over the small one's; `most` is the growth allowed."""
    before = {figure["operation"]: figure["ratio"] for figure in small}
    figures = []
    for figure in large:
        growth = figure["ratio"] / before[figure["operation"]]
        held = None if figure["held"] is None else figure["held"] and growth <= most
        figures.append(Figure(**figure | {"growth": growth, "held": held}))
    return figures


def _make(customers: int, env: dict[str, str]) -> None:
    made = Path(env["LUPAUS_HOME"]) / "made"
    if made.exists():
        return
    sys.stderr.write(f"bench: making a company of {customers} customers, once\n")
    seed = ["seed", "--customers", str(customers)]
    steps = (
        ["cluster", "wipe"],
        ["django", "migrate", "--verbosity", "0", "--skip-checks"],
        ["django", "createcachetable"],
        seed,
    )
    for step in steps:
        command = [sys.executable, "-m", "lupaus.project.cli", *step]
        subprocess.run(command, env=env, cwd=CHECKOUT, check=True, stdout=sys.stderr)  # noqa: S603 -- our own
    made.touch()
