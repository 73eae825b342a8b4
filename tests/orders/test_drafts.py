"""An order being filled in, and its end when it is left."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from lupaus.catalogue.engine.terms import Equipment, Selection
from lupaus.catalogue.quotes import SizeOutOfBounds
from lupaus.kernel.money import Money
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.orders import drafts, queries, rules
from lupaus.orders.drafts import AlreadyOrdered, DraftIsGone
from lupaus.orders.health import HealthAnswer
from lupaus.orders.household import HouseholdAnswer
from lupaus.orders.models import Draft, HealthConsent, HealthNote
from lupaus.promises import Actor, Purpose
from lupaus.register.addresses import Place
from lupaus.vault.models import Subject
from lupaus.vault.reading import is_withheld, processing
from tests.orders.conftest import AT, STARTS_AT, Visitor


def reloaded(visitor: Visitor) -> Draft:
    return Draft.objects.get(id=visitor.draft.id)


def test_what_was_answered_is_there_on_every_screen(visitor: Visitor) -> None:
    with processing(visitor.actor, Purpose.ORDERING, AT):
        row = reloaded(visitor)

        assert (row.postcode, row.city, row.street, row.access_code) == (
            "00500",
            "Helsinki",
            "Esimerkkikatu 5 A 12",
            "1234#",
        )
        assert (row.first_name, row.email, row.phone) == ("Maija", "maija@esimerkki.fi", "+358401234567")
        assert (row.pets, row.children, row.note) == ({"cat": 2}, {"under_3": 1}, "Ikkunat jäävät auki")
        assert (row.starts_at, row.ends_at) == (STARTS_AT, STARTS_AT + timedelta(hours=3, minutes=30))


def test_somebody_elses_draft_opens_for_nobody_and_is_not_found(
    visitor: Visitor, new_visitor: Callable[[], Visitor]
) -> None:
    stranger = new_visitor().actor

    with processing(stranger, Purpose.ORDERING, AT):
        assert is_withheld(reloaded(visitor).street)
    with pytest.raises(Draft.DoesNotExist):
        queries.draft_of(visitor.draft.id, stranger)
    assert queries.draft_of(visitor.draft.id, visitor.actor) == visitor.draft


def test_the_screens_say_which_one_is_missing(new_visitor: Callable[[], Visitor], selection: Selection) -> None:
    visitor = new_visitor()
    missing = [rules.missing_step(reloaded(visitor))]
    drafts.choose_service(visitor.draft, postcode="00 500", selection=selection, by=visitor.actor, at=AT)
    missing.append(rules.missing_step(reloaded(visitor)))
    visitor.choose(selection)
    missing.append(rules.missing_step(reloaded(visitor)))
    visitor.tell()
    missing.append(rules.missing_step(reloaded(visitor)))

    assert missing == ["service", "time", "address", ""]


def test_the_address_and_the_contact_can_come_first(new_visitor: Callable[[], Visitor]) -> None:
    visitor = new_visitor()

    visitor.tell()

    assert rules.missing_step(reloaded(visitor)) == "service"


def test_a_draft_costs_what_the_catalogue_says(visitor: Visitor, new_visitor: Callable[[], Visitor]) -> None:
    price = drafts.quote(reloaded(visitor), at=AT)

    assert price is not None
    assert (price.total, price.duration) == (Money(159_00), timedelta(hours=3, minutes=30))
    assert drafts.quote(new_visitor().draft, at=AT) is None


def test_a_size_that_is_not_offered_leaves_the_draft_alone(visitor: Visitor, selection: Selection) -> None:
    with pytest.raises(SizeOutOfBounds):
        drafts.choose_service(
            visitor.draft, postcode="00500", selection=Selection(selection.service, 10_000), by=visitor.actor, at=AT
        )

    assert reloaded(visitor).selection == selection


def test_a_longer_work_lets_the_chosen_time_go(visitor: Visitor, selection: Selection) -> None:
    longer = Selection(selection.service, 240, selection.add_ons, Equipment.OURS)

    drafts.choose_service(visitor.draft, postcode="00500", selection=longer, by=visitor.actor, at=AT)

    assert reloaded(visitor).starts_at is None


def test_the_same_length_elsewhere_lets_time_and_place_go(visitor: Visitor, selection: Selection) -> None:
    drafts.choose_service(visitor.draft, postcode="01300", selection=selection, by=visitor.actor, at=AT)

    row = reloaded(visitor)
    assert (row.starts_at, row.grid_row, row.city, row.access) == (None, None, "", "")
    assert Draft.objects.filter(id=row.id, street__isnull=True, access_code__isnull=True).exists()


def test_another_equipment_keeps_the_chosen_time(visitor: Visitor, selection: Selection) -> None:
    own = Selection(selection.service, selection.size, selection.add_ons, Equipment.OWN)

    drafts.choose_service(visitor.draft, postcode="00500", selection=own, by=visitor.actor, at=AT)

    assert reloaded(visitor).starts_at == STARTS_AT


def test_asking_for_an_early_start_is_on_record(visitor: Visitor) -> None:
    drafts.ask_early_start(visitor.draft, by=visitor.actor, at=AT)

    assert reloaded(visitor).early_start_asked_at == AT
    assert visitor.place().early_start_asked_at == AT


def test_a_draft_lives_for_24_hours_after_its_last_change(visitor: Visitor) -> None:
    last_change = AT + timedelta(hours=3)
    drafts.ask_early_start(visitor.draft, by=visitor.actor, at=last_change)

    assert drafts.sweep(at=last_change + timedelta(hours=24, seconds=-1)) == 0
    assert drafts.sweep(at=last_change + timedelta(hours=24)) == 1
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_abandoned_draft_dies_with_its_key_and_its_health_note(visitor: Visitor) -> None:
    visitor.health = HealthAnswer("Astma")
    visitor.tell()
    subject = visitor.draft.subject_id
    refs = [KeyRef(subject, Chain.REGISTER), KeyRef(subject, Chain.HEALTH)]
    assert set(keystore().keys_of(refs)) == set(refs)

    drafts.sweep(at=AT + timedelta(days=2))

    assert keystore().keys_of(refs) == {}
    assert not Subject.objects.filter(id=subject).exists()
    assert (HealthNote.objects.count(), HealthConsent.objects.count()) == (0, 0)


def test_a_sweep_leaves_the_key_of_a_placed_order(visitor: Visitor) -> None:
    order = visitor.place()

    assert drafts.sweep(at=AT + timedelta(days=2)) == 1
    assert KeyRef(order.subject_id, Chain.REGISTER) in keystore().keys_of([KeyRef(order.subject_id, Chain.REGISTER)])


def test_a_draft_can_be_thrown_away(visitor: Visitor) -> None:
    drafts.discard(visitor.draft, by=visitor.actor, at=AT)

    assert not Draft.objects.exists()
    with pytest.raises(DraftIsGone):
        drafts.discard(visitor.draft, by=visitor.actor, at=AT)
    assert drafts.sweep(at=AT + timedelta(days=2)) == 0


def test_a_placed_draft_is_changed_no_more(visitor: Visitor, selection: Selection) -> None:
    visitor.place()

    with pytest.raises(AlreadyOrdered, match="Tilaus on jo tehty"):
        drafts.choose_service(visitor.draft, postcode="00500", selection=selection, by=visitor.actor, at=AT)


def test_a_known_customer_orders_again_and_types_nothing(
    visitor: Visitor, new_visitor: Callable[[], Visitor], selection: Selection, at: datetime
) -> None:
    first = visitor.place()
    again = new_visitor()
    again.choose(selection)
    drafts.use_address(again.draft, address=first.address, household=HouseholdAnswer(), by=again.actor, at=at)
    drafts.order_as(again.draft, customer=first.customer, by=again.actor, at=at)

    second = again.place()

    assert rules.missing_step(Draft.objects.get(id=again.draft.id)) == ""
    assert (second.customer, second.address, second.subject_id) == (first.customer, first.address, first.subject_id)
    assert not Subject.objects.filter(id=again.draft.subject_id).exists()


def test_an_address_typed_after_a_known_one_is_used_instead(
    visitor: Visitor, new_visitor: Callable[[], Visitor], selection: Selection, at: datetime
) -> None:
    first = visitor.place()
    again = new_visitor()
    again.choose(selection)
    drafts.use_address(again.draft, address=first.address, household=HouseholdAnswer(), by=again.actor, at=at)
    place = Place.checked(street="Uusi katu 1", postcode="00500")
    drafts.give_address(again.draft, place=place, household=HouseholdAnswer(), by=again.actor, at=at)
    drafts.order_as(again.draft, customer=first.customer, by=again.actor, at=at)

    second = again.place()

    assert second.address != first.address
    assert second.customer == first.customer


def test_a_system_actor_may_open_a_draft(db: None, at: datetime) -> None:
    draft = drafts.open_draft(by=Actor.system("test"), at=at)

    assert (draft.opened_at, draft.touched_at, draft.order_id) == (at, at, None)


def test_a_draft_that_somebody_else_has_just_forgotten_is_forgotten_once(visitor: Visitor) -> None:
    drafts.discard(visitor.draft, by=visitor.actor, at=AT)

    drafts._forget(visitor.draft.id, at=AT)

    assert not Draft.objects.exists()


def test_the_health_note_of_a_draft_waits_where_it_is(visitor: Visitor) -> None:
    assert queries.health_note_of_draft(visitor.draft) is None
    visitor.health = HealthAnswer("Astma")
    visitor.tell()

    with processing(visitor.actor, Purpose.ORDERING, AT):
        note = queries.health_note_of_draft(visitor.draft)
        assert note is not None
        assert note.note == "Astma"
