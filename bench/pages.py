"""F1: pages against `hello`, a view behind our full middleware with a session read; and how they grow.

Inside the process, without HTTP: what is compared is our own work, not the server's.
"""

import json
import sys
from collections.abc import Callable

from bench.installations import LARGE, SMALL, grown, measured_in
from bench.measure import Figure, medians

GOAL_LIST, MOST_QUERIES, MOST_GROWTH, OK = 10.0, 12, 1.3, 200


def measure() -> list[Figure]:
    """Measure both companies and return the large one's figures with their growth."""
    return grown(measured_in(SMALL, "bench.pages"), measured_in(LARGE, "bench.pages"), most=MOST_GROWTH)


def _pages() -> list[dict[str, object]]:
    import django  # noqa: PLC0415 -- only inside an installation

    django.setup()
    from bench.people import browser  # noqa: PLC0415 -- needs Django set up

    clients = {who: browser(who) for who in ("customer", "office")}
    pages: dict[str, Callable[[], object]] = {
        "hello": lambda: _answer(clients["office"], "/bench/hello/"),
        "landing": lambda: _answer(clients["customer"], "/"),
        "order form, first screen": lambda: _answer(clients["customer"], "/order/"),
        "my visits": lambda: _answer(clients["customer"], "/my/"),
        "staff list of 50 invoices": lambda: _answer(clients["office"], "/staff/invoices/?page=1"),
        "staff day": lambda: _answer(clients["office"], "/staff/"),
    }
    queries = {name: _queries(page) for name, page in pages.items()}
    times = medians(pages)
    floor = times.pop("hello")
    return [_figure(name, ours, floor, queries[name]).as_json() for name, ours in times.items()]


def _figure(name: str, ours: float, floor: float, queries: int) -> Figure:
    is_list = name.startswith("staff list")
    goal = f"growth ≤ {MOST_GROWTH}"
    if is_list:
        goal = f"≤ {GOAL_LIST:.0f}× hello, ≤ {MOST_QUERIES} queries, {goal}"
    held = not is_list or (ours / floor <= GOAL_LIST and queries <= MOST_QUERIES)
    return Figure("F1", f"{name}, {queries} queries (ms)", ours, floor, ours / floor, None, goal, held)


def _answer(client: object, address: str) -> None:
    response = client.get(address)  # type: ignore[attr-defined]  # a Django test client
    assert response.status_code == OK, (address, response.status_code)


def _queries(page: Callable[[], object]) -> int:
    from django.db import connection  # noqa: PLC0415 -- needs Django set up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- needs Django set up

    page()
    with CaptureQueriesContext(connection) as captured:
        page()
    return len(captured)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_pages()) + "\n")
