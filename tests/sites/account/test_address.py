"""Changing the address one signs in with."""

from collections.abc import Callable

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from lupaus.accounts import claims, handles
from lupaus.accounts.models import SealedAddress, User
from tests.support import NOON, account, outbox, sign_in

pytestmark = pytest.mark.django_db


def ask(client: Client, address: str = "uusi@example.fi") -> object:
    return client.post("/account/email/", {"email": address, "action_add": "1"})


def test_the_new_address_is_proven_by_a_code_and_the_old_one_is_told(client: Client, code: Callable[..., str]) -> None:
    user = account()
    sign_in(client, user)

    ask(client, "Uusi@example.fi")
    client.post("/account/email/code/", {"code": code("accounts.address_code")})

    user.refresh_from_db()
    assert user.email == handles.handle("uusi@example.fi")
    assert [(mail.kind, mail.to) for mail in outbox()] == [
        ("accounts.address_code", "uusi@example.fi"),
        ("accounts.changed", "aino@example.fi"),
    ]
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(user.email, True, True)]
    assert [row.handle for row in SealedAddress.objects.all()] == [user.email]


def test_the_old_address_signs_in_until_the_new_one_is_proven(client: Client, code: Callable[..., str]) -> None:
    sign_in(client, account())
    ask(client)
    other = Client()

    other.post("/account/login/", {"email": "aino@example.fi"})
    other.post("/account/login/code/", {"code": code()})

    assert other.get("/account/").status_code == 200


def test_the_new_address_does_not_sign_in_before_it_is_proven(client: Client) -> None:
    sign_in(client, account())
    ask(client)

    Client().post("/account/login/", {"email": "uusi@example.fi"})

    assert outbox("accounts.login_code") == []


def test_a_wrong_code_changes_nothing(client: Client) -> None:
    user = account()
    sign_in(client, user)
    ask(client)

    client.post("/account/email/code/", {"code": "ZZZZ-ZZZZ"})

    assert User.objects.get(pk=user.pk).email == handles.handle("aino@example.fi")


def test_the_address_of_somebody_else_cannot_be_taken_and_is_not_betrayed(
    client: Client, code: Callable[..., str]
) -> None:
    account("eero@example.fi")
    user = account()
    sign_in(client, user)

    taken = ask(client, "eero@example.fi")
    free = ask(sign_in(Client(), account("liisa@example.fi")), "uusi@example.fi")
    client.post("/account/email/code/", {"code": code("accounts.address_code")})

    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])  # type: ignore[attr-defined, index]
    assert User.objects.get(pk=user.pk).email == handles.handle("aino@example.fi")


def test_an_old_sign_in_must_show_again_who_it_is(client: Client, code: Callable[..., str]) -> None:
    user = account()
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, user)
        clock.shift(600)

        asked = ask(client)
        client.post("/account/again/mail/?next=/account/email/")
        refused = client.post("/account/again/mail/?next=/account/email/", {"code": "ZZZZ-ZZZZ"})
        client.post("/account/again/mail/?next=/account/email/", {"code": code("accounts.reauthentication_code")})
        clock.shift(1)
        ask(client)

        assert asked["Location"].startswith("/account/again/mail/")  # type: ignore[index]
        assert "Koodi ei täsmää" in refused.content.decode()
        assert [mail.to for mail in outbox("accounts.address_code")][-1] == "uusi@example.fi"


def test_an_address_is_not_kept_before_it_is_clear_who_asks(client: Client) -> None:
    """Whoever sits down at an open browser plants no address of theirs among somebody else's."""
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, account())
        clock.shift(600)

        ask(client)

    assert SealedAddress.objects.count() == 1


def test_control_who_has_just_signed_in_has_the_new_address_kept_until_it_is_proven(client: Client) -> None:
    sign_in(client, account())

    ask(client)

    assert SealedAddress.objects.count() == 2


def test_with_the_new_address_every_other_sign_in_ends(client: Client, code: Callable[..., str]) -> None:
    """Whoever had got in with the old mailbox is out."""
    user = account()
    sign_in(client, user)
    elsewhere = sign_in(Client(), user)
    ask(client)

    client.post("/account/email/code/", {"code": code("accounts.address_code")})

    assert elsewhere.get("/account/")["Location"].startswith("/account/login/")
    assert client.get("/account/").status_code == 200


def test_control_as_long_as_the_address_is_not_proven_the_others_go_on(client: Client) -> None:
    user = account()
    sign_in(client, user)
    elsewhere = sign_in(Client(), user)

    ask(client)
    client.post("/account/email/code/", {"code": "ZZZZ-ZZZZ"})

    assert elsewhere.get("/account/").status_code == 200


def test_a_fresh_sign_in_need_not(client: Client) -> None:
    """The control of the test above."""
    user = account()
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, user)
        clock.shift(200)

        assert ask(client)["Location"] == "/account/email/code/"  # type: ignore[index]


def test_the_rooms_above_are_told_of_the_new_address(
    client: Client, code: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    monkeypatch.setattr(claims, "_claimants", [claims.Claimant(_nobody, _nothing, lambda *a, **_: told.append(a))])
    user = account()
    sign_in(client, user)
    ask(client)

    client.post("/account/email/code/", {"code": code("accounts.address_code")})

    assert told == [(user, "uusi@example.fi")]


def test_no_page_shows_a_handle(client: Client) -> None:
    sign_in(client, account())
    ask(client)

    pages = [client.get(path).content.decode() for path in ("/account/", "/account/email/", "/account/email/code/")]

    assert not any("sealed.invalid" in page for page in pages)


def _nobody(index: str) -> None:
    del index


def _nothing(*args: object, **kwargs: object) -> None:
    del args, kwargs
