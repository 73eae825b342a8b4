"""What cancelling and moving cost: the terms for all services, and those of one."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue import queries as catalogue
from lupaus.catalogue.models import Service
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.orders import rules, terms
from lupaus.orders.rules import CancellationOffer
from lupaus.orders.tiers import Tiers
from lupaus.promises import Purpose
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff.setup_dated import Dated, dated
from lupaus.sites.staff.setup_fields import spoken_notice
from lupaus.sites.staff.setup_pages import OWNER, Page, offer, sent
from lupaus.sites.staff.setup_terms_forms import ServiceTiersForm, TiersForm, from_today

EXAMPLE_PRICE: Final = Money.euros(100)
EXAMPLE_AHEAD: Final = timedelta(days=21)
EXAMPLE_TIME: Final = time(9)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: how near the visit is, and what cancelling and moving cost then."""

    near: str
    cancel: str
    move: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Terms as a page shows them: what holds now, an example as a customer reads it, everything decided.

    `is_own` says that the service has terms of its own now.
    """

    now: list[Line]
    example: CancellationOffer
    starts_at: datetime
    decided: list[Dated[list[Line] | None]]
    is_own: bool


def summary(service: Service | None, at: datetime) -> Summary:
    """Return the terms of a service, or of all (None)."""
    today = walltime.day_of(at)
    tiers = terms.in_force(today, service)
    starts_at = walltime.combine(today + EXAMPLE_AHEAD, EXAMPLE_TIME)
    return Summary(
        now=lines(tiers),
        example=rules.offer(tiers, EXAMPLE_PRICE, starts_at=starts_at, at=at),
        starts_at=starts_at,
        decided=_decided(service, today),
        is_own=service is not None and _has_own(service, today),
    )


def services_with_own(today: date) -> list[Service]:
    """Return the services that have terms of their own today."""
    return [service for service in catalogue.all_services() if _has_own(service, today)]


def lines(tiers: Tiers) -> list[Line]:
    """Return tiers as the rows of a table, beginning with the time in which everything is free."""
    free = say("maksutta")
    first = spoken_notice(tiers.steps[0].before) if tiers.steps else ""
    rows = [Line(say("Yli %(time)s") % {"time": first} if first else say("Aina"), free, free)]
    for step in tiers.steps:
        move = say("vain soittamalla") if step.move_percent is None else _percent(step.move_percent)
        near = say("Enintään %(time)s") % {"time": spoken_notice(step.before)}
        rows.append(Line(near, _percent(step.cancel_percent), move))
    return rows


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def general(request: Visit) -> HttpResponse:
    """Decide what cancelling and moving cost for all services."""
    today = walltime.day_of(request.at)
    form = TiersForm(sent(request), today=today, now=terms.in_force(today), initial=from_today(today))
    page = Page(
        title=_("Peruminen ja siirtäminen"),
        lead=_("Jo tehdyt tilaukset pitävät ehdot, joilla ne tehtiin."),
        button=_("Tallenna ehdot"),
        back=reverse("staff:settings_terms"),
    )

    def save() -> None:
        from_on = form.cleaned_data["from_on"]
        terms.change(form.tiers(), valid_from_on=from_on, by=request.actor, at=request.at)
        messages.success(request, say("Ehdot on tallennettu."))

    return offer(request, form, page, save, template="staff/setup/tiers_form.html")


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def of_service(request: Visit, code: str) -> HttpResponse:
    """Decide whether a service has terms of its own, and which."""
    service = get_object_or_404(Service, code=code)
    today = walltime.day_of(request.at)
    known = from_today(today) | {"follows": "own"}
    form = ServiceTiersForm(sent(request), today=today, now=terms.in_force(today, service), initial=known)
    page = Page(
        title=_("Palvelun peruutusehdot"),
        lead=_("Jo tehdyt tilaukset pitävät ehdot, joilla ne tehtiin."),
        button=_("Tallenna ehdot"),
        back=reverse("staff:settings_service", args=[code]),
    )

    def save() -> None:
        from_on, by, at = form.cleaned_data["from_on"], request.actor, request.at
        if form.follows_general:
            terms.follow_general(service, valid_from_on=from_on, by=by, at=at)
        else:
            terms.change(form.tiers(), service=service, valid_from_on=from_on, by=by, at=at)
        messages.success(request, say("Ehdot on tallennettu."))

    return offer(request, form, page, save, template="staff/setup/tiers_form.html")


def _decided(service: Service | None, today: date) -> list[Dated[list[Line] | None]]:
    return dated(
        terms.history(service),
        today=today,
        since=lambda row: row.valid_from_on,
        content=lambda row: lines(tiers) if (tiers := terms.tiers_of(row)) is not None else None,
    )


def _has_own(service: Service, today: date) -> bool:
    newest = terms.history(service).filter(valid_from_on__lte=today).first()
    return newest is not None and newest.tiers is not None


def _percent(percent: int) -> str:
    return f"{percent}\N{NO-BREAK SPACE}%" if percent else say("maksutta")
