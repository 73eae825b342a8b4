"""What a provider may open of a visit, to the second. Source: vault design, "Windows for a provider"."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lupaus.orders import drafts
from lupaus.orders.models import HealthNote, Household, Order
from lupaus.promises import Actor, Purpose, Relation
from lupaus.providers.models import Provider
from lupaus.register import addresses
from lupaus.register.addresses import Place, WayIn
from lupaus.register.models import Address, Customer
from lupaus.scheduling import offers, visits, work
from lupaus.scheduling import relations as windows
from lupaus.scheduling.models import CancelReason, Visit
from lupaus.vault import relations
from lupaus.vault.reading import is_withheld, processing
from tests.scheduling.town import (
    AT,
    HOUR,
    NINE,
    OFFICE,
    SECOND,
    Town,
    accept,
    customer_actor,
    finish,
    open_offer,
    provider_actor,
)

THREE = NINE + 3.5 * HOUR
"""The planned end."""
NEVER: list[datetime] = []


def _street(visit: Visit) -> object:
    return Address.objects.get(id=visit.order.address_id).street


def _name(visit: Visit) -> object:
    return Customer.objects.get(id=visit.order.customer_id).first_name


def _note(visit: Visit) -> object:
    return Order.objects.get(id=visit.order_id).note


def _pets(visit: Visit) -> object:
    return Household.objects.get(order=visit.order_id).pets


def _phone(visit: Visit) -> object:
    return Customer.objects.get(id=visit.order.customer_id).phone


def _email(visit: Visit) -> object:
    return Customer.objects.get(id=visit.order.customer_id).email


def _code(visit: Visit) -> object:
    return Address.objects.get(id=visit.order.address_id).access_code


def _health(visit: Visit) -> object:
    return HealthNote.objects.get(order=visit.order_id).note


def opens(read: Callable[[Visit], object], visit: Visit, by: Actor, at: datetime) -> bool:
    """Return whether a value opens for the actor at a moment."""
    with processing(by, Purpose.SERVICE_DELIVERY, at):
        return not is_withheld(read(visit))


@pytest.mark.parametrize("read", [_street, _name, _note, _pets])
def test_address_name_and_notes_open_from_accepting_until_48_hours_after_the_finish(
    town: Town, read: Callable[[Visit], object]
) -> None:
    visit = town.booked()
    by = provider_actor(open_offer(visit).provider)
    before = opens(read, visit, by, AT)
    visit = accept(visit)
    after = opens(read, visit, by, AT)
    work.start(visit, by=by, at=NINE)
    finish(visit, at=NINE + HOUR)

    edge = NINE + 49 * HOUR
    assert (before, after) == (False, True)
    assert [opens(read, visit, by, each) for each in (edge - SECOND, edge)] == [True, False]


def test_the_phone_opens_from_two_hours_before_the_start_until_48_hours_after_the_finish(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)
    start_edge = NINE - 2 * HOUR
    at_start = [opens(_phone, visit, by, each) for each in (AT, start_edge - SECOND, start_edge)]
    work.start(visit, by=by, at=NINE)
    finish(visit, at=NINE + HOUR)

    edge = NINE + 49 * HOUR
    assert at_start == [False, False, True]
    assert [opens(_phone, visit, by, each) for each in (edge - SECOND, edge)] == [True, False]


@pytest.mark.parametrize("read", [_code, _health])
def test_code_and_health_open_from_two_hours_before_the_start_until_two_hours_after_the_planned_end(
    town: Town, read: Callable[[Visit], object]
) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)
    moments = (AT, NINE - 2 * HOUR - SECOND, NINE - 2 * HOUR, THREE + 2 * HOUR - SECOND, THREE + 2 * HOUR)

    assert [opens(read, visit, by, each) for each in moments] == [False, False, True, True, False]


def test_an_unfinished_visit_closes_48_hours_after_its_planned_end(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)
    edge = THREE + 48 * HOUR

    assert [opens(_street, visit, by, each) for each in (edge - SECOND, edge)] == [True, False]


def test_nothing_ever_opens_the_mail_address_for_a_provider(town: Town) -> None:
    visit = town.accepted()

    assert not opens(_email, visit, provider_actor(visit.provider), NINE)


@pytest.mark.parametrize("read", [_street, _name, _note, _pets, _phone, _code, _health])
def test_nothing_opens_for_another_provider_or_after_the_visit_was_taken_away(
    town: Town, read: Callable[[Visit], object]
) -> None:
    visit = town.accepted()
    first = provider_actor(visit.provider)
    other = next(provider for provider in town.providers if provider != visit.provider)
    to_other = opens(read, visit, provider_actor(other), NINE)
    to_first = opens(read, visit, first, NINE)
    visits.reassign(visit, other, by=OFFICE, at=AT)

    assert (to_first, to_other) == (True, False)
    assert not opens(read, visit, first, NINE)
    assert not opens(read, visit, provider_actor(other), NINE)


def test_nothing_opens_once_the_visit_is_cancelled(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)
    visits.cancel(visit, CancelReason.OTHER, by=OFFICE, at=AT)

    assert [opens(read, visit, by, NINE) for read in (_street, _phone, _code)] == [False] * 3


def test_moving_the_visit_moves_the_windows(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)
    visits.move(visit, NINE + 24 * HOUR, by=OFFICE, at=AT)
    edge = NINE + 22 * HOUR

    assert [opens(_code, visit, by, each) for each in (NINE, edge - SECOND, edge)] == [False, False, True]


def test_the_codes_of_two_addresses_of_one_customer_stay_apart(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)
    way_in = WayIn.checked(access="code", code="9876#", instructions="")
    place = Place.checked(street="Mökkitie 1", postcode="00100", way_in=way_in)
    cottage = addresses.add(visit.order.customer, place, by=customer_actor(visit), at=AT)

    with processing(by, Purpose.SERVICE_DELIVERY, NINE):
        codes = {row.id: row.access_code for row in Address.objects.filter(subject=visit.subject_id)}

    assert codes[visit.order.address_id] == "1234#"
    assert is_withheld(codes[cottage.id])


def test_the_customer_reads_the_shown_name_of_who_comes_and_of_nobody_else(town: Town) -> None:
    visit = town.booked()
    by, asked = customer_actor(visit), open_offer(visit).provider

    def names(at: datetime) -> dict[object, bool]:
        with processing(by, Purpose.SERVICE_DELIVERY, at):
            return {p.id: not is_withheld(p.shown_name) for p in Provider.objects.all()}

    before = names(AT)
    accept(visit)

    assert before == dict.fromkeys(before, False)
    assert names(AT) == {provider.id: provider == asked for provider in town.providers}
    with processing(by, Purpose.SERVICE_DELIVERY, AT):
        assert is_withheld(Provider.objects.get(id=asked.id).last_name)


def test_an_offer_relates_the_order_until_it_is_answered(town: Town) -> None:
    visit = town.booked()
    offer = open_offer(visit)
    row = relations.RowRef("orders.Order", visit.order_id, visit.subject_id)

    def offered(provider: Provider) -> bool:
        return row in relations.related(Relation.OFFERED, provider_actor(provider), AT, [row])

    other = next(provider for provider in town.providers if provider != offer.provider)
    assert [offered(offer.provider), offered(other)] == [True, False]
    offers.decline(offer, offers.DeclineReason.TIME, by=provider_actor(offer.provider), at=AT)
    assert not offered(offer.provider)


def test_a_page_asks_each_relation_once_for_any_number_of_rows(town: Town) -> None:
    for provider in town.providers[1:]:
        provider.areas.all().delete()
    first = town.accepted(NINE - HOUR)
    second = town.accepted(NINE + 24 * HOUR)
    third = town.accepted(NINE + 96 * HOUR)
    by = provider_actor(first.provider)

    def queries(rows: list[Visit]) -> int:
        with CaptureQueriesContext(connection) as seen, processing(by, Purpose.SERVICE_DELIVERY, NINE):
            found = list(Address.objects.filter(id__in=[visit.order.address_id for visit in rows]))
            assert not any(is_withheld(row.street) for row in found)
        return len(seen)

    assert queries([first]) == queries([first, second, third])


def test_a_control_without_a_window_the_code_would_open_days_ahead(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = town.accepted()
    monkeypatch.setattr(windows, "BEFORE_START", timedelta(days=30))

    assert opens(_code, visit, provider_actor(visit.provider), AT)


def test_drafts_are_not_opened_by_any_window(town: Town) -> None:
    visitor = town.visitor()
    visit = town.accepted(NINE + 24 * HOUR)

    with processing(provider_actor(visit.provider), Purpose.SERVICE_DELIVERY, NINE + 24 * HOUR):
        assert is_withheld(drafts.Draft.objects.get(id=visitor.draft.id).street)
