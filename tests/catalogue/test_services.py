from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django.fixtures import DjangoAssertNumQueries

from lupaus.catalogue import launches, prices, queries, services
from lupaus.catalogue.models import AddOn, Pricing, Service, ServicePrice
from lupaus.catalogue.prices import Amounts
from lupaus.catalogue.services import AddOnDetails
from lupaus.foundation import dated
from lupaus.journal.models import Entry
from lupaus.kernel.money import Money
from lupaus.promises import Actor
from tests.catalogue.conftest import CLEANING, TODAY

pytestmark = pytest.mark.django_db

BY_AREA = replace(
    CLEANING, name="Muuttosiivous", pricing=Pricing.SQUARE_METRE, size_minimum=20, size_maximum=200, size_step=1,
    minutes_fixed=60, minutes_per_100_m2=300,
)  # fmt: skip
AMOUNTS = Amounts(Money(50_00), Money(100_00), Money(9_00))


def test_a_service_gets_a_code_nobody_has(owner: Actor, at: datetime) -> None:
    names = ["Ikkunanpesu", "Ikkunan pesu", "Ikkunan-pesu", "Ääkköset & Öljyt", "漢字"]

    codes = [services.add(replace(CLEANING, name=name), by=owner, at=at).code for name in names]

    assert codes == ["ikkunanpesu", "ikkunan-pesu", "ikkunan-pesu-2", "aakkoset-oljyt", "palvelu"]


def test_a_code_stays_when_the_name_changes(cleaning: Service, owner: Actor, at: datetime) -> None:
    changed = services.change(cleaning, replace(CLEANING, name="Koti puhtaaksi"), by=owner, at=at)

    assert (changed.code, changed.name) == ("kotisiivous", "Koti puhtaaksi")


def test_two_services_cannot_have_one_name(cleaning: Service, owner: Actor, at: datetime) -> None:
    with pytest.raises(services.NameIsTaken):
        services.add(replace(CLEANING, name="kotiSIIVOUS"), by=owner, at=at)

    other = services.add(replace(CLEANING, name="Toinen"), by=owner, at=at)
    with pytest.raises(services.NameIsTaken):
        services.change(other, CLEANING, by=owner, at=at)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"size_minimum": 500}, services.SizesAreNoRange),
        ({"size_minimum": 0}, services.SizesAreNoRange),
        ({"size_step": 0}, services.SizesAreNoRange),
        ({"size_minimum": 100}, services.HoursAreNotQuarters),
        ({"size_step": 20}, services.HoursAreNotQuarters),
        ({"size_maximum": 780}, services.VisitIsTooLong),
        ({"pricing": Pricing.SQUARE_METRE, "minutes_per_100_m2": 200}, services.VisitIsTooLong),
        ({"pricing": Pricing.SQUARE_METRE, "size_maximum": 20_000}, services.VisitIsTooLong),
    ],
)
def test_a_service_no_visit_can_be_planned_from_is_refused(
    owner: Actor, at: datetime, changed: dict[str, int], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        services.add(replace(CLEANING, **changed), by=owner, at=at)  # type: ignore[arg-type]

    assert not Service.objects.exists()


def test_the_database_keeps_sizes_a_range(cleaning: Service) -> None:
    with pytest.raises(IntegrityError, match="service_sizes_are_a_range"), transaction.atomic():
        Service.objects.filter(id=cleaning.id).update(size_minimum=999)


def test_a_withdrawn_service_is_not_on_offer_until_restored(cleaning: Service, owner: Actor, at: datetime) -> None:
    withdrawn = services.withdraw(cleaning, by=owner, at=at)
    again = services.withdraw(withdrawn, by=owner, at=at + timedelta(days=1))

    assert (queries.offerings(TODAY), again.withdrawn_at) == ((), at)

    services.restore(cleaning, by=owner, at=at)
    assert [offering.service for offering in queries.offerings(TODAY)] == [cleaning]


def test_an_offering_has_the_prices_of_the_day(cleaning: Service, oven: AddOn) -> None:
    offering = queries.offering("kotisiivous", TODAY)

    assert (offering.amount, offering.minimum, offering.equipment_fee) == (Money(42_00), Money(0), Money(8_00))
    assert [(each.add_on, each.amount) for each in offering.add_ons] == [(oven, Money(25_00))]
    assert (offering.is_hourly, list(offering.sizes)[:3]) == (True, [120, 150, 180])


def test_changing_an_add_on_moves_it_between_services(
    cleaning: Service, oven: AddOn, owner: Actor, at: datetime
) -> None:
    moving = services.add(BY_AREA, by=owner, at=at)

    services.change_add_on(oven, AddOnDetails(name="Uunin pesu", minutes=45), [moving], by=owner, at=at)

    (listed,) = queries.all_add_ons()
    assert (listed.name, listed.minutes, list(listed.services.all())) == ("Uunin pesu", 45, [moving])
    assert queries.offering("kotisiivous", TODAY).add_ons == ()


def test_a_service_and_its_add_ons_are_put_on_sale_in_one_act(oven: AddOn, owner: Actor, at: datetime) -> None:
    launches.launch(BY_AREA, AMOUNTS, by=owner, at=at, add_ons=[oven])
    launches.launch_add_on(AddOnDetails(name="Parveke", minutes=30), Money(5_00), by=owner, at=at)

    offering = queries.offering("muuttosiivous", TODAY)
    assert (offering.amount, [each.add_on for each in offering.add_ons]) == (Money(50_00), [oven])


def test_a_service_that_cannot_be_priced_is_not_added(owner: Actor, at: datetime) -> None:
    with pytest.raises(prices.PriceOutOfBounds):
        launches.launch(BY_AREA, Amounts(Money(-1), Money(0), Money(0)), by=owner, at=at)

    assert not Service.objects.exists()


def test_changing_a_service_can_change_or_leave_its_add_ons(
    cleaning: Service, oven: AddOn, owner: Actor, at: datetime
) -> None:
    services.change(cleaning, CLEANING, by=owner, at=at)
    kept = queries.offering("kotisiivous", TODAY).add_ons
    services.change(cleaning, CLEANING, by=owner, at=at, add_ons=[])

    assert (len(kept), queries.offering("kotisiivous", TODAY).add_ons) == (1, ())


def test_offerings_take_the_same_queries_for_one_and_for_many(
    cleaning: Service, oven: AddOn, owner: Actor, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        queries.offerings(TODAY)
    for number in range(5):
        service = services.add(replace(BY_AREA, name=f"Palvelu {number}"), by=owner, at=at)
        prices.set_price(service, AMOUNTS, from_on=TODAY, by=owner, at=at)
        services.change_add_on(oven, AddOnDetails(name="Uuni", minutes=1), [service], by=owner, at=at)

    with django_assert_num_queries(4):
        assert len(queries.offerings(TODAY)) == 6


def test_a_price_cannot_begin_in_the_past_or_far_ahead(cleaning: Service, owner: Actor, at: datetime) -> None:
    with pytest.raises(dated.BeginsInThePast):
        prices.set_price(cleaning, AMOUNTS, from_on=TODAY - timedelta(days=1), by=owner, at=at)
    with pytest.raises(dated.BeginsTooFarAhead):
        prices.set_price(cleaning, AMOUNTS, from_on=date(9999, 12, 31), by=owner, at=at)


def test_today_is_the_day_in_finland(cleaning: Service, owner: Actor) -> None:
    late_evening_utc = datetime.fromisoformat("2026-11-23T22:30:00+00:00")

    with pytest.raises(dated.BeginsInThePast):
        prices.set_price(cleaning, AMOUNTS, from_on=TODAY, by=owner, at=late_evening_utc)


@pytest.mark.parametrize("amount", [Money(-1), Money(10_000_01)])
def test_amounts_stay_within_reason(cleaning: Service, oven: AddOn, owner: Actor, at: datetime, amount: Money) -> None:
    with pytest.raises(prices.PriceOutOfBounds):
        prices.set_price(cleaning, Amounts(Money(1), amount, Money(0)), from_on=TODAY, by=owner, at=at)
    with pytest.raises(prices.PriceOutOfBounds):
        prices.set_add_on_price(oven, amount, from_on=TODAY, by=owner, at=at)


def test_a_price_of_the_same_day_is_replaced(cleaning: Service, owner: Actor, at: datetime) -> None:
    prices.set_price(cleaning, AMOUNTS, from_on=TODAY, by=owner, at=at)

    assert list(ServicePrice.objects.values_list("price_cents", "minimum_cents", "equipment_fee_cents")) == [
        (50_00, 100_00, 9_00)
    ]


def test_a_price_to_come_can_be_dropped_and_one_that_holds_cannot(
    cleaning: Service, oven: AddOn, owner: Actor, at: datetime
) -> None:
    coming = prices.set_add_on_price(oven, Money(1), from_on=TODAY + timedelta(days=1), by=owner, at=at)

    prices.drop_price(coming, by=owner, at=at)

    assert oven.prices.count() == 1
    with pytest.raises(dated.HasBegun):
        prices.drop_price(cleaning.prices.get(), by=owner, at=at)


def test_every_change_is_in_the_journal(cleaning: Service, oven: AddOn, owner: Actor, at: datetime) -> None:
    coming = prices.set_price(cleaning, AMOUNTS, from_on=TODAY + timedelta(days=1), by=owner, at=at)
    prices.drop_price(coming, by=owner, at=at)

    assert [entry.action for entry in Entry.objects.order_by("at", "id").filter(about=cleaning.id)] != []
    assert {entry.action for entry in Entry.objects.all()} == {
        "service.added", "service.priced", "add_on.added", "add_on.priced", "service.price_dropped",
    }  # fmt: skip
    assert all(service.prices.all() for service in queries.all_services())
