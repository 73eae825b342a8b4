"""Proposing one of the firm's people as a provider, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.providers import proposals
from lupaus.sites.firm import found
from lupaus.sites.firm.forms import ProposalForm
from lupaus.sites.firm.found import firm_door, sure_door
from lupaus.sites.furniture.doors import Visit


@sure_door
def new(request: Visit) -> HttpResponse:
    """Propose somebody; the company decides."""
    own = found.person(request)
    form = ProposalForm(request.POST if request.method == "POST" else None, today=walltime.day_of(request.at))

    def act() -> str:
        proposals.propose(own, form.person(), until=form.until(), by=request.actor, at=request.at)
        return _("Ehdotus on lähetetty. Kerromme sähköpostilla, kun se on käsitelty.")

    return found.offer(request, form, "firm/proposal.html", {}, act)


@require_POST
@firm_door
def removal(request: Visit, proposal_id: UUID) -> HttpResponse:
    """Take a proposal back."""
    own = found.person(request)
    proposal = get_object_or_404(own.firm.proposals, id=proposal_id)
    try:
        proposals.take_back(proposal, by=request.actor, at=request.at)
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("Ehdotus on peruttu ja henkilön tiedot poistettu."))
    return redirect("firm:people")
