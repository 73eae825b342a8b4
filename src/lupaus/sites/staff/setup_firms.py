"""Firms whose people work for us: their promise of secrecy, and what they attest of each of their people."""

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
from lupaus.providers import firm_people, firms, secrecy
from lupaus.providers.models import Attestation, Firm, Provider
from lupaus.sites.account.recency import again
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff.setup_firm_forms import AttestationForm, CommitmentForm, EmployerForm, FirmForm
from lupaus.sites.staff.setup_pages import OWNER, STAFF, Page, do, offer, sent, show


@door(Purpose.WORKFORCE, roles=STAFF)
def listed(request: Visit) -> HttpResponse:
    """Show the firms, and whether their promise holds."""
    known = firm_people.everybody_of(secrecy.firms())
    rows = [(firm, *known[firm.id]) for firm in secrecy.firms()]
    return show(request, "staff/setup/firms.html", {"rows": rows})


@door(Purpose.WORKFORCE, roles=OWNER)
@again
def new(request: Visit) -> HttpResponse:
    """Enter a firm that has promised secrecy."""
    form = FirmForm(sent(request), today=walltime.day_of(request.at))
    page = Page(
        title=_("Lisää kumppaniyritys"),
        lead=_("Yritys on sitoutunut salassapitoon ja vakuuttaa sen jokaisesta työntekijästään erikseen."),
        button=_("Lisää yritys"),
        back=reverse("staff:firms"),
    )

    def save() -> None:
        firms.add(form.details(), until=form.until(), by=request.actor, at=request.at)
        messages.success(request, say("Yritys on lisätty."))

    return offer(request, form, page, save)


@door(Purpose.WORKFORCE, roles=OWNER)
@again
def commitment(request: Visit, firm_id: UUID) -> HttpResponse:
    """Note that a firm has renewed its promise."""
    found = get_object_or_404(Firm, id=firm_id)
    form = CommitmentForm(sent(request), initial={"contact": found.contact}, today=walltime.day_of(request.at))
    page = Page(title=_("Uusi salassapitositoumus"), button=_("Tallenna"), back=reverse("staff:firms"))

    def save() -> None:
        contact = form.cleaned_data["contact"]
        firms.commit(found, contact=contact, until=form.until(), by=request.actor, at=request.at)
        messages.success(request, say("Yrityksen sitoumus on tallennettu."))

    return offer(request, form, page, save)


@require_POST
@door(Purpose.WORKFORCE, roles=OWNER)
@again
def ending(request: Visit, firm_id: UUID) -> HttpResponse:
    """End a firm's promise now, and with it what its people are offered."""
    found = get_object_or_404(Firm, id=firm_id)

    def act() -> None:
        firms.commit(found, contact=found.contact, until=request.at, by=request.actor, at=request.at)
        messages.success(request, say("Yrityksen sitoumus on päättynyt. Sen työntekijöille ei tarjota käyntejä."))

    return do(request, act, goal=reverse("staff:firms"))


@door(Purpose.WORKFORCE, roles=OWNER)
@again
def employer(request: Visit, provider_id: UUID) -> HttpResponse:
    """Say which firm a provider works for."""
    found = get_object_or_404(Provider.objects.select_related("firm"), id=provider_id)
    form = EmployerForm(sent(request), initial={"firm": str(found.firm_id or "")}, firms=list(Firm.objects.all()))
    page = Page(title=_("Kenen palveluksessa?"), button=_("Tallenna"), back=_page_of(found))

    def save() -> None:
        firms.employ(found, form.chosen(), by=request.actor, at=request.at)
        messages.success(request, say("Tallennettu."))

    return offer(request, form, page, save)


@door(Purpose.WORKFORCE, roles=OWNER)
@again
def attestation(request: Visit, provider_id: UUID) -> HttpResponse:
    """Write down what a firm has attested for one of its people."""
    found = get_object_or_404(Provider.objects.select_related("firm"), id=provider_id)
    given_by = found.firm.contact if found.firm else ""
    form = AttestationForm(sent(request), initial={"given_by": given_by}, today=walltime.day_of(request.at))
    page = Page(
        title=_("Kirjaa vakuutus"),
        lead=_("Yritys vakuuttaa, että juuri tätä työntekijää sitoo vastaava salassapitositoumus kuin meidän omiamme."),
        button=_("Kirjaa vakuutus"),
        back=_page_of(found),
    )

    def save() -> None:
        given = form.cleaned_data["given_by"]
        firms.attest(found, given_by=given, until=form.until(), by=request.actor, at=request.at)
        messages.success(request, say("Vakuutus on kirjattu."))

    return offer(request, form, page, save)


@require_POST
@door(Purpose.WORKFORCE, roles=OWNER)
@again
def attestation_ending(request: Visit, attestation_id: UUID) -> HttpResponse:
    """End an attestation now."""
    found = get_object_or_404(Attestation.objects.select_related("provider"), id=attestation_id)

    def act() -> None:
        firms.end_attestation(found, by=request.actor, at=request.at)
        messages.success(request, say("Vakuutus on päättynyt. Tekijälle ei tarjota käyntejä ennen uutta."))

    return do(request, act, goal=_page_of(found.provider))


def _page_of(provider: Provider) -> str:
    return reverse("staff:providers_one", args=[provider.id])
