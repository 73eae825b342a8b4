"""Two people who send the same form at once, on two connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time

import pytest
from django.db import connection

from lupaus.catalogue import services
from lupaus.catalogue.models import Pricing, Service
from lupaus.catalogue.services import NameIsTaken, ServiceDetails
from lupaus.company import hours, profiles
from lupaus.company.hours import Hours
from lupaus.company.models import OpeningHours, Profile, Weekday
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor
from lupaus.providers import providers
from lupaus.providers.models import Provider
from lupaus.providers.providers import EmailIsTaken, Person
from tests.company.conftest import Make

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6
details = Make()


def at_once(act: Callable[[int], object]) -> list[type[Refused]]:
    """Let six do it at the same time, and return what they were refused with."""

    def one(number: int) -> type[Refused] | None:
        try:
            act(number)
        except Refused as no:
            return type(no)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [no for no in pool.map(one, range(AT_ONCE)) if no is not None]


def test_the_first_profile_is_entered_by_six_at_once(owner: Actor, at: datetime) -> None:
    refused = at_once(lambda number: profiles.change(details(name=f"Malli {number} Oy"), by=owner, at=at))

    assert (refused, sorted(Profile.objects.values_list("revision", flat=True))) == ([], [1, 2, 3, 4, 5, 6])


def test_the_first_week_is_entered_by_six_at_once(owner: Actor, at: datetime) -> None:
    week = {day: Hours(time(8), time(16)) for day in Weekday}

    assert at_once(lambda _: hours.change_week(week, by=owner, at=at)) == []
    assert OpeningHours.objects.count() == 7


def test_one_service_is_added_once(owner: Actor, at: datetime) -> None:
    details = ServiceDetails(
        name="Siivous", description="", pricing=Pricing.HOUR, size_minimum=60, size_maximum=60, size_step=30
    )

    refused = at_once(lambda _: services.add(details, by=owner, at=at))

    assert (refused, Service.objects.count()) == ([NameIsTaken] * 5, 1)


def test_one_address_makes_one_provider(owner: Actor, at: datetime) -> None:
    person = Person(first_name="Siiri", last_name="S", email="siiri@esimerkki.example", phone="040 123 4567")

    refused = at_once(lambda _: providers.register(person, by=owner, at=at))

    assert (refused, Provider.objects.count()) == ([EmailIsTaken] * 5, 1)
