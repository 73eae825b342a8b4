"""Who answers for a firm, and whom firms propose as providers: the owner decides."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.kernel.refused import Refused
from lupaus.promises import Purpose
from lupaus.providers import firm_people, proposals
from lupaus.providers.models import Firm, FirmPerson, Proposal
from lupaus.sites.account.recency import again
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff.setup_firm_forms import FirmPersonForm
from lupaus.sites.staff.setup_pages import OWNER, Page, do, offer, sent


@door(Purpose.WORKFORCE, roles=OWNER)
@again
def new(request: Visit, firm_id: UUID) -> HttpResponse:
    """Let somebody answer for a firm."""
    found = get_object_or_404(Firm, id=firm_id)
    form = FirmPersonForm(sent(request))
    page = Page(
        title=_("Uusi yhteyshenkilö"),
        lead=_("Hän kirjautuu itse, näkee vain yrityksensä työntekijät ja vakuuttaa heistä."),
        button=_("Lähetä kutsu"),
        back=reverse("staff:firms"),
    )

    def save() -> None:
        typed = form.cleaned_data
        firm_people.invite(found, name=typed["name"], email=typed["email"], by=request.actor, at=request.at)
        messages.success(request, say("Kutsu on lähetetty."))

    return offer(request, form, page, save)


@require_POST
@door(Purpose.WORKFORCE, roles=OWNER)
@again
def departure(request: Visit, person_id: UUID) -> HttpResponse:
    """Let somebody answer for their firm no more."""
    found = get_object_or_404(FirmPerson, id=person_id)

    def act() -> None:
        firm_people.let_go(found, by=request.actor, at=request.at)
        messages.success(request, say("Yhteyshenkilö on poistettu. Hän ei enää pääse yrityksen sivuille."))

    return do(request, act, goal=reverse("staff:firms"))


@require_POST
@door(Purpose.WORKFORCE, roles=OWNER)
@again
def approval(request: Visit, proposal_id: UUID) -> HttpResponse:
    """Take on whom a firm proposed, and go on to their skills, areas and hours."""
    found = get_object_or_404(Proposal, id=proposal_id)
    try:
        made = proposals.approve(found, by=request.actor, at=request.at)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("staff:firms")
    messages.success(request, say("Tekijä on lisätty. Anna taidot, alueet ja työajat, ja lähetä kutsu."))
    return HttpResponseRedirect(reverse("staff:providers_one", args=[made.id]))


@require_POST
@door(Purpose.WORKFORCE, roles=OWNER)
@again
def refusal(request: Visit, proposal_id: UUID) -> HttpResponse:
    """Say no to whom a firm proposed."""
    found = get_object_or_404(Proposal, id=proposal_id)

    def act() -> None:
        proposals.decline(found, by=request.actor, at=request.at)
        messages.success(request, say("Ehdotus on hylätty ja henkilön tiedot poistettu."))

    return do(request, act, goal=reverse("staff:firms"))
