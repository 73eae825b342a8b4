"""The terms by hand: dated, kept, and what a customer reads of them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from lupaus.billing import terms as paying
from lupaus.catalogue.models import Service
from lupaus.foundation import clock
from lupaus.kernel import spoken, walltime
from lupaus.orders import terms
from lupaus.orders.tiers import Tiers
from lupaus.scheduling import time_terms
from tests.sites.staff.setup_forms import HOURLY, page, send, wrong

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEPS: dict[str, object] = {
    "before_1": "24 h", "cancel_1": "50", "move_1": "", "before_2": "7 pv", "cancel_2": "10", "move_2": "0",
    "before_3": "48 tuntia", "cancel_3": "25", "move_3": "10",
}  # fmt: skip
THREE = Tiers.of((7 * DAY, 10, 0), (48 * HOUR, 25, 10), (24 * HOUR, 50, None))
TIMES: dict[str, object] = {
    "lead_hours": "12", "start_step_minutes": "60", "changeover_minutes": "15", "travel_fixed_minutes": "5",
    "travel_km_per_hour": "25", "hold_minutes": "15", "offer_hours": "6", "acceptance_hours": "72", "rating_days": "30",
    "quiet_from": "22", "quiet_until": "klo 6.30",
}  # fmt: skip


def on(ahead: int) -> str:
    return spoken.plain_day(walltime.day_of(clock.now()) + ahead * DAY)


@pytest.fixture
def service(owner: Client) -> Service:
    send(owner, "staff:settings_service_new", HOURLY, "hour")
    return Service.objects.get()


def test_before_anything_is_decided_the_page_tells_what_holds(owner: Client) -> None:
    html = page(owner, "staff:settings_terms")

    assert "Enintään 24\N{NO-BREAK SPACE}h" in html
    assert "14 päivää laskun päiväyksestä" in html
    assert "korkolain mukaan" in html
    assert "30 minuutin välein" in html


def test_tiers_are_typed_in_any_order_and_shown_as_the_customer_reads_them(owner: Client) -> None:
    send(owner, "staff:settings_terms_cancelling", STEPS | {"from_on": on(0)})

    assert terms.in_force(walltime.day_of(clock.now())) == THREE
    html = page(owner, "staff:settings_terms")
    assert "Yli 7\N{NO-BREAK SPACE}pv" in html
    assert "vain soittamalla" in html
    assert "Peruminen maksaa 25,00\N{NO-BREAK SPACE}€ ja siirtäminen 10,00\N{NO-BREAK SPACE}€ " in html


def test_terms_to_come_stand_beside_those_that_hold_and_can_be_removed(owner: Client) -> None:
    send(owner, "staff:settings_terms_cancelling", STEPS | {"from_on": on(0)})
    send(owner, "staff:settings_terms_cancelling", {"before_1": "12 h", "cancel_1": "30", "from_on": on(9)})
    assert f"Tulossa {on(9)} alkaen" in page(owner, "staff:settings_terms")

    coming = terms.history().get(valid_from_on__gt=walltime.day_of(clock.now()))
    send(owner, "staff:settings_terms_removal", {}, "cancelling", coming.id)

    assert [terms.tiers_of(row) for row in terms.history()] == [THREE]


def test_terms_that_hold_are_not_removed(owner: Client) -> None:
    send(owner, "staff:settings_terms_cancelling", STEPS | {"from_on": on(0)})

    goal = send(owner, "staff:settings_terms_removal", {}, "cancelling", terms.history().get().id)

    assert "Tämä on jo tullut voimaan" in owner.get(goal).content.decode()
    assert terms.history().exists()
    other = reverse("staff:settings_terms_removal", args=["other", terms.history().get().id])
    assert owner.post(other).status_code == 404


def test_a_service_has_terms_of_its_own_until_it_follows_the_others_again(owner: Client, service: Service) -> None:
    address = "staff:settings_service_terms"
    send(owner, address, STEPS | {"follows": "own", "from_on": on(0)}, service.code)
    assert "Palvelulla on omat ehdot." in page(owner, "staff:settings_service", service.code)
    assert service.name in page(owner, "staff:settings_terms")

    send(owner, address, {"follows": "general", "from_on": on(0)}, service.code)

    assert "Palvelu noudattaa kaikkien palvelujen ehtoja." in page(owner, "staff:settings_service", service.code)


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ({"before_1": "48"}, ["Anna aika päivinä tai tunteina, esimerkiksi 7 pv tai 48 h"]),
        ({"before_1": "48 h"}, ["Anna myös perumisen hinta prosentteina, 0 jos se on maksutonta"]),
        ({"cancel_1": "20"}, ["Anna myös aika ennen käyntiä, esimerkiksi 48 h"]),
        ({"before_1": "24 h", "cancel_1": "101"}, ["Anna luku väliltä 0–100."]),
        ({"before_1": "24 h", "cancel_1": "20", "before_2": "48 h", "cancel_2": "50"}, []),
        ({"before_1": "24 h", "cancel_1": "20", "from_on": "1.1.2020"}, []),
    ],
)  # fmt: skip
def test_tiers_that_cannot_be_are_told_of(owner: Client, typed: dict[str, object], sentences: list[str]) -> None:
    assert wrong(owner, "staff:settings_terms_cancelling", {"from_on": on(0)} | typed) == sentences
    assert not terms.history().exists()


def test_times_are_decided_from_a_day_on(owner: Client) -> None:
    send(owner, "staff:settings_terms_times", TIMES | {"from_on": on(0)})
    send(owner, "staff:settings_terms_times", TIMES | {"offer_hours": "8", "from_on": on(3)})

    held = time_terms.in_force(clock.now())
    assert (held.offer_hours, held.start_step_minutes, held.hold_minutes) == (6, 60, 15)
    html = page(owner, "staff:settings_terms")
    assert "Tasatunnein" in html
    assert "6.30" in html
    assert f"Tulossa {on(3)} alkaen" in html
    assert "Anna luku väliltä 1–72." in wrong(owner, "staff:settings_terms_times", TIMES | {"offer_hours": "90"})


def test_payment_is_decided_from_a_day_on(owner: Client) -> None:
    fields = {"term_days": "30", "late_interest": "5,5 %", "from_on": on(2)}
    send(owner, "staff:settings_terms_paying", fields)

    assert paying.terms_on(walltime.day_of(clock.now()) + 2 * DAY) == paying.Terms(30 * DAY, Decimal("5.5"))
    assert "5,5\N{NO-BREAK SPACE}%" in page(owner, "staff:settings_terms")
    assert wrong(owner, "staff:settings_terms_paying", fields | {"late_interest": "9"}) == [
        "Anna enintään 7 prosenttia."
    ]
    assert wrong(owner, "staff:settings_terms_paying", fields | {"late_interest": "paljon"}) == [
        "Anna prosentti, esimerkiksi 5,5"
    ]


def test_the_office_reads_the_terms_and_changes_nothing(office: Client) -> None:
    html = page(office, "staff:settings_terms")

    assert "Muuta" not in html
    assert office.get(reverse("staff:settings_terms_times")).status_code == 404
