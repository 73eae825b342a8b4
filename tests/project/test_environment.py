"""What the surroundings say, and what production refuses."""

import re
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from lupaus.project import environment
from lupaus.project.environment import CHECKOUT, Kind, Misconfigured


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUPAUS_ENV", "production")


def test_an_installation_is_for_development_unless_it_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUPAUS_ENV")

    assert environment.kind() is Kind.DEVELOPMENT


def test_an_unknown_kind_of_installation_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUPAUS_ENV", "prod")

    with pytest.raises(Misconfigured, match="LUPAUS_ENV is 'prod': say one of development, test, production"):
        environment.kind()


@pytest.mark.parametrize("key", ["", "short", "a" * 80])
@pytest.mark.usefixtures("production")
def test_production_refuses_a_key_that_can_be_guessed(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("LUPAUS_SECRET_KEY", key)

    with pytest.raises(Misconfigured, match="LUPAUS_SECRET_KEY"):
        environment.secret_key()


@pytest.mark.parametrize("hosts", ["", "*", ".example.fi", "example.fi,*"])
@pytest.mark.usefixtures("production")
def test_production_refuses_to_answer_to_every_name(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    monkeypatch.setenv("LUPAUS_HOSTS", hosts)

    with pytest.raises(Misconfigured, match="LUPAUS_HOSTS"):
        environment.hosts()


@pytest.mark.parametrize("key", ["", "0123", "g" * 64])
@pytest.mark.usefixtures("production")
def test_production_refuses_a_root_key_that_is_none(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("LUPAUS_ROOT_KEY", key)

    with pytest.raises(Misconfigured, match="LUPAUS_ROOT_KEY"):
        environment.root_key()


@pytest.mark.usefixtures("production")
def test_production_never_shows_the_insides_of_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUPAUS_DEBUG", "1")

    assert environment.debug() is False


def test_outside_production_a_key_is_made_once_and_kept_to_its_owner(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LUPAUS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LUPAUS_SECRET_KEY", raising=False)

    first, second = environment.secret_key(), environment.secret_key()

    assert first == second
    assert len(first) >= environment.SHORTEST_SECRET
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700
    assert [(file.name, file.stat().st_mode & 0o777) for file in (tmp_path / "home").iterdir()] == [
        ("secret-key", 0o600)
    ]


@pytest.mark.parametrize(
    ("name", "read"), [("PORT", environment.port), ("LUPAUS_WEB_WORKERS", environment.web_workers)]
)
@pytest.mark.parametrize("given", ["0", "-1", "65536", "http", "8000.5", "٨"])
def test_a_number_that_makes_no_sense_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, read: Callable[[], int], given: str
) -> None:
    monkeypatch.setenv(name, given)

    with pytest.raises(Misconfigured, match=f"{name} is '{given}'"):
        read()


def test_every_variable_that_is_read_is_explained_to_operators() -> None:
    code = "".join(file.read_text() for file in (CHECKOUT / "src").rglob("*.py"))
    page = (CHECKOUT / "docs" / "operations" / "surroundings.md").read_text()
    read = set(re.findall(r"environ(?:\.get\(|\[)\"(LUPAUS_\w+)\"", code))

    assert {name for name in read if f"`{name}`" not in page} == set()


@pytest.mark.parametrize(
    ("kind", "address", "is_refused"),
    [
        ("development", "192.0.2.1", True),
        ("development", "127.0.0.1", False),
        ("production", "192.0.2.1", False),
    ],
)
def test_a_development_installation_is_reached_from_this_machine_only(
    monkeypatch: pytest.MonkeyPatch, kind: str, address: str, is_refused: bool
) -> None:
    monkeypatch.setenv("LUPAUS_ENV", kind)
    monkeypatch.setenv("LUPAUS_BIND", address)

    with pytest.raises(Misconfigured, match="LUPAUS_BIND") if is_refused else nullcontext():
        assert environment.bind() == address
