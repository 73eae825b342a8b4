"""People whom a customer tells us of: who else orders for the company, whom we call, who may speak for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.kernel.refused import Refused
from lupaus.register import company_users, linked_people
from lupaus.register.linked_people import Details
from lupaus.register.models import ContactRole, Customer, Linked
from lupaus.sites.customer import found
from lupaus.sites.customer.correcting import Correction
from lupaus.sites.customer.found import data_door
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.people_forms import Person

TOLD = _("Kerromme hänelle kerran, että hänen tietonsa ovat meillä: mistä saimme ne, miksi ja kuinka kauan.")


@dataclass(frozen=True, slots=True)
class Adding:
    """One kind of person that a customer may add by themself."""

    title: str | Promise
    done: str | Promise
    act: Callable[[Customer, Details, Request], Linked]

    @property
    def page(self) -> Correction:
        """Return what the page says."""
        return Correction(self.title, _("Lisää"), self.done, hint=TOLD)


def _user(customer: Customer, details: Details, request: Request) -> Linked:
    return company_users.invite(customer, details, by=request.actor, at=request.at)


def _contact(customer: Customer, details: Details, request: Request) -> Linked:
    return linked_people.add_contact(customer, details, ContactRole.CONTACT, by=request.actor, at=request.at)


def _kin(customer: Customer, details: Details, request: Request) -> Linked:
    return linked_people.add_next_of_kin(customer, details, by=request.actor, at=request.at)


KINDS: Final = {
    "user": Adding(
        _("Lisää käyttäjä"),
        _("Käyttäjä on lisätty. Hän kirjautuu omalla sähköpostillaan ja näkee yrityksen tilaukset."),
        _user,
    ),
    "contact": Adding(_("Lisää yhteyshenkilö"), _("Yhteyshenkilö on lisätty."), _contact),
    "kin": Adding(_("Lisää läheinen, jolle soitamme"), _("Läheinen on lisätty."), _kin),
}


@data_door
def add(request: Request, customer_id: UUID, kind: str) -> HttpResponse:
    """Add somebody."""
    customer = found.managed(request, customer_id)
    if kind not in KINDS:
        raise Http404
    adding = KINDS[kind]
    if request.method != "POST":
        return adding.page.shown(request, Person())
    form = Person(request.POST)
    return adding.page.tried(request, form, lambda: adding.act(customer, form.details(customer.language), request))


@require_POST
@data_door
def end(request: Request, linked_id: UUID) -> HttpResponse:
    """Take somebody off: at once they see nothing more."""
    person = linked_people.by_id(linked_id)
    if person is None:
        raise Http404
    found.managed(request, person.customer_id)
    try:
        linked_people.end(person, by=request.actor, at=request.at)
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, say("Poistettu. Hän ei näe enää mitään."))
    return redirect("customer:data")
