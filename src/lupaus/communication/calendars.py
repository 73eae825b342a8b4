"""An event for a calendar, as a file beside a letter.

Source: RFC 5545; RFC 5546, 3.2.1 (PUBLISH) and 3.2.5 (CANCEL).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone
from icalendar import Event as Component

from lupaus.communication.letters import Attachment

_HELSINKI = ZoneInfo("Europe/Helsinki")


@dataclass(frozen=True, slots=True)
class Event:
    """One event; a later one with the same `uid` and a higher `sequence` replaces it in the calendar."""

    uid: UUID
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    sequence: int = 0
    is_cancelled: bool = False


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
    """Return an .ics file of one event."""
    event = Event(uid, starts_at, ends_at, title, place, sequence, is_cancelled)
    return _file("kaynti.ics", "CANCEL" if is_cancelled else "PUBLISH", [event], written_at)


def several(events: Sequence[Event], *, written_at: datetime) -> Attachment:
    """Return one .ics file of events that each have a `uid` of their own, so that each can change alone."""
    return _file("kaynnit.ics", "PUBLISH", events, written_at)


def _file(name: str, method: str, events: Iterable[Event], written_at: datetime) -> Attachment:
    calendar = Calendar()
    calendar.add("prodid", "-//Lupaus//fi")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_timezone())
    for each in events:
        calendar.add_component(_component(each, written_at))
    return Attachment(name, "text/calendar", calendar.to_ical())


def _component(each: Event, written_at: datetime) -> Component:
    event = Component()
    event.add("uid", f"{each.uid}@lupaus")
    event.add("dtstamp", written_at)
    event.add("dtstart", each.starts_at.astimezone(_HELSINKI))
    event.add("dtend", each.ends_at.astimezone(_HELSINKI))
    event.add("summary", _line(each.title))
    event.add("location", _line(each.place))
    event.add("sequence", each.sequence)
    event.add("status", "CANCELLED" if each.is_cancelled else "CONFIRMED")
    return event


def _line(text: str) -> str:
    """Return a text on one line: signs that some readers take for the end of a line become spaces."""
    return " ".join(text.split())


@cache
def _timezone() -> Timezone:
    """Return Helsinki's rules of both clock changes; computing them takes longer than the rest of the file."""
    return Timezone.from_tzid("Europe/Helsinki")
