"""The world of `tests/world.py`, built once per module; what a test does in it is undone.

A conftest imports both fixtures: `from tests.staging import built_world, staged_world  # noqa: F401`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from lupaus.catalogue.engine.pricing import LineKind
from lupaus.catalogue.engine.terms import AddOnTerms, Terms
from lupaus.foundation import clock
from lupaus.kernel.tongue import Names
from lupaus.orders.models import Order, OrderLine
from lupaus.scheduling.models import Visit
from tests import world as worlds
from tests.world import World


@pytest.fixture(scope="module")
def built_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The company, everybody signed in."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = worlds.build()
        for who in ("visitor", *made.users):
            made.client(who)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(name="world")
def staged_world(built_world: World, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The company at the moment it is at; undone after the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        be_at(built_world.at)
        cookies = {who: client.cookies.copy() for who, client in built_world.clients.items()}
        yield built_world
        for who, kept in cookies.items():
            built_world.clients[who].cookies = kept
        transaction.set_rollback(True)


def visit_of(world: World, name: str = "visit") -> Visit:
    """Return a visit of the world as it is now."""
    return Visit.objects.select_related("order__customer", "order__address").get(id=world.ids[name])


def add_oven(world: World, name: str = "visit") -> OrderLine:
    """Let the visit have been ordered with the oven, 25,00 €: after the service, before the equipment."""
    order = visit_of(world, name).order
    oven = AddOnTerms(
        code="uuni", name=Names("Uuni"), price_cents=25_00, minutes=30, vat_percent=Decimal("25.5"), labour_percent=100
    )
    terms = Terms.from_json(order.priced_from)
    Order.objects.filter(id=order.id).update(
        priced_from=replace(terms, add_ons=(*terms.add_ons, oven)).as_json(),
        net_cents=order.net_cents + 19_92,
        vat_cents=order.vat_cents + 5_08,
        total_cents=order.total_cents + 25_00,
        labour_cents=order.labour_cents + 25_00,
    )
    order.lines.filter(kind=LineKind.EQUIPMENT).update(position=99)
    return OrderLine.objects.create(
        order=order, subject_id=order.subject_id, position=98, kind=LineKind.ADD_ON, code="uuni", name_fi="Uuni",
        quantity=1, unit="pcs", unit_price_cents=25_00, vat_percent=Decimal("25.5"), net_cents=19_92, vat_cents=5_08,
        total_cents=25_00, labour_cents=25_00,
    )  # fmt: skip


def be_at(moment: datetime) -> None:
    """Let the business clock show a moment; a second past it, since the clock is set in whole seconds."""
    clock.set_to(moment + timedelta(seconds=1))
