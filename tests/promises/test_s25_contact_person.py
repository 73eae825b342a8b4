"""Clause S25: whoever is added as a contact person is told of it once: from whom, why, how long, with which rights."""

import pytest

from lupaus.care.models import Task
from lupaus.journal.models import Entry
from lupaus.privacy.proof.promise import Promise, State
from lupaus.register import informing, linked_people
from lupaus.register.linked_people import Details
from lupaus.register.models import ContactPerson, Customer, Informing, Kind
from tests.callers import KIN
from tests.support import SYSTEM, Mail, drain, outbox
from tests.world import AINO, World

PROMISE = Promise("S25", State.ENFORCED)

PERSON = {"first_name": "Irja", "last_name": "Isännöitsijä", "email": "irja@isannointi.fi", "phone": ""}


@pytest.fixture
def housing(world: World) -> Customer:
    """Return A as a housing company, with its card open at the office."""
    row = Customer.objects.get(id=world.ids["customer"])
    row.kind, row.business_id, row.company_name = Kind.HOUSING, "3000548-6", "As Oy Kanarialintu"
    row.save()
    world.client("office").post(f"/staff/customers/{row.pk}/case/", {"reason": "called"})
    return row


def add(world: World, housing: Customer, **other: str) -> int:
    """Let the office add a property manager; return the answer's status."""
    page = f"/staff/customers/{housing.pk}/people/contact/"
    return world.client("office").post(page, {**PERSON, "role": "manager", **other}).status_code


def told(world: World) -> list[Mail]:
    """Return what was written to tell the housing company's people that we hold their data."""
    drain()
    return [
        mail
        for mail in outbox("register.informed", at=world.at)
        if "As Oy Kanarialintu" in mail.text and mail.to != KIN.email
    ]


def test_the_letter_says_from_whom_why_how_long_and_with_which_rights(world: World, housing: Customer) -> None:
    assert add(world, housing) == 302

    (mail,) = told(world)
    assert mail.to == "irja@isannointi.fi"
    for words in (
        "As Oy Kanarialintu on ilmoittanut meille, että olet yhteyshenkilö.",
        "asiakassuhteen hoitaminen",
        "oikeutettu etu",
        "180 päivää siitä, kun et enää liity asiakkaaseen",
        "tietosuoja@malli.example",
        "voit vastustaa",
        "tietosuojavaltuutetulle",
        "/tietosuoja",
    ):
        assert words in mail.text, words
    assert AINO.street not in mail.text


def test_adding_again_and_editing_send_nothing_more_and_a_new_address_does(world: World, housing: Customer) -> None:
    add(world, housing)
    add(world, housing)
    row = ContactPerson.objects.get(customer=housing)
    page = f"/staff/people-of-customers/{row.pk}/"
    world.client("office").post(page, {**PERSON, "last_name": "Isännöitsijä-Malli"})
    once = len(told(world))

    world.client("office").post(page, {**PERSON, "email": "irja@uusi.example"})

    assert (once, [mail.to for mail in told(world)]) == (1, ["irja@isannointi.fi", "irja@uusi.example"])


def test_taken_off_and_added_again_is_still_told_once(world: World, housing: Customer) -> None:
    add(world, housing)
    told(world)
    row = ContactPerson.objects.get(customer=housing)
    world.client("office").post(f"/staff/people-of-customers/{row.pk}/ending/")

    add(world, housing)

    assert len(told(world)) == 1
    assert ContactPerson.objects.filter(customer=housing).count() == 2


def test_where_only_a_phone_is_known_a_text_message_tells(world: World, housing: Customer) -> None:
    add(world, housing, email="", phone="040 555 6677")

    (text,) = told(world)
    assert (text.channel, text.to) == ("sms", "+358405556677")
    assert "As Oy Kanarialintu" in text.text
    assert "/tietosuoja" in text.text


def test_where_only_a_landline_is_known_the_office_gets_a_task(world: World, housing: Customer) -> None:
    before = Task.objects.count()

    add(world, housing, email="", phone="09 123 4567")

    assert told(world) == []
    assert Task.objects.count() == before + 1


def test_nobody_is_added_whom_nobody_could_tell(world: World, housing: Customer) -> None:
    assert add(world, housing, email="", phone="") == 422
    assert not ContactPerson.objects.exists()


def test_it_is_on_record_that_and_how_they_were_told(world: World, housing: Customer) -> None:
    add(world, housing)
    told(world)

    row = ContactPerson.objects.get(customer=housing)
    assert Informing.objects.get(customer=housing, subject=row.subject_id).channel == "email"
    entries = Entry.objects.filter(subjects__contains=[row.subject_id])
    assert {"link.added", "message.written"} <= set(entries.values_list("action", flat=True))


def test_a_contact_person_has_a_key_of_their_own(world: World, housing: Customer) -> None:
    add(world, housing)

    row = ContactPerson.objects.get(customer=housing)
    assert row.subject_id != housing.subject_id


def test_control_without_the_record_they_would_be_told_again(
    world: World, housing: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(world, housing)
    told(world)
    monkeypatch.setattr(informing, "was_told", lambda customer_id, address: False)
    row = ContactPerson.objects.get(customer=housing)

    linked_people.change(row, Details.checked(**PERSON), by=SYSTEM, at=world.at)

    assert len(told(world)) == 2
