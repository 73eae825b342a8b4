"""The pages of one series, the same for its customer and for the office: what it is, its end, a day in the way.

Each side says what is its own in a `Side`: whose series it finds, in which words it asks, whether it agrees to a price.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import HiddenInput
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.kernel import spoken
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.scheduling import series as scheduling
from lupaus.scheduling import series_moves, series_pausing, series_queries, series_words
from lupaus.scheduling.models import CancelReason, Occurrence, Outcome, Series, Visit
from lupaus.scheduling.series_plan import Option
from lupaus.sites.furniture import amounts, choices, forms, series_days, slots
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.fields import Words


@dataclass(frozen=True, slots=True)
class Side:
    """What the pages of a series have of their own for one kind of reader.

    `room` names the templates and the addresses. `agrees` says whether the reader is the one who pays, and so must have
    seen the price. `reasons` and the words are how the reader is asked.
    """

    room: str
    base: str
    find: Callable[[Request, UUID], Series]
    find_visit: Callable[[Request, UUID], Visit]
    agrees: bool
    reasons: tuple[tuple[str, Words], ...]
    why: Words
    what: Words
    told: Words

    def own(self, request: Request, series_id: UUID) -> Series:
        """Return the series.

        Raises:
            Http404: there is none for this reader.
        """
        try:
            return self.find(request, series_id)
        except Series.DoesNotExist as none:
            raise Http404 from none

    def from_visit(self, request: Request, series: Series) -> Visit | None:
        """Return the visit from which on the series is to change, as the address names it; None for all of it.

        Raises:
            Http404: it is no visit of the series.
        """
        named = request.GET.get("from", "")
        try:
            visit = self.find_visit(request, UUID(named)) if named else None
        except ValueError as wrong:
            raise Http404 from wrong
        if visit is not None and series_queries.series_of_visit(visit) != series:
            raise Http404
        return visit

    def url(self, name: str, *ids: UUID) -> str:
        """Return an address of this side."""
        return reverse(f"{self.room}:{name}", args=ids)

    def names(self, series: Series) -> dict[str, object]:
        """Return what every page of a series needs."""
        room = self.room
        return {
            "base": self.base,
            "series": series,
            "pace": series_words.pace(series),
            "agrees": self.agrees,
            "back": self.url("series", series.id),
            "url_visit": f"{room}:visit",
        }


class EndingForm(forms.Form):
    """Why, and the fee that the person saw."""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        """Ask in the words of the side."""
        super().__init__(*args, **kwargs)
        self.fields["reason"] = choices.OneOf(
            label=side.why, options=side.reasons, coerce=CancelReason, missing=_("Valitse syy"), wide=True
        )
        if side.agrees:
            self.fields["seen_fee"] = seen_fee()


class DayForm(forms.Form):
    """What is done on a day that cannot be as agreed."""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, options: Iterable[Option], side: Side, request: Request, **kwargs: Any) -> None:
        """Offer the other times, and leaving the day out."""
        super().__init__(*args, **kwargs)
        self.fields["start"] = choices.OneOf(
            label=side.what,
            options=series_days.options(options, request.at),
            missing=_("Valitse, mitä tälle päivälle tehdään"),
            wide=True,
        )


def seen_fee() -> amounts.Whole:
    """Return the hidden field that says which price the person saw."""
    return amounts.Whole(
        least=0, most=10**8, widget=HiddenInput, missing=_("Hinta puuttui lomakkeesta. Katso hinta ja yritä uudelleen.")
    )


def page(side: Side, request: Request, series: Series, refusal: str = "", *, status: int = 200) -> HttpResponse:
    """Return the page of a series: how it comes, the next visits, what waits for a choice, what can be undone."""
    names = side.names(series) | {
        "coming": series_queries.coming_visits([series], at=request.at).get(series.id, []),
        "without": series_queries.days_without(series, at=request.at),
        "may_resume": scheduling.may_resume(series, at=request.at),
        "may_move_back": series_moves.latest(series, at=request.at) is not None,
        "may_go_on": series_pausing.may_go_on(series, at=request.at),
        "moves": [(move.at, series_words.pace_of(move.recurrence)) for move in series.moves.all()],
        "refusal": refusal,
    }
    return render(request, f"{side.room}/series.html", names, status=status)


def ending(side: Side, request: Request, series_id: UUID) -> HttpResponse:
    """Show what ending costs, visit by visit, then end; from one visit on when the address names it."""
    series = side.own(request, series_id)
    visit = side.from_visit(request, series)
    try:
        due = scheduling.ending(series, visit, at=request.at)
        form = EndingForm(request.POST or None, side=side, initial={"seen_fee": due.fee.cents})
        if request.method != "POST" or not form.is_valid():
            names = side.names(series) | {"due": due, "form": form}
            status = 200 if request.method != "POST" else 422
            return render(request, "furniture/series/ending.html", names, status=status)
        said = form.cleaned_data
        fee = Money(said["seen_fee"]) if side.agrees else None
        scheduling.end(series, visit, said["reason"], by=request.actor, at=request.at, fee=fee)
    except Refused as no:
        return page(side, request, series, str(no), status=409)
    messages.success(request, str(side.told), extra_tags=side.url("series_resumption", series.id))
    return redirect(side.url("series", series.id))


def day(side: Side, request: Request, series_id: UUID, day_id: UUID) -> HttpResponse:
    """Choose what is done on a day that cannot be as agreed."""
    series = side.own(request, series_id)
    try:
        waits = series_queries.day_of(series, day_id)
    except Occurrence.DoesNotExist as none:
        raise Http404 from none
    if waits.outcome != Outcome.CONFLICT:
        return redirect(side.url("series", series.id))
    waits.series = series
    options = scheduling.options(waits, at=request.at)
    form = DayForm(request.POST if request.method == "POST" else None, options=options, side=side, request=request)
    if not form.is_valid():
        names = side.names(series) | {"day": waits.day_on, "form": form}
        return render(request, "furniture/series/day.html", names, status=422 if form.is_bound else 200)
    answer = form.cleaned_data["start"]
    starts_at = None if answer == series_days.LEAVE_OUT else slots.instant(answer)
    try:
        made = scheduling.choose(waits, starts_at, by=request.actor, at=request.at)
    except Refused as no:
        return page(side, request, series, str(no), status=409)
    words = say("Käynti on nyt %(time)s.") % {"time": spoken.when(made.planned, now=request.at)} if made else ""
    messages.success(request, words or say("Käynti jää väliin. Muut käynnit pysyvät."))
    return redirect(side.url("series", series.id))


def undoing(side: Side, request: Request, series_id: UUID, act: Callable[[Series], object], said: str) -> HttpResponse:
    """Take back what was done to a series, and say so."""
    series = side.own(request, series_id)
    try:
        act(series)
    except Refused as no:
        return page(side, request, series, str(no), status=409)
    messages.success(request, said)
    return redirect(side.url("series", series.id))


def resumption(side: Side, request: Request, series_id: UUID) -> HttpResponse:
    """Take the end of a series back."""
    return undoing(
        side, request, series_id, lambda row: scheduling.resume(row, by=request.actor, at=request.at),
        say("Sarja jatkuu kuten ennen."),
    )  # fmt: skip
