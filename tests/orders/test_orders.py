"""The draft becomes the agreement."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from lupaus.accounts import users
from lupaus.catalogue import prices
from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.terms import Selection, Terms
from lupaus.catalogue.models import Service
from lupaus.catalogue.prices import Amounts
from lupaus.journal.models import Entry
from lupaus.kernel.money import Money
from lupaus.orders import drafts, orders, queries
from lupaus.orders.drafts import DraftIsGone
from lupaus.orders.models import Draft, Household, Order, OrderLine
from lupaus.orders.orders import DraftIncomplete, PriceChanged
from lupaus.promises import Actor, Purpose, Role, notices
from lupaus.register import numbers
from lupaus.register.contacts import Contact
from lupaus.register.models import Address, BillingParty, Customer, Kind
from lupaus.vault.fields import WithheldIsNotAValue
from lupaus.vault.models import Subject, SubjectKind
from lupaus.vault.reading import processing
from lupaus.vault.subjects import mint
from tests.orders.conftest import AT, LIISA, TODAY, Visitor, customer_of


def test_an_order_holds_what_was_agreed(visitor: Visitor) -> None:
    order = visitor.place()

    assert numbers.is_valid(order.number)
    assert (order.total_cents, order.net_cents + order.vat_cents, order.labour_cents) == (159_00, 159_00, 151_00)
    assert (order.duration_minutes, order.equipment, order.size) == (210, "ours", 180)
    assert (order.placed_at, order.priced_on, order.placed_by_role) == (AT + timedelta(minutes=5), TODAY, "visitor")
    assert [(line.kind, line.quantity, line.unit, line.total_cents) for line in order.lines.all()] == [
        ("service", Decimal(3), "h", 126_00),
        ("add_on", Decimal(1), "pcs", 25_00),
        ("equipment", Decimal(1), "pcs", 8_00),
    ]
    assert sum(line.net_cents for line in order.lines.all()) == order.net_cents


def test_a_guest_becomes_a_customer_with_the_drafts_own_key(visitor: Visitor) -> None:
    order = visitor.place()

    assert order.subject_id == visitor.draft.subject_id
    assert Subject.objects.get(id=order.subject_id).kind == SubjectKind.CUSTOMER
    with processing(customer_of(order), Purpose.SELF_SERVICE, AT):
        customer, address = Customer.objects.get(), Address.objects.get()
        household = Household.objects.get()
        assert (customer.first_name, customer.last_name, customer.email) == (
            "Maija",
            "Meikäläinen",
            "maija@esimerkki.fi",
        )
        assert (address.street, address.city, address.access_code) == ("Esimerkkikatu 5 A 12", "Helsinki", "1234#")
        assert (household.pets, household.children) == ({"cat": 2}, {"under_3": 1})
        assert Order.objects.get().note == "Ikkunat jäävät auki"


def test_a_placed_draft_keeps_nothing_of_the_person(visitor: Visitor) -> None:
    order = visitor.place()

    row = Draft.objects.get(
        street__isnull=True, coordinates__isnull=True, access_code__isnull=True, first_name__isnull=True,
        email__isnull=True, phone__isnull=True, note__isnull=True, pets__isnull=True, payer__isnull=True,
    )  # fmt: skip
    assert row.order == order


def test_ordering_twice_is_one_order(visitor: Visitor) -> None:
    first, second = visitor.place(), visitor.place()

    assert first == second
    assert (Order.objects.count(), Customer.objects.count(), OrderLine.objects.count()) == (1, 1, 3)
    assert queries.order_of_draft(visitor.draft.id, visitor.actor) == first
    assert queries.order_of_draft(visitor.draft.id, Actor.visitor()) is None


def test_ordering_is_journalled(visitor: Visitor) -> None:
    order = visitor.place()

    entry = Entry.objects.get(action="order.placed")
    assert (entry.subjects, entry.about, entry.at) == ([order.subject_id], order.id, order.placed_at)


def test_a_guest_with_somebody_elses_address_becomes_a_customer_of_their_own(
    visitor: Visitor, new_visitor: Callable[[], Visitor], selection: Selection
) -> None:
    victim = visitor.place()
    guest = new_visitor()
    guest.choose(selection)
    guest.tell()

    order = guest.place()

    assert order.customer != victim.customer
    assert order.subject_id != victim.subject_id
    with processing(guest.actor, Purpose.ORDERING, AT):
        assert list(queries.orders_of(guest.actor)) == []


@pytest.mark.parametrize(("role", "owns"), [(Role.CUSTOMER, True), (Role.OFFICE, False)])
def test_who_is_signed_in_as_a_customer_owns_what_they_order(role: Role, owns: bool, visitor: Visitor) -> None:
    subject = mint(SubjectKind.CUSTOMER, at=AT)
    user = users.open_account("toinen@esimerkki.fi", subject, by=Actor.visitor(), at=AT)
    actor = Actor.person(user.id, role, subjects=frozenset({visitor.draft.subject_id}))

    with processing(actor, Purpose.ORDERING, AT):
        order = orders.place(visitor.draft, by=actor, at=AT)

    assert order.customer.user_id == (user.id if owns else None)


def test_a_company_orders_and_a_daughter_pays(visitor: Visitor) -> None:
    visitor.contact = Contact.checked(
        first_name="Maija", last_name="Meikäläinen", email="maija@esimerkki.fi", phone="040 123 4567",
        company_name="Malli Oy", business_id="3000548-6",
    )  # fmt: skip
    visitor.payer = LIISA
    visitor.tell()

    order = visitor.place()

    assert (order.customer.kind, order.customer.business_id) == (Kind.COMPANY, "3000548-6")
    with processing(customer_of(order), Purpose.SELF_SERVICE, AT):
        payer = BillingParty.objects.get()
        assert (order.payer, payer.name, payer.street, payer.email) == (payer, LIISA.name, LIISA.street, LIISA.email)


def test_an_unanswered_screen_stops_the_order(new_visitor: Callable[[], Visitor], selection: Selection) -> None:
    visitor = new_visitor()
    visitor.tell()

    with pytest.raises(DraftIncomplete) as refused:
        visitor.place()

    assert refused.value.details == {"step": "service"}
    assert Order.objects.count() == 0


def test_a_forgotten_draft_stops_the_order(visitor: Visitor) -> None:
    drafts.discard(visitor.draft, by=visitor.actor, at=AT)

    with pytest.raises(DraftIsGone):
        visitor.place()


def test_a_price_that_changed_meanwhile_is_shown_before_it_binds(
    visitor: Visitor, cleaning: Service, owner: Actor
) -> None:
    later = AT + timedelta(days=1)
    prices.set_price(
        cleaning, Amounts(Money(50_00), Money(0), Money(8_00)), from_on=TODAY + timedelta(days=1), by=owner, at=AT
    )

    with pytest.raises(PriceChanged, match="183,00") as refused:
        visitor.place(at=later, agreed=Money(159_00))

    assert refused.value.details == {"was": Money(159_00), "now": Money(183_00)}
    assert visitor.place(at=later, agreed=Money(183_00)).total_cents == 183_00


def test_an_order_keeps_its_price_when_the_catalogue_changes(visitor: Visitor, cleaning: Service, owner: Actor) -> None:
    order = visitor.place()
    prices.set_price(
        cleaning, Amounts(Money(99_00), Money(0), Money(0)), from_on=TODAY, by=owner, at=AT + timedelta(hours=1)
    )

    again = pricing.price(Terms.from_json(Order.objects.get().priced_from))

    assert (again.total.cents, again.net.cents, again.labour.cents) == (
        order.total_cents, order.net_cents, order.labour_cents,
    )  # fmt: skip
    assert [line.gross.cents for line in again.lines] == [line.total_cents for line in order.lines.all()]


def test_nobody_can_place_a_draft_they_may_not_read(visitor: Visitor) -> None:
    stranger = Actor.visitor()

    with (
        processing(stranger, Purpose.ORDERING, AT),
        pytest.raises((WithheldIsNotAValue, TypeError)),
        transaction.atomic(),
    ):
        orders.place(visitor.draft, by=stranger, at=AT)

    assert Order.objects.count() == 0


def test_the_notice_that_was_shown_is_on_record(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "_compilers", [lambda _at: "a" * 64])

    assert visitor.place().notice_hash == "a" * 64


def test_without_a_notice_the_order_says_so(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "_compilers", [])

    assert visitor.place().notice_hash == ""


def test_the_database_refuses_sums_that_do_not_add_up(visitor: Visitor) -> None:
    visitor.place()

    with pytest.raises(IntegrityError, match="order_total_is_net_plus_vat"), transaction.atomic():
        Order.objects.update(total_cents=160_00)


def test_orders_are_scoped_to_who_asks(visitor: Visitor, office: Actor) -> None:
    order = visitor.place()

    assert list(queries.orders_of(office)) == [order]
    assert list(queries.own_orders(customer_of(order))) == []
    assert queries.household_of(order) is not None
    assert queries.health_note_of(order) is None
    assert list(queries.own_health_notes(customer_of(order))) == []
