"""Series on the office's desk: the days that wait for a choice, and one series on the customer's behalf."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.kernel import spoken
from lupaus.kernel.refused import Refused
from lupaus.scheduling import series as scheduling
from lupaus.scheduling import series_queries, series_words
from lupaus.scheduling.models import CancelReason, Occurrence, Outcome, Series, Visit
from lupaus.scheduling.series import Ending
from lupaus.scheduling.series_plan import Option
from lupaus.sites.furniture import choices, forms, series_days, slots
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.staff import visits
from lupaus.sites.staff.day import day_door

ON_A_PAGE = 25


class EndingForm(forms.Form):
    """Why the series ends; what it costs stands above."""

    reason = choices.OneOf(
        label=_("Miksi sarja lopetetaan"),
        options=visits.CANCEL_REASONS.items(),
        coerce=CancelReason,
        missing=_("Valitse syy"),
        wide=True,
    )


class DayForm(forms.Form):
    """What is done on a day that cannot be as agreed."""

    start = choices.OneOf(
        label=_("Mitä asiakkaan kanssa sovittiin?"), missing=_("Valitse, mitä tälle päivälle tehdään"), wide=True
    )

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, options: tuple[Option, ...], request: Request, **kwargs: Any) -> None:
        """Offer the other times, and leaving the day out."""
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = series_days.options(options, request.at)  # type: ignore[attr-defined]


@day_door
def waiting(request: Request) -> HttpResponse:
    """List the days of all series that wait for a choice, the soonest first; customers by number."""
    page = Paginator(series_queries.waiting_days(at=request.at), ON_A_PAGE).get_page(request.GET.get("page"))
    days = [(day, series_words.pace(day.series)) for day in page]
    return render(request, "staff/series_waiting.html", {"days": days, "page": page})


@day_door
def series(request: Request, series_id: UUID) -> HttpResponse:
    """Show one series: how it comes, the next visits, what waits for a choice."""
    return _page(request, _found(series_id))


@day_door
def ending(request: Request, series_id: UUID) -> HttpResponse:
    """Show what ending costs, visit by visit, then end; from one visit on when the address names it."""
    found = _found(series_id)
    visit = _from(request)
    try:
        due = scheduling.ending(found, visit, at=request.at)
        form = EndingForm(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return _ending_page(request, found, due, form, status=422 if form.is_bound else 200)
        scheduling.end(found, visit, form.cleaned_data["reason"], by=request.actor, at=request.at)
    except Refused as no:
        return _page(request, found, str(no), status=409)
    words = say("Sarja on lopetettu. Asiakas ja tekijä saavat viestin 10 minuutin kuluttua.")
    messages.success(request, words, extra_tags=reverse("staff:series_resumption", args=[found.id]))
    return redirect("staff:series", found.id)


@require_POST
@day_door
def resumption(request: Request, series_id: UUID) -> HttpResponse:
    """Take the end of a series back."""
    found = _found(series_id)
    try:
        scheduling.resume(found, by=request.actor, at=request.at)
    except Refused as no:
        return _page(request, found, str(no), status=409)
    messages.success(request, say("Sarja jatkuu kuten ennen."))
    return redirect("staff:series", found.id)


@day_door
def day(request: Request, series_id: UUID, day_id: UUID) -> HttpResponse:
    """Choose, as agreed with the customer, what is done on a day that cannot be as it should."""
    found = _found(series_id)
    try:
        waits = series_queries.day_of(found, day_id)
    except Occurrence.DoesNotExist as none:
        raise Http404 from none
    if waits.outcome != Outcome.CONFLICT:
        return redirect("staff:series", found.id)
    waits.series = found
    options = scheduling.options(waits, at=request.at)
    form = DayForm(request.POST if request.method == "POST" else None, options=options, request=request)
    if not form.is_valid():
        names = {"series": found, "pace": series_words.pace(found), "day": waits.day_on, "form": form}
        return render(request, "staff/series_day.html", names, status=422 if form.is_bound else 200)
    answer = form.cleaned_data["start"]
    starts_at = None if answer == series_days.LEAVE_OUT else slots.instant(answer)
    try:
        made = scheduling.choose(waits, starts_at, by=request.actor, at=request.at)
    except Refused as no:
        return _page(request, found, str(no), status=409)
    words = say("Käynti on nyt %(time)s.") % {"time": spoken.when(made.planned, now=request.at)} if made else ""
    messages.success(request, words or say("Käynti jää väliin. Muut käynnit pysyvät."))
    return redirect("staff:series", found.id)


def _found(series_id: UUID) -> Series:
    try:
        return series_queries.any_series(series_id)
    except Series.DoesNotExist as none:
        raise Http404 from none


def _from(request: Request) -> Visit | None:
    """Return the visit from which on the series is to end, as the address names it."""
    named = request.GET.get("from", "")
    try:
        return visits.found(UUID(named)) if named else None
    except ValueError as wrong:
        raise Http404 from wrong


def _page(request: Request, found: Series, refusal: str = "", *, status: int = 200) -> HttpResponse:
    names = {
        "series": found,
        "pace": series_words.pace(found),
        "coming": series_queries.coming_visits([found], at=request.at).get(found.id, []),
        "without": series_queries.days_without(found, at=request.at),
        "may_resume": scheduling.may_resume(found, at=request.at),
        "refusal": refusal,
    }
    return render(request, "staff/series.html", names, status=status)


def _ending_page(request: Request, found: Series, due: Ending, form: EndingForm, *, status: int = 200) -> HttpResponse:
    names = {"series": found, "pace": series_words.pace(found), "due": due, "form": form}
    return render(request, "staff/series_ending.html", names, status=status)
