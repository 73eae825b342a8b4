"""What waits for the office, counted at once for its start page."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Value

from lupaus.communication import queries as outbox
from lupaus.scheduling import remarks, series_queries

MOST_UNSENT = 1000


@dataclass(frozen=True, slots=True)
class Duties:
    """How many days of series want another time, orders an answer, and letters a carrier that may have them.

    Letters are counted up to `MOST_UNSENT`.
    """

    series_days: int
    messages: int
    unsent: int


def of(*, at: datetime) -> Duties:
    """Return what waits now; one query."""
    days = series_queries.waiting_days(at=at).select_related(None).order_by()
    waits = remarks.waiting_for_answer().order_by()
    unsent = outbox.waiting_for_partner().order_by()[:MOST_UNSENT]
    rows = days.values_list(Value("day"), F("pk")).union(
        waits.values_list(Value("message"), F("order_id")), unsent.values_list(Value("letter"), F("pk")), all=True
    )
    counted = Counter(what for what, _id in set(rows.order_by()))
    return Duties(counted["day"], counted["message"], counted["letter"])
