"""The visits of somebody who is ill, handed over on one page."""

from collections import Counter
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lupaus.kernel import spoken
from lupaus.kernel.refused import Refused
from lupaus.promises import Purpose, Role
from lupaus.providers.models import Provider
from lupaus.scheduling import stand_ins, visits
from lupaus.scheduling.models import Visit
from lupaus.scheduling.stand_ins import Duty
from lupaus.sites.furniture import choices, forms
from lupaus.sites.furniture.amounts import EARLIEST, LATEST
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.doors import door

NOBODY: Final = "nobody"
"""The answer that leaves a visit where it is."""


class StandIns(forms.Form):
    """Who does each visit instead; the best is chosen beforehand, and nobody twice at one time."""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, duties: list[Duty], **kwargs: Any) -> None:
        """Ask about every visit that somebody could do."""
        super().__init__(*args, **kwargs)
        self.duties = duties
        taken: Counter[UUID] = Counter()
        for duty in duties:
            names = [(str(each.pk), str(each.shown_name)) for each in duty.able]
            best = min(duty.able, key=lambda each: taken[each.pk], default=None)
            if best is not None:
                taken[best.pk] += 1
            self.fields[f"visit_{duty.visit.pk.hex}"] = choices.OneOf(
                label=f"{spoken.clock(duty.visit.planned)}, {duty.visit.order.service.name}, {duty.visit.postcode}",
                options=[*names, (NOBODY, _("Ei vielä kukaan"))],
                missing=_("Valitse, kuka tekee käynnin"),
                initial=str(best.pk) if best else NOBODY,
                wide=True,
            )

    def chosen(self) -> list[tuple[Visit, Provider]]:
        """Return each visit with who was chosen for it; the form is valid."""
        said = self.cleaned_data
        return [
            (duty.visit, each)
            for duty in self.duties
            for each in duty.able
            if said[f"visit_{duty.visit.pk.hex}"] == str(each.pk)
        ]


@door(Purpose.WORKFORCE, roles={Role.OFFICE, Role.OWNER})
def day(request: Request, provider_id: UUID, on: str) -> HttpResponse:
    """Show the visits of a provider's day with who could do them, and offer them all with one button."""
    provider, when = Provider.objects.filter(pk=provider_id).first(), _day(on)
    if provider is None:
        raise Http404
    duties = stand_ins.duties(provider, when, at=request.at)
    form = StandIns(request.POST if request.method == "POST" else None, duties=duties)
    if not form.is_valid():
        return _page(request, provider, when, form, status=422 if form.is_bound else 200)
    count, refusals = _hand_over(request, form.chosen())
    if refusals:
        again = StandIns(duties=stand_ins.duties(provider, when, at=request.at))
        return _page(request, provider, when, again, refusals=refusals, status=409)
    words = ngettext("%(count)d käyntiä tarjottiin toiselle.", "%(count)d käyntiä tarjottiin muille.", count)
    messages.success(request, words % {"count": count})
    if not request.actor.has(Role.OFFICE):
        return redirect("staff:providers_leave", provider.pk)
    return redirect("staff:day_on", on)


def _hand_over(request: Request, chosen: list[tuple[Visit, Provider]]) -> tuple[int, set[str]]:
    """Offer each visit by itself, so that one that fails keeps no other back; return how many, and why not the rest."""
    refusals: set[str] = set()
    for visit, provider in chosen:
        try:
            visits.reassign(visit, provider, by=request.actor, at=request.at)
        except Refused as no:
            refusals.add(str(no))
    return len(chosen) - len(refusals), refusals


def _page(
    request: Request,
    provider: Provider,
    when: date,
    form: StandIns,
    *,
    refusals: set[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    names = {
        "provider": provider,
        "on": when,
        "form": form,
        "refusals": sorted(refusals or ()),
        "is_office": request.actor.has(Role.OFFICE),
    }
    return render(request, "staff/stand_ins.html", names, status=status)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as no_day:
        raise Http404 from no_day
    if not EARLIEST < found < LATEST:
        raise Http404
    return found
