"""Signing in by a mailed code."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from lupaus.accounts import users
from lupaus.accounts.models import Session, User
from lupaus.communication.models import Message
from lupaus.journal.models import Entry
from lupaus.promises import Role
from lupaus.vault.models import Subject
from tests.support import NOON, SYSTEM, account, outbox

pytestmark = pytest.mark.django_db

WRONG = "ZZZZ-ZZZZ"


def test_somebody_signs_in_with_the_code_that_came_by_mail(client: Client, code: Callable[..., str]) -> None:
    account()
    client.post("/account/login/", {"email": " AINO@example.fi"})

    answer = client.post("/account/login/code/", {"code": code().lower().replace("-", " ")})

    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert [mail.to for mail in outbox("accounts.login_code")] == ["aino@example.fi"]
    assert "aino@example.fi" in client.get("/account/").content.decode()


def test_the_code_page_asks_for_the_code_and_shows_no_address(client: Client) -> None:
    account()

    answer = client.post("/account/login/", {"email": "aino@example.fi"}, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [("/account/login/code/", 302)]
    assert "aino@" not in page
    assert "sealed.invalid" not in page


def test_a_stranger_is_answered_as_a_customer_is_and_gets_no_mail(client: Client) -> None:
    account()

    known = Client().post("/account/login/", {"email": "aino@example.fi"}, follow=True)
    subjects, written = Subject.objects.count(), Message.objects.count()
    stranger = Client().post("/account/login/", {"email": "stranger@example.fi"}, follow=True)

    assert _without_tokens(stranger) == _without_tokens(known)
    assert (Subject.objects.count(), Message.objects.count()) == (subjects, written)


def test_a_stranger_who_guesses_gets_the_same_answers(client: Client) -> None:
    account()
    pages = []
    for address in ("aino@example.fi", "stranger@example.fi"):
        browser = Client()
        browser.post("/account/login/", {"email": address})
        tries = [browser.post("/account/login/code/", {"code": WRONG}, follow=True) for _ in range(3)]
        pages.append([_without_tokens(each) for each in tries])

    assert pages[0] == pages[1]


def test_the_third_wrong_code_uses_the_right_one_up(client: Client, code: Callable[..., str]) -> None:
    account()
    client.post("/account/login/", {"email": "aino@example.fi"})

    for _ in range(3):
        client.post("/account/login/code/", {"code": WRONG})
    client.post("/account/login/code/", {"code": code()})

    assert client.get("/account/").status_code == 302


def test_the_second_wrong_code_does_not(client: Client, code: Callable[..., str]) -> None:
    """The control of the test above."""
    account()
    client.post("/account/login/", {"email": "aino@example.fi"})

    for _ in range(2):
        client.post("/account/login/code/", {"code": WRONG})
    client.post("/account/login/code/", {"code": code()})

    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(("seconds", "status"), [(599, 200), (601, 302)])
def test_a_code_works_for_ten_minutes(client: Client, code: Callable[..., str], seconds: int, status: int) -> None:
    account()
    with time_machine.travel(NOON, tick=False) as clock:
        client.post("/account/login/", {"email": "aino@example.fi"})
        clock.shift(seconds)
        client.post("/account/login/code/", {"code": code()})

        assert client.get("/account/").status_code == status


def test_a_code_does_not_work_in_another_browser(client: Client, code: Callable[..., str]) -> None:
    account()
    client.post("/account/login/", {"email": "aino@example.fi"})
    thief = Client()
    thief.post("/account/login/", {"email": "stranger@example.fi"})

    thief.post("/account/login/code/", {"code": code()})

    assert thief.get("/account/").status_code == 302


def test_somebody_who_mistyped_the_address_begins_again(client: Client, code: Callable[..., str]) -> None:
    account()
    client.post("/account/login/", {"email": "ainoo@example.fi"})

    again = client.get("/account/login/")
    client.post("/account/login/", {"email": "aino@example.fi"})
    client.post("/account/login/code/", {"code": code()})

    assert (again.status_code, client.get("/account/").status_code) == (200, 200)


def test_a_new_code_can_be_sent_and_the_old_one_is_dead(client: Client, code: Callable[..., str]) -> None:
    account()
    client.post("/account/login/", {"email": "aino@example.fi"})
    first = code()

    client.post("/account/login/code/", {"action": "resend"})
    client.post("/account/login/code/", {"code": first})
    refused = client.get("/account/").status_code
    client.post("/account/login/code/", {"code": code()})

    assert (refused, client.get("/account/").status_code) == (302, 200)


def test_the_session_gets_another_key_at_sign_in(client: Client, code: Callable[..., str]) -> None:
    account()
    client.post("/account/login/", {"email": "aino@example.fi"})
    before = client.cookies["lupaus_session"].value

    client.post("/account/login/code/", {"code": code()})

    old = Client()
    old.cookies["lupaus_session"] = before
    assert client.cookies["lupaus_session"].value != before
    assert old.get("/account/").status_code == 302


def test_a_disabled_account_gets_no_code(client: Client) -> None:
    users.disable(account(), by=SYSTEM, at=NOON)

    answer = client.post("/account/login/", {"email": "aino@example.fi"})

    assert (answer["Location"], outbox()) == ("/account/login/code/", [])


def test_more_than_three_codes_a_minute_are_not_sent() -> None:
    account()

    answers = [Client().post("/account/login/", {"email": "aino@example.fi"}).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 200]
    assert len(outbox("accounts.login_code")) == 3


def test_nobody_can_keep_somebody_else_from_signing_in(client: Client, code: Callable[..., str]) -> None:
    account()
    for _ in range(9):
        Client(REMOTE_ADDR="203.0.113.9").post("/account/login/", {"email": "aino@example.fi"})

    client.post("/account/login/", {"email": "aino@example.fi"})
    client.post("/account/login/code/", {"code": code()})

    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["", "aino", "a@b.fi,c@d.fi", "a@b.fi\nBcc: c@d.fi", "x" * 320 + "@example.fi", "a" * 32 + "@sealed.invalid"],
)
def test_what_is_no_address_is_answered_on_the_form(client: Client, address: str) -> None:
    answer = client.post("/account/login/", {"email": address})

    assert answer.status_code == 200
    assert "Lomakkeessa on yksi korjattava kohta" in answer.content.decode()


def test_signing_in_is_journalled_without_an_address(sign_in_by_code: Callable[..., Client]) -> None:
    user = account()

    sign_in_by_code()

    entry = Entry.objects.get(action="account.signed_in")
    assert (entry.about, entry.subjects) == (user.pk, [user.subject_id])


def test_after_signing_in_people_come_to_their_own_pages(sign_in_by_code: Callable[..., Client]) -> None:
    account("omistaja@example.fi", Role.OWNER)

    client = sign_in_by_code("omistaja@example.fi")

    assert client.get("/account/login/")["Location"].startswith("/account/factors/")


@pytest.mark.parametrize("target", ["//evil.example", "https:evil.example", "/\\evil.example", "https://evil.example/"])
def test_signing_in_leads_to_no_other_site(client: Client, code: Callable[..., str], target: str) -> None:
    account()
    client.post("/account/login/", {"email": "aino@example.fi", "next": target})

    answer = client.post("/account/login/code/", {"code": code(), "next": target})

    assert answer["Location"] == "/account/"


def test_signing_in_leads_back_to_the_page_asked_for(client: Client, code: Callable[..., str]) -> None:
    account()
    asked = client.get("/account/sessions/")
    client.post(asked["Location"], {"email": "aino@example.fi", "next": "/account/sessions/"})

    answer = client.post("/account/login/code/", {"code": code(), "next": "/account/sessions/"})

    assert answer["Location"] == "/account/sessions/"


def test_sign_up_does_not_exist(client: Client) -> None:
    assert client.get("/account/signup/").status_code == 404
    assert User.objects.count() == 0


def test_no_session_row_holds_anything_readable(sign_in_by_code: Callable[..., Client]) -> None:
    account()
    client = sign_in_by_code()

    row = Session.objects.get(user__isnull=False)

    assert client.cookies["lupaus_session"].value not in row.key_hash
    assert b"_auth_user_id" not in bytes(row.sealed)


def _without_tokens(answer: object) -> tuple[int, str]:
    page = answer.content.decode()  # type: ignore[attr-defined]
    return answer.status_code, page.partition('name="csrfmiddlewaretoken"')[0] + str(len(page))  # type: ignore[attr-defined]
