"""What waits for the office, counted at once for its start page."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Value

from lupaus.scheduling import remarks, series_queries


@dataclass(frozen=True, slots=True)
class Duties:
    """How many days of series wait for another time, and about how many orders a customer waits for an answer."""

    series_days: int
    messages: int


def of(*, at: datetime) -> Duties:
    """Return what waits now; one query."""
    days = series_queries.waiting_days(at=at).select_related(None).order_by()
    waits = remarks.waiting_for_answer().order_by()
    rows = days.values_list(Value("day"), F("pk")).union(waits.values_list(Value("message"), F("order_id"))).order_by()
    counted = Counter(what for what, _id in rows)
    return Duties(counted["day"], counted["message"])
