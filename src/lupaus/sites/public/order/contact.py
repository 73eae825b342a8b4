"""Screen 4: who orders, how we reach them, and who pays when it is somebody else."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts
from lupaus.orders.models import Draft
from lupaus.promises import Purpose
from lupaus.register.billing_parties import Payer
from lupaus.register.contacts import Contact as ContactAnswer
from lupaus.register.models import Kind
from lupaus.sites.furniture import choices, fields, forms
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.furniture.why import Why
from lupaus.sites.public.order import drafting, holding

SELF, OTHER = "self", "other"


class Contact(forms.Form):
    """A person, or a person who orders for a company; another payer when there is one."""

    kind = choices.OneOf(
        label=gettext_lazy("Kenelle tilaat?"),
        options=[(Kind.PERSON, gettext_lazy("Itselleni tai läheiselle")), (Kind.COMPANY, gettext_lazy("Yritykselle"))],
        missing=gettext_lazy("Valitse, tilaatko itsellesi vai yritykselle"),
        wide=True,
    )
    company_name = fields.PersonName(label=gettext_lazy("Yrityksen nimi"), unmarked=True, autocomplete="organization")
    business_id = fields.BusinessId(
        label=gettext_lazy("Y-tunnus"), unmarked=True, help_text=gettext_lazy("Esimerkiksi 1234567-1.")
    )
    first_name = fields.PersonName(
        label=gettext_lazy("Etunimi"), missing=gettext_lazy("Anna etunimi"), autocomplete="given-name"
    )
    last_name = fields.PersonName(
        label=gettext_lazy("Sukunimi"),
        missing=gettext_lazy("Anna sukunimi"),
        autocomplete="family-name",
        why=Why("register.Customer", "last_name"),
    )
    email = fields.Email(
        label=gettext_lazy("Sähköposti"),
        help_text=gettext_lazy("Lähetämme vahvistuksen ja kalenterimerkinnän."),
        missing=fields.Email.invalid,
        why=Why("register.Customer", "email"),
    )
    phone = fields.Phone(
        label=gettext_lazy("Puhelin"),
        help_text=gettext_lazy("Tarvitsemme sitä, jos käyntiin tulee muutos."),
        missing=fields.Phone.invalid,
        why=Why("register.Customer", "phone"),
    )
    payer = choices.OneOf(
        label=gettext_lazy("Kuka maksaa laskun?"),
        options=[(SELF, gettext_lazy("Minä, samaan osoitteeseen")), (OTHER, gettext_lazy("Joku muu tai muu osoite"))],
        missing=gettext_lazy("Valitse, kuka maksaa laskun"),
        wide=True,
    )
    payer_name = fields.PersonName(label=gettext_lazy("Maksajan nimi"), unmarked=True, autocomplete="billing name")
    payer_business_id = fields.BusinessId(label=gettext_lazy("Maksajan Y-tunnus"))
    payer_street = fields.Line(
        label=gettext_lazy("Laskutusosoite"), unmarked=True, autocomplete="billing street-address"
    )
    payer_postcode = fields.Postcode(
        label=gettext_lazy("Postinumero"), unmarked=True, autocomplete="billing postal-code"
    )
    payer_city = fields.Line(
        label=gettext_lazy("Postitoimipaikka"), longest=60, plain=True, autocomplete="billing address-level2"
    )
    payer_email = fields.Email(
        label=gettext_lazy("Maksajan sähköposti"),
        autocomplete="billing email",
        why=Why("register.BillingParty", "name"),
    )

    def clean(self) -> dict[str, Any]:
        """Ask a company for its name and ID, and another payer for theirs."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("kind") == Kind.COMPANY:
            self._need("company_name", _("Anna yrityksen nimi"))
            self._need("business_id", _("Anna Y-tunnus, esimerkiksi 1234567-1"))
        if given.get("payer") == OTHER:
            self._need("payer_name", _("Anna maksajan nimi"))
            self._need("payer_street", _("Anna laskutusosoite"))
            self._need("payer_postcode", _("Anna postinumero, viisi numeroa, esimerkiksi 00500"))
        if not self.errors:
            self._answer("contact", lambda: _contact(given), beside="email")
            self._answer("payer_answer", lambda: _payer(given), beside="payer_city")
        return given

    def _need(self, field: str, words: str) -> None:
        if field in self.cleaned_data and not self.cleaned_data[field]:
            self.add_error(field, words)

    def _answer(self, name: str, make: Callable[[], object], *, beside: str) -> None:
        """Keep what `make` returns under `name`, or put its refusal beside a field."""
        try:
            self.cleaned_data[name] = make()
        except Refused as no:
            self.add_error(beside, str(no))


@door(Purpose.ORDERING)
def contact(visit: Visit) -> HttpResponse:
    """Ask who orders; what is sent out of turn is kept all the same."""
    if (placed := drafting.already_placed(visit)) is not None:
        return placed
    draft = drafting.current(visit)
    if visit.method == "POST":
        return _answered(visit, draft)
    if (elsewhere := drafting.detour(draft, "contact")) is not None or draft is None:
        return elsewhere or redirect("public:order_service")
    return _page(visit, draft, Contact(initial=_initial(draft)))


def _answered(visit: Visit, draft: Draft | None) -> HttpResponse:
    form = Contact(visit.POST)
    if not form.is_valid():
        return _page(visit, draft, form, status=422)
    told = form.cleaned_data
    row = drafts.give_contact(
        draft or drafting.ensured(visit),
        contact=told["contact"],
        payer=told["payer_answer"],
        by=visit.actor,
        at=visit.at,
    )
    return drafting.onward(row)


def _page(visit: Visit, draft: Draft | None, form: Contact, *, status: int = 200) -> HttpResponse:
    names = {
        "form": form,
        "draft": draft,
        "hold": holding.of(draft, visit.at),
        "quote": drafts.quote(draft, at=visit.at) if draft else None,
        "credit_on": walltime.day_of(draft.starts_at or visit.at) if draft else None,
        "step": 4,
        "steps": drafting.STEP_NAMES,
    }
    return render(visit, "public/order/contact.html", names, status=status)


def _initial(draft: Draft) -> dict[str, object]:
    told = draft.payer or {}
    given: dict[str, object] = {f"payer_{name}": value or "" for name, value in told.items()}
    columns = ("company_name", "business_id", "first_name", "last_name", "email", "phone")
    who = draft.customer or draft
    given |= {column: getattr(who, column) or "" for column in columns}
    return given | {"kind": who.kind or Kind.PERSON, "payer": OTHER if told else SELF}


def _contact(given: Mapping[str, Any]) -> ContactAnswer:
    is_company = given["kind"] == Kind.COMPANY
    return ContactAnswer.checked(
        first_name=given["first_name"],
        last_name=given["last_name"],
        email=given["email"],
        phone=given["phone"],
        language=get_language() or "fi",
        company_name=given["company_name"] if is_company else "",
        business_id=given["business_id"] if is_company else "",
    )


def _payer(given: Mapping[str, Any]) -> Payer | None:
    if given["payer"] != OTHER:
        return None
    names = ("name", "street", "postcode", "city", "email", "business_id")
    return Payer.checked(**{name: given[f"payer_{name}"] or "" for name in names})
