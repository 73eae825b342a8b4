"""An order taken down on the telephone: one page, the verbs of every order, nothing lost when a time is."""

from datetime import timedelta

import pytest

from lupaus.accounts.models import Signature
from lupaus.care.models import Contact
from lupaus.journal.models import Entry
from lupaus.orders.models import Draft, HealthConsent, HealthNote, Order
from lupaus.promises import Purpose, Role
from lupaus.register import customers
from lupaus.register.models import Customer
from lupaus.scheduling.models import Occupation, Series, Visit
from lupaus.vault.fields import blind
from lupaus.vault.reading import is_withheld, processing
from tests.sites.staff.calls import MATTI, Call, wrong
from tests.support import SYSTEM, account, outbox, sign_in
from tests.world import World, order

pytestmark = pytest.mark.django_db

NEW = "/staff/phone-order/"


def known(world: World) -> str:
    """Open the card of A, and return the address of the page of their order."""
    world.client("office").post(f"/staff/customers/{world.ids['customer']}/case/", {"reason": "called"})
    return f"/staff/customers/{world.ids['customer']}/phone-order/"


def called(world: World, **said: object) -> Call:
    """Let somebody new call, and take down all but the last button."""
    call = Call(world, NEW)
    call.press("do", "times", postcode="00500")
    call.pick()
    return call.says(**MATTI | said)


def placed(call: Call) -> Order:
    answer = call.order()
    assert answer.status_code == 302, wrong(answer)
    return Order.objects.latest("placed_at")


def test_a_new_caller_gets_an_order_a_visit_a_number_and_a_letter(world: World) -> None:
    made = placed(call := called(world))

    visit = Visit.objects.get(order=made)
    assert call.answer["Location"] == f"/staff/visits/{visit.id}/"
    assert (made.placed_by_role, made.customer.user_id) == ("office", None)
    (letter,) = [mail for mail in outbox("scheduling.visit_booked", at=world.at) if mail.subject_id == made.subject_id]
    assert "peruuttaa koko tilauksen 14 päivän kuluessa" in letter.text
    assert "Pyysit, että aloitamme työn jo tänä aikana." in letter.text
    assert Contact.objects.filter(customer=made.customer, way="call").count() == 1


def test_a_company_calls_and_somebody_else_pays(world: World) -> None:
    company = {"kind": "company", "company_name": "Malli Oy", "business_id": "2617416-4", "language": "sv"}
    payer = {"payer": "other", "payer_name": "Maksu Oy", "payer_street": "Maksutie 1", "payer_postcode": "00100"}

    made = placed(called(world, **company, **payer))

    assert (made.customer.kind, made.customer.language, made.payer is None) == ("company", "sv", False)
    assert made.early_start_asked_at is None


def test_a_known_caller_takes_two_presses_and_types_nothing(world: World) -> None:
    call = Call(world, known(world))
    call.pick()
    read_aloud = call.html

    made = placed(call)

    assert str(made.total_cents // 100) + ",00" in read_aloud
    before = Order.objects.get(id=world.ids["order"])
    assert (made.customer_id, made.address_id, made.size) == (before.customer_id, before.address_id, before.size)
    page = world.client("a").get(f"/my/visits/{Visit.objects.get(order=made).id}/").content.decode()
    assert "Toimisto teki tilauksen puolestasi puhelimessa" in page


def test_a_known_caller_orders_to_another_address_every_other_week(world: World) -> None:
    call = Call(world, known(world))
    there = {"saved": "other", "postcode": "00510", "street": "Toinen katu 2", "access": "at_home"}
    call.press("do", "times", **there, every_weeks="2")
    call.pick(10)

    made = placed(call)

    assert Series.objects.get(order=made).every_weeks == 2
    assert made.address.postcode == "00510"


def test_the_loser_of_a_race_keeps_every_word_and_gets_three_times(world: World) -> None:
    call = called(world, note="Soita summeria")
    held = Draft.objects.latest("opened_at").starts_at
    assert held is not None
    Draft.objects.update(starts_at=None, ends_at=None)
    Occupation.objects.filter(draft_key__isnull=False).delete()
    for _lane in range(2):
        order(world, world.cast.b, at=world.at, after=held)

    answer = call.order()

    assert answer.status_code == 409
    alternatives = [value for name, value in call.form.buttons if name == "starts_at"]
    assert "Lähimmät vapaat ajat" in call.html
    assert len(set(alternatives)) >= 3
    assert call.form.fields["first_name"] == ["Matti"]
    assert not Customer.objects.filter(email_index=blind("email", MATTI["email"])).exists()
    call.typed.clear()
    call.press("starts_at", alternatives[0])
    made = placed(call)
    assert Order.objects.filter(id=made.id, note__isnull=False).exists()


def test_what_is_missing_is_said_at_the_end_and_not_before(world: World) -> None:
    call = Call(world, NEW)
    call.press("do", "times", postcode="00500")
    assert "wrong" not in call.html
    call.pick()

    answer = call.order()

    assert answer.status_code == 422
    assert {"Anna etunimi", "Anna sukunimi"} <= set(wrong(answer))


def test_without_a_time_there_is_no_order(world: World) -> None:
    call = Call(world, NEW)
    call.press("do", "times", postcode="00500")

    answer = call.press("do", "order", **MATTI, total="1")

    assert answer.status_code == 422


def test_another_price_than_was_read_aloud_is_no_order(world: World) -> None:
    call = called(world)

    answer = call.press("do", "order", total="1", early_start="on")

    assert answer.status_code == 409
    assert "Hinta on muuttunut" in call.html


def test_pressing_twice_orders_once(world: World) -> None:
    call = called(world)
    first, sent = placed(call), dict(call.typed)
    count = Order.objects.count()
    call.answer = world.client("office").get(NEW)

    again = world.client("office").post(
        NEW, {**call.form.fields, **sent, "postcode": "00500", "draft": str(first.draft_key), "do": "order",
              "chosen": Visit.objects.get(order=first).starts_at.isoformat(), "total": str(first.total_cents),
              "early_start": "on"}
    )  # fmt: skip

    assert (again.status_code, Order.objects.count()) == (302, count), wrong(again)


HEALTH = {"health_note": "Ei hajusteita", "health_consent": "on"}


def test_a_spoken_consent_is_kept_with_who_when_and_which_words(world: World) -> None:
    made = placed(called(world, **HEALTH))

    consent = HealthConsent.objects.get(subject_id=made.subject_id)
    office = world.users["office"]
    assert (consent.spoken_to, consent.text_version) == (office.pk, "2026-11 puhelin")
    with processing(world.actor("office"), Purpose.CUSTOMER_CARE, world.at):
        assert is_withheld(HealthNote.objects.get(order=made).note)


def test_a_known_callers_health_note_is_sealed_for_them(world: World) -> None:
    call = Call(world, known(world))
    call.pick()
    made = placed(call.says(**HEALTH))

    assert HealthNote.objects.get(order=made).subject_id == made.subject_id
    page = world.client("a").get("/my/data/").content.decode()
    assert "Ei hajusteita" in page
    assert "sanoit sen puhelimessa" in page


def test_control_without_the_spoken_yes_nothing_of_health_is_kept(world: World) -> None:
    answer = called(world, health_note="Ei hajusteita").order()

    assert answer.status_code == 422
    assert not HealthNote.objects.filter(order=None, draft__taken_by=world.users["office"].pk).exists()


def test_the_caller_reads_who_ordered_and_who_looked_once_the_account_is_theirs(world: World) -> None:
    made = placed(called(world))
    world.users["matti"] = account(MATTI["email"], person=made.subject, at=world.at)
    customers.claim(world.users["matti"], blind("email", MATTI["email"]), by=SYSTEM, at=world.at)

    page = world.client("matti").get("/my/data/").content.decode()

    entry = Entry.objects.get(action="order.taken_down", subjects=[made.subject_id])
    assert (entry.actor, entry.role) == (world.users["office"].pk, "office")
    assert "Toimisto" in page
    assert "Tiedot kertoi tilaaja itse puhelimessa." in page


def test_a_draft_of_a_caller_opens_to_whoever_takes_it_down_and_nobody_else(world: World) -> None:
    call = called(world)
    draft = Draft.objects.get(taken_by=world.users["office"].pk)
    Draft.objects.filter(id=draft.id).update(street=draft.street)
    world.users["other"] = account("toinen@malli.example", Role.OFFICE, at=world.at)
    other = sign_in(world.client("other"), world.users["other"])

    stolen = other.post(NEW, {**call.form.fields, **MATTI, "draft": str(draft.id), "do": "times"})

    assert f'name="draft" value="{draft.id}"' not in stolen.content.decode()


def test_control_a_draft_of_the_web_does_not_open_to_the_office(world: World) -> None:
    """The relation is what opens it: a visitor's own draft stays shut to every member of staff."""
    drafts = Draft.objects.filter(taken_by=None, order=None)
    with processing(world.actor("office"), Purpose.ORDERING, world.at):
        assert all(is_withheld(each.first_name) for each in drafts if each.kind)
    drafts.update(taken_by=world.users["office"].pk)
    with processing(world.actor("office"), Purpose.ORDERING, world.at):
        assert any(not is_withheld(each.first_name) for each in drafts.all() if each.kind) or not drafts
        mine = Draft.objects.filter(taken_by=world.users["office"].pk, order=None)
        assert [is_withheld(each.first_name) for each in mine if each.kind] == [False]


def test_without_an_open_case_there_is_no_page_of_a_customer(world: World) -> None:
    answer = world.client("office").get(f"/staff/customers/{world.ids['customer']}/phone-order/")

    assert (answer.status_code, answer["Location"]) == (302, f"/staff/customers/{world.ids['customer']}/case/")


def test_without_a_signature_nobody_takes_an_order_down(world: World) -> None:
    Signature.objects.filter(subject=world.users["office"].subject).update(until=world.at - timedelta(days=1))

    answer = world.client("office").post(NEW, {**MATTI, "postcode": "00500", "do": "times"})

    assert answer.status_code == 403


@pytest.mark.parametrize("path", [NEW, "/staff/customers/{customer}/phone-order/"])
@pytest.mark.parametrize("who", ["a", "p", "owner", "privacy"])
def test_only_the_office_takes_orders_down(world: World, who: str, path: str) -> None:
    assert world.client(who).get(path.format(**world.ids)).status_code == 404
