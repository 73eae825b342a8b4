"""Correct who else is at home during a visit."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lupaus.orders import households, queries
from lupaus.orders.household import AgeBand, HouseholdAnswer, Pet
from lupaus.orders.models import Household
from lupaus.sites.customer import found
from lupaus.sites.customer.correcting import Correction
from lupaus.sites.customer.found import visit_door
from lupaus.sites.furniture import choices, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.fields import Words
from lupaus.sites.furniture.why import Why

MOST = 6


class HouseholdForm(forms.Form):
    """Animals by kind, children by number and age band; no names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own arguments
        """Add a list of counts for each kind and each age band."""
        super().__init__(*args, **kwargs)
        counts: list[tuple[str, Words]] = [("", _("Ei")), *((str(count), str(count)) for count in range(1, MOST + 1))]
        for name, label in _fields():
            why = Why("orders.Household", "pets" if name.startswith("pets") else "children")
            last = name in {f"pets_{list(Pet)[-1]}", f"children_{list(AgeBand)[-1]}"}
            self.fields[name] = choices.Dropdown(
                label=label, options=counts, coerce=int, empty_value=0, why=why if last else None
            )

    @property
    def answer(self) -> HouseholdAnswer:
        """Return what was told; the form is valid."""
        return HouseholdAnswer.checked(
            pets={pet.value: self.cleaned_data[f"pets_{pet}"] for pet in Pet},
            children={band.value: self.cleaned_data[f"children_{band}"] for band in AgeBand},
        )


@visit_door
def household(request: Request, visit_id: UUID) -> HttpResponse:
    """Correct animals and children of the order that the visit belongs to."""
    order = found.visit(request, visit_id).order
    correction = Correction(
        _("Eläimet ja lapset"),
        _("Tallenna"),
        _("Tiedot on tallennettu. Tekijä näkee ne."),
        hint=_("Kysymme vain lajin, määrän ja ikäryhmän. Nimiä emme tallenna."),
        back=reverse("customer:visit", args=[visit_id]),
    )
    if request.method != "POST":
        return correction.shown(request, HouseholdForm(initial=_told(queries.household_of(order))))
    form = HouseholdForm(request.POST)
    return correction.tried(
        request, form, lambda: households.change(order, form.answer, by=request.actor, at=request.at)
    )


def _told(told: Household | None) -> dict[str, int]:
    if told is None:
        return {}
    pets = {f"pets_{kind}": count for kind, count in (told.pets or {}).items()}
    return pets | {f"children_{band}": count for band, count in (told.children or {}).items()}


def _fields() -> list[tuple[str, str]]:
    pets = [(f"pets_{pet}", str(pet.label)) for pet in Pet]
    return [*pets, *((f"children_{band}", str(_("Lapsia %(age)s") % {"age": band.label})) for band in AgeBand)]
