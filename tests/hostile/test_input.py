"""Rows H1 to H54 against every form and every address: never a fault of ours, never raw input echoed."""

import time
from collections.abc import Iterable
from itertools import batched, chain
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse

from tests.doors import DOORS, Door
from tests.hostile.conftest import Walk, post
from tests.hostile.forms import Form
from tests.hostile.inputs import EXTRA, PARAMETERS, REDIRECTS, TYPED, Sent, every_day, everything
from tests.hostile.parts import at_every_door

pytestmark = pytest.mark.django_db

ANSWERS = {200, 301, 302, 303, 400, 403, 404, 405, 409, 410, 413, 422, 429}
SLOW = 3.0
"""Seconds; far above what any answer takes, for a machine that does other things too."""

DOOR = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())


def check(answer: HttpResponse, what: str) -> None:
    is_readiness = getattr(answer, "request", {}).get("PATH_INFO") == "/readyz"
    assert answer.status_code in ANSWERS | ({503} if is_readiness else set()), f"{what}: {answer.status_code}"
    if answer["Content-Type"].startswith("text/html"):
        page = answer.content.decode()
        assert "<svg onload" not in page, what
        assert "<script>alert" not in page, what
    location = answer.get("Location", "/")
    assert urlsplit(location).netloc == "", what
    assert not location.startswith(("//", "/\\")), what


@DOOR
def test_every_form_answers_whatever_is_typed(walk: Walk, door: Door) -> None:
    for form in walk.forms(door):
        attack(walk, door, form, every_day(form))


@pytest.mark.drill
@DOOR
def test_every_form_answers_everything(walk: Walk, door: Door) -> None:
    for form in walk.forms(door):
        attack(walk, door, form, everything(form))


def attack(walk: Walk, door: Door, form: Form, sent: Iterable[Sent]) -> None:
    for what, fields in sent:
        with walk.attempt(door.first) as client:
            began = time.thread_time()
            answer = post(client, form.action, fields)

            assert time.thread_time() - began < SLOW, what
            check(answer, f"{what}: {fields}")


@at_every_door
def test_every_address_answers_whatever_is_asked(walk: Walk, door: Door) -> None:
    ask(walk, door, shifts=(0,))


@pytest.mark.drill
@DOOR
def test_every_address_answers_every_parameter(walk: Walk, door: Door) -> None:
    ask(walk, door, shifts=range(1, len(PARAMETERS)))


def ask(walk: Walk, door: Door, *, shifts: Iterable[int]) -> None:
    address = walk.address(door)
    for values in batched(chain(TYPED.values(), REDIRECTS), len(PARAMETERS)):
        for shift in shifts:
            asked = dict(zip((*PARAMETERS[shift:], *PARAMETERS[:shift]), values, strict=False))
            with walk.attempt(door.first) as client:
                check(client.get(address, asked), str(asked))


@at_every_door
def test_h1_nul_and_h7_oversize_are_answered_at_every_address(walk: Walk, door: Door) -> None:
    address = walk.address(door)
    with walk.attempt(door.first) as client:
        assert client.get(f"{address}?q=%00").status_code == 400
        assert post(client, address, {"name": "a\0b"}).status_code == 400
        assert client.generic("POST", address, b'{"a": "\\ud800"}', content_type="application/json").status_code == 400
        assert post(client, address, {"note": "x" * 1_100_000}).status_code == 413


@at_every_door
def test_h22_nobody_is_sent_elsewhere_after_a_form(walk: Walk, door: Door) -> None:
    for form in walk.forms(door)[:2]:
        for target in REDIRECTS if door.name in SENDS_ON else REDIRECTS[:1]:
            with walk.attempt(door.first) as client:
                check(post(client, form.action, {**form.filled(), "next": target}), target)


SENDS_ON = (
    "account_login",
    "account_confirm_login_code",
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
)
"""Where `next` is read."""


def test_control_the_walk_reaches_behind_the_forms(walk: Walk) -> None:
    """Many forms take what the walk fills in, so that what is refused is refused for what is hostile in it."""
    taken = set()
    for door in DOORS.values():
        for form in walk.forms(door):
            for fields in () if door.name in taken else (form.filled(), form.standing()):
                with walk.attempt(door.first) as client:
                    if post(client, form.action, fields).status_code == 302:
                        taken.add(door.name)
                        break

    assert len(taken) > 40
    assert {"public:order_contact", "customer:data_name", "staff:invoice_payments", "staff:visit_time"} <= taken


def test_control_markup_in_a_page_is_seen() -> None:
    with pytest.raises(AssertionError):
        check(HttpResponse("<p><svg onload=alert(1)>"), "planted")


def test_h27_nobody_gives_themselves_a_role(walk: Walk) -> None:
    with walk.attempt("a") as client:
        for name in ("customer:data_name", "customer:data_phone", "account_email"):
            for form in walk.forms(DOORS[name]):
                post(client, form.action, {**form.filled(), **EXTRA, "role": "owner", "roles": "owner"})

        assert not walk.world.actor("a").is_staff
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from accounts_grant where user_id = %s", [walk.world.users["a"].pk])
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("name", "ending"),
    [("customer:invoice_pdf", ".pdf"), ("customer:visit_calendar", ".ics"), ("staff:invoice_pdf", ".pdf")],
)
def test_h51_a_download_has_a_plain_name(walk: Walk, name: str, ending: str) -> None:
    door = DOORS[name]
    with walk.attempt(door.first) as client:
        answer = client.get(walk.address(door))

    disposition = answer["Content-Disposition"]
    assert answer.status_code == 200
    assert disposition.isascii()
    assert disposition.rstrip('"').endswith(ending)
    assert not set(disposition) & set("<>/\\\r\n")


def test_h26_a_guessed_id_tells_nothing(walk: Walk) -> None:
    """The answer for somebody else's visit and for no visit at all is the same page."""
    door = DOORS["customer:visit"]
    with walk.attempt("b") as client:
        theirs = client.get(walk.address(door))
        nothing = client.get(walk.address(door, visit_id=uuid4()))

    assert (theirs.status_code, theirs.content) == (nothing.status_code, nothing.content)
