"""What the company sells: services and their prices by date."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue import launches, prices, queries, services
from lupaus.catalogue.models import Pricing, Service
from lupaus.kernel import walltime
from lupaus.promises import Purpose
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff import setup_sale, setup_tiers
from lupaus.sites.staff.setup_pages import OWNER, STAFF, Page, offer, sent, show
from lupaus.sites.staff.setup_service_forms import (
    AmountsFromForm,
    AreaForm,
    AreaLaunchForm,
    HourlyForm,
    HourlyLaunchForm,
)

LAUNCHES: dict[str, type[HourlyLaunchForm | AreaLaunchForm]] = {
    Pricing.HOUR.value: HourlyLaunchForm,
    Pricing.SQUARE_METRE.value: AreaLaunchForm,
}
FORMS: dict[str, type[HourlyForm | AreaForm]] = {Pricing.HOUR.value: HourlyForm, Pricing.SQUARE_METRE.value: AreaForm}


@door(Purpose.SERVICE_DELIVERY, roles=STAFF)
def catalogue(request: Visit) -> HttpResponse:
    """List services and add-ons with the prices that hold today."""
    today = walltime.day_of(request.at)
    names = {
        "services": [(each, queries.price_on(each.prices.all(), today)) for each in queries.all_services()],
        "add_ons": [(each, queries.price_on(each.prices.all(), today)) for each in queries.all_add_ons()],
    }
    return show(request, "staff/setup/catalogue.html", names)


@door(Purpose.SERVICE_DELIVERY, roles=STAFF)
def service(request: Visit, code: str) -> HttpResponse:
    """Show a service with its add-ons and all its prices, past and to come."""
    found = _find(code)
    today = walltime.day_of(request.at)
    listed = list(found.prices.all())
    names = {"service": found, "prices": listed, "now": queries.price_on(listed, today), "today": today}
    names["terms"] = setup_tiers.summary(found, request.at)
    return show(request, "staff/setup/service.html", names)


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def launch(request: Visit, pricing: str) -> HttpResponse:
    """Put a new service on sale."""
    kind = LAUNCHES.get(pricing)
    if kind is None:
        raise Http404
    usual = {"size_step": 30 if pricing == Pricing.HOUR else 5}
    today = walltime.day_of(request.at)
    form = kind(sent(request), today=today, unit=Pricing(pricing), offered=queries.all_add_ons(), initial=usual)
    page = Page(
        title=_("Uusi tuntihintainen palvelu") if pricing == Pricing.HOUR else _("Uusi neliöhintainen palvelu"),
        lead=_("Palvelua voi tilata heti, kun tallennat sen."),
        button=_("Lisää palvelu"),
        back=reverse("staff:settings_catalogue"),
    )

    def save() -> HttpResponseRedirect:
        made = launches.launch(
            form.details(), form.amounts(), by=request.actor, at=request.at, add_ons=form.chosen_add_ons()
        )
        messages.success(request, say("%(name)s on lisätty.") % {"name": made.name})
        return redirect("staff:settings_service", made.code)

    return offer(request, form, page, save)


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def change(request: Visit, code: str) -> HttpResponse:
    """Change what a service is."""
    found = _find(code)
    fields = FORMS[found.pricing].base_fields
    known = {name: getattr(found, name) for name in fields if name != "add_ons"}
    known["add_ons"] = [str(each.id) for each in found.add_ons.all()]
    today = walltime.day_of(request.at)
    form = FORMS[found.pricing](sent(request), today=today, offered=queries.all_add_ons(), initial=known)
    page = Page(
        title=found.name,
        lead=_("Muutos koskee uusia tilauksia. Jo tehdyt tilaukset pysyvät sovittuina."),
        button=_("Tallenna palvelu"),
        back=reverse("staff:settings_service", args=[found.code]),
    )

    def save() -> None:
        services.change(found, form.details(), by=request.actor, at=request.at, add_ons=form.chosen_add_ons())
        messages.success(request, say("Palvelu on tallennettu."))

    return offer(request, form, page, save)


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def price(request: Visit, code: str) -> HttpResponse:
    """Set the price of a service from a day on."""
    found = _find(code)
    today = walltime.day_of(request.at)
    now = queries.price_on(found.prices.all(), today)
    known = {"minimum": now.minimum, "equipment_fee": now.equipment_fee} if now else {}
    form = AmountsFromForm(sent(request), today=today, unit=Pricing(found.pricing), initial=known | {"from_on": today})
    page = Page(
        title=_("Uusi hinta"),
        lead=_("Jo tehdyt tilaukset pitävät sovitun hinnan."),
        button=_("Tallenna hinta"),
        back=reverse("staff:settings_service", args=[found.code]),
    )

    def save() -> None:
        from_on = form.cleaned_data["from_on"]
        prices.set_price(found, form.amounts(), from_on=from_on, by=request.actor, at=request.at)
        messages.success(request, say("Hinta on tallennettu."))

    return offer(request, form, page, save)


price_removal = setup_sale.price_removal(setup_sale.SERVICE)
withdrawal = setup_sale.withdrawal(setup_sale.SERVICE)
return_to_sale = setup_sale.return_to_sale(setup_sale.SERVICE)


def _find(code: str) -> Service:
    return get_object_or_404(Service.objects.prefetch_related("prices", "add_ons"), code=code)
