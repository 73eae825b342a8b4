"""Correct who pays and where the bill goes."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from lupaus.register import billing_parties
from lupaus.register.billing_parties import Payer
from lupaus.sites.customer import found
from lupaus.sites.customer.correcting import Correction
from lupaus.sites.customer.found import data_door
from lupaus.sites.furniture import fields, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.why import Why

PAYER = Correction(
    _("Korjaa maksaja"),
    _("Tallenna maksaja"),
    _("Maksajan tiedot on korjattu. Jo lähetetyt laskut pysyvät ennallaan."),
    "city",
)


class PayerForm(forms.Form):
    """A payer and their billing address."""

    name = fields.PersonName(label=_("Maksajan nimi"), missing=_("Anna maksajan nimi"), autocomplete="billing name")
    business_id = fields.BusinessId(label=_("Maksajan Y-tunnus"))
    street = fields.Line(
        label=_("Laskutusosoite"), missing=_("Anna laskutusosoite"), autocomplete="billing street-address"
    )
    postcode = fields.Postcode(
        label=_("Postinumero"), missing=fields.Postcode.invalid, autocomplete="billing postal-code"
    )
    city = fields.Line(label=_("Postitoimipaikka"), longest=60, plain=True, autocomplete="billing address-level2")
    email = fields.Email(
        label=_("Maksajan sähköposti"), autocomplete="billing email", why=Why("register.BillingParty", "name")
    )


@data_door
def payer(request: Request, payer_id: UUID) -> HttpResponse:
    """Correct the payer."""
    party = found.payer(request, payer_id)
    if request.method != "POST":
        columns = ("name", "business_id", "street", "postcode", "city", "email")
        return PAYER.shown(request, PayerForm(initial={column: getattr(party, column) or "" for column in columns}))
    form = PayerForm(request.POST)
    return PAYER.tried(
        request,
        form,
        lambda: billing_parties.change(party, Payer.checked(**form.cleaned_data), by=request.actor, at=request.at),
    )
