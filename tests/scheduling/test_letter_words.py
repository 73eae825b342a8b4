"""What letters say to a customer: what may be cancelled until when, who cancelled, until when to speak."""

from datetime import timedelta

import pytest

from lupaus.orders import drafts, withdrawal
from lupaus.orders.models import Order
from lupaus.promises import Purpose
from lupaus.register.models import Customer
from lupaus.scheduling import undo, visits
from lupaus.scheduling.models import CancelReason
from lupaus.vault.reading import processing
from tests.scheduling.town import AT, HOUR, NINE, OFFICE, TODAY, Town, customer_actor
from tests.support import outbox

LATE = NINE - 20 * HOUR


def _words(kind: str) -> str:
    (mail,) = outbox(f"scheduling.{kind}")
    assert mail.text.count("None") == mail.text.count("%(") == 0
    return mail.text.replace("\xa0", " ")


def test_an_order_confirmation_says_until_when_it_can_be_cancelled_and_withdrawn_from(town: Town) -> None:
    town.booked()

    words = _words("visit_booked")

    assert "Voit perua tai siirtää käynnin maksutta ke 25.11. klo 9.00 asti." in words
    assert "Kuluttajana voit myös peruuttaa koko tilauksen 14 päivän kuluessa, ma 7.12.2026 asti." in words
    assert "Pyysit" not in words
    assert "Lisäpalvelut: Uuni" in words


def test_an_order_that_asked_for_an_early_start_says_what_that_means(town: Town) -> None:
    visitor = town.visitor()
    drafts.ask_early_start(visitor.draft, by=visitor.actor, at=AT)
    visitor.book()

    assert "Pyysit, että aloitamme työn jo tänä aikana." in _words("visit_booked")


def test_an_order_made_too_late_to_be_cancelled_for_free_says_its_fee(town: Town) -> None:
    town.booked(at=LATE)

    words = _words("visit_booked")

    assert "ettei sitä voi enää perua maksutta. Peruminen maksaa 79,50 €" in words
    assert "maksutta ke" not in words


def test_a_company_has_no_right_of_withdrawal(town: Town) -> None:
    order = town.booked().order
    Customer.objects.update(kind="company", business_id="1234567-1")

    assert withdrawal.of_order(Order.objects.select_related("customer").get(id=order.id)) is None
    assert "peruuttaa" not in _words("visit_booked")


def test_the_last_day_of_withdrawal_is_never_a_day_off() -> None:
    for days in range(60):
        last = withdrawal.ends_on(TODAY + timedelta(days=days))
        assert last.weekday() < 5
        assert last >= TODAY + timedelta(days=days + 14)


@pytest.mark.parametrize(
    ("reason", "by_office", "said"),
    [
        (CancelReason.NOT_NEEDED, False, "Peruit käynnin."),
        (CancelReason.NOT_NEEDED, True, "Toimistomme on perunut käyntisi."),
        (CancelReason.NO_PROVIDER, True, "Emme löytäneet käynnillesi tekijää, joten jouduimme perumaan sen."),
    ],
)
def test_a_cancellation_is_told_in_the_voice_of_who_cancelled(
    town: Town, reason: CancelReason, by_office: bool, said: str
) -> None:
    visit = town.booked()
    by = OFFICE if by_office else customer_actor(visit)
    with processing(by, Purpose.SERVICE_DELIVERY, AT):
        visits.cancel(visit, reason, by=by, at=AT)
    undo.tell(at=AT + HOUR)

    words = _words("visit_cancelled")

    assert said in words
    assert "Peruminen ei maksa sinulle mitään." in words


def test_a_letter_after_the_work_says_until_when_to_speak(town: Town) -> None:
    town.finished()

    words = _words("visit_finished")

    assert "kerro siitä viimeistään la 28.11. klo 12.30. Muuten katsomme työn hyväksytyksi." in words
