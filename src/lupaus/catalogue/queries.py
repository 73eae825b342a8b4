"""Questions about what is on offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.engine.terms import Selection
from lupaus.catalogue.models import AddOn, AddOnPrice, Pricing, Service, ServiceAddOn, ServicePrice
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused


class UnknownService(Refused):
    """When there is no such service, it has been withdrawn, or it has no price on the day asked about."""

    message = _("Tätä palvelua ei voi nyt tilata. Valitse jokin muu palvelu.")


@dataclass(frozen=True, slots=True)
class AddOnOffering:
    """An add-on with the price that holds on the day asked about."""

    add_on: AddOn
    price: AddOnPrice

    @property
    def amount(self) -> Money:
        """Return the price, VAT included."""
        return self.price.price


@dataclass(frozen=True, slots=True)
class Offering:
    """A service with the price that holds on the day asked about, and the add-ons that go with it."""

    service: Service
    price: ServicePrice
    add_ons: tuple[AddOnOffering, ...]

    @property
    def is_hourly(self) -> bool:
        """Say whether the price is per hour, and sizes are minutes."""
        return self.service.pricing == Pricing.HOUR

    @property
    def amount(self) -> Money:
        """Return the price of one hour or square metre, VAT included."""
        return self.price.price

    @property
    def minimum(self) -> Money:
        """Return the least that the service costs, VAT included; zero when there is no least."""
        return self.price.minimum

    @property
    def equipment_fee(self) -> Money:
        """Return the fee for our equipment, VAT included; zero when it costs nothing."""
        return self.price.equipment_fee

    @property
    def sizes(self) -> range:
        """Return the sizes that can be ordered, smallest first."""
        return range(self.service.size_minimum, self.service.size_maximum + 1, self.service.size_step)


def offerings(on: date) -> tuple[Offering, ...]:
    """Return what can be ordered on a day, in the owner's order; four queries for any number of services."""
    return tuple(_offerings(Service.objects.filter(withdrawn_at=None), on))


def offering(code: str, on: date) -> Offering:
    """Return one service as it is offered on a day.

    Raises:
        UnknownService: there is no such service on offer.
    """
    found = next(iter(_offerings(Service.objects.filter(withdrawn_at=None, code=code), on)), None)
    if found is None:
        raise UnknownService
    return found


def chosen(selection: Selection, on: date) -> Offering:
    """Return the service of a selection with those of its add-ons that are offered; one query, two more for add-ons.

    Raises:
        UnknownService: there is no such service on offer.
    """
    begun = ServicePrice.objects.filter(service__code=selection.service, service__withdrawn_at=None)
    price = begun.filter(valid_from_on__lte=on).select_related("service").order_by("-valid_from_on").first()
    if price is None:
        raise UnknownService
    add_ons = _links().filter(service=price.service, add_on__code__in=selection.add_ons) if selection.add_ons else ()
    return Offering(price.service, price, tuple(_add_ons(add_ons, on)))


def all_services() -> tuple[Service, ...]:
    """Return every service, withdrawn ones too, with all prices and add-ons at hand."""
    return tuple(Service.objects.prefetch_related("prices", "add_ons__prices"))


def all_add_ons() -> tuple[AddOn, ...]:
    """Return every add-on, withdrawn ones too, with all prices and services at hand."""
    return tuple(AddOn.objects.prefetch_related("prices", "services"))


class Dated(Protocol):
    """A price row: it holds from a day on."""

    valid_from_on: date


def price_on[Row: Dated](rows: Iterable[Row], on: date) -> Row | None:
    """Return the row that holds on a day: the newest one that has begun, None before the first."""
    begun = [row for row in rows if row.valid_from_on <= on]
    return max(begun, key=lambda row: row.valid_from_on, default=None)


def _offerings(services: QuerySet[Service], on: date) -> Iterable[Offering]:
    for service in services.prefetch_related("prices", Prefetch("add_on_links", queryset=_links())):
        price = price_on(service.prices.all(), on)
        if price is not None:
            yield Offering(service, price, tuple(_add_ons(service.add_on_links.all(), on)))


def _links() -> QuerySet[ServiceAddOn]:
    """Return the add-ons of services that are sold, with their prices, in the owner's order."""
    sold = ServiceAddOn.objects.filter(add_on__withdrawn_at=None).select_related("add_on")
    return sold.prefetch_related("add_on__prices").order_by("add_on__position", "add_on__name_fi")


def _add_ons(links: Iterable[ServiceAddOn], on: date) -> Iterable[AddOnOffering]:
    for link in links:
        price = price_on(link.add_on.prices.all(), on)
        if price is not None:
            yield AddOnOffering(link.add_on, price)
