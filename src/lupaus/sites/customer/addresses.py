"""One's own addresses: add, correct, see and change the way in, remove."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.kernel.refused import Refused
from lupaus.register import addresses
from lupaus.register.addresses import LONGEST_CODE, LONGEST_INSTRUCTIONS, Place, WayIn
from lupaus.register.models import Access, AddressLabel
from lupaus.sites.customer import found
from lupaus.sites.customer.correcting import Correction
from lupaus.sites.customer.data import page as data_page
from lupaus.sites.customer.found import data_door
from lupaus.sites.furniture import choices, fields, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.why import Why

NEW = Correction(_("Lisää osoite"), _("Lisää osoite"), _("Osoite on lisätty."), "street")
PLACE = Correction(
    _("Korjaa osoite"),
    _("Tallenna osoite"),
    _("Osoite on korjattu."),
    "street",
    _("Jos osoitteeseen on tulossa käynti, soita meille: varmistamme, että tekijä ehtii."),
)
WAY_IN = Correction(
    _("Muuta kulkuohjetta"), _("Tallenna kulkuohje"), _("Kulkuohje on tallennettu. Aiempi koodi on poistettu."), "code"
)


class PlaceForm(forms.Form):
    """Where an address lies, and what it is to the customer."""

    label = choices.OneOf(
        label=_("Mikä paikka on?"), options=AddressLabel.choices, missing=_("Valitse, mikä paikka on")
    )
    street = fields.Line(
        label=_("Katuosoite"),
        help_text=_("Katu, talo, porras ja asunto, esimerkiksi Esimerkkikatu 5 A 12."),
        missing=_("Anna katuosoite, esimerkiksi Esimerkkikatu 5 A 12"),
        autocomplete="street-address",
        why=Why("register.Address", "street"),
    )
    postcode = fields.Postcode(label=_("Postinumero"), missing=fields.Postcode.invalid)


class WayInForm(forms.Form):
    """How one gets in."""

    access = choices.OneOf(
        label=_("Miten pääsemme sisään?"),
        options=Access.choices,
        missing=_("Valitse, miten pääsemme sisään"),
        wide=True,
    )
    code = fields.Line(
        label=_("Ovikoodi"),
        help_text=_("Vain jos pääsemme sisään koodilla."),
        longest=LONGEST_CODE,
        autocomplete="off",
        short=True,
        why=Why("register.Address", "access_code"),
    )
    instructions = fields.Lines(label=_("Kulkuohje"), longest=LONGEST_INSTRUCTIONS)


class NewAddress(PlaceForm, WayInForm):
    """A new address with its way in."""

    field_order = ("label", "street", "postcode", "access", "code", "instructions")


@data_door
def new(request: Request, customer_id: UUID) -> HttpResponse:
    """Add an address."""
    customer = found.customer(request, customer_id)
    if request.method != "POST":
        return NEW.shown(request, NewAddress(initial={"label": AddressLabel.HOME, "access": Access.AT_HOME}))
    form = NewAddress(request.POST)
    return NEW.tried(
        request,
        form,
        lambda: addresses.add(
            customer, _place(form.cleaned_data, _way_in(form.cleaned_data)), by=request.actor, at=request.at
        ),
    )


@data_door
def place(request: Request, address_id: UUID) -> HttpResponse:
    """Correct where an address lies."""
    address = found.address(request, address_id)
    if request.method != "POST":
        given = {"label": address.label, "street": address.street, "postcode": address.postcode}
        return PLACE.shown(request, PlaceForm(initial=given))
    form = PlaceForm(request.POST)
    return PLACE.tried(
        request, form, lambda: addresses.change(address, _place(form.cleaned_data), by=request.actor, at=request.at)
    )


@data_door
def way_in(request: Request, address_id: UUID) -> HttpResponse:
    """Replace the way in; what was there before is gone."""
    address = found.address(request, address_id)
    if request.method != "POST":
        given = {"access": address.access, "instructions": address.access_instructions or ""}
        return WAY_IN.shown(request, WayInForm(initial=given))
    form = WayInForm(request.POST)
    return WAY_IN.tried(
        request,
        form,
        lambda: addresses.change_way_in(address, _way_in(form.cleaned_data), by=request.actor, at=request.at),
    )


@require_POST
@data_door
def code(request: Request, address_id: UUID) -> HttpResponse:
    """Show the code of an address on this one answer."""
    return data_page(request, opened=found.address(request, address_id).id)


@data_door
def removal(request: Request, address_id: UUID) -> HttpResponse:
    """Say what goes and what stays, then remove the address."""
    address = found.address(request, address_id)
    if request.method != "POST":
        return render(request, "customer/address_removal.html", {"address": address})
    try:
        addresses.remove(address, by=request.actor, at=request.at)
    except Refused as no:
        names = {"address": address, "refusal": str(no)}
        return render(request, "customer/address_removal.html", names, status=409)
    messages.success(request, say("Osoite on poistettu. Ovikoodi ja kulkuohje hävisivät heti."))
    return redirect("customer:data")


def _place(given: Mapping[str, Any], way_in: WayIn | None = None) -> Place:
    return Place.checked(street=given["street"], postcode=given["postcode"], label=given["label"], way_in=way_in)


def _way_in(given: Mapping[str, Any]) -> WayIn:
    return WayIn.checked(access=given["access"], code=given["code"], instructions=given["instructions"])
