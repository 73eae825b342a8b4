"""The pytest plugin that gives a suite its surroundings before Django reads its settings."""

import fcntl
import os
from collections.abc import Generator
from typing import IO

import pytest

from lupaus.project import environment
from lupaus.project.cluster import test_cluster

_held: list[IO[bytes]] = []  # open as long as the process lives: who holds it has the database's name


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None]:
    """Start the test cluster and choose a database before pytest-django looks at the settings."""
    os.environ["LUPAUS_ENV"] = "test"
    if not environment.database_url():
        cluster = test_cluster()
        cluster.keep()
        os.environ["DATABASE_URL"] = cluster.url
    os.environ.setdefault("LUPAUS_TEST_DATABASE", _free_name())
    return (yield)


def _free_name() -> str:
    """Give the name of a test database no other suite of this checkout uses now."""
    for number in range(1, 100):
        name = "test_lupaus" if number == 1 else f"test_lupaus_{number}"
        file = (environment.home() / f"{name}.lock").open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            continue
        _held.append(file)
        return name
    raise environment.Misconfigured("A hundred suites run already: wait, or set LUPAUS_TEST_DATABASE.")


def pytest_unconfigure() -> None:
    """Give the database's name back."""
    while _held:
        _held.pop().close()
