from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
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
    ordering = Client(raise_request_exception=False)
    ordering.cookies = built.clients["ordering"].cookies.copy()
    return replace(built, clients={"ordering": ordering})
