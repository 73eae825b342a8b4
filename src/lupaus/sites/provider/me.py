"""The provider's own details, leave, and the way to say that today does not work out."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lupaus.kernel import spoken, walltime
from lupaus.kernel.period import Period
from lupaus.kernel.refused import Refused
from lupaus.providers import queries as providers
from lupaus.providers.models import LeaveKind, Provider
from lupaus.scheduling import leaves as scheduling_leaves
from lupaus.scheduling.leaves import VisitsInside
from lupaus.sites.furniture import amounts, choices, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.provider import found
from lupaus.sites.provider.found import own_door

_A_DAY = timedelta(days=1)


class LeaveForm(forms.Form):
    """When away. Why is not asked: it could be health."""

    kind = choices.OneOf(
        label=gettext_lazy("Mikä poissaolo"), options=LeaveKind.choices, missing=gettext_lazy("Valitse poissaolo")
    )
    from_on = amounts.Day(
        label=gettext_lazy("Ensimmäinen päivä"),
        help_text=gettext_lazy("Esimerkiksi 24.12."),
        missing=gettext_lazy("Anna ensimmäinen päivä"),
    )
    until_on = amounts.Day(label=gettext_lazy("Viimeinen päivä"), missing=gettext_lazy("Anna viimeinen päivä"))

    def clean(self) -> dict[str, Any]:  # Any: Django's cleaned data
        """Refuse a leave that ends before it begins."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("Anna viimeinen päivä, joka on ensimmäisen jälkeen."))
        return cleaned


@own_door
def me(request: Request) -> HttpResponse:
    """Show the provider's own details and leave, with a form for a new one."""
    return _page(request, found.provider(request), LeaveForm(today=walltime.day_of(request.at)))


@require_POST
@own_door
def leaves(request: Request) -> HttpResponse:
    """Add a leave; refused while there are visits in it, and then says which."""
    provider = found.provider(request)
    form = LeaveForm(request.POST, today=walltime.day_of(request.at))
    if not form.is_valid():
        return _page(request, provider, form, status=422)
    said = form.cleaned_data
    period = _period(said["from_on"], said["until_on"], request.at)
    if period is None:
        form.add_error("until_on", _("Anna päivä, joka ei ole vielä mennyt."))
        return _page(request, provider, form, status=422)
    try:
        scheduling_leaves.register(provider, period, LeaveKind(said["kind"]), by=request.actor, at=request.at)
    except VisitsInside as no:
        form.add_error(None, _in_the_way(no, request.at))
        return _page(request, provider, form, status=409)
    except Refused as no:
        form.add_error(None, str(no))
        return _page(request, provider, form, status=409)
    messages.success(request, _("Poissaolo on merkitty. Et saa tarjouksia sille ajalle."))
    return redirect("provider:me")


@require_POST
@own_door
def leave_removal(request: Request, leave_id: UUID) -> HttpResponse:
    """Take back a leave that has not ended."""
    provider = found.provider(request)
    own = providers.leaves_of(provider, from_at=request.at)
    leave = next((each for each in own if each.pk == leave_id), None)
    if leave is None:
        raise Http404
    try:
        scheduling_leaves.cancel(leave, by=request.actor, at=request.at)
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("Poissaolo on poistettu."))
    return redirect("provider:me")


def _in_the_way(no: VisitsInside, at: datetime) -> str:
    """Say to the provider, who cannot give visits to others, what stands in the way and who helps."""
    times = ", ".join(spoken.when(visit.planned, now=at) for visit in no.visits)
    return _("Sinulla on käyntejä tuona aikana: %(times)s. Soita toimistoon, niin etsimme toisen tekijän.") % {
        "times": times
    }


def _page(request: Request, provider: Provider, form: LeaveForm, *, status: int = 200) -> HttpResponse:
    ahead = [
        (leave, walltime.day_of(leave.from_at), walltime.day_of(leave.until_at - timedelta(seconds=1)))
        for leave in providers.leaves_of(provider, from_at=request.at)
    ]
    names = {"provider": provider, "leaves": ahead, "form": form, "today": walltime.day_of(request.at)}
    return render(request, "provider/me.html", names, status=status)


def _period(first: date, last: date, at: datetime) -> Period | None:
    """Return whole days in Finland, from now on where the first day is today; None when all of it is past."""
    from_at = max(walltime.midnight(first), at)
    until_at = walltime.midnight(last + _A_DAY)
    return Period(from_at, until_at) if until_at > from_at else None
