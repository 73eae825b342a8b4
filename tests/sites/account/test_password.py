"""Passwords: chosen, changed, forgotten."""

from collections.abc import Callable

import pytest
from django.test import Client

from lupaus.accounts.models import User
from tests.support import account, outbox, sign_in

pytestmark = pytest.mark.django_db

GOOD = "kuusi palaa yksin 9x"


def with_password(password: str = GOOD) -> User:
    user = account()
    user.set_password(password)
    user.save()
    return user


def enter(client: Client, password: str = GOOD, address: str = "aino@example.fi") -> int:
    client.post("/account/login/password/", {"login": address, "password": password})
    return client.get("/account/").status_code


def test_somebody_signs_in_with_a_password(client: Client) -> None:
    with_password()

    assert enter(client, address="AINO@example.fi") == 200


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client: Client) -> None:
    with_password()

    pages = []
    for address in ("aino@example.fi", "stranger@example.fi"):
        sent = {"login": address, "password": "wrong wrong wrong"}
        page = Client().post("/account/login/password/", sent).content.decode()
        pages.append(page.partition("csrfmiddlewaretoken")[0].replace(address, ""))

    assert "Sähköposti tai salasana ei täsmää" in pages[0]
    assert pages[0] == pages[1]


def test_ten_wrong_passwords_are_not_all_tried(client: Client) -> None:
    with_password()

    for _ in range(10):
        enter(client, "wrong wrong wrong")

    assert enter(client) == 302


def test_four_wrong_passwords_do_not_matter(client: Client) -> None:
    """The control of the test above."""
    with_password()

    for _ in range(4):
        enter(client, "wrong wrong wrong")

    assert enter(client) == 200


def test_an_attacker_elsewhere_locks_nobody_out(client: Client) -> None:
    with_password()

    for _ in range(10):
        enter(Client(REMOTE_ADDR="203.0.113.9"), "wrong wrong wrong")

    assert enter(client) == 200


def test_a_forged_forwarded_address_does_not_open_another_count(client: Client) -> None:
    with_password()

    for number in range(10):
        client.post(
            "/account/login/password/",
            {"login": "aino@example.fi", "password": "wrong wrong wrong"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )

    assert enter(client) == 302


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Siivous2026!", "siivous"),
        ("short", "vähintään 12"),
        ("x" * 257, "enintään 256"),
        ("password1234", "password"),
        ("qwertyuiop123", ""),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(client: Client, password: str, reason: str) -> None:
    user = account()
    sign_in(client, user)

    answer = client.post("/account/password/first/", {"password1": password, "password2": password})

    user.refresh_from_db()
    assert (answer.status_code, user.has_usable_password()) == (200, False)
    assert reason in answer.content.decode()


@pytest.mark.parametrize("password", [GOOD, "🙂" * 128, "  väli lyönnit ovat osa  "])
def test_any_signs_make_a_password_and_the_last_one_counts(client: Client, password: str) -> None:
    user = account()
    sign_in(client, user)

    client.post("/account/password/first/", {"password1": password, "password2": password})

    user.refresh_from_db()
    assert (user.check_password(password), user.check_password(password[:-1])) == (True, False)
    assert [mail.subject for mail in outbox("accounts.changed")] == ["Tiliisi tehtiin muutos"]


def test_changing_the_password_needs_the_present_one(client: Client) -> None:
    user = with_password()
    sign_in(client, user)
    fields = {"password1": "uusi salasana on tämä", "password2": "uusi salasana on tämä"}

    client.post("/account/password/", {"oldpassword": "not the present one", **fields})
    user.refresh_from_db()
    before = user.check_password(GOOD)
    client.post("/account/password/", {"oldpassword": GOOD, **fields})

    user.refresh_from_db()
    assert (before, user.check_password("uusi salasana on tämä")) == (True, True)


def test_changing_the_password_ends_other_sign_ins(client: Client) -> None:
    user = with_password()
    elsewhere = sign_in(Client(), user)
    sign_in(client, user)
    new = "uusi salasana on tämä"

    client.post("/account/password/", {"oldpassword": GOOD, "password1": new, "password2": new})

    assert (client.get("/account/").status_code, elsewhere.get("/account/").status_code) == (200, 302)


def test_a_forgotten_password_is_replaced_by_a_mailed_code(client: Client, code: Callable[..., str]) -> None:
    user = with_password()
    new = "uusi salasana on tämä"

    client.post("/account/password/forgotten/", {"email": "Aino@example.fi"})
    client.post("/account/password/forgotten/code/", {"code": code("accounts.password_code")})
    answer = client.post("/account/password/forgotten/new/", {"password1": new, "password2": new}, follow=True)

    user.refresh_from_db()
    assert user.check_password(new)
    assert "Salasana vaihdettu" in answer.content.decode()
    assert client.get("/account/").status_code == 302


def test_a_reset_code_works_once(client: Client, code: Callable[..., str]) -> None:
    user = with_password()
    client.post("/account/password/forgotten/", {"email": "aino@example.fi"})
    used = code("accounts.password_code")
    client.post("/account/password/forgotten/code/", {"code": used})
    client.post("/account/password/forgotten/new/", {"password1": "a" * 3 + GOOD, "password2": "a" * 3 + GOOD})

    client.post("/account/password/forgotten/code/", {"code": used})
    client.post("/account/password/forgotten/new/", {"password1": "b" * 3 + GOOD, "password2": "b" * 3 + GOOD})

    user.refresh_from_db()
    assert user.check_password("a" * 3 + GOOD)


def test_asking_for_a_reset_says_nothing_about_the_address() -> None:
    with_password()

    pages = [
        Client().post("/account/password/forgotten/", {"email": address}, follow=True)
        for address in ("aino@example.fi", "stranger@example.fi")
    ]

    shown = [(each.redirect_chain, each.content.decode().partition("csrfmiddlewaretoken")[0]) for each in pages]
    assert shown[0] == shown[1]
    assert len(outbox()) == 1


def test_password_fields_help_password_managers(client: Client) -> None:
    page = client.get("/account/login/password/").content.decode()

    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
