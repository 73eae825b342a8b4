"""Set prices by date. A price that has held stays on record: orders and the past keep it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.models import AddOn, AddOnPrice, Service, ServicePrice
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose

LARGEST = Money.euros(10_000)
FURTHEST = timedelta(days=366 * 3)


class PriceInThePast(Refused):
    """When a price would begin before today, and so change what has already been quoted."""

    message = _("Hinta voi tulla voimaan tänään tai myöhemmin. Valitse toinen päivä.")


class PriceTooFarAhead(Refused):
    """When a price would begin more than three years from now, which is a slip of the year."""

    message = _("Hinta voi tulla voimaan enintään kolmen vuoden päästä. Tarkista vuosiluku.")


class PriceOutOfBounds(Refused):
    """When an amount is negative or absurdly large."""

    message = _("Anna hinta väliltä 0–10 000 €.")


class PriceHasBegun(Refused):
    """When somebody tries to remove a price that already holds or has held."""

    message = _("Voimaan tullutta hintaa ei voi poistaa. Lisää uusi hinta, joka korvaa sen.")


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
        PriceInThePast: the day has gone.
        PriceTooFarAhead: the day is over three years away.
        PriceOutOfBounds: an amount is negative or absurdly large.
    """
    _check_day(from_on, at)
    row, _created = ServicePrice.objects.update_or_create(
        service=service, valid_from_on=from_on, defaults=amounts.checked().as_cents()
    )
    _record("service.priced", service, by=by, at=at)
    return row


@transaction.atomic
def set_add_on_price(add_on: AddOn, price: Money, *, from_on: date, by: Actor, at: datetime) -> AddOnPrice:
    """Let an add-on cost so much from a day on; raises as `set_price` does."""
    _check_day(from_on, at)
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
        PriceHasBegun: it holds, or has held.
    """
    if price.valid_from_on <= walltime.day_of(at):
        raise PriceHasBegun
    price.delete()
    thing = price.service if isinstance(price, ServicePrice) else price.add_on
    _record("service.price_dropped" if isinstance(thing, Service) else "add_on.price_dropped", thing, by=by, at=at)


def _bounded(amount: Money) -> Money:
    if not Money.zero() <= amount <= LARGEST:
        raise PriceOutOfBounds
    return amount


def _check_day(from_on: date, at: datetime) -> None:
    today = walltime.day_of(at)
    if from_on < today:
        raise PriceInThePast
    if from_on - today > FURTHEST:
        raise PriceTooFarAhead


def _record(action: str, thing: Service | AddOn, *, by: Actor, at: datetime) -> None:
    about = ("service" if isinstance(thing, Service) else "add_on", thing.id)
    entries.record(action, by=by, purpose=Purpose.SERVICE_DELIVERY, at=at, about=about)
