"""The time that is held for a draft, as every screen after the second shows it."""

from datetime import datetime

from lupaus.orders.models import Draft
from lupaus.scheduling import holds
from lupaus.scheduling.holds import Hold


def of(draft: Draft | None, at: datetime) -> Hold | None:
    """Return the hold that has not run out, None without one."""
    return holds.current(draft, at=at) if draft is not None else None
