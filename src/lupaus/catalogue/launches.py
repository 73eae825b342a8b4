"""Put something on sale in one act: what it is, what it costs, what goes with it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lupaus.catalogue import prices, services
from lupaus.catalogue.models import AddOn, Service
from lupaus.catalogue.prices import Amounts
from lupaus.catalogue.services import AddOnDetails, ServiceDetails
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.promises import Actor


@transaction.atomic
def launch(
    details: ServiceDetails, amounts: Amounts, *, by: Actor, at: datetime, add_ons: Iterable[AddOn] = ()
) -> Service:
    """Put a service on sale from today.

    Raises:
        Refused: as `services.add` and `prices.set_price`.
    """
    service = services.add(details, by=by, at=at, add_ons=add_ons)
    prices.set_price(service, amounts, from_on=walltime.day_of(at), by=by, at=at)
    return service


@transaction.atomic
def launch_add_on(
    details: AddOnDetails, price: Money, *, by: Actor, at: datetime, goes_with: Iterable[Service] = ()
) -> AddOn:
    """Put an add-on on sale from today.

    Raises:
        Refused: as `services.add_add_on` and `prices.set_add_on_price`.
    """
    add_on = services.add_add_on(details, goes_with, by=by, at=at)
    prices.set_add_on_price(add_on, price, from_on=walltime.day_of(at), by=by, at=at)
    return add_on
