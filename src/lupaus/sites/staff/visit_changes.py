"""What the office changes of a visit: its provider, its time, whether it is at all."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lupaus.kernel import spoken
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.providers.models import Provider
from lupaus.scheduling import availability, queries, rules, series_queries, stand_ins, work
from lupaus.scheduling import visits as scheduling_visits
from lupaus.scheduling.availability import FreeTime, TimeTaken
from lupaus.scheduling.models import CancelReason, Visit
from lupaus.sites.furniture import amounts, choices, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.staff import visits
from lupaus.sites.staff.day import day_door

_DAYS = 6
_MOST_DAYS_AHEAD = 120


class Cancelling(forms.Form):
    """Why, and what it costs: never more than the customer's own terms say."""

    reason = choices.OneOf(
        label=gettext_lazy("Miksi käynti perutaan"),
        options=visits.CANCEL_REASONS.items(),
        missing=gettext_lazy("Valitse syy"),
        wide=True,
    )

    def __init__(self, *args: Any, most: Money, **kwargs: Any) -> None:  # Any: Django's own arguments
        """Ask for the fee only when there can be one."""
        super().__init__(*args, **kwargs)
        if most:
            self.fields["fee"] = amounts.Euros(
                label=_("Peruutusmaksu"),
                help_text=_(
                    "Ehtojen mukaan %(most)s. Voit pienentää sitä. Jos emme löytäneet tekijää, maksu on aina 0 €."
                )
                % {"most": most},
                missing=_("Anna maksu euroina. Jos maksua ei tule, anna 0."),
                most=most,
                initial=most,
            )

    def clean(self) -> dict[str, Any]:  # Any: as Django types it
        """Ask no fee when nobody was found to come, whatever stands in its field."""
        if self.cleaned_data.get("reason") == CancelReason.NO_PROVIDER:
            self.errors.pop("fee", None)
            self.cleaned_data["fee"] = Money.zero()
        return self.cleaned_data


@day_door
def provider(request: Request, visit_id: UUID) -> HttpResponse:
    """Offer the visit to another provider, out of those who can be there in time."""
    visit = visits.found(visit_id)
    able = _able(visit, request.at)
    if request.method != "POST":
        return _providers(request, visit, able)
    chosen = next((each for each in able if str(each.pk) == request.POST.get("provider")), None)
    if chosen is None:
        taken = _("Tämä tekijä ei enää pääse. Valitse toinen.")
        return _providers(request, visit, able, refusal=taken, status=409)
    try:
        scheduling_visits.reassign(visit, chosen, by=request.actor, at=request.at)
    except Refused as no:
        return _providers(request, visit, able, refusal=str(no), status=409)
    messages.success(request, _("Käyntiä tarjottiin uudelle tekijälle. Näet vastauksen tästä."))
    return redirect("staff:visit", visit_id)


@day_door
def time(request: Request, visit_id: UUID) -> HttpResponse:
    """Move the visit to another free time."""
    visit = visits.found(visit_id)
    if request.method != "POST":
        return _times(request, visit)
    starts_at = _instant(request.POST.get("starts_at", ""))
    if starts_at is None:
        return _times(request, visit, refusal=_("Valitse uusi aika listasta."), status=422)
    try:
        moved = scheduling_visits.move(visit, starts_at, by=request.actor, at=request.at)
    except TimeTaken as no:
        return _times(request, visit, refusal=str(no), nearest=no.alternatives, status=409)
    except Refused as no:
        return _times(request, visit, refusal=str(no), status=409)
    when = spoken.when(moved.planned, now=request.at)
    messages.success(request, _("Käynti on nyt %(when)s. Asiakas sai viestin.") % {"when": when})
    return redirect("staff:visit", visit_id)


@day_door
def cancellation(request: Request, visit_id: UUID) -> HttpResponse:
    """Cancel on the customer's behalf; the fee is shown before."""
    visit = visits.found(visit_id)
    terms = rules.cancellation_of(visit, at=request.at)
    form = Cancelling(request.POST if request.method == "POST" else None, most=terms.fee)
    names = {"visit": visit, "terms": terms, "form": form, "series": series_queries.series_of_visit(visit)}
    if not form.is_valid():
        return render(request, "staff/visit_cancellation.html", names, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    return _done(
        request,
        visit,
        lambda: scheduling_visits.cancel(
            visit, CancelReason(said["reason"]), by=request.actor, at=request.at, fee=said.get("fee")
        ),
        _("Käynti on peruttu. Asiakas ja tekijä saavat viestin 10 minuutin kuluttua."),
    )


@day_door
def no_show(request: Request, visit_id: UUID) -> HttpResponse:
    """Record that nobody let the provider in; the fee is shown before."""
    visit = visits.found(visit_id)
    if request.method != "POST":
        terms = rules.cancellation_of(visit, at=request.at)
        return render(request, "staff/visit_no_show.html", {"visit": visit, "terms": terms})
    return _done(
        request,
        visit,
        lambda: scheduling_visits.mark_no_show(visit, by=request.actor, at=request.at),
        _("Merkitty: paikalla ei ollut ketään. Asiakas sai viestin."),
    )


@require_POST
@day_door
def ticks(request: Request, visit_id: UUID) -> HttpResponse:
    """Correct whether an add-on was done: what was not is left off the invoice."""
    visit = visits.found(visit_id)
    add_ons = [line for line, _is_done in queries.add_ons_of(visit)]
    line = next((each for each in add_ons if str(each.pk) == request.POST.get("line")), None)
    if line is None:
        gone = _("Työtä ei löydy tältä käynniltä. Katso lista uudelleen.")
        return visits.page(request, visit, refusal=gone, status=409)
    is_done = request.POST.get("done") == "yes"
    mark: Callable[..., object] = work.tick if is_done else work.untick
    sentence = _("Merkitty: %(name)s tehtiin.") if is_done else _("%(name)s jäi tekemättä, eikä sitä laskuteta.")
    return _done(
        request, visit, lambda: mark(visit, line, by=request.actor, at=request.at), sentence % {"name": line.name}
    )


def _able(visit: Visit, at: datetime) -> list[Provider]:
    """Return who has the skill, the hours, the time and the way, without the one who has the visit now."""
    return stand_ins.able(visit, without=visit.provider, at=at)


def _done(request: Request, visit: Visit, act: Callable[[], object], sentence: str) -> HttpResponse:
    try:
        act()
    except Refused as no:
        return visits.page(request, visits.found(visit.pk), refusal=str(no), status=409)
    messages.success(request, sentence)
    return redirect("staff:visit", visit.pk)


def _providers(
    request: Request, visit: Visit, able: list[Provider], *, refusal: str = "", status: int = 200
) -> HttpResponse:
    names = {"visit": visit, "providers": able, "refusal": refusal}
    return render(request, "staff/visit_provider.html", names, status=status)


def _times(
    request: Request, visit: Visit, *, refusal: str = "", nearest: list[FreeTime] | None = None, status: int = 200
) -> HttpResponse:
    skip = _days_ahead(request.GET.get("ahead", ""))
    wanted = availability.request_to_move(visit, at=request.at, is_office=True)
    listed = availability.free_times(wanted, at=request.at, days=_DAYS, skip_days=skip)
    free = [each for each in listed if each.starts_at != visit.starts_at]
    names = {
        "visit": visit,
        "series": series_queries.series_of_visit(visit),
        "days": [(on, list(same)) for on, same in groupby(free, key=_day_of)],
        "refusal": refusal,
        "nearest": nearest or [],
        "further": skip + _DAYS if skip + _DAYS <= _MOST_DAYS_AHEAD else None,
    }
    return render(request, "staff/visit_time.html", names, status=status)


def _day_of(free: FreeTime) -> date:
    return free.day_on


def _days_ahead(text: str) -> int:
    return min(int(text), _MOST_DAYS_AHEAD) if text.isascii() and text.isdigit() and len(text) < len("1000") else 0


def _instant(text: str) -> datetime | None:
    """Return the aware instant that a button of our own posts, None for anything else."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo is not None and amounts.EARLIEST < instant.date() < amounts.LATEST else None
