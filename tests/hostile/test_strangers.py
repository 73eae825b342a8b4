"""H30, H31: nobody learns who has an account here, and nothing of a victim's by typing the victim's address.

How long an answer takes is measured in `tests/sites/account/test_enumeration.py`.
"""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from lupaus.accounts import claims, users
from lupaus.communication.models import Message
from lupaus.orders.models import Order
from lupaus.register.models import Customer
from lupaus.sites.account import decoy
from tests.doors import DOORS, EVERYBODY, ORDERING, VISITOR, A, Door
from tests.hostile.conftest import Browser, Walk
from tests.hostile.test_replay import newest_code
from tests.support import SYSTEM, outbox, subject
from tests.world import Human

pytestmark = pytest.mark.django_db

STRANGER, SHUT, GUEST = "tuntematon@muualla.fi", "suljettu@muualla.fi", "vieras@muualla.fi"
ENTRIES: dict[str, Callable[[str], dict[str, str]]] = {
    "/account/login/": lambda address: {"email": address},
    "/account/password/forgotten/": lambda address: {"email": address},
    "/account/login/password/": lambda address: {"login": address, "password": "kuusi palaa yksin 9x"},
    "/order/contact/": lambda address: {
        "kind": "person", "first_name": "Eino", "last_name": "Malli", "email": address, "phone": "0401234567",
        "payer": "self",
    },
    "/account/register/": lambda address: {"first_name": "Eino", "last_name": "Malli", "email": address},
    "/contact/": lambda address: {
        "name": "Eino Malli", "email": address, "text": "Soittakaa", "call_time": "any",
    },
}  # fmt: skip
"""Every place where somebody who is not signed in types an address, and what they send there."""
_MOVING = {"Content-Security-Policy", "Content-Length", "Expires"}
"""Headers that change with the hour and with what was typed; length and words are compared without it."""
_CHANGES = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce-[\w+/=-]+')


@pytest.fixture(scope="module")
def people(walk: Walk) -> Walk:
    """Add somebody whose account is shut, and somebody who ordered and never signed in."""
    shut = users.open_account(SHUT, subject(), by=SYSTEM, at=walk.world.at, verified=True)
    users.disable(shut, by=SYSTEM, at=walk.world.at)
    customer = Customer.objects.get(id=walk.world.ids["twin"])
    customer.email = GUEST
    customer.save(update_fields=["email", "email_index"])
    return walk


def kinds_of_people(walk: Walk) -> Iterator[tuple[str, str]]:
    """Yield addresses of everybody there can be: customers, workers, staff, shut, not yet claimed."""
    cast = walk.world.cast
    yield from (("customer", cast.a.email), ("worker", cast.p.email), ("payer", cast.payer.email))
    yield from (("office", "office@malli.example"), ("owner", "owner@malli.example"), ("shut", SHUT), ("guest", GUEST))


def told(answer: HttpResponse, then: HttpResponse) -> tuple[object, ...]:
    """Return all that somebody outside sees of two answers: status, headers, cookies, length and words."""
    return tuple(
        (
            each.status_code,
            sorted((name, value) for name, value in each.headers.items() if name not in _MOVING),
            sorted(each.cookies),
            len(each.content),
            _CHANGES.sub(b"", each.content),
        )
        for each in (answer, then)
    )


def is_for_development(door: Door) -> bool:
    """Say whether the page shows every letter; no real person is ever served with it."""
    return door.name.startswith("developer:")


def ask(walk: Walk, path: str, address: str) -> tuple[object, ...]:
    """Type an address as a visitor whose browser is new, and look at the next page too."""
    who = ORDERING if path.startswith("/order/") else VISITOR
    cache.clear()
    with walk.attempt(who) as client:
        answer = client.post(path, ENTRIES[path](address))
        then = client.get(answer["Location"] if answer.status_code == HTTPStatus.FOUND else path)
        for page in (answer, then):
            page.content = re.sub(re.escape(address.encode()), b"ADDRESS", page.content, flags=re.IGNORECASE)
        return told(answer, then)


@pytest.mark.parametrize("path", ENTRIES)
def test_h30_who_has_an_account_is_answered_as_a_stranger_is(people: Walk, path: str) -> None:
    stranger = ask(people, path, STRANGER)

    for kind, address in kinds_of_people(people):
        assert ask(people, path, address) == stranger, kind


@pytest.mark.parametrize("path", [path for path in ENTRIES if "order" not in path])
def test_h30_one_question_is_one_letter_at_most_and_goes_to_nobody_else(people: Walk, path: str) -> None:
    for kind, address in (*kinds_of_people(people), ("stranger", STRANGER)):
        with people.attempt(VISITOR) as client:
            cache.clear()
            before = set(Message.objects.values_list("pk", flat=True))
            client.post(path, ENTRIES[path](address))
            written = [mail.to for mail in outbox() if mail.id not in before]

        assert set(written) <= {address.lower(), address}, kind
        assert len(written) <= 1, kind


def test_h30_and_h31_nowhere_else_is_an_address_typed_and_there_is_no_sign_up(people: Walk) -> None:
    doors = [door for door in DOORS.values() if door.actors == EVERYBODY]
    forms = [form for door in doors for form in people.forms(door) if {"email", "login"} & set(form.typed)]

    assert {urlsplit(form.action).path for form in forms} == set(ENTRIES)
    assert people.browser(VISITOR).get("/account/signup/").status_code == HTTPStatus.NOT_FOUND


def test_control_without_the_decoy_a_stranger_would_be_told_apart(
    people: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answers are alike either way; what the decoy hides is time, and its work is seen here."""
    worked: list[str] = []
    real = decoy.write
    monkeypatch.setattr(decoy, "write", lambda request, handle: worked.append(handle) or real(request, handle))

    ask(people, "/account/login/", STRANGER)
    after_stranger = len(worked)
    ask(people, "/account/login/", people.world.cast.a.email)

    assert (after_stranger, len(worked)) == (1, 1)


def test_control_a_page_that_names_the_account_would_be_seen(people: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lupaus.sites.account.forms.decoy.write", _betray)

    known = ask(people, "/account/login/", people.world.cast.a.email)

    assert ask(people, "/account/login/", STRANGER) != known


def _betray(request: object, handle: str) -> None:
    raise ValidationError("Osoitteella ei ole tiliä.")


def booked_as(walk: Walk, browser: Browser, victim: Human) -> Order:
    """Book the order that stands before the last screen, under the victim's address."""
    contact = {"kind": "person", "first_name": "Ilkka", "last_name": "Ilkeä", "phone": "0409999999", "payer": "self"}
    browser.post("/order/contact/", contact | {"email": victim.email})
    form = next(form for form in walk.forms(DOORS["public:order_check"]) if "total" in form.fields)
    browser.post("/order/check/", {**form.standing(), "early_start": "on"})
    return Order.objects.latest("placed_at")


def test_h31_a_guest_with_the_victims_address_sees_nothing_of_the_victims(walk: Walk) -> None:
    victim = walk.world.cast.a
    secret = {value for name, value in victim.canaries().items() if name != "email"}
    shut = [door for door in DOORS.values() if door.actors != EVERYBODY]
    with walk.attempt(ORDERING) as guest:
        guest.post("/account/login/", {"email": victim.email})
        order = booked_as(walk, guest, victim)
        confirmation = guest.get(f"/order/{order.id}/", follow=True)
        pages = [
            guest.get(walk.address(door)) for door in DOORS.values() if not door.posts and not is_for_development(door)
        ]
        opened = [door.name for door in shut if guest.get(walk.address(door)).status_code == HTTPStatus.OK]

    assert (confirmation.status_code, opened) == (HTTPStatus.OK, [])
    assert order.customer_id != walk.world.ids["customer"]
    assert not any(word in page.content.decode(errors="replace") for page in pages for word in secret)


def test_h31_the_order_is_the_victims_once_their_address_is_proven_and_the_guests_no_more(walk: Walk) -> None:
    victim = walk.world.cast.a
    with walk.attempt(ORDERING) as guest:
        order = booked_as(walk, guest, victim)
        page = f"/order/{order.id}/"
        before = guest.get(page).status_code
        owner = walk.browser(VISITOR)
        owner.post("/account/login/", {"email": victim.email})
        owner.post("/account/login/code/", {"code": newest_code("accounts.login_code")})

        answers = [guest.get(page).status_code, owner.get(page).status_code]

        assert (before, answers) == (HTTPStatus.OK, [HTTPStatus.FOUND, HTTPStatus.OK])


def test_control_with_a_proven_address_the_same_pages_show_the_victims_words(walk: Walk) -> None:
    with walk.attempt(A) as victim:
        assert walk.world.cast.a.street in victim.get(walk.address(DOORS["customer:data"])).content.decode()


def test_control_without_the_rule_the_guest_would_read_on_after_the_victim_has_come(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "claimed", lambda subjects: frozenset())

    with pytest.raises(AssertionError):
        test_h31_the_order_is_the_victims_once_their_address_is_proven_and_the_guests_no_more(walk)
