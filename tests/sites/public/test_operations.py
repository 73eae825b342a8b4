from datetime import timedelta
from typing import NoReturn

import pytest
from django.db import OperationalError, connection
from django.test import Client

from lupaus.communication.models import Message
from lupaus.sites.public import operations
from tests.sites.public.conftest import AT, Browser
from tests.support import write_letters


def test_the_process_says_that_it_lives_without_asking_the_database() -> None:
    answer = Client().get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_readiness_tells_no_details(db: None) -> None:
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_mail_that_nobody_sends_makes_the_site_not_ready(browser: Browser) -> None:
    browser.fill_in()
    browser.order()
    write_letters(at=AT)
    fresh = Client().get("/readyz").status_code
    Message.objects.update(next_attempt_at=AT - timedelta(hours=1))

    answer = Client().get("/readyz")

    assert (fresh, answer.status_code, answer.content) == (200, 503, b"not ready\n")


def test_letters_that_nobody_writes_make_the_site_not_ready(browser: Browser) -> None:
    browser.fill_in()
    browser.order()
    answers = []
    with connection.cursor() as cursor:
        for ago in ("29 minutes", "31 minutes"):
            cursor.execute("update procrastinate_events set at = now() - %s::interval", [ago])
            answers.append(Client().get("/readyz").status_code)

    assert answers == [200, 503]


def test_without_a_database_the_site_is_not_ready(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> NoReturn:
        raise OperationalError("secret host name")

    monkeypatch.setattr(operations, "_outbox_flows", broken)

    answer = Client().get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"not ready\n")


def test_search_engines_are_kept_out_of_what_is_personal(db: None) -> None:
    closed = Client().get("/robots.txt").content.decode().splitlines()

    assert closed[0] == "User-agent: *"
    assert {"Disallow: /my/", "Disallow: /staff/", "Disallow: /work/", "Disallow: /order/"} <= set(closed)


def test_password_managers_find_where_a_password_is_changed(db: None) -> None:
    assert Client().get("/.well-known/change-password").url == "/account/password/"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt"])
def test_machines_change_nothing(path: str, db: None) -> None:
    assert Client().post(path).status_code == 405
