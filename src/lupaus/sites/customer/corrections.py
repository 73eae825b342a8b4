"""Correct one's own name, phone, language, company. The earlier value stays in one's own history."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from lupaus.register import customers
from lupaus.register.models import Kind, Language
from lupaus.sites.customer import found
from lupaus.sites.customer.correcting import Correction
from lupaus.sites.customer.found import data_door
from lupaus.sites.furniture import choices, fields, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.why import Why

NAME = Correction(_("Korjaa nimesi"), _("Tallenna nimi"), _("Nimesi on korjattu."), "first_name")
PHONE = Correction(
    _("Korjaa puhelinnumerosi"),
    _("Tallenna puhelinnumero"),
    _("Puhelinnumerosi on korjattu. Tulevien käyntien tekijät näkevät uuden numeron."),
    "phone",
)
LANGUAGE = Correction(_("Vaihda kieli"), _("Tallenna kieli"), _("Kirjoitamme sinulle tästä eteenpäin tällä kielellä."))
COMPANY = Correction(_("Korjaa yrityksen tiedot"), _("Tallenna tiedot"), _("Yrityksen tiedot on korjattu."))


class Name(forms.Form):
    """First and last name, as their owner writes them."""

    first_name = fields.PersonName(label=_("Etunimi"), missing=_("Anna etunimi"), autocomplete="given-name")
    last_name = fields.PersonName(
        label=_("Sukunimi"),
        missing=_("Anna sukunimi"),
        autocomplete="family-name",
        why=Why("register.Customer", "last_name"),
    )
    call_name = fields.PersonName(
        label=_("Kutsumanimi"), help_text=_("Jos sinua kutsutaan muulla kuin ensimmäisellä etunimelläsi.")
    )


class Phone(forms.Form):
    """A telephone number."""

    phone = fields.Phone(label=_("Puhelin"), missing=fields.Phone.invalid, why=Why("register.Customer", "phone"))


class LanguageChoice(forms.Form):
    """The language of letters."""

    language = choices.OneOf(
        label=_("Millä kielellä kirjoitamme sinulle?"),
        options=Language.choices,
        coerce=Language,
        missing=_("Valitse kieli"),
    )


class Company(forms.Form):
    """What a company or another body is, its name and its business ID."""

    kind = choices.OneOf(
        label=_("Mikä se on?"),
        options=[(kind.value, kind.label) for kind in Kind if kind is not Kind.PERSON],
        initial=Kind.COMPANY.value,
        required=False,
        wide=True,
    )
    company_name = fields.PersonName(
        label=_("Yrityksen nimi"), missing=_("Anna yrityksen nimi"), autocomplete="organization"
    )
    business_id = fields.BusinessId(
        label=_("Y-tunnus"),
        help_text=_("Kuolinpesällä ja yhdistyksellä ei aina ole Y-tunnusta. Muilla se on."),
        why=Why("register.Customer", "business_id"),
    )


@data_door
def name(request: Request, customer_id: UUID) -> HttpResponse:
    """Correct the name."""
    customer = found.customer(request, customer_id)
    if request.method != "POST":
        names = ("first_name", "last_name", "call_name")
        given = {name: getattr(customer, name) or "" for name in names}
        return NAME.shown(request, Name(initial=given))
    form = Name(request.POST)
    return NAME.tried(
        request, form, lambda: customers.change_name(customer, **form.cleaned_data, by=request.actor, at=request.at)
    )


@data_door
def phone(request: Request, customer_id: UUID) -> HttpResponse:
    """Correct the phone number."""
    customer = found.customer(request, customer_id)
    if request.method != "POST":
        return PHONE.shown(request, Phone(initial={"phone": customer.phone}))
    form = Phone(request.POST)
    return PHONE.tried(
        request, form, lambda: customers.change_phone(customer, **form.cleaned_data, by=request.actor, at=request.at)
    )


@data_door
def language(request: Request, customer_id: UUID) -> HttpResponse:
    """Change the language of letters."""
    customer = found.customer(request, customer_id)
    if request.method != "POST":
        return LANGUAGE.shown(request, LanguageChoice(initial={"language": customer.language}))
    form = LanguageChoice(request.POST)
    return LANGUAGE.tried(
        request,
        form,
        lambda: customers.change_language(customer, **form.cleaned_data, by=request.actor, at=request.at),
    )


@data_door
def company(request: Request, customer_id: UUID) -> HttpResponse:
    """Correct the company, or become one."""
    customer = found.customer(request, customer_id)
    if request.method != "POST":
        given = {"company_name": customer.company_name or "", "business_id": customer.business_id}
        initial = given | {"kind": customer.kind}
        return COMPANY.shown(request, Company(initial=initial if customer.kind != Kind.PERSON else {}))
    form = Company(request.POST)

    def write() -> object:
        told = form.cleaned_data | {"kind": form.cleaned_data["kind"] or Kind.COMPANY}
        return customers.change_company(customer, **told, by=request.actor, at=request.at)

    return COMPANY.tried(request, form, write)
