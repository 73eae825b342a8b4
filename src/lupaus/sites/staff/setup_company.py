"""Who the company is, and who it was."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.company import profiles, queries
from lupaus.company.models import Profile
from lupaus.promises import Purpose
from lupaus.sites.account.recency import again
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff.setup_company_forms import CompanyForm
from lupaus.sites.staff.setup_pages import OWNER, STAFF, Page, offer, sent, show


@door(Purpose.SERVICE_DELIVERY, roles=STAFF)
def company(request: Visit) -> HttpResponse:
    """Show what the notice and the invoices say of the company, and what they said before."""
    now, *before = queries.profiles() or (None,)
    return show(request, "staff/setup/company.html", {"profile": now, "before": before})


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
@again
def form(request: Visit) -> HttpResponse:
    """Change the profile; what it was stays on record."""
    now = queries.profile_or_none(request.at)
    typed = CompanyForm(sent(request), initial=_typed(now) if now else None)
    page = Page(
        title=_("Yrityksen tiedot"),
        lead=_("Näistä tulevat tietosuojaseloste, laskut ja viestien alaosa. Vanhat laskut pysyvät ennallaan."),
        button=_("Tallenna tiedot"),
        back=reverse("staff:settings_company"),
    )

    def save() -> None:
        profiles.change(typed.details(), by=request.actor, at=request.at)
        messages.success(request, say("Yrityksen tiedot on tallennettu. Ne näkyvät selosteessa heti."))

    return offer(request, typed, page, save)


def _typed(profile: Profile) -> dict[str, object]:
    known = {name: getattr(profile, name) for name in CompanyForm.base_fields}
    return known | {"is_in_prepayment_register": "yes" if profile.is_in_prepayment_register else "no"}
