"""H20, H23: what a request says of itself is neither believed nor written into the logs."""

import json
import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from lupaus.accounts.models import Session
from lupaus.journal.models import Entry
from tests.doors import Door
from tests.hostile.conftest import Walk
from tests.hostile.lines import production_log
from tests.hostile.parts import at_every_door
from tests.support import account, outbox

pytestmark = pytest.mark.django_db

FORGED = 'x\n{"level": "info", "event": "Forged"}\r\n\x1b[31m\u2028k4n4'
IN_HEADER = 'x{"level": "info"}\u2028\x1b[31mk4n4'
HEADERS = dict.fromkeys(("User-Agent", "Referer", "X-Forwarded-For", "X-Request-Id", "Accept-Language"), IN_HEADER)


def records(log: str) -> Iterator[dict[str, object]]:
    """Read a log as a machine does: one JSON object a line, with its level."""
    for line in log.splitlines():
        found = json.loads(line)
        assert {"event", "level", "timestamp"} <= found.keys()
        yield found


@at_every_door
def test_h20_nothing_of_a_request_reaches_the_log(walk: Walk, door: Door) -> None:
    with production_log() as log, walk.attempt("visitor", checks_csrf=True) as client:
        client.get(f"{walk.address(door)}{quote(FORGED)}/", headers=HEADERS)
        client.post(walk.address(door), {"k4n4": FORGED}, headers={**HEADERS, "Origin": "https://k4n4.example"})

    assert any(each["level"] == "warning" for each in records(log.getvalue()))
    assert "k4n4" not in log.getvalue()


@pytest.mark.parametrize("path", ["/account/link/k4n4-secret/", "/invitation/k4n4-secret/"])
def test_h20_a_one_time_link_reaches_no_log_whatever_is_wrong_with_the_request(walk: Walk, path: str) -> None:
    with production_log() as log:
        with walk.attempt("visitor", checks_csrf=True) as client:
            client.get(path)
            client.post(path)
            client.post(path, {"a": "b"}, headers={"Origin": "https://evil.example"})
            client.get(f"{path}%00")
            client.generic("PUT", path)
        with walk.attempt("visitor") as client:
            client.post(path)
            client.get(path, headers={"Host": "evil.example"})
            client.post(path, {f"{number}": "" for number in range(501)})

    assert len(list(records(log.getvalue()))) >= 5
    assert "k4n4" not in log.getvalue()


@pytest.mark.parametrize("name", ["lupaus.tests", "django.request", "django.security.DisallowedHost", "allauth"])
def test_h20_one_record_is_one_line(name: str) -> None:
    with production_log() as log:
        logging.getLogger(name).error("Said: %s", FORGED, extra={"order_id": FORGED, "kind": FORGED})
        logging.getLogger(name).error(FORGED)
        try:
            int(FORGED)
        except ValueError:
            logging.getLogger(name).exception("Broken")

    found = list(records(log.getvalue()))
    assert [each["level"] for each in found] == ["error"] * 3
    assert "Forged" not in str(found[2])


def test_control_a_record_of_two_lines_is_seen() -> None:
    with pytest.raises(json.JSONDecodeError):
        list(records(f'{{"event": "{FORGED}"}}'))


@pytest.fixture(params=[0, 1], ids=["no proxy", "one proxy"])
def proxies(request: pytest.FixtureRequest, settings: Settings) -> int:
    """Let the product stand behind so many proxies; each adds to the header whom it hears."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = request.param
    return int(request.param)


def headers(number: int, proxies: int, heard: str = "198.51.100.7") -> dict[str, str]:
    """Return what arrives when somebody forges whom they come from."""
    forged = f"203.0.113.{number}, 2001:db8:{number}::1"
    names = ("X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP")
    return {"X-Forwarded-For": f"{forged}, {heard}" if proxies else forged} | dict.fromkeys(
        names, f"203.0.113.{number}"
    )


def test_h23_a_forged_address_opens_no_other_count(proxies: int) -> None:
    account("aino@example.fi")
    for number in range(5):
        Client().post("/account/login/", {"email": "aino@example.fi"}, headers=headers(number, proxies))

    assert len(outbox("accounts.login_code")) == 3


def test_control_another_network_is_another_count(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    account("aino@example.fi")
    for number in range(5):
        heard = headers(0, 1, heard=f"198.51.{number}.7")
        Client().post("/account/login/", {"email": "aino@example.fi"}, headers=heard)

    assert len(outbox("accounts.login_code")) == 5


def test_h23_neither_session_nor_journal_believes_a_forged_address(client: Client, proxies: int) -> None:
    account("aino@example.fi")
    client.post("/account/login/", {"email": "aino@example.fi"}, headers=headers(1, proxies))
    text = outbox("accounts.login_code")[-1].text
    code = next(word for word in text.split() if word.isupper() and "-" in word)
    client.post("/account/login/code/", {"code": code}, headers=headers(2, proxies))

    assert Session.objects.exclude(user=None).latest("begun_at").network == (
        "198.51.100.0/24" if proxies else "127.0.0.0/24"
    )
    assert not any("203.0" in str(vars(entry)) for entry in Entry.objects.all())
