from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from lupaus.foundation import clock
from tests import world as worlds
from tests.world import World


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Build the company once for a module, inside a transaction that every test of it is a savepoint of."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None) -> World:
    """Return the company with its customers A and B, at the moment the world is at; what a test does is undone."""
    clock.set_to(built.at + timedelta(minutes=1))
    return replace(built, clients={})


@pytest.fixture
def a(world: World) -> Client:
    """Return the browser of customer A."""
    return world.client("a")


@pytest.fixture
def b(world: World) -> Client:
    """Return the browser of customer B."""
    return world.client("b")


@pytest.fixture
def as_office(world: World) -> Client:
    """Return the browser of somebody in the office, who is no customer."""
    return world.client("office")


type Page = Callable[..., HttpResponse]


@pytest.fixture
def visit_url(world: World) -> Callable[..., str]:
    """Return the address of a page of A's coming visit."""

    def url(page: str = "", visit: str = "visit") -> str:
        return f"/my/visits/{world.ids[visit]}/{page}"

    return url


def text_of(response: Any) -> str:
    """Return what a page says."""
    return response.content.decode()  # type: ignore[no-any-return]
