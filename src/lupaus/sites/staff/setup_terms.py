"""The terms: what cancelling costs, how time is counted, when invoices are due. Dated, and kept."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.billing import terms as paying
from lupaus.billing.models import PaymentTerms
from lupaus.kernel import walltime
from lupaus.orders import terms as cancelling
from lupaus.orders.models import CancellationTerms
from lupaus.promises import Purpose
from lupaus.scheduling import time_terms
from lupaus.scheduling.models import TimeTerms
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff import setup_tiers
from lupaus.sites.staff.setup_dated import Dated, dated
from lupaus.sites.staff.setup_pages import OWNER, STAFF, Page, do, offer, sent, show
from lupaus.sites.staff.setup_terms_forms import PaymentTermsForm, TimeTermsForm, from_today

DROPS: Final[dict[str, tuple[type[Model], Callable[..., None]]]] = {
    "cancelling": (CancellationTerms, cancelling.drop),
    "times": (TimeTerms, time_terms.drop),
    "paying": (PaymentTerms, paying.drop),
}
"""The kinds of terms by the word in the address, and what removes one that has not begun."""


@door(Purpose.SERVICE_DELIVERY, roles=STAFF)
def terms(request: Visit) -> HttpResponse:
    """Show the terms that hold, those to come, and those that held."""
    today = walltime.day_of(request.at)
    names = {
        "cancelling": setup_tiers.summary(None, request.at),
        "services": setup_tiers.services_with_own(today),
        "times_now": TimeTermsForm.facts(time_terms.in_force(request.at)),
        "times": _times(request.at),
        "paying_now": paying.terms_on(today),
        "paying": _paying(today),
    }
    return show(request, "staff/setup/terms.html", names)


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def times(request: Visit) -> HttpResponse:
    """Decide the terms of time from a day on."""
    today = walltime.day_of(request.at)
    known = TimeTermsForm.known(time_terms.in_force(request.at)) | from_today(today)
    form = TimeTermsForm(sent(request), today=today, initial=known)
    page = Page(
        title=_("Ajat"),
        lead=_("Jo varatut ajat ja tehdyt tarjoukset pysyvät ennallaan."),
        button=_("Tallenna ajat"),
        back=reverse("staff:settings_terms"),
    )

    def save() -> None:
        from_on = form.cleaned_data["from_on"]
        time_terms.decide(form.terms(), from_on=from_on, by=request.actor, at=request.at)
        messages.success(request, say("Ajat on tallennettu."))

    return offer(request, form, page, save)


@door(Purpose.INVOICING, roles=OWNER)
def payment(request: Visit) -> HttpResponse:
    """Decide the terms of payment from a day on."""
    today = walltime.day_of(request.at)
    now = paying.terms_on(today)
    known = {"term_days": now.term.days, "late_interest": now.late_interest} | from_today(today)
    form = PaymentTermsForm(sent(request), today=today, initial=known)
    page = Page(
        title=_("Maksuehdot"),
        lead=_("Jo lähetettyjen laskujen eräpäivä ei muutu."),
        button=_("Tallenna maksuehdot"),
        back=reverse("staff:settings_terms"),
    )

    def save() -> None:
        from_on = form.cleaned_data["from_on"]
        paying.change(form.terms(), from_on=from_on, by=request.actor, at=request.at)
        messages.success(request, say("Maksuehdot on tallennettu."))

    return offer(request, form, page, save)


@require_POST
@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def removal(request: Visit, kind: str, terms_id: UUID) -> HttpResponse:
    """Remove terms that have not begun."""
    if kind not in DROPS:
        raise Http404
    model, drop = DROPS[kind]
    found = get_object_or_404(model, pk=terms_id)

    def act() -> None:
        drop(found, by=request.actor, at=request.at)
        messages.success(request, say("Tuleva muutos on poistettu."))

    return do(request, act, goal=reverse("staff:settings_terms"))


def _times(at: datetime) -> list[Dated[list[tuple[object, object]]]]:
    return dated(
        time_terms.history(),
        today=walltime.day_of(at),
        since=lambda row: walltime.day_of(row.valid_from_at),
        content=TimeTermsForm.facts,
        begun=lambda row: row.valid_from_at <= at,
    )


def _paying(today: date) -> list[Dated[PaymentTerms]]:
    return dated(paying.history(), today=today, since=lambda row: row.valid_from_on, content=lambda row: row)
