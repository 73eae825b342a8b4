"""Second factors: set up, asked for, used once, demanded of staff."""

import re
import time
from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from lupaus.accounts import factors
from lupaus.accounts.models import SealedSecret, User
from lupaus.promises import Role
from tests.support import NOON, account, sign_in

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def totp(secret: str = SECRET, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_totp(user: User) -> User:
    token = factors.seal_secret(SECRET, user, at=NOON)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": token})
    return user


def set_up(client: Client) -> list[str]:
    """Set up a code application as a person does and return the recovery codes shown."""
    page = client.get("/account/factors/app/").content.decode()
    secret = re.search(r"<dd class=\"n\">([A-Z2-7]{32})</dd>", page)
    assert secret
    client.post("/account/factors/app/", {"code": totp(secret.group(1))})
    shown = client.get("/account/factors/codes/").content.decode()
    return re.findall(r"<li>(\d{8})</li>", shown)


@pytest.mark.parametrize("path", ["/account/", "/account/sessions/", "/account/email/", "/staff/", "/my/", "/work/"])
def test_staff_without_a_second_factor_reach_only_the_page_to_get_one(client: Client, path: str) -> None:
    sign_in(client, account("toimisto@example.fi", Role.OFFICE), second_factor=False)

    answer = client.get(path)

    assert answer["Location"].startswith("/account/factors/?next=")


@pytest.mark.parametrize("path", ["/account/factors/app/", "/account/factors/codes/"])
def test_a_sign_in_older_than_the_second_factor_shows_it_before_it_may_add_another(client: Client, path: str) -> None:
    user = account("toimisto@example.fi", Role.OFFICE)
    sign_in(client, user, second_factor=False)
    with_totp(user)

    answer = client.get(path)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/again/factor/?next=")


def test_a_customer_needs_no_second_factor(client: Client) -> None:
    """The control of the test above."""
    sign_in(client, account(), second_factor=False)

    assert client.get("/account/").status_code == 200


def test_staff_set_up_an_application_and_are_in(client: Client) -> None:
    sign_in(client, account("toimisto@example.fi", Role.OFFICE), second_factor=False)

    codes = set_up(client)

    assert len(codes) == 10
    assert client.get("/account/").status_code == 200


def test_recovery_codes_are_shown_once(client: Client) -> None:
    sign_in(client, account(), second_factor=False)
    set_up(client)

    again = client.get("/account/factors/codes/").content.decode()

    assert re.findall(r"<li>\d{8}</li>", again) == []
    assert "Emme voi näyttää niitä uudelleen" in again
    assert "10 jäljellä" in client.get("/account/factors/").content.decode()


@pytest.mark.parametrize("way", ["code", "password", "reset", "link"])
def test_every_way_in_asks_for_the_second_factor(
    client: Client, code: Callable[..., str], way: str, sign_in_by_code: Callable[[], Client]
) -> None:
    user = with_totp(account())
    user.set_password("kuusi palaa yksin 9x")
    user.save()

    WAYS[way](client, code, user)
    before = client.get("/account/").status_code
    client.post("/account/login/factor/", {"code": totp()})

    assert (before, client.get("/account/").status_code) == (302, 200)


def test_a_code_of_the_application_works_once_even_a_minute_later(code: Callable[..., str]) -> None:
    with_totp(account())
    with time_machine.travel(NOON, tick=False) as clock:
        used = totp(steps=1)
        first, second = Client(), Client()
        for browser in (first, second):
            browser.post("/account/login/", {"email": "aino@example.fi"})
            browser.post("/account/login/code/", {"code": code()})

        first.post("/account/login/factor/", {"code": used})
        clock.shift(45)
        second.post("/account/login/factor/", {"code": used})

        assert (first.get("/account/").status_code, second.get("/account/").status_code) == (200, 302)


def test_a_recovery_code_works_once(client: Client, code: Callable[..., str]) -> None:
    user = account()
    sign_in(client, user)
    one = set_up(client)[0]
    results = []

    for _ in range(2):
        browser = Client()
        browser.post("/account/login/", {"email": "aino@example.fi"})
        browser.post("/account/login/code/", {"code": code()})
        browser.post("/account/login/factor/", {"code": one})
        results.append(browser.get("/account/").status_code)

    assert results == [200, 302]


def test_wrong_codes_are_not_tried_for_ever(client: Client, code: Callable[..., str]) -> None:
    with_totp(account())
    client.post("/account/login/", {"email": "aino@example.fi"})
    client.post("/account/login/code/", {"code": code()})

    for _ in range(6):
        client.post("/account/login/factor/", {"code": "000000"})
    client.post("/account/login/factor/", {"code": totp()})

    assert client.get("/account/").status_code == 302


def test_secrets_lie_sealed_under_their_owners_key(client: Client) -> None:
    user = account()
    sign_in(client, user)

    set_up(client)

    held = dict(Authenticator.objects.values_list("type", "data"))
    assert held["totp"]["secret"].startswith("sealed:")
    assert held["recovery_codes"]["seed"].startswith("sealed:")
    assert {row.subject_id for row in SealedSecret.objects.all()} == {user.subject_id}


def test_secrets_that_nothing_uses_are_swept(client: Client) -> None:
    user = account()
    sign_in(client, user)
    set_up(client)
    factors.seal_secret("left behind", user, at=NOON)

    gone = factors.sweep()

    assert (gone, SealedSecret.objects.count()) == (1, 2)


def test_staff_cannot_remove_their_last_factor(client: Client) -> None:
    user = with_totp(account("toimisto@example.fi", Role.OFFICE))
    sign_in(client, user)

    client.post("/account/factors/app/removal/")

    assert factors.has_one(user)


def test_a_customer_can(client: Client) -> None:
    """The control of the test above."""
    user = with_totp(account())
    sign_in(client, user)

    client.post("/account/factors/app/removal/")

    assert not factors.has_one(user)


def test_an_old_sign_in_shows_again_who_it_is_before_a_factor_is_removed(client: Client) -> None:
    user = with_totp(account())
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, user)
        clock.shift(301)

        answer = client.post("/account/factors/app/removal/")

        assert answer["Location"].startswith("/account/again/factor/")
        assert factors.has_one(user)


def by_code(client: Client, code: Callable[..., str], user: User) -> None:
    client.post("/account/login/", {"email": "aino@example.fi"})
    client.post("/account/login/code/", {"code": code()})


def by_password(client: Client, code: Callable[..., str], user: User) -> None:
    client.post("/account/login/password/", {"login": "aino@example.fi", "password": "kuusi palaa yksin 9x"})


def by_reset(client: Client, code: Callable[..., str], user: User) -> None:
    new = {"password1": "uusi salasana on tämä", "password2": "uusi salasana on tämä"}
    client.post("/account/password/forgotten/", {"email": "aino@example.fi"})
    client.post("/account/password/forgotten/code/", {"code": code("accounts.password_code")})
    client.post("/account/password/forgotten/new/", new)
    client.post("/account/login/password/", {"login": "aino@example.fi", "password": new["password1"]})


def by_link(client: Client, code: Callable[..., str], user: User) -> None:
    from lupaus.accounts import sign_in_links  # noqa: PLC0415 -- only this way needs it
    from lupaus.foundation import clock  # noqa: PLC0415 -- only this way needs it
    from tests.support import SYSTEM  # noqa: PLC0415 -- only this way needs it

    token = sign_in_links.make(user, by=SYSTEM, at=NOON, now=clock.wall())
    client.post(f"/account/link/{token}/")


WAYS = {"code": by_code, "password": by_password, "reset": by_reset, "link": by_link}
