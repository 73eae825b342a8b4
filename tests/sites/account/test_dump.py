"""What somebody reads who gets hold of the database after people have signed in, failed, moved and left.

Source: vault design, "Sign-in, sessions, drafts".
"""

import base64
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from lupaus.accounts.models import Session, User
from tests.sites.account.test_second_factor import SECRET, set_up, with_totp
from tests.support import account, outbox

pytestmark = pytest.mark.django_db

ABOUT = {
    "REMOTE_ADDR": "198.51.100.77",
    "HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
}
SECRETS = ("kanaria", "lintu.example", "198.51.100.77", "rv:140", SECRET, "kuusi palaa")


def dump() -> str:
    """Return every row of every table, sessions, cache and queue among them."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f'select row_to_json(each)::text from "{table}" each')  # noqa: S608 -- names from the database
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows) + "\n" + _decoded_bytes(rows)


def _decoded_bytes(rows: list[str]) -> str:
    """Return byte columns as text too: JSON shows them in hexadecimal."""
    found = []
    for row in rows:
        for part in row.split('"\\\\x')[1:]:
            digits = part.partition('"')[0]
            found.append(bytes.fromhex(digits).decode(errors="replace"))
    return "\n".join(found)


def live(code: Callable[..., str]) -> list[str]:
    """Do everything an account can do and return the codes that were mailed."""
    with_totp(account("toinen@lintu.example"))
    account("kanaria@lintu.example")
    client = Client(**ABOUT)
    client.post("/account/login/", {"email": "Kanaria@lintu.example"})
    client.post("/account/login/code/", {"code": code()})
    client.post("/account/password/first/", {"password1": "kuusi palaa yksin 9x", "password2": "kuusi palaa yksin 9x"})
    client.post("/account/email/", {"email": "kanaria.uusi@lintu.example", "action_add": "1"})
    client.post("/account/email/code/", {"code": code("accounts.address_code")})
    set_up(client)
    other = Client(**ABOUT)
    other.post("/account/login/password/", {"login": "kanaria.uusi@lintu.example", "password": "wrong kuusi palaa"})
    other.post("/account/password/forgotten/", {"email": "kanaria.uusi@lintu.example"})
    other.post("/account/login/", {"email": "stranger.kanaria@lintu.example"})
    return [word for mail in outbox() for word in mail.text.split() if word.count("-") == 1 and word.isupper()]


def test_a_dump_holds_no_address_code_secret_or_browser(code: Callable[..., str]) -> None:
    codes = live(code)
    found = dump()

    assert len(codes) == 3
    assert [secret for secret in (*SECRETS, *codes) if secret.lower() in found.lower()] == []
    assert "sealed.invalid" in found


@pytest.mark.parametrize("place", ["account", "session", "cache"])
def test_the_control_finds_what_lies_in_the_open(place: str, code: Callable[..., str]) -> None:
    live(code)
    if place == "account":
        User.objects.filter(pk=User.objects.latest("opened_at").pk).update(email="kanaria@lintu.example")
    elif place == "session":
        Session.objects.update(sealed=b'{"email": "kanaria@lintu.example"}')
    else:
        cache.set("x", {"kanaria@lintu.example"})

    found = dump() + _cached()
    assert "kanaria@lintu.example" in found


def _cached() -> str:
    """Return what the cache holds as text: the table keeps it in base 64."""

    with connection.cursor() as cursor:
        cursor.execute("select value from lupaus_cache")
        return "\n".join(base64.b64decode(value).decode(errors="replace") for (value,) in cursor.fetchall())


def test_the_cache_holds_times_and_marks_only(code: Callable[..., str]) -> None:
    live(code)

    held = _cached().lower()
    assert held
    assert [secret for secret in SECRETS if secret.lower() in held] == []
