"""Screen 2, second half: the days of a series that cannot be as they should, each with what can be done instead."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts
from lupaus.orders.models import Draft
from lupaus.promises import Purpose
from lupaus.scheduling import holds, series_beginning, series_plan, series_words
from lupaus.scheduling.series_plan import Plan, Planned
from lupaus.sites.furniture import choices, forms, series_days, slots
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.public.order import drafting, holding


class Days(forms.Form):
    """One choice for each day that is in the way; the best is chosen beforehand, nothing is typed."""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, plan: Plan, draft: Draft, at: datetime, **kwargs: Any) -> None:
        """Ask about every day of the plan for which something can be chosen."""
        super().__init__(*args, **kwargs)
        self.days = plan.asked
        picks = series_beginning.picks_of(draft)
        for day in self.days:
            self.fields[series_days.name_of(day.day_on)] = choices.OneOf(
                label=series_days.question(day, at),
                options=series_days.options(day.options, at),
                missing=_("Valitse, mitä tälle päivälle tehdään"),
                initial=_chosen(day, picks),
                wide=True,
            )

    def picks(self) -> dict[date, datetime | None]:
        """Return what was chosen; the form is valid."""
        answers = {day.day_on: self.cleaned_data[series_days.name_of(day.day_on)] for day in self.days}
        return {
            day: None if answer == series_days.LEAVE_OUT else slots.instant(answer) for day, answer in answers.items()
        }


@door(Purpose.ORDERING)
def series(visit: Visit) -> HttpResponse:
    """Show what is in the way of a series, or keep what was chosen."""
    if (placed := drafting.already_placed(visit)) is not None:
        return placed
    draft = drafting.current(visit)
    if (elsewhere := drafting.detour(draft, "address")) is not None or draft is None:
        return elsewhere or redirect("public:order_service")
    if not draft.every_weeks:
        return drafting.onward(draft)
    return _answered(visit, draft) if visit.method == "POST" else page(visit, draft)


def page(
    visit: Visit, draft: Draft, refusal: Refused | None = None, *, form: Days | None = None, status: int = 200
) -> HttpResponse:
    """Return the screen, with what was refused when something was."""
    try:
        plan = plan_of(draft, visit.at)
    except Refused:  # the time is gone, or there is no series to speak of
        return redirect("public:order_time")
    names = {
        "draft": draft,
        "plan": plan,
        "pace": series_words.pace_of(series_beginning.wish_of(draft, at=visit.at).recurrence),
        "form": form or Days(plan=plan, draft=draft, at=visit.at),
        "refusal": str(refusal or ""),
        "quote": drafts.quote(draft, at=visit.at),
        "credit_on": walltime.day_of(draft.starts_at or visit.at),
        "hold": holding.of(draft, visit.at),
        "step": 2,
        "steps": drafting.STEP_NAMES,
    }
    return render(visit, "public/order/series.html", names, status=status)


def plan_of(draft: Draft, at: datetime) -> Plan:
    """Return what the series of a draft comes to.

    Raises:
        NothingChosen, UnknownPostcode, TimeTaken: as `series_beginning.wish_of` and `series_plan.plan`.
    """
    return series_plan.plan(series_beginning.wish_of(draft, at=at), at=at)


def in_the_way(draft: Draft, at: datetime) -> bool:
    """Return whether the draft is for a series with days for which something has to be chosen."""
    if not draft.every_weeks or draft.starts_at is None:
        return False
    try:
        return bool(plan_of(draft, at).open)
    except Refused:
        return False


def _answered(visit: Visit, draft: Draft) -> HttpResponse:
    try:
        form = Days(visit.POST, plan=plan_of(draft, visit.at), draft=draft, at=visit.at)
    except Refused:
        return redirect("public:order_time")
    if not form.is_valid():
        return page(visit, draft, form=form, status=422)
    row = drafts.pick_days(draft, form.picks(), by=visit.actor, at=visit.at)
    holds.current(row, at=visit.at)
    return drafting.onward(row)


def _chosen(day: Planned, picks: dict[date, datetime | None]) -> str:
    if day.day_on in picks:
        chosen = picks[day.day_on]
        return series_days.LEAVE_OUT if chosen is None else chosen.isoformat()
    return day.options[0].starts_at.isoformat()
