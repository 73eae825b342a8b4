"""When providers are away. The calendar is blocked by `scheduling`, in the same act."""

from dataclasses import dataclass, field
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.kernel import walltime
from lupaus.promises import Purpose
from lupaus.providers.models import Leave, Provider
from lupaus.scheduling import leaves
from lupaus.scheduling.leaves import VisitsInside
from lupaus.scheduling.models import Visit as Booked
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff.setup_pages import OWNER, Page, do, offer, sent
from lupaus.sites.staff.setup_provider_forms import LeaveForm


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePage(Page):
    """The words around the form, and the visits that stand in the time of the leave: each is given to others first."""

    provider_id: UUID
    inside: list[Booked] = field(default_factory=list)


@door(Purpose.WORKFORCE, roles=OWNER)
def leave(request: Visit, provider_id: UUID) -> HttpResponse:
    """Add a leave; visits inside it must be moved first, and the refusal says so."""
    found = get_object_or_404(Provider, id=provider_id)
    form = LeaveForm(sent(request), today=walltime.day_of(request.at))
    page = LeavePage(
        title=_("Lisää poissaolo"),
        lead=_("Poissaolon aikana tekijälle ei tarjota käyntejä."),
        button=_("Lisää poissaolo"),
        back=reverse("staff:providers_one", args=[found.id]),
        provider_id=found.id,
    )

    def save() -> None:
        try:
            leaves.register(found, form.period(), form.cleaned_data["kind"], by=request.actor, at=request.at)
        except VisitsInside as no:
            page.inside.extend(no.visits)
            raise
        messages.success(request, say("Poissaolo on lisätty."))

    return offer(request, form, page, save, template="staff/setup/leave.html")


@require_POST
@door(Purpose.WORKFORCE, roles=OWNER)
def removal(request: Visit, leave_id: UUID) -> HttpResponse:
    """Remove a leave and give its time back."""
    found = get_object_or_404(Leave.objects.select_related("provider"), id=leave_id)
    goal = reverse("staff:providers_one", args=[found.provider_id])

    def act() -> None:
        leaves.cancel(found, by=request.actor, at=request.at)
        messages.success(request, say("Poissaolo on poistettu."))

    return do(request, act, goal=goal)
