"""The demo company, made small."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from lupaus.accounts import actors
from lupaus.accounts import queries as accounts
from lupaus.billing.models import Invoice
from lupaus.billing.queries import ledger
from lupaus.catalogue import queries as catalogue
from lupaus.communication.models import Message
from lupaus.company import queries as company
from lupaus.foundation import clock
from lupaus.jobs import periodic, queue
from lupaus.jobs.seed import bulk, demo, names
from lupaus.jobs.seed.weeks import Story
from lupaus.kernel import walltime
from lupaus.orders.models import Draft
from lupaus.privacy import live
from lupaus.privacy.models import Defect
from lupaus.promises import Actor, Purpose, Role
from lupaus.providers.models import Leave, Provider
from lupaus.register.models import Address, Customer
from lupaus.scheduling import ratings
from lupaus.scheduling.models import Occupation, Visit, VisitState
from lupaus.vault.reading import processing
from tests.support import FAR

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FEW = 8


@pytest.fixture
def story() -> Story:
    return demo.make(at=AT, customers=FEW + 3, in_full=FEW)


def test_the_demo_is_a_company_in_the_middle_of_its_work(story: Story) -> None:
    visits = list(Visit.objects.all())
    told = [visit for visit in visits if visit.id in story.clients]

    assert company.profile(AT).business_id == "1234567-1"
    assert len(catalogue.offerings(walltime.day_of(AT))) == 8
    assert Provider.objects.count() == 12
    assert Customer.objects.count() == FEW + 5
    assert [len(accounts.holders(role, AT)) for role in (Role.OWNER, Role.OFFICE, Role.PRIVACY)] == [2, 2, 1]
    assert (set(Message.objects.values_list("state", flat=True)), queue.waiting()) == ({"kept"}, [])
    assert {visit.starts_at < AT for visit in told} == {True, False}
    assert not [
        visit for visit in told if visit.ends_at < AT - timedelta(days=4) and visit.state == VisitState.ACCEPTED
    ]
    assert Invoice.objects.count() >= 2
    assert not Draft.objects.filter(order=None).exists()
    assert all(story.until - demo.weeks.PAST <= visit.starts_at <= AT + timedelta(days=46) for visit in told)

    _the_first_customer_has_something_of_everything(story)
    _a_second_start_changes_nothing()
    _names_are_of_every_kind(visits)


def _the_first_customer_has_something_of_everything(story: Story) -> None:
    maija = actors.first_with(Role.CUSTOMER, at=AT)
    assert story.regular is not None
    assert story.regular.user == maija

    hers = list(Visit.objects.filter(order__customer__user=maija).order_by("starts_at"))
    assert hers[-1].starts_at > AT
    assert hers[-1].state == VisitState.ACCEPTED
    unrated = [visit for visit in hers if visit.state in {VisitState.FINISHED, VisitState.APPROVED}]
    assert any(ratings.may_rate(visit, at=AT) for visit in unrated)
    assert VisitState.OFFERED in set(Visit.objects.values_list("state", flat=True))


def _a_second_start_changes_nothing() -> None:
    with pytest.raises(demo.NotEmpty):
        demo.make(at=AT)

    assert Customer.objects.count() == FEW + 5


def _names_are_of_every_kind(visits: list[Visit]) -> None:
    owner = Actor.person(Provider.objects.earliest("lane").id, Role.OWNER, confidential_until=FAR)
    with processing(owner, Purpose.WORKFORCE, AT):
        shown = [provider.shown_name for provider in Provider.objects.all()]

    assert {"Áile S.", "Róisín O.", "Mirja-Liisa Y."} <= set(shown)
    assert len(visits) >= FEW + 3


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 12, 23), date(2027, 3, 28), date(2027, 6, 25)])
def test_the_demo_can_begin_on_any_day(day: date) -> None:
    at = walltime.combine(day, time(23, 59))

    story = demo.make(at=at, customers=3)

    assert story.booked >= 3
    assert Leave.objects.filter(from_at__gt=at).count() == 2


def test_the_same_day_tells_the_same_story() -> None:
    chances = [demo.Random(demo.SEED) for _ in range(2)]

    people = [[names.somebody(number, chance) for number in range(50)] for chance in chances]

    assert people[0] == people[1]
    assert len({person.email for person in people[0]}) == 50


def test_customers_in_bulk_take_no_time_and_bring_no_work(story: Story) -> None:
    before = (Occupation.objects.count(), ledger().count())

    bulk.fill(1_000, 1_004, story.offered, story.chance, at=AT)

    assert Customer.objects.count() == FEW + 10
    assert Address.objects.filter(customer__in=Customer.objects.all()).count() >= FEW + 8
    assert (Occupation.objects.count(), ledger().count()) == before
    office = Actor.person(Customer.objects.earliest("id").id, Role.OFFICE, confidential_until=FAR)
    with processing(office, Purpose.CUSTOMER_CARE, AT):
        assert all(customer.email.endswith("@asiakas.example") for customer in Customer.objects.all())


def test_a_fresh_demo_starts_with_nothing_red(story: Story) -> None:
    del story
    clock.set_to(AT)
    periodic.run_due(AT)

    assert [(each.code, each.what) for each in Defect.objects.open()] == []
    assert live.state(AT).last_ran_at is not None
