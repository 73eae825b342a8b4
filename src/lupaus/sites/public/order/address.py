"""Screen 3: where exactly, how to get in, who else is at home."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.forms import HiddenInput
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts, health, queries
from lupaus.orders.health import HealthAnswer
from lupaus.orders.household import AgeBand, HouseholdAnswer, Pet
from lupaus.orders.models import Draft
from lupaus.promises import Purpose
from lupaus.register import geocoding
from lupaus.register.addresses import Place, WayIn
from lupaus.register.models import Access
from lupaus.register.models import Address as AddressRow
from lupaus.register.queries import own_addresses
from lupaus.scheduling import holds
from lupaus.sites.furniture import choices, fields, forms
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.furniture.why import Why
from lupaus.sites.public.order import drafting, holding, times

MOST_CHILDREN: Final = 6
OTHER: Final = "other"


class Address(forms.Form):
    """The place of the visit and what one must know there."""

    postcode = fields.Postcode(label=gettext_lazy("Postinumero"), missing=fields.Postcode.invalid, widget=HiddenInput)
    street = fields.Line(
        label=gettext_lazy("Katuosoite"),
        help_text=gettext_lazy("Katu, talo, porras ja asunto, esimerkiksi Esimerkkikatu 5 A 12."),
        missing=gettext_lazy("Anna katuosoite, esimerkiksi Esimerkkikatu 5 A 12"),
        autocomplete="street-address",
        why=Why("register.Address", "street"),
    )
    access = choices.OneOf(
        label=gettext_lazy("Miten pääsemme sisään?"),
        options=Access.choices,
        missing=gettext_lazy("Valitse, miten pääsemme sisään"),
        wide=True,
    )
    way_in = fields.Line(
        label=gettext_lazy("Ovikoodi tai kulkuohje"),
        help_text=gettext_lazy("Esimerkiksi alaoven koodi tai missä avain on. Tallennamme tämän salattuna."),
        longest=120,
        autocomplete="off",
        why=Why("register.Address", "access_code"),
    )
    pets = choices.AnyOf(
        label=gettext_lazy("Onko kotona eläimiä?"),
        help_text=gettext_lazy("Tekijä näkee tämän ennen käyntiä."),
        options=Pet.choices,
        why=Why("orders.Household", "pets"),
    )
    note = fields.Lines(
        label=gettext_lazy("Toive tekijälle"),
        help_text=gettext_lazy("Älä kirjoita tähän terveystietoja. Niille on oma kohtansa."),
        longest=500,
        why=Why("orders.Order", "note"),
    )
    health_note = fields.Lines(
        label=gettext_lazy("Terveyteen liittyvä toive"),
        help_text=gettext_lazy("Vain jos tekijän on pakko tietää, esimerkiksi: ei hajustettuja aineita."),
        longest=300,
        rows=2,
        why=Why("orders.HealthNote", "note"),
    )
    health_consent = choices.Tick(label=health.CONSENT_TEXT)

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, saved: Sequence[AddressRow] = (), **kwargs: Any) -> None:
        """Offer the addresses a customer has given before, and add a list of counts for each age band: no names."""
        super().__init__(*args, **kwargs)
        self.by_id = {str(each.id): each for each in saved}
        self._offer_saved()
        counts = [("", _("Ei")), *((str(count), str(count)) for count in range(1, MOST_CHILDREN + 1))]
        for band in AgeBand:
            self.fields[f"children_{band}"] = choices.Dropdown(
                label=str(band.label).capitalize(), options=counts, coerce=int, empty_value=0
            )

    def clean(self) -> dict[str, Any]:
        """Find the place on the map, and keep the health note only when it was agreed to."""
        given: dict[str, Any] = super().clean() or {}
        is_new = not self.by_id or given.get("saved") == OTHER
        if is_new and {"street", "postcode", "access"} <= given.keys():
            self._answer("place", lambda: _place(given), beside="access")
        self._answer("health", lambda: _health(given), beside="health_consent")
        return given

    @property
    def chosen(self) -> AddressRow | None:
        """Return the saved address that was chosen, None for a new one."""
        return self.by_id.get(self.data.get("saved", ""))

    def _offer_saved(self) -> None:
        if not self.by_id:
            return
        known = [(key, f"{each.street}, {each.postcode} {each.city}") for key, each in self.by_id.items()]
        field = choices.OneOf(
            label=_("Mihin osoitteeseen?"),
            options=[*known, (OTHER, _("Muu osoite"))],
            missing=_("Valitse osoite"),
            initial=known[0][0],
            wide=True,
        )
        self.fields["saved"] = field
        if self.data.get("saved") != OTHER:
            self.fields["street"].required = self.fields["access"].required = False

    def children(self) -> list[Any]:
        """Return the bound fields of the age bands."""
        return [self[f"children_{band}"] for band in AgeBand]

    @property
    def household(self) -> HouseholdAnswer:
        """Return who else is at home; the form is valid."""
        ages = {band.value: self.cleaned_data[f"children_{band}"] or 0 for band in AgeBand}
        return HouseholdAnswer.checked(pets=dict.fromkeys(self.cleaned_data["pets"], 1), children=ages)

    def _answer(self, name: str, make: Callable[[], object], *, beside: str) -> None:
        """Keep what `make` returns under `name`, or put its refusal beside a field."""
        try:
            self.cleaned_data[name] = make()
        except geocoding.UnknownPostcode as no:
            self.add_error("street", str(no))
        except Refused as no:
            self.add_error(beside, str(no))


def _place(given: Mapping[str, Any]) -> Place:
    told, by_code = given.get("way_in", ""), given["access"] == Access.CODE
    way_in = WayIn.checked(access=given["access"], code=told if by_code else "", instructions="" if by_code else told)
    return Place.checked(street=given["street"], postcode=given["postcode"], way_in=way_in)


def _health(given: Mapping[str, Any]) -> HealthAnswer | None:
    return HealthAnswer.checked(note=given.get("health_note", ""), agreed=given.get("health_consent", False))


@door(Purpose.ORDERING)
def address(visit: Visit) -> HttpResponse:
    """Ask for the address; what is sent out of turn is kept all the same."""
    if (placed := drafting.already_placed(visit)) is not None:
        return placed
    draft = drafting.current(visit)
    if visit.method == "POST":
        return _answered(visit, draft)
    if (elsewhere := drafting.detour(draft, "address")) is not None or draft is None:
        return elsewhere or redirect("public:order_service")
    return _page(visit, draft, Address(initial=_initial(draft), saved=list(own_addresses(visit.actor))))


def _answered(visit: Visit, draft: Draft | None) -> HttpResponse:
    form = Address(visit.POST, saved=list(own_addresses(visit.actor)))
    if not form.is_valid():
        return _page(visit, draft, form, status=422)
    row = _told(visit, draft or drafting.ensured(visit), form)
    try:
        holds.fit(row, at=visit.at)
    except holds.OutOfReach as no:  # the address is kept, the time is chosen again
        return times.page(visit, row, no, status=409)
    return drafting.onward(row)


def _told(visit: Visit, draft: Draft, form: Address) -> Draft:
    """Keep the answers: at an address of the customer's, or at a new one."""
    told = form.cleaned_data
    around = {"household": form.household, "note": told["note"], "health_answer": told["health"]}
    if form.chosen is not None:
        return drafts.use_address(draft, address=form.chosen, **around, by=visit.actor, at=visit.at)
    return drafts.give_address(draft, place=told["place"], **around, by=visit.actor, at=visit.at)


def _page(visit: Visit, draft: Draft | None, form: Address, *, status: int = 200) -> HttpResponse:
    names = {
        "form": form,
        "draft": draft,
        "hold": holding.of(draft, visit.at),
        "quote": drafts.quote(draft, at=visit.at) if draft else None,
        "credit_on": walltime.day_of(draft.starts_at or visit.at) if draft else None,
        "city": _city(form),
        "step": 3,
        "steps": drafting.STEP_NAMES,
    }
    return render(visit, "public/order/address.html", names, status=status)


def _city(form: Address) -> str:
    area = geocoding.area(str(form["postcode"].value() or ""))
    return area.city if area else ""


def _initial(draft: Draft) -> dict[str, object]:
    """Return what has been told, for somebody who comes back; the health note waits where it is."""
    given: dict[str, object] = {"postcode": draft.postcode, "access": draft.access, "note": draft.note or ""}
    given |= {"street": draft.street or "", "way_in": draft.access_code or draft.access_instructions or ""}
    if draft.address_id or draft.street:
        given["saved"] = str(draft.address_id) if draft.address_id else OTHER
    given["pets"] = list(draft.pets or {})
    given |= {f"children_{band}": count for band, count in (draft.children or {}).items()}
    told = queries.health_note_of_draft(draft)
    return given | ({"health_note": told.note, "health_consent": True} if told else {})
