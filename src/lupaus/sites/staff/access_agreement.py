"""The versions of the confidentiality agreement, and the end of somebody's signature."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.accounts import confidentiality, queries
from lupaus.accounts.models import Signature, User
from lupaus.kernel import walltime
from lupaus.promises import Purpose
from lupaus.sites.account.recency import again
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff.access_forms import AgreementForm
from lupaus.sites.staff.setup_pages import OWNER, Page, do, offer, sent


@door(Purpose.IDENTIFICATION, roles=OWNER)
def versions(request: Visit) -> HttpResponse:
    """Show the version in force, those before it, and how many are bound by each."""
    found = queries.agreements(request.at)
    return render(request, "staff/access/agreement.html", {"versions": found, "current": found[0] if found else None})


@door(Purpose.IDENTIFICATION, roles=OWNER)
@again
def new(request: Visit) -> HttpResponse:
    """Publish a version."""
    initial = AgreementForm.typed(confidentiality.current())
    form = AgreementForm(sent(request), initial=initial, today=walltime.day_of(request.at))
    page = Page(
        title=_("Uusi versio sitoumuksesta"),
        lead=_("Julkaistua versiota ei voi muuttaa. Allekirjoittaja näkee juuri tämän tekstin."),
        button=_("Julkaise versio"),
        back=reverse("staff:agreement"),
    )

    def save() -> None:
        typed = form.cleaned_data
        version = confidentiality.publish(
            typed["text"],
            by=request.actor,
            at=request.at,
            valid_days=typed["valid_days"],
            binding_from=form.binding_from(),
        )
        messages.success(request, say("Versio %(number)d on julkaistu.") % {"number": version.number})

    return offer(request, form, page, save)


@require_POST
@door(Purpose.IDENTIFICATION, roles=OWNER)
@again
def ending(request: Visit, signature_id: UUID) -> HttpResponse:
    """End somebody's signature now."""
    found = get_object_or_404(Signature.objects.filter(subject__in=_office()), pk=signature_id)
    user = User.objects.get(subject=found.subject_id)

    def act() -> None:
        confidentiality.end(found, by=request.actor, at=request.at)
        messages.success(
            request, say("Allekirjoitus on päättynyt. Hän näkee tietoja vasta allekirjoitettuaan uudelleen.")
        )

    return do(request, act, goal=reverse("staff:people_one", args=[user.pk]))


def _office() -> list[UUID]:
    return list(User.objects.filter(grants__isnull=False).distinct().values_list("subject_id", flat=True))
