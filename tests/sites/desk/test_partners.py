"""The desk's pages about partners, in the browser of the person in charge of registers and of the owner."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lupaus.foundation import clock
from lupaus.partners import disclosures, gate, papers, queries
from lupaus.partners.gaps import Gap
from lupaus.partners.models import Assessment, Item, Partner, Way
from lupaus.partners.questions import Question
from lupaus.promises import Basis, Category, Purpose, Recipient, Role
from tests.partnership import PDF, complete, profile
from tests.support import NOON, SYSTEM, account, sign_in, subject

pytestmark = pytest.mark.django_db

WHO = {
    "recipient": "mail_carrier",
    "name": "Posti Malli Oy",
    "country": "FI",
    "ground": "eea",
    "categories": ["email", "message"],
    "hosts": "smtp.malli.example\n\nsmtp2.malli.example",
    "subprocessors": "Konesali Oy, Suomi\nPilvi GmbH, de",
}
AGREED = {"signed_on": "2.11.2026", "items": Item.values, "given_by": "Maija Malli", "secret_until": "31.12.2030"}
ASSESSED = dict.fromkeys(Question.values, "yes") | {"rests_on": "ISO 27001 -todistus", "review_on": "1.11.2027"}


@pytest.fixture(autouse=True)
def _noon() -> None:
    clock.set_to(NOON + timedelta(minutes=1))


@pytest.fixture
def owner() -> Client:
    return sign_in(Client(), account("johto@malli.example", Role.OWNER, at=clock.now()))


def _paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("sopimus.pdf", PDF, "application/pdf")


def test_a_partner_is_named_in_three_steps_and_gets_nothing_before_the_last(officer: Client, owner: Client) -> None:
    told = []
    answer = officer.post(reverse("desk:partner_new"), WHO)
    told.append(gate.may_send(Recipient.MAIL_CARRIER, at=clock.now()).ok)
    answer = officer.post(answer["Location"], AGREED | {"paper": _paper()})
    told.append(gate.may_send(Recipient.MAIL_CARRIER, at=clock.now()).ok)
    answer = officer.post(answer["Location"], ASSESSED)
    told.append(gate.may_send(Recipient.MAIL_CARRIER, at=clock.now()).ok)
    assessment = Assessment.objects.get()
    officer.post(reverse("desk:partner_approval", args=[assessment.pk]))
    told.append(gate.may_send(Recipient.MAIL_CARRIER, at=clock.now()).ok)
    owner.post(reverse("desk:partner_approval", args=[assessment.pk]))
    told.append(gate.may_send(Recipient.MAIL_CARRIER, at=clock.now()).ok)

    assert told == [False, False, False, False, True]
    (standing,) = queries.active(clock.now())
    assert standing.details.subprocessors == [["Konesali Oy", "FI"], ["Pilvi GmbH", "DE"]]
    assert standing.details.hosts == ["smtp.malli.example", "smtp2.malli.example"]
    assert answer["Location"] == reverse("desk:partner", args=[standing.partner.pk])


def test_the_list_says_what_is_red_and_since_when(officer: Client) -> None:
    partner = complete()
    papers.end(partner.agreements.get(), by=SYSTEM, at=NOON + timedelta(seconds=1))
    clock.set_to(NOON + timedelta(days=3))

    page = officer.get(reverse("desk:partners")).content.decode()

    assert "Ei saa tietoja" in page
    assert "Sopimus on päättynyt. Lisää uusi sopimus." in page
    assert "Alkaen" in page
    assert "Yhdelle kumppanille ei voi nyt lähettää tietoja" in page


def test_whoever_is_wrong_is_told_beside_the_field(officer: Client) -> None:
    page = officer.post(reverse("desk:partner_new"), WHO | {"subprocessors": "Pilvi", "country": "XX", "hosts": "a b"})

    assert page.status_code == 422
    assert "Kirjoita jokaiselle riville nimi, pilkku ja maa" in page.content.decode()
    assert not Partner.objects.exists()


def test_an_agreement_that_is_refused_leaves_nothing_behind(officer: Client) -> None:
    officer.post(reverse("desk:partner_new"), WHO)
    partner = Partner.objects.get()
    page = officer.post(
        reverse("desk:partner_agreement", args=[partner.pk]),
        AGREED | {"secret_until": "1.1.2020", "paper": SimpleUploadedFile("x.exe", b"MZ")},
    )

    assert page.status_code == 422
    assert not partner.agreements.exists()


def test_the_signed_paper_is_opened_replaced_and_removed(officer: Client) -> None:
    partner = complete()
    agreement = partner.agreements.get()
    opened = officer.get(reverse("desk:partner_paper_file", args=[agreement.pk]))
    officer.post(reverse("desk:partner_paper_removal", args=[agreement.pk]))
    removed = gate.may_send(Recipient.MAIL_CARRIER, at=clock.now()).codes
    officer.post(reverse("desk:partner_paper", args=[agreement.pk]), {"paper": _paper()})

    assert (opened.content, opened["Content-Type"]) == (PDF, "application/pdf")
    assert removed == {Gap.NO_FILE}
    assert gate.may_send(Recipient.MAIL_CARRIER, at=clock.now()).ok


def test_the_strict_mode_is_a_switch(officer: Client) -> None:
    for on in ("1", "0"):
        officer.post(reverse("desk:partners_strict"), {"on": on})
        assert queries.is_strict(clock.now()) is (on == "1")
        assert officer.get(reverse("desk:partners")).status_code == 200


def test_a_partner_is_changed_given_time_and_ended(officer: Client) -> None:
    partner = complete()
    officer.post(reverse("desk:partner_details", args=[partner.pk]), WHO | {"name": "Uusi Posti Oy"})
    papers.drop(partner.agreements.get(), by=SYSTEM, at=clock.now())
    officer.post(reverse("desk:partner_time", args=[partner.pk]))
    given = gate.may_send(Recipient.MAIL_CARRIER, at=clock.now())
    officer.post(reverse("desk:partner_ending", args=[partner.pk]))

    page = officer.get(reverse("desk:partner", args=[partner.pk])).content.decode()
    assert given.ok
    assert given.provisional_until is not None
    assert "Uusi Posti Oy" in page
    assert "Posti Malli Oy" in page  # in the history
    assert queries.standings(clock.now()) == ()


def test_disclosures_are_shown_as_numbers(officer: Client) -> None:
    partner = complete()
    people = [subject(), subject()]
    for person in (*people, people[0]):
        disclosures.record(
            [person.pk], partner.pk, [Category.EMAIL], purpose=Purpose.MESSAGING, basis=Basis.CONTRACT, way=Way.MAIL,
            at=NOON,
        )  # fmt: skip

    page = officer.get(reverse("desk:partners_disclosed")).content.decode()
    other = officer.post(reverse("desk:partners_disclosed"), {"from_on": "1.1.2026", "last_on": "2.1.2026"})

    assert '<td data-l="Kertoja">3</td><td data-l="Ihmisiä">2</td>' in page
    assert "Kukaan kumppani ei saanut tietoja tänä aikana" in other.content.decode()


def test_the_owner_reads_and_approves_and_changes_nothing(owner: Client) -> None:
    partner = complete()

    page = owner.get(reverse("desk:partner", args=[partner.pk])).content.decode()

    assert "Tarkastusraportti" in page
    assert "Päätä yhteistyö" not in page
    assert owner.get(reverse("desk:partner_new")).status_code == 404


@pytest.mark.parametrize("several", [1, 9])
def test_the_list_asks_the_database_as_often_for_many(
    officer: Client, several: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(several):
        complete(what=profile(name=f"Posti {number}"))
    officer.get(reverse("desk:partners"))

    with django_assert_max_num_queries(24):
        officer.get(reverse("desk:partners"))
