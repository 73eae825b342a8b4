"""The file for a calendar."""

from datetime import timedelta
from uuid import UUID

import pytest
from icalendar import Calendar

from lupaus.communication import calendars
from lupaus.communication.letters import Attachment
from tests.support import NOON

UID = UUID("8f14e45f-ceea-467a-9575-6f1f0d1f7a11")


def invitation(**changes: object) -> Attachment:
    about = {
        "starts_at": NOON,
        "ends_at": NOON + timedelta(hours=2),
        "title": "Kotisiivous",
        "place": "Helsinki",
        "written_at": NOON,
    }
    return calendars.invitation(UID, **(about | changes))  # type: ignore[arg-type]


def test_an_event_has_its_time_in_helsinki_and_a_lasting_name() -> None:
    calendar = Calendar.from_ical(invitation().content)

    (event,) = calendar.walk("VEVENT")
    assert (str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"])) == ("PUBLISH", f"{UID}@lupaus", 0)
    assert event["DTSTART"].dt.isoformat() == "2026-11-25T12:00:00+02:00"
    assert event["DTSTART"].params["TZID"] == "Europe/Helsinki"
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_a_cancellation_replaces_the_event() -> None:
    calendar = Calendar.from_ical(invitation(sequence=2, is_cancelled=True).content)

    (event,) = calendar.walk("VEVENT")
    assert (str(calendar["METHOD"]), str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCEL", "CANCELLED", 2)


@pytest.mark.parametrize("text", ["a;b,c\\d", "ä" * 120, "rivi\r\nATTENDEE:mailto:eve@example.com", "{{7*7}}"])
def test_what_people_wrote_stays_one_value(text: str) -> None:
    calendar = Calendar.from_ical(invitation(title=text).content)

    (event,) = calendar.walk("VEVENT")
    assert "ATTENDEE" not in event
    assert str(event["SUMMARY"]) == " ".join(text.split())
