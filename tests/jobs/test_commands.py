"""The commands around accounts and messages."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from lupaus.accounts import actors, queries, users
from lupaus.accounts.models import SignInLink, User
from lupaus.communication import kinds, messages
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Letter, Words
from lupaus.foundation import clock
from lupaus.promises import Role
from tests.support import NOON, SYSTEM, account, drain, subject

pytestmark = pytest.mark.django_db

NEWS = kinds.register(MessageKind("tests.news", MessageType.SERVICE, says="news"))


def run(*words: str, **options: object) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_the_first_owner_gets_a_link_and_no_password(client: Client) -> None:
    said = run("create_owner", owner_email="omistaja@example.fi")

    owner = User.objects.get()
    assert actors.actor_of(owner, at=clock.now()).roles == {Role.OWNER, Role.OFFICE}
    assert not owner.has_usable_password()
    link = re.search(r"/account/link/[\w-]+/", said)
    assert link
    client.post(link.group())
    assert client.get("/staff/")["Location"].startswith("/account/factors/")


def test_an_owner_who_never_came_gets_a_new_link() -> None:
    run("create_owner", owner_email="omistaja@example.fi")

    run("create_owner", owner_email="OMISTAJA@example.fi")

    assert (User.objects.count(), SignInLink.objects.count()) == (1, 2)


def test_there_is_no_second_first_owner() -> None:
    run("create_owner", owner_email="omistaja@example.fi")

    with pytest.raises(CommandError, match="omistaja"):
        run("create_owner", owner_email="eve@example.fi")


def test_the_operator_is_the_second_person_where_one_owner_is_left() -> None:
    run("create_owner", owner_email="omistaja@example.fi")

    run("create_owner", owner_email="osakas@example.fi", second=True)

    assert len(queries.holders(Role.OWNER, clock.now())) == 2
    with pytest.raises(CommandError, match="tasan yksi"):
        run("create_owner", owner_email="eve@example.fi", second=True)


def test_control_without_an_owner_nobody_is_the_second() -> None:
    with pytest.raises(CommandError, match="tasan yksi"):
        run("create_owner", owner_email="eve@example.fi", second=True)


def test_an_owner_who_has_signed_in_gets_no_link_from_the_command() -> None:
    run("create_owner", owner_email="omistaja@example.fi")
    User.objects.update(last_login=NOON)

    with pytest.raises(CommandError):
        run("create_owner", owner_email="omistaja@example.fi")


def test_an_owner_needs_an_address() -> None:
    with pytest.raises(CommandError):
        run("create_owner", owner_email="nobody")

    assert "No owner yet" in run("create_owner")


def test_in_development_each_role_gets_a_link(settings: Settings, client: Client) -> None:
    settings.LUPAUS_DEVELOPMENT = True
    account("o@example.fi", Role.OWNER)
    account("p@example.fi", Role.PROVIDER)

    said = run("sign_in_links")

    assert [line.split()[0] for line in said.splitlines() if "/account/link/" in line] == ["owner", "provider"]
    client.post(re.findall(r"/account/link/[\w-]+/", said)[0])
    assert client.get("/account/").status_code == 200


def test_elsewhere_nobody_gets_one() -> None:
    account("o@example.fi", Role.OWNER)

    with pytest.raises(CommandError):
        run("sign_in_links")


def test_the_outbox_is_listed_and_shown() -> None:
    letter = Letter("Kanaria", (Words("Tulemme huomenna."),))
    messages.send(NEWS, letter, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi")
    drain()

    assert re.search(r"1  2026-11-25 .* kept +email tests.news +Kanaria", run("outbox"))
    for asked in (("1",), ("show", "1"), ("show",)):
        assert "Tulemme huomenna." in run("outbox", *asked)


def test_an_empty_outbox_says_so_and_a_wrong_number_too() -> None:
    assert "No messages yet" in run("outbox")
    with pytest.raises(CommandError):
        run("outbox", "show", "1")


def test_the_outbox_of_a_real_company_stays_shut(settings: Settings) -> None:
    settings.LUPAUS_CLOCK_CAN_BE_SET = False

    with pytest.raises(CommandError):
        run("outbox")


def test_a_fresh_installation_has_no_account() -> None:
    """Source: trust, 6.3.2."""
    assert User.objects.count() == 0
    assert users.by_email("admin") is None
