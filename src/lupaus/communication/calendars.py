"""An event for a calendar, as a file beside a letter.

Source: RFC 5545; RFC 5546, 3.2.1 (PUBLISH) and 3.2.5 (CANCEL).
"""

from datetime import datetime
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from lupaus.communication.letters import Attachment

_HELSINKI = ZoneInfo("Europe/Helsinki")


def invitation(
    uid: UUID,
    *,
    starts_at: datetime,
    ends_at: datetime,
    title: str,
    place: str,
    written_at: datetime,
    sequence: int = 0,
    is_cancelled: bool = False,
) -> Attachment:
    """Return an .ics file; a later one with the same `uid` and a higher `sequence` replaces it in the calendar."""
    event = Event()
    event.add("uid", f"{uid}@lupaus")
    event.add("dtstamp", written_at)
    event.add("dtstart", starts_at.astimezone(_HELSINKI))
    event.add("dtend", ends_at.astimezone(_HELSINKI))
    event.add("summary", title)
    event.add("location", place)
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Lupaus//fi")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    calendar.add_component(_timezone())
    calendar.add_component(event)
    return Attachment("kaynti.ics", "text/calendar", calendar.to_ical())


@cache
def _timezone() -> Timezone:
    """Return Helsinki's rules of both clock changes; computing them takes longer than the rest of the file."""
    return Timezone.from_tzid("Europe/Helsinki")
