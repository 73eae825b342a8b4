"""What can be ordered on top of a service."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue import launches, prices, queries, services
from lupaus.catalogue.models import AddOn
from lupaus.kernel import walltime
from lupaus.promises import Purpose
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff import setup_sale
from lupaus.sites.staff.setup_pages import OWNER, STAFF, Page, offer, sent, show
from lupaus.sites.staff.setup_service_forms import ADD_ON_COLUMNS, AddOnForm, AddOnLaunchForm, AddOnPriceFromForm


@door(Purpose.SERVICE_DELIVERY, roles=STAFF)
def add_on(request: Visit, code: str) -> HttpResponse:
    """Show an add-on with its services and all its prices."""
    found = _find(code)
    today = walltime.day_of(request.at)
    listed = list(found.prices.all())
    names = {"add_on": found, "prices": listed, "now": queries.price_on(listed, today), "today": today}
    return show(request, "staff/setup/add_on.html", names)


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def launch(request: Visit) -> HttpResponse:
    """Put a new add-on on sale."""
    today = walltime.day_of(request.at)
    form = AddOnLaunchForm(sent(request), today=today, sold=queries.all_services())
    page = Page(title=_("Uusi lisäpalvelu"), button=_("Lisää lisäpalvelu"), back=reverse("staff:settings_catalogue"))

    def save() -> HttpResponseRedirect:
        price, sold = form.cleaned_data["price"], form.chosen_services()
        made = launches.launch_add_on(form.details(), price, by=request.actor, at=request.at, goes_with=sold)
        messages.success(request, say("%(name)s on lisätty.") % {"name": made.name})
        return redirect("staff:settings_catalogue")

    return offer(request, form, page, save)


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def change(request: Visit, code: str) -> HttpResponse:
    """Change what an add-on is and which services it goes with."""
    found = _find(code)
    known = {name: getattr(found, name) for name in ADD_ON_COLUMNS}
    known["goes_with"] = [str(each.id) for each in found.services.all()]
    today = walltime.day_of(request.at)
    form = AddOnForm(sent(request), today=today, sold=queries.all_services(), initial=known)
    page = Page(title=found.name, button=_("Tallenna"), back=reverse("staff:settings_add_on", args=[code]))

    def save() -> None:
        sold = form.chosen_services()
        services.change_add_on(found, form.details(), sold, by=request.actor, at=request.at)
        messages.success(request, say("Lisäpalvelu on tallennettu."))

    return offer(request, form, page, save)


@door(Purpose.SERVICE_DELIVERY, roles=OWNER)
def price(request: Visit, code: str) -> HttpResponse:
    """Set the price of an add-on from a day on."""
    found = _find(code)
    today = walltime.day_of(request.at)
    form = AddOnPriceFromForm(sent(request), today=today, initial={"from_on": today})
    page = Page(title=_("Uusi hinta"), button=_("Tallenna hinta"), back=reverse("staff:settings_add_on", args=[code]))

    def save() -> None:
        amount, from_on = form.cleaned_data["price"], form.cleaned_data["from_on"]
        prices.set_add_on_price(found, amount, from_on=from_on, by=request.actor, at=request.at)
        messages.success(request, say("Hinta on tallennettu."))

    return offer(request, form, page, save)


price_removal = setup_sale.price_removal(setup_sale.ADD_ON)
withdrawal = setup_sale.withdrawal(setup_sale.ADD_ON)
return_to_sale = setup_sale.return_to_sale(setup_sale.ADD_ON)


def _find(code: str) -> AddOn:
    return get_object_or_404(AddOn.objects.prefetch_related("prices", "services"), code=code)
