"""C1: a year of days of ten thousand series, against a plain loop over days."""

import sys
from datetime import date, time, timedelta

from bench.installations import CHECKOUT
from bench.measure import Figure, medians

MOST = 1.5


def measure() -> list[Figure]:
    """Return the figure."""
    sys.path.insert(0, str(CHECKOUT / "src"))
    from lupaus.kernel.recurrence import Recurrence  # noqa: PLC0415 -- the product is on the path only now

    first, last = date(2027, 1, 1), date(2028, 1, 1)
    every = [
        Recurrence(first + timedelta(days=number % 28), time(9), timedelta(hours=3), 1 + number % 4)
        for number in range(10_000)
    ]

    def ours() -> int:
        return sum(len(each.days(first, last)) for each in every)

    def floor() -> int:
        found = 0
        for each in every:
            day, cycle, days = each.first_on, timedelta(days=7 * each.every_weeks), []
            while day < last:
                days.append(day)
                day += cycle
            found += len(days)
        return found

    assert ours() == floor() > 0
    times = medians({"ours": ours, "floor": floor}, rounds=9)
    ratio = times["ours"] / times["floor"]
    words = "days of 10 000 series in a year (ms)"
    return [Figure("C1", words, times["ours"], times["floor"], ratio, None, f"≤ {MOST}× a plain loop", ratio <= MOST)]
