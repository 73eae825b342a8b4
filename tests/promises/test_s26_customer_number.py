"""Clause S26: a customer number checks itself, tells no volume, and is all that stands on a key tag."""

from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader
from stdnum import damm

from lupaus.billing import key_tags
from lupaus.privacy.proof.promise import Promise, State
from lupaus.register import customers, numbers
from lupaus.register.contacts import Contact
from lupaus.register.models import Customer
from tests.support import SYSTEM
from tests.world import AINO, World

PROMISE = Promise("S26", State.ENFORCED)

PERSON = {"first_name": "Maija", "last_name": "Meikäläinen", "email": "maija@esimerkki.fi", "phone": "040 111 2233"}


def sheet(world: World) -> str:
    """Open A's card for a reason, print the key tags, return what can be read on them."""
    office, customer = world.client("office"), world.ids["customer"]
    office.post(f"/staff/customers/{customer}/case/", {"reason": "visit"})
    answer = office.get(f"/staff/customers/{customer}/key-tags.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return text_of(answer.content)


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF and of its properties."""
    reader = PdfReader(BytesIO(pdf))
    return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])


def test_the_sheet_of_key_tags_holds_the_number_and_nothing_else(world: World) -> None:
    number = numbers.spoken(Customer.objects.get(id=world.ids["customer"]).number)

    words = sheet(world)

    page = " ".join(words.splitlines()[:-1])
    assert page.count(number) == key_tags.ON_A_SHEET
    assert page.replace(number, "").split() == []
    assert not [value for value in AINO.canaries().values() if value in words]


def test_without_an_open_case_no_tag_is_printed(world: World) -> None:
    answer = world.client("office").get(f"/staff/customers/{world.ids['customer']}/key-tags.pdf")

    assert answer.status_code == 302
    assert world.client("a").get(f"/staff/customers/{world.ids['customer']}/key-tags.pdf").status_code == 404


def test_a_slip_of_the_finger_is_no_customer_number(world: World) -> None:
    number = Customer.objects.get(id=world.ids["customer"]).number

    slips = [number[:-1] + str((int(number[-1]) + step) % 10) for step in range(1, 10)]

    assert numbers.is_valid(number)
    assert not any(numbers.is_valid(slip) for slip in slips)


def test_two_customers_after_each_other_tell_no_volume(world: World) -> None:
    contact = Contact.checked(**PERSON)

    drawn = [int(customers.register(contact, by=SYSTEM, at=world.at).number[:-1]) for _ in range(8)]

    steps = {after - before for before, after in pairwise(drawn)}
    assert len(steps) == 7
    assert any(step < 0 for step in steps) or max(steps) > 1000


def test_control_a_running_number_would_tell_the_volume(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    running = iter(range(10_000_000, 10_000_100))
    monkeypatch.setattr(numbers, "draw", lambda is_taken: (base := str(next(running))) + damm.calc_check_digit(base))
    contact = Contact.checked(**PERSON)

    first, second = (int(customers.register(contact, by=SYSTEM, at=world.at).number[:-1]) for _ in range(2))

    assert second - first == 1
