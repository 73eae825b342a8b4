"""The first page of the setup: what is done, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue import queries as catalogue
from lupaus.company import queries as company
from lupaus.kernel import walltime
from lupaus.orders.models import Order
from lupaus.promises import Purpose
from lupaus.providers import queries as providers
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff.setup_pages import STAFF, show


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set up: where, why, and whether it is done."""

    title: str | Promise
    why: str | Promise
    url: str
    is_done: bool


@door(Purpose.SERVICE_DELIVERY, roles=STAFF)
def start(request: Visit) -> HttpResponse:
    """Show the way from nothing to the first order."""
    steps = _steps(request.at)
    following = next((step for step in steps if not step.is_done), None)
    names = {"steps": steps, "following": following, "done": sum(step.is_done for step in steps), "count": len(steps)}
    return show(request, "staff/setup/start.html", names)


def _steps(at: datetime) -> list[Step]:
    today = walltime.day_of(at)
    profile = company.profile_or_none(at)
    bookable = providers.bookable(at=at)
    return [
        Step(
            _("Yrityksen tiedot"),
            _("Tietosuojaseloste, laskut ja viestit tarvitsevat ne."),
            reverse("staff:settings_company"),
            is_done=profile is not None and bool(profile.iban),
        ),
        Step(
            _("Palvelut ja hinnat"),
            _("Mitä asiakas voi tilata ja mitä se maksaa."),
            reverse("staff:settings_catalogue"),
            is_done=bool(catalogue.offerings(today)),
        ),
        Step(
            _("Aukiolo ja pyhät"),
            _("Milloin käyntejä tehdään. Pyhät on laskettu valmiiksi."),
            reverse("staff:settings_opening"),
            is_done=bool(company.week()),
        ),
        Step(
            _("Tekijät"),
            _("Anna ainakin yhdelle taidot, alueet ja työajat."),
            reverse("staff:providers"),
            is_done=bookable.exists(),
        ),
        Step(
            _("Kutsut"),
            _("Kutsuttu tekijä avaa tilin ja ottaa käyntejä vastaan puhelimella."),
            reverse("staff:providers"),
            is_done=providers.active().filter(user__isnull=False).exists(),
        ),
        Step(
            _("Ensimmäinen tilaus"),
            _("Tee tilaus niin kuin asiakas. Tiliä ei tarvita."),
            reverse("public:order_service"),
            is_done=Order.objects.exists(),
        ),
    ]
