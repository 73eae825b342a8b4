from dataclasses import replace
from datetime import datetime, time
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django.fixtures import DjangoAssertNumQueries

from lupaus.catalogue.models import Service
from lupaus.company.identifiers import InvalidPhone
from lupaus.journal.models import Entry
from lupaus.kernel.place import GridPoint
from lupaus.promises import Actor, Purpose, Role
from lupaus.providers import accounts, providers, queries
from lupaus.providers.models import Provider, WorkingHours
from lupaus.providers.providers import Shift
from lupaus.providers.queries import Worker
from lupaus.vault.reading import is_withheld, processing
from tests.providers.conftest import MORNINGS, SIIRI
from tests.support import FAR, bind

pytestmark = pytest.mark.django_db


def opened(provider: Provider, role: Role, purpose: Purpose, at: datetime, **of: frozenset[UUID]) -> dict[str, object]:
    with processing(Actor.person(uuid4(), role, confidential_until=FAR, **of), purpose, at):
        row = Provider.objects.get(id=provider.id)
        return {name: getattr(row, name) for name in ("first_name", "last_name", "shown_name", "email", "phone")}


def test_the_owner_reads_what_was_typed_in_its_right_form(siiri: Provider, at: datetime) -> None:
    assert opened(siiri, Role.OWNER, Purpose.WORKFORCE, at) == {
        "first_name": "Siiri",
        "last_name": "Sáŋgár-O'Neill",
        "shown_name": "Siiri S.",
        "email": "siiri@esimerkki.example",
        "phone": "+358401234567",
    }


def test_a_customer_who_meets_no_provider_reads_nothing(siiri: Provider, at: datetime) -> None:
    read = opened(siiri, Role.CUSTOMER, Purpose.SERVICE_DELIVERY, at)

    assert all(is_withheld(value) for value in read.values())


def test_the_database_holds_no_name_of_a_provider(siiri: Provider) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT p::text FROM providers_provider p")
        row = cursor.fetchone()[0]

    assert not any(word in row for word in ("Siiri", "O'Neill", "siiri@", "401234567"))


def test_lanes_are_never_used_twice(siiri: Provider, owner: Actor, at: datetime) -> None:
    lane = siiri.lane
    siiri.delete()

    other = providers.register(SIIRI, by=owner, at=at)

    assert other.lane > lane


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"first_name": " "}, providers.NameIsMissing),
        ({"last_name": ""}, providers.NameIsMissing),
        ({"email": "siiri"}, providers.InvalidEmail),
        ({"phone": "123"}, InvalidPhone),
    ],
)
def test_a_person_who_cannot_be_reached_is_refused(
    owner: Actor, at: datetime, changed: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        providers.register(replace(SIIRI, **changed), by=owner, at=at)


def test_two_providers_cannot_share_an_address(siiri: Provider, owner: Actor, at: datetime) -> None:
    with pytest.raises(providers.EmailIsTaken):
        providers.register(replace(SIIRI, email="SIIRI@esimerkki.example"), by=owner, at=at)

    other = providers.register(replace(SIIRI, email="toinen@esimerkki.example"), by=owner, at=at)
    with pytest.raises(providers.EmailIsTaken):
        providers.change(other, SIIRI, by=owner, at=at)


def test_a_change_is_written_and_the_home_is_a_grid_square(siiri: Provider, owner: Actor, at: datetime) -> None:
    providers.set_home(siiri, GridPoint(13_000, 5_000), by=owner, at=at)

    changed = providers.change(siiri, replace(SIIRI, first_name="Siiri-Maria"), by=owner, at=at)

    assert opened(changed, Role.OWNER, Purpose.WORKFORCE, at)["shown_name"] == "Siiri-Maria S."
    assert (changed.home_row, changed.home_column) == (13_000, 5_000)


def test_a_home_can_be_taken_away(siiri: Provider, owner: Actor, at: datetime) -> None:
    providers.set_home(siiri, GridPoint(1, 2), by=owner, at=at)

    assert providers.set_home(siiri, None, by=owner, at=at).home_row is None


def test_half_a_home_is_refused_by_the_database(siiri: Provider) -> None:
    with pytest.raises(IntegrityError, match="provider_home_is_a_whole_grid_point"), transaction.atomic():
        Provider.objects.filter(id=siiri.id).update(home_row=1)


def test_the_engine_sees_lanes_and_weeks_of_those_who_can(
    siiri: Provider, cleaning: Service, owner: Actor, at: datetime
) -> None:
    providers.set_skills(siiri, [cleaning], by=owner, at=at)
    providers.set_areas(siiri, ["005", "02100"], by=owner, at=at)
    providers.set_hours(siiri, reversed(MORNINGS), by=owner, at=at)

    assert queries.timetable(cleaning.id, "00500", at=at) == (Worker(siiri.id, siiri.lane, None, tuple(MORNINGS)),)
    assert len(queries.timetable(cleaning.id, "02100", at=at)) == 1
    assert queries.timetable(cleaning.id, "02101", at=at) == ()
    assert queries.timetable(cleaning.id, "00100", at=at) == ()


def test_two_areas_that_overlap_make_one_worker(siiri: Provider, cleaning: Service, owner: Actor, at: datetime) -> None:
    providers.set_home(siiri, GridPoint(1, 2), by=owner, at=at)
    providers.set_skills(siiri, [cleaning, cleaning], by=owner, at=at)
    providers.set_areas(siiri, ["00", "005", "00 500", "00500", ""], by=owner, at=at)

    assert queries.timetable(cleaning.id, "00500", at=at) == (Worker(siiri.id, siiri.lane, GridPoint(1, 2), ()),)
    assert [area.prefix for area in siiri.areas.all()] == ["00", "005", "00500"]


def test_the_timetable_takes_two_queries_for_any_number(
    cleaning: Service, owner: Actor, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        provider = providers.register(replace(SIIRI, email=f"p{number}@esimerkki.example"), by=owner, at=at)
        providers.set_skills(provider, [cleaning], by=owner, at=at)
        providers.set_areas(provider, ["00"], by=owner, at=at)
        providers.set_hours(provider, MORNINGS, by=owner, at=at)
        bind(provider, at=at)

    with django_assert_num_queries(2):
        found = queries.timetable(cleaning.id, "00500", at=at)

    assert [worker.lane for worker in found] == sorted(worker.lane for worker in found)
    assert len(found) == 4


@pytest.mark.parametrize("prefix", ["0", "abc", "005000", "٠٠٥", "00%"])
def test_an_area_is_the_beginning_of_a_postcode(siiri: Provider, owner: Actor, at: datetime, prefix: str) -> None:
    with pytest.raises(providers.InvalidArea):
        providers.set_areas(siiri, ["00", prefix], by=owner, at=at)


@pytest.mark.parametrize(
    "week",
    [
        [Shift(0, time(12), time(8))],
        [Shift(0, time(8), time(8))],
        [Shift(0, time(8), time(12)), Shift(0, time(11), time(15))],
    ],
)
def test_hours_that_cannot_be_worked_are_refused(
    siiri: Provider, owner: Actor, at: datetime, week: list[Shift]
) -> None:
    providers.set_hours(siiri, MORNINGS, by=owner, at=at)

    with pytest.raises(providers.HoursOverlap):
        providers.set_hours(siiri, week, by=owner, at=at)

    assert WorkingHours.objects.count() == 5


def test_a_day_may_have_two_stretches_that_touch(siiri: Provider, owner: Actor, at: datetime) -> None:
    week = [Shift(0, time(12), time(16)), Shift(0, time(8), time(12))]

    providers.set_hours(siiri, week, by=owner, at=at)

    assert [(row.starts, row.ends) for row in siiri.working_hours.all()] == [
        (time(8), time(12)), (time(12), time(16)),
    ]  # fmt: skip


def test_who_has_left_gets_no_visits_and_no_role(
    siiri: Provider, cleaning: Service, owner: Actor, at: datetime
) -> None:
    providers.set_skills(siiri, [cleaning], by=owner, at=at)
    providers.set_areas(siiri, ["00"], by=owner, at=at)

    left = providers.let_go(siiri, by=owner, at=at)

    assert (queries.timetable(cleaning.id, "00500", at=at), queries.is_served("00500", at=at)) == ((), False)
    assert accounts.identities_of_user(uuid4(), at) == ()
    with pytest.raises(providers.HasLeft):
        providers.set_areas(left, ["01"], by=owner, at=at)

    providers.take_back(left, by=owner, at=at)
    assert queries.is_served("00500", at=at)


def test_every_change_names_the_provider_in_the_journal(
    siiri: Provider, cleaning: Service, owner: Actor, at: datetime
) -> None:
    providers.set_skills(siiri, [cleaning], by=owner, at=at)
    providers.let_go(siiri, by=owner, at=at)

    actions = Entry.objects.filter(subjects__contains=[siiri.subject_id]).values_list("action", flat=True)
    assert sorted(actions) == ["agreement.signed", "provider.let_go", "provider.registered", "provider.skills_changed"]


def test_nobody_is_the_provider_of_a_visitor(siiri: Provider) -> None:
    assert queries.provider_of(Actor.visitor()) is None
    assert queries.provider_of(Actor.person(uuid4(), Role.PROVIDER)) is None
    assert list(queries.everybody()) == [siiri]
