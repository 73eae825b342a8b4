"""Change all of a series that is to come, or this visit and the following: another time and pace, or a pause."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lupaus.kernel import spoken, walltime
from lupaus.kernel.money import Money
from lupaus.kernel.recurrence import CYCLES
from lupaus.kernel.refused import Refused
from lupaus.scheduling import (
    availability,
    series_moves,
    series_moving,
    series_pausing,
    series_returning,
    series_words,
)
from lupaus.scheduling.models import Series, Visit
from lupaus.scheduling.series_moving import Moving, NewTime
from lupaus.scheduling.series_pausing import Pause
from lupaus.sites.furniture import choices, forms, series_days, series_pages, slots
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.series_pages import Side

WEEKS: Final = 2
MOST_WEEKS: Final = 8


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which visits are to be moved, how often they are to come, and when the first of them."""

    series: Series
    visit: Visit | None
    every_weeks: int
    start: str
    weeks: int

    @classmethod
    def of(cls, side: Side, request: Request, series_id: UUID) -> "_Asked":
        series = side.own(request, series_id)
        visit = side.from_visit(request, series)
        said = request.GET.get("every", "")
        every = int(said) if said in {str(cycle) for cycle in CYCLES} else series.every_weeks
        weeks = request.GET.get("weeks", "")
        shown = int(weeks) if weeks in {str(each) for each in range(WEEKS, MOST_WEEKS + 1)} else WEEKS
        return cls(series, visit, every, request.GET.get("start", ""), shown)


class Picks(forms.Form):
    """One choice for each day that is in the way; the best is chosen beforehand. And the fee that the person saw."""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, due: Moving, side: Side, at: datetime, **kwargs: Any) -> None:
        """Ask about every day of the plan for which something can be chosen."""
        super().__init__(*args, **kwargs)
        self.days = due.plan.asked
        for day in self.days:
            self.fields[series_days.name_of(day.day_on)] = choices.OneOf(
                label=series_days.question(day, at),
                options=series_days.options(day.options, at),
                missing=_("Valitse, mitä tälle päivälle tehdään"),
                initial=day.options[0].starts_at.isoformat(),
                wide=True,
            )
        if side.agrees:
            self.fields["seen_fee"] = series_pages.seen_fee()

    def picks(self) -> dict[date, datetime | None]:
        """Return what was chosen; the form is valid."""
        answers = {day.day_on: self.cleaned_data[series_days.name_of(day.day_on)] for day in self.days}
        return {day: None if said == series_days.LEAVE_OUT else slots.instant(said) for day, said in answers.items()}


class PauseForm(forms.Form):
    """On which day the series goes on; the price of each choice is part of it."""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, pauses: list[Pause], request: Request, **kwargs: Any) -> None:
        """Offer the days of the series one after the other."""
        super().__init__(*args, **kwargs)
        self.pauses: Mapping[str, Pause] = {f"{each.returns_on:%Y%m%d}-{each.fee.cents}": each for each in pauses}
        self.fields["returns"] = choices.OneOf(
            label=_("Milloin sarja jatkuu?"),
            options=[(key, _pause_in_words(each, request.at)) for key, each in self.pauses.items()],
            missing=_("Valitse päivä, jona sarja jatkuu"),
            wide=True,
        )


def time(side: Side, request: Request, series_id: UUID) -> HttpResponse:
    """Choose pace and first time, see every day that comes of it and what it costs, then move."""
    asked = _Asked.of(side, request, series_id)
    if not asked.start:
        return _times(side, request, asked)
    try:
        wanted = NewTime(slots.instant(asked.start), asked.every_weeks)
        due = _moving(request, asked, wanted)
        if request.method != "POST":
            form = Picks(due=due, side=side, at=request.at, initial={"seen_fee": due.fee.cents})
            return _preview(side, request, asked, due, form)
        form = Picks(request.POST, due=due, side=side, at=request.at)
        if not form.is_valid():
            return _preview(side, request, asked, due, form, status=422)
        fee = Money(form.cleaned_data["seen_fee"]) if side.agrees else None
        picked = NewTime(wanted.starts_at, wanted.every_weeks, form.picks())
        series_moves.move(asked.series, asked.visit, picked, by=request.actor, at=request.at, fee=fee)
    except Refused as no:
        return _times(side, request, asked, no)
    moved = side.own(request, series_id)
    words = say("Sarjan uusi aika: %(pace)s.") % {"pace": series_words.pace(moved)}
    messages.success(request, words, extra_tags=side.url("series_earlier_time", series_id))
    return redirect(side.url("series", series_id))


def earlier_time(side: Side, request: Request, series_id: UUID) -> HttpResponse:
    """Take the last move of a series back."""
    return series_pages.undoing(
        side, request, series_id, lambda row: series_returning.move_back(row, by=request.actor, at=request.at),
        say("Sarja on taas entisessä ajassaan."),
    )  # fmt: skip


def pause(side: Side, request: Request, series_id: UUID) -> HttpResponse:
    """Choose when the series goes on; the visits until then are left out."""
    series = side.own(request, series_id)
    visit = side.from_visit(request, series)
    try:
        pauses = series_pausing.pauses(series, visit, at=request.at)
        form = PauseForm(request.POST if request.method == "POST" else None, pauses=pauses, request=request)
        if not form.is_valid():
            names = side.names(series) | {"first": pauses[0].days[0], "form": form}
            return render(request, "furniture/series/pause.html", names, status=422 if form.is_bound else 200)
        chosen = form.pauses[form.cleaned_data["returns"]]
        series_pausing.pause(series, visit, chosen.returns_on, by=request.actor, at=request.at, fee=chosen.fee)
    except Refused as no:
        return series_pages.page(side, request, series, str(no), status=409)
    words = say("Sarja on tauolla ja jatkuu %(day)s") % {"day": spoken.day(chosen.returns_on, now=request.at)}
    messages.success(request, words, extra_tags=side.url("series_continuation", series.id))
    return redirect(side.url("series", series.id))


def continuation(side: Side, request: Request, series_id: UUID) -> HttpResponse:
    """Take a pause back."""
    return series_pages.undoing(
        side, request, series_id, lambda row: series_pausing.go_on(row, by=request.actor, at=request.at),
        say("Tauko on kumottu. Käynnit ovat taas voimassa."),
    )  # fmt: skip


def _moving(request: Request, asked: _Asked, wanted: NewTime) -> Moving:
    return series_moving.moving(asked.series, asked.visit, wanted, by=request.actor, at=request.at)


def _times(side: Side, request: Request, asked: _Asked, refusal: Refused | None = None) -> HttpResponse:
    """Return the page on which pace and first time are chosen."""
    try:
        wanted = series_moving.request_to_move(asked.series, asked.visit, by=request.actor, at=request.at)
    except Refused as no:
        return series_pages.page(side, request, asked.series, str(no), status=409)
    days = walltime.days(walltime.day_of(wanted.earliest_at), asked.weeks * 7)
    free = availability.free_times(wanted, at=request.at, days=len(days))
    names = side.names(asked.series) | {
        "visit": asked.visit,
        "every": [(cycle, series_words.EVERY[cycle], cycle == asked.every_weeks) for cycle in CYCLES],
        "every_weeks": asked.every_weeks,
        "days": slots.by_day(days, free),
        "more_weeks": asked.weeks + 1 if asked.weeks < MOST_WEEKS else 0,
        "weeks": asked.weeks,
        "refusal": str(refusal or ""),
        "alternatives": getattr(refusal, "alternatives", ()),
    }
    return render(request, "furniture/series/time.html", names, status=409 if refusal else 200)


def _preview(
    side: Side, request: Request, asked: _Asked, due: Moving, form: Picks, *, status: int = 200
) -> HttpResponse:
    names = side.names(asked.series) | {
        "visit": asked.visit,
        "due": due,
        "new_pace": series_words.pace_of(due.recurrence),
        "form": form,
        "every_weeks": asked.every_weeks,
    }
    return render(request, "furniture/series/move.html", names, status=status)


def _pause_in_words(pause: Pause, at: datetime) -> str:
    count = len(pause.days)
    left = ngettext("%(count)s käynti jää väliin", "%(count)s käyntiä jää väliin", count) % {"count": count}
    cost = say("maksaa %(fee)s") % {"fee": pause.fee} if pause.fee else say("maksutta")
    return f"{spoken.day(pause.returns_on, now=at)}: {left}, {cost}"
