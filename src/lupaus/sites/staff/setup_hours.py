"""When the company is open: the week, holidays and closures."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.company import calendar, hours, queries
from lupaus.company.models import Closure, Holiday, Weekday
from lupaus.kernel import walltime
from lupaus.promises import Purpose
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff.setup_hours_forms import ClosureForm, HolidayForm, WeekForm
from lupaus.sites.staff.setup_pages import OWNER, STAFF, Page, do, offer, sent, show


@door(Purpose.SERVICE_DELIVERY, roles=STAFF)
def opening(request: Visit) -> HttpResponse:
    """Show the week, the holidays of this year and the next, and the closures to come."""
    today = walltime.day_of(request.at)
    week = queries.week()
    coming = [*calendar.holidays_of(today.year), *calendar.holidays_of(today.year + 1)]
    names = {
        "week": [(day.label, week.get(day)) for day in Weekday],
        "holidays": [each for each in coming if each.day >= today],
        "closures": queries.closures(today),
        "today": today,
    }
    return show(request, "staff/setup/hours.html", names)


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def week(request: Visit) -> HttpResponse:
    """Change the opening hours of the week."""
    form = WeekForm(sent(request), week=queries.week())
    page = Page(
        title=_("Aukioloajat"),
        lead=_("Näinä aikoina käyntejä voi tilata. Jätä päivä tyhjäksi, jos silloin ei tehdä käyntejä."),
        button=_("Tallenna aukioloajat"),
        back=reverse("staff:settings_opening"),
    )

    def save() -> None:
        hours.change_week(form.cleaned_data["week"], by=request.actor, at=request.at)
        messages.success(request, say("Aukioloajat on tallennettu."))

    return offer(request, form, page, save, template="staff/setup/week.html")


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def holiday(request: Visit, holiday: str) -> HttpResponse:
    """Decide what is done on a holiday."""
    now = _next(holiday, walltime.day_of(request.at))
    form = HolidayForm(sent(request), now=now)
    page = Page(
        title=now.name.capitalize(),
        lead=_("Päätös koskee jokaista vuotta, kunnes muutat sitä."),
        button=_("Tallenna"),
        back=reverse("staff:settings_opening"),
    )

    def save() -> None:
        cleaned = form.cleaned_data
        hours.rule_holiday(now.holiday, cleaned["treatment"], cleaned["hours"], by=request.actor, at=request.at)
        messages.success(request, say("%(name)s on tallennettu.") % {"name": now.name.capitalize()})

    return offer(request, form, page, save)


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def closure(request: Visit) -> HttpResponse:
    """Add a closure."""
    form = ClosureForm(sent(request), today=walltime.day_of(request.at))
    page = Page(
        title=_("Lisää tauko"),
        lead=_("Tauon aikana ei voi tilata käyntejä. Jo sovitut käynnit pysyvät: siirrä ne itse."),
        button=_("Lisää tauko"),
        back=reverse("staff:settings_opening"),
    )

    def save() -> None:
        first, last, kind = (form.cleaned_data[name] for name in ("first", "last", "kind"))
        hours.close(first, last or first, kind, by=request.actor, at=request.at)
        messages.success(request, say("Tauko on lisätty."))

    return offer(request, form, page, save)


@require_POST
@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def closure_removal(request: Visit, closure_id: UUID) -> HttpResponse:
    """Remove a closure."""
    found = get_object_or_404(Closure, id=closure_id)

    def act() -> None:
        hours.reopen(found, by=request.actor, at=request.at)
        messages.success(request, say("Tauko on poistettu."))

    return do(request, act, goal="staff:settings_opening")


def _next(holiday: str, today: date) -> calendar.HolidayOn:
    if holiday not in Holiday.values:
        raise Http404
    coming = [*calendar.holidays_of(today.year), *calendar.holidays_of(today.year + 1)]
    return next(each for each in coming if each.holiday == holiday and each.day >= today)
