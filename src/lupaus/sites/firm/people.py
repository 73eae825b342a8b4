"""The firm's people: what binds each, attesting, and taking it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lupaus.kernel import walltime
from lupaus.providers import firm_people, firms
from lupaus.sites.firm import found
from lupaus.sites.firm.forms import AttestationForm, WithdrawalForm
from lupaus.sites.firm.found import firm_door, sure_door
from lupaus.sites.furniture.doors import Visit


@firm_door
def people(request: Visit) -> HttpResponse:
    """Show the firm's people, what binds each, and whom it has proposed."""
    own = found.person(request)
    names = {
        "firm": own.firm,
        "is_committed": request.at < own.firm.committed_until,
        "standings": firm_people.standings(own.firm, at=request.at),
        "proposals": own.firm.proposals.all(),
    }
    return render(request, "firm/people.html", names)


@sure_door
def attestation(request: Visit, provider_id: UUID) -> HttpResponse:
    """Attest for one of the firm's people that secrecy binds them."""
    own = found.person(request)
    worker = found.worker(own, provider_id)
    form = AttestationForm(request.POST if request.method == "POST" else None, today=walltime.day_of(request.at))

    def act() -> str:
        given_by, until = own.name, form.until()
        firms.attest(worker, given_by=given_by, until=until, by=request.actor, at=request.at, firm=own.firm)
        return _("Vakuutus on annettu.")

    return found.offer(request, form, "firm/attestation.html", {"worker": worker}, act)


@sure_door
def withdrawal(request: Visit, provider_id: UUID) -> HttpResponse:
    """Take back what the firm attests for one of its people, once they have read what follows."""
    own = found.person(request)
    worker = found.worker(own, provider_id)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        firms.withdraw(worker, own.firm, by=request.actor, at=request.at)
        return _("Vakuutus on peruttu. Tekijä ei saa uusia käyntejä eikä näe kenenkään tietoja.")

    return found.offer(request, form, "firm/withdrawal.html", {"worker": worker}, act)
