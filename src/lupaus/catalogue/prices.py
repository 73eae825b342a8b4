"""Set prices by date. A price that has held stays on record: orders and the past keep it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.models import AddOn, AddOnPrice, Service, ServicePrice
from lupaus.foundation import dated
from lupaus.journal import entries
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose

LARGEST = Money.euros(10_000)


class PriceOutOfBounds(Refused):
    """When an amount is negative or absurdly large."""

    message = _("Anna hinta väliltä 0–10 000 €.")


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of a service price, VAT included."""

    price: Money
    minimum: Money
    equipment_fee: Money

    def checked(self) -> "Amounts":
        """Return the amounts when they are amounts of money one charges.

        Raises:
            PriceOutOfBounds: one of them is not.
        """
        return Amounts(_bounded(self.price), _bounded(self.minimum), _bounded(self.equipment_fee))

    def as_cents(self) -> dict[str, int]:
        """Return the amounts by column."""
        return {f"{name}_cents": amount["cents"] for name, amount in asdict(self).items()}


@transaction.atomic
def set_price(service: Service, amounts: Amounts, *, from_on: date, by: Actor, at: datetime) -> ServicePrice:
    """Let a service cost so much from a day on.

    A price that begins the same day is replaced: orders made by it today keep what they agreed.

    Raises:
        BeginsInThePast: the day has gone.
        BeginsTooFarAhead: the day is over three years away.
        PriceOutOfBounds: an amount is negative or absurdly large.
    """
    dated.check_beginning(from_on, at)
    row, _created = ServicePrice.objects.update_or_create(
        service=service, valid_from_on=from_on, defaults=amounts.checked().as_cents()
    )
    _record("service.priced", service, by=by, at=at)
    return row


@transaction.atomic
def set_add_on_price(add_on: AddOn, price: Money, *, from_on: date, by: Actor, at: datetime) -> AddOnPrice:
    """Let an add-on cost so much from a day on; raises as `set_price` does."""
    dated.check_beginning(from_on, at)
    cents = _bounded(price).cents
    row, _created = AddOnPrice.objects.update_or_create(
        add_on=add_on, valid_from_on=from_on, defaults={"price_cents": cents}
    )
    _record("add_on.priced", add_on, by=by, at=at)
    return row


@transaction.atomic
def drop_price(price: ServicePrice | AddOnPrice, *, by: Actor, at: datetime) -> None:
    """Remove a price that has not begun.

    Raises:
        HasBegun: it holds, or has held.
    """
    dated.check_not_begun(price.valid_from_on, at)
    price.delete()
    thing = price.service if isinstance(price, ServicePrice) else price.add_on
    _record("service.price_dropped" if isinstance(thing, Service) else "add_on.price_dropped", thing, by=by, at=at)


def _bounded(amount: Money) -> Money:
    if not Money.zero() <= amount <= LARGEST:
        raise PriceOutOfBounds
    return amount


def _record(action: str, thing: Service | AddOn, *, by: Actor, at: datetime) -> None:
    about = ("service" if isinstance(thing, Service) else "add_on", thing.id)
    entries.record(action, by=by, purpose=Purpose.SERVICE_DELIVERY, at=at, about=about)
