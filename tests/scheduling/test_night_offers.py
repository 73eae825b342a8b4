"""Offers made at night leave the phone alone until morning."""

from datetime import UTC, datetime, time, timedelta

import pytest

from lupaus.communication.models import Message
from lupaus.scheduling import night_offers, offers, time_terms
from lupaus.scheduling.models import TimeTerms
from tests.scheduling.town import HOUR, NINE, OWNER, TODAY, Town, open_offer, provider_actor
from tests.support import write_letters

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
"""Monday at 22.30 in Helsinki: quiet until 7."""
MORNING = datetime(2026, 11, 24, 5, 15, tzinfo=UTC)
"""Tuesday at 7.15."""


def texts() -> int:
    return Message.objects.filter(kind="scheduling.visit_offered", channel="sms").count()


def mails() -> int:
    return Message.objects.filter(kind="scheduling.visit_offered", channel="email").count()


def wait_until(at: datetime) -> int:
    asked = night_offers.remind(at=at)
    write_letters(at=at)
    return asked


def test_an_offer_of_the_night_is_mailed_at_once_and_texted_in_the_morning(town: Town) -> None:
    town.booked(at=EVENING)
    write_letters(at=EVENING)
    at_night = (mails(), texts(), wait_until(EVENING + HOUR), texts())

    asked = wait_until(MORNING)
    again = (wait_until(MORNING + timedelta(minutes=15)), texts())

    assert at_night == (1, 0, 0, 0)
    assert (asked, mails(), again) == (1, 1, (1, 1))


def test_a_company_without_quiet_hours_texts_at_night_control(town: Town) -> None:
    time_terms.decide(
        TimeTerms(quiet_from=time(7), quiet_until=time(7)), from_on=TODAY, by=OWNER, at=EVENING - 2 * HOUR
    )

    town.booked(at=EVENING)
    write_letters(at=EVENING)

    assert texts() == 1


def test_several_offers_of_a_night_are_one_text(town: Town) -> None:
    for days in (0, 1, 4, 5):
        town.booked(NINE + timedelta(days=days), at=EVENING)
    write_letters(at=EVENING)

    asked = wait_until(MORNING)

    assert (texts(), mails()) == (asked, 4)
    assert asked < 4


def test_who_answered_in_the_evening_is_let_be(town: Town) -> None:
    offer = open_offer(town.booked(at=EVENING))
    offers.accept(offer, by=provider_actor(offer.provider), at=EVENING + HOUR)
    write_letters(at=EVENING + HOUR)

    assert (wait_until(MORNING), texts()) == (0, 0)


def test_what_runs_out_before_morning_is_texted_at_night(town: Town) -> None:
    offer = open_offer(town.booked(at=EVENING))
    offer.expires_at = MORNING - HOUR
    offer.save(update_fields=["expires_at"])

    write_letters(at=EVENING)

    assert texts() == 1
