"""Rows H1 to H54 against every form and every address: never a fault of ours, never raw input echoed."""

import time
from collections.abc import Iterator, Mapping
from itertools import batched, chain
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse

from tests.canaries import database
from tests.doors import DOORS, Door
from tests.hostile.conftest import Walk, post
from tests.hostile.forms import Form

pytestmark = pytest.mark.django_db

ANSWERS = {200, 301, 302, 303, 400, 403, 404, 405, 409, 410, 413, 422, 429}
SLOW = 3.0
"""Seconds; far above what any answer takes, for a machine that does other things too."""

TYPED = {
    "H3 bidi": "\u202eoniA\u2066\u2069",
    "H4 invisible": "\u200b\u3164",
    "H5 zalgo": "a" + "\u0301" * 300,
    "H5 long word": "x" * 4096,
    "H6 ä before @": "käyttäjä@example.fi",
    "H8 letters": "A\u0308iti 😀 Þßđŋž",
    "H9 quote": "Robert'); DROP TABLE students;--",
    "H9 path": "../../etc/passwd",
    "H9 null": "null",
    "H10 markup": "\"'></title><svg onload=alert(1)><script>alert(1)</script>",
    "H10 template": "{{7*7}}{% debug %}${x}{0.__class__}%n%(x)s%",
    "H11 sql": "' OR 1=1 --",
    "H12 wildcards": "%_\\",
    "H13 regex": "(a+)+$" + "a" * 200 + "!",
    "H16 line breaks": "a\r\nBcc: x@evil.example\r\n\r\nb",
    "H17 two addresses": "a@b.fi,c@d.fi",
    "H41 minus one": "-1",
    "H41 nothing": "-0",
    "H41 huge": "9" * 30,
    "H41 power": "1e5",
    "H41 wide digits": "１２",
    "H41 arabic digits": "١٢",
    "H41 underscore": "1_000",
    "H41 endless": "Infinity",
    "H53 year 1": "1.1.0001",
    "H53 year 9999": "9999-12-31",
    "H53 no such day": "31.2.2026",
    "H53 no such time": "25:61",
    "lies": "00000000-0000-0000-0000-000000000000",
}
PARAMETERS = (
    "q",
    "page",
    "sort",
    "order",
    "order_by",
    "next",
    "day",
    "on",
    "from",
    "until",
    "state",
    "id",
    "size",
    "weeks",
)
REDIRECTS = (
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "\x08//evil.example",
    "@evil.example",
    "%2f%2fevil.example",
)
_UNASKED = (
    "is_staff is_superuser role roles price total_cents provider provider_id state customer_id subject paid by at"
)
EXTRA = dict.fromkeys(_UNASKED.split(), "1")
"""Names that a form must not listen to."""
PASSING = {"journal_entry", "accounts_session", "lupaus_cache"}
"""Tables that a look may write to: who looked, which browser, how often."""

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


def sending(form: Form, typed: Mapping[str, str]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield everything that is sent by one form: what, and its fields."""
    valid = form.filled()
    for what, value in typed.items() if form.typed else ():
        yield what, {**valid, **dict.fromkeys(form.typed, value)}
    for what in ("lies", "H41 huge", "H53 year 1", "H10 markup"):
        yield f"{what} in every field", dict.fromkeys(valid, TYPED[what])
    yield "H27 more fields than asked", {**valid, **EXTRA}
    yield "H28 every field twice", {name: [*values, *values, "x"] for name, values in valid.items()}
    yield "H28 lists", {f"{name}[]": values for name, values in valid.items()} | {f"{name}[0]": "1" for name in valid}
    yield "nothing at all", {}
    for missing in valid:
        yield f"without {missing}", {name: value for name, value in valid.items() if name != missing}


@DOOR
def test_every_form_answers_whatever_is_typed(walk: Walk, door: Door) -> None:
    for form in walk.forms(door):
        attack(walk, door, form, {what: TYPED[what] for what in EVERYDAY})


@pytest.mark.drill
@DOOR
def test_every_form_answers_everything(walk: Walk, door: Door) -> None:
    for form in walk.forms(door):
        attack(walk, door, form, TYPED)
        for name in form.typed:
            one = Form(form.action, form.method, form.standing(), [name])
            attack(walk, door, one, TYPED)


def attack(walk: Walk, door: Door, form: Form, typed: Mapping[str, str]) -> None:
    for what, fields in sending(form, typed):
        with walk.attempt(door.first) as client:
            began = time.thread_time()
            answer = post(client, form.action, fields)

            assert time.thread_time() - began < SLOW, what
            check(answer, f"{what}: {fields}")


EVERYDAY = (
    "H3 bidi", "H4 invisible", "H5 zalgo", "H8 letters", "H10 markup", "H11 sql", "H16 line breaks",
    "H41 huge", "H41 arabic digits", "H53 year 1", "H53 year 9999", "lies",
)  # fmt: skip
"""The twelve that have found most; the rest are sent in the drill."""


@DOOR
def test_every_address_answers_whatever_is_asked(walk: Walk, door: Door) -> None:
    address = walk.address(door)
    for values in batched(chain(TYPED.values(), REDIRECTS), len(PARAMETERS)):
        for shift in (0, 5):
            asked = dict(zip((*PARAMETERS[shift:], *PARAMETERS[:shift]), values, strict=False))
            with walk.attempt(door.first) as client:
                check(client.get(address, asked), str(asked))


@DOOR
def test_h1_nul_and_h7_oversize_are_answered_at_every_address(walk: Walk, door: Door) -> None:
    address = walk.address(door)
    with walk.attempt(door.first) as client:
        assert client.get(f"{address}?q=%00").status_code == 400
        assert post(client, address, {"name": "a\0b"}).status_code == 400
        assert client.generic("POST", address, b'{"a": "\\ud800"}', content_type="application/json").status_code == 400
        assert post(client, address, {"note": "x" * 1_100_000}).status_code == 413


@DOOR
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


@DOOR
def test_h24_looking_changes_nothing(walk: Walk, door: Door) -> None:
    with walk.attempt(door.first) as client:
        client.get(walk.address(door))
        before = stored()
        client.get(walk.address(door))
        client.head(walk.address(door))

        assert stored() == before


@DOOR
def test_h24_a_form_from_another_site_changes_nothing(walk: Walk, door: Door) -> None:
    for form in walk.forms(door)[:2]:
        fields = {name: value for name, value in form.filled().items() if name != "csrfmiddlewaretoken"}
        with walk.attempt(door.first, checks_csrf=True) as client:
            before = stored()
            answer = post(client, form.action, fields, origin="https://evil.example")

            assert answer.status_code in {403, 405}
            assert stored() == before


@DOOR
def test_h24_other_methods_are_refused_at_every_address(walk: Walk, door: Door) -> None:
    with walk.attempt(door.first) as client:
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"):
            assert client.generic(method, walk.address(door)).status_code == 405


def test_control_a_form_with_its_token_does_change_something(walk: Walk) -> None:
    door = DOORS["customer:data_phone"]
    (form,) = walk.forms(door)
    with walk.attempt("a") as client:
        before = stored()
        fields = {**form.filled(), **dict.fromkeys(form.typed, "+358 40 111 2233")}

        assert post(client, form.action, fields).status_code == 302
        assert stored() != before


def test_control_the_walk_reaches_behind_the_forms(walk: Walk) -> None:
    """Many forms take what the walk fills in, so that what is refused is refused for what is hostile in it."""
    taken = set()
    for door in DOORS.values():
        for form in walk.forms(door):
            for fields in (form.standing(), form.filled()):
                with walk.attempt(door.first) as client:
                    if post(client, form.action, fields).status_code == 302:
                        taken.add(door.name)

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


def stored() -> dict[str, int]:
    """Return a mark of everything that is stored, but for what a mere look leaves behind."""
    return {table: hash(content) for table, content in database().items() if table not in PASSING}


def test_h26_a_guessed_id_tells_nothing(walk: Walk) -> None:
    """The answer for somebody else's visit and for no visit at all is the same page."""
    door = DOORS["customer:visit"]
    with walk.attempt("b") as client:
        theirs = client.get(walk.address(door))
        nothing = client.get(walk.address(door, visit_id=uuid4()))

    assert (theirs.status_code, theirs.content) == (nothing.status_code, nothing.content)
