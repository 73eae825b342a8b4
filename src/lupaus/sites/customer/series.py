"""A series as one thing: its next visits, its end, the days that wait for a choice."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import HiddenInput
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.kernel import spoken
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.scheduling import series as scheduling
from lupaus.scheduling import series_queries, series_words
from lupaus.scheduling.models import CancelReason, Occurrence, Outcome, Series, Visit
from lupaus.scheduling.series import Ending
from lupaus.scheduling.series_plan import Option
from lupaus.sites.customer import found
from lupaus.sites.customer.cancellations import REASONS
from lupaus.sites.customer.found import visit_door
from lupaus.sites.furniture import amounts, choices, forms, series_days, slots
from lupaus.sites.furniture.doors import Visit as Request


class EndingForm(forms.Form):
    """Why, and the fee that the person saw."""

    reason = choices.OneOf(
        label=_("Miksi lopetat?"),
        options=[(reason.value, reason.label) for reason in REASONS],
        coerce=CancelReason,
        missing=_("Valitse, miksi lopetat"),
        wide=True,
    )
    seen_fee = amounts.Whole(
        least=0, most=10**8, widget=HiddenInput, missing=_("Tarkista peruutusmaksu ja yritä uudelleen")
    )


class DayForm(forms.Form):
    """What is done on a day that cannot be as agreed."""

    start = choices.OneOf(label=_("Mitä tehdään?"), missing=_("Valitse, mitä tälle päivälle tehdään"), wide=True)

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, options: tuple[Option, ...], request: Request, **kwargs: Any) -> None:
        """Offer the other times, and leaving the day out."""
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = series_days.options(options, request.at)  # type: ignore[attr-defined]


@visit_door
def series(request: Request, series_id: UUID) -> HttpResponse:
    """Show one series: how it comes, the next visits, what waits for a choice."""
    return _page(request, _own(request, series_id))


@visit_door
def ending(request: Request, series_id: UUID) -> HttpResponse:
    """Show what ending costs, visit by visit, then end; from one visit on when the address names it."""
    own = _own(request, series_id)
    visit = _from(request, own)
    try:
        due = scheduling.ending(own, visit, at=request.at)
        if request.method != "POST":
            return _ending_page(request, own, due, EndingForm(initial={"seen_fee": due.fee.cents}))
        form = EndingForm(request.POST)
        if not form.is_valid():
            return _ending_page(request, own, due, form, status=422)
        said = form.cleaned_data
        fee = Money(said["seen_fee"])
        scheduling.end(own, visit, said["reason"], by=request.actor, at=request.at, fee=fee)
    except Refused as no:
        return _page(request, own, str(no), status=409)
    words = say("Sarja on lopetettu. Kerromme siitä sähköpostilla 10 minuutin kuluttua.")
    messages.success(request, words, extra_tags=reverse("customer:series_resumption", args=[own.id]))
    return redirect("customer:series", own.id)


@require_POST
@visit_door
def resumption(request: Request, series_id: UUID) -> HttpResponse:
    """Take the end of a series back."""
    own = _own(request, series_id)
    try:
        scheduling.resume(own, by=request.actor, at=request.at)
    except Refused as no:
        return _page(request, own, str(no), status=409)
    messages.success(request, say("Sarja jatkuu kuten ennen."))
    return redirect("customer:series", own.id)


@visit_door
def day(request: Request, series_id: UUID, day_id: UUID) -> HttpResponse:
    """Choose what is done on a day that cannot be as agreed."""
    own = _own(request, series_id)
    try:
        waiting = series_queries.day_of(own, day_id)
    except Occurrence.DoesNotExist as none:
        raise Http404 from none
    if waiting.outcome != Outcome.CONFLICT:
        return redirect("customer:series", own.id)
    waiting.series = own
    options = scheduling.options(waiting, at=request.at)
    form = DayForm(request.POST if request.method == "POST" else None, options=options, request=request)
    if not form.is_valid():
        return _day_page(request, waiting, form, status=422 if form.is_bound else 200)
    answer = form.cleaned_data["start"]
    starts_at = None if answer == series_days.LEAVE_OUT else slots.instant(answer)
    try:
        made = scheduling.choose(waiting, starts_at, by=request.actor, at=request.at)
    except Refused as no:
        return _page(request, own, str(no), status=409)
    words = say("Käynti on nyt %(time)s.") % {"time": spoken.when(made.planned, now=request.at)} if made else ""
    messages.success(request, words or say("Käynti jää väliin. Muut käynnit pysyvät."))
    return redirect("customer:series", own.id)


def _own(request: Request, series_id: UUID) -> Series:
    try:
        return series_queries.series_of(request.actor).get(id=series_id)
    except Series.DoesNotExist as none:
        raise Http404 from none


def _from(request: Request, own: Series) -> Visit | None:
    """Return the visit from which on the series is to end, as the address names it."""
    named = request.GET.get("from", "")
    try:
        wanted = UUID(named) if named else None
    except ValueError as wrong:
        raise Http404 from wrong
    if wanted is None:
        return None
    visit = found.visit(request, wanted)
    if series_queries.series_of_visit(visit) != own:
        raise Http404
    return visit


def _page(request: Request, own: Series, refusal: str = "", *, status: int = 200) -> HttpResponse:
    names = {
        "series": own,
        "pace": series_words.pace(own),
        "coming": series_queries.coming_visits([own], at=request.at).get(own.id, []),
        "without": series_queries.days_without(own, at=request.at),
        "may_resume": scheduling.may_resume(own, at=request.at),
        "refusal": refusal,
    }
    return render(request, "customer/series.html", names, status=status)


def _ending_page(request: Request, own: Series, due: Ending, form: EndingForm, *, status: int = 200) -> HttpResponse:
    names = {"series": own, "pace": series_words.pace(own), "due": due, "form": form}
    return render(request, "customer/series_ending.html", names, status=status)


def _day_page(request: Request, waiting: Occurrence, form: DayForm, *, status: int = 200) -> HttpResponse:
    agreed: date = waiting.day_on
    names = {"series": waiting.series, "pace": series_words.pace(waiting.series), "day": agreed, "form": form}
    return render(request, "customer/series_day.html", names, status=status)
