"""What services and add-ons have in common: they are sold at prices by date, withdrawn, and put back on sale."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from lupaus.catalogue import prices, services
from lupaus.catalogue.models import AddOn, AddOnPrice, Service, ServicePrice
from lupaus.promises import Actor, Purpose
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff.setup_pages import OWNER, do


class Verb[Thing](Protocol):
    """A write of the catalogue on one thing."""

    def __call__(self, thing: Thing, /, *, by: Actor, at: datetime) -> object:
        """Act."""


@dataclass(frozen=True, slots=True)
class Sold[Thing: (Service, AddOn), Price: (ServicePrice, AddOnPrice)]:
    """One kind of thing that is sold: its models, its verbs, and the names of its pages."""

    thing: type[Thing]
    price: type[Price]
    field: str
    """The price's column that leads to the thing."""
    withdraw: Verb[Thing]
    restore: Verb[Thing]
    page: str
    return_page: str

    def find(self, code: str) -> Thing:
        """Return the thing with this code, or say that there is no such page."""
        return get_object_or_404(self.thing, code=code)


SERVICE: Final = Sold(
    Service, ServicePrice, "service", services.withdraw, services.restore,
    "staff:settings_service", "staff:settings_service_return",
)  # fmt: skip
ADD_ON: Final = Sold(
    AddOn, AddOnPrice, "add_on", services.withdraw_add_on, services.restore_add_on,
    "staff:settings_add_on", "staff:settings_add_on_return",
)  # fmt: skip

type View = Callable[..., HttpResponse]


def withdrawal[T: (Service, AddOn), P: (ServicePrice, AddOnPrice)](sold: Sold[T, P]) -> View:
    """Return the view that takes a thing off sale; the toast puts it back."""

    @require_POST
    @door(Purpose.SERVICE_DELIVERY, roles=OWNER)
    def view(request: Visit, code: str) -> HttpResponse:
        found = sold.find(code)
        sold.withdraw(found, by=request.actor, at=request.at)
        undo = reverse(sold.return_page, args=[code])
        messages.success(request, say("%(name)s ei ole enää tilattavissa.") % {"name": found.name}, extra_tags=undo)
        return redirect(sold.page, code)

    return view


def return_to_sale[T: (Service, AddOn), P: (ServicePrice, AddOnPrice)](sold: Sold[T, P]) -> View:
    """Return the view that puts a withdrawn thing back on sale."""

    @require_POST
    @door(Purpose.SERVICE_DELIVERY, roles=OWNER)
    def view(request: Visit, code: str) -> HttpResponse:
        found = sold.find(code)
        sold.restore(found, by=request.actor, at=request.at)
        messages.success(request, say("%(name)s on taas tilattavissa.") % {"name": found.name})
        return redirect(sold.page, code)

    return view


def price_removal[T: (Service, AddOn), P: (ServicePrice, AddOnPrice)](sold: Sold[T, P]) -> View:
    """Return the view that removes a price that has not begun."""

    @require_POST
    @door(Purpose.SERVICE_DELIVERY, roles=OWNER)
    def view(request: Visit, price_id: UUID) -> HttpResponse:
        found = get_object_or_404(sold.price.objects.select_related(sold.field), id=price_id)
        goal = reverse(sold.page, args=[getattr(found, sold.field).code])

        def act() -> None:
            prices.drop_price(found, by=request.actor, at=request.at)
            messages.success(request, say("Hinta on poistettu."))

        return do(request, act, goal=goal)

    return view
