"""People who are linked to a customer: added and ended on the customer's card, told of it once by the program."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.register import company_users, linked_people
from lupaus.register.models import ContactRole, Customer, Linked
from lupaus.sites.furniture import amounts, choices
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.people_forms import Person
from lupaus.sites.staff import cases
from lupaus.sites.staff.customers import care_door, known
from lupaus.sites.staff.setup_pages import Page, do, offer, sent

LEAD = _("Kerromme hänelle kerran, että hänen tietonsa ovat meillä: mistä saimme ne, miksi ja kuinka kauan.")


class ContactForm(Person):
    """A contact person and what they are."""

    role = choices.OneOf(
        label=_("Kuka hän on?"), options=ContactRole.choices, missing=_("Valitse, kuka hän on"), wide=True
    )


class RepresentativeForm(Person):
    """A representative, and the power of attorney that was seen."""

    seen_on = amounts.Day(label=_("Milloin valtakirja nähtiin?"), missing=_("Anna päivä, jona näit valtakirjan"))
    until_on = amounts.Day(
        label=_("Mihin asti se on voimassa?"),
        required=False,
        help_text=_("Jätä tyhjäksi, jos se on voimassa toistaiseksi."),
    )


def _contact(customer: Customer, form: Person, request: Request) -> Linked:
    role = ContactRole(form.cleaned_data["role"])
    return linked_people.add_contact(customer, _details(customer, form), role, by=request.actor, at=request.at)


def _kin(customer: Customer, form: Person, request: Request) -> Linked:
    return linked_people.add_next_of_kin(customer, _details(customer, form), by=request.actor, at=request.at)


def _representative(customer: Customer, form: Person, request: Request) -> Linked:
    seen_on, until_on = form.cleaned_data["seen_on"], form.cleaned_data["until_on"]
    details = _details(customer, form)
    return linked_people.add_representative(
        customer, details, seen_on=seen_on, until_on=until_on or None, by=request.actor, at=request.at
    )


def _user(customer: Customer, form: Person, request: Request) -> Linked:
    return company_users.invite(customer, _details(customer, form), by=request.actor, at=request.at)


def _details(customer: Customer, form: Person) -> linked_people.Details:
    return form.details(customer.language)


type Add = Callable[[Customer, Person, Request], Linked]

KINDS: Final[dict[str, tuple[object, type[Person], Add]]] = {
    "contact": (_("Lisää yhteyshenkilö"), ContactForm, _contact),
    "kin": (_("Lisää läheinen"), Person, _kin),
    "representative": (_("Lisää edustaja"), RepresentativeForm, _representative),
    "user": (_("Lisää käyttäjä"), Person, _user),
}


@care_door
def add(request: Request, customer_id: UUID, kind: str) -> HttpResponse:
    """Add somebody of one kind."""
    row = known(customer_id)
    if kind not in KINDS:
        raise Http404
    if cases.of(request, row) is None:
        return redirect("staff:customer_case", customer_id)
    title, form_class, act = KINDS[kind]
    form = form_class(sent(request))
    page = Page(title=str(title), button=_("Lisää"), back=_card(row.pk), lead=LEAD)
    return offer(request, form, page, lambda: act(row, form, request))


@care_door
def change(request: Request, linked_id: UUID) -> HttpResponse:
    """Correct somebody."""
    person = _linked(linked_id)
    if cases.of(request, person.customer) is None:
        return redirect("staff:customer_case", person.customer_id)
    names = ("first_name", "last_name", "email", "phone")
    form = Person(sent(request), initial={name: getattr(person, name) or "" for name in names})
    page = Page(title=_("Korjaa henkilö"), button=_("Tallenna"), back=_card(person.customer_id), lead=LEAD)
    return offer(
        request,
        form,
        page,
        lambda: linked_people.change(person, form.details(person.language), by=request.actor, at=request.at),
    )


@require_POST
@care_door
def end(request: Request, linked_id: UUID) -> HttpResponse:
    """Take somebody off the customer's data."""
    person = _linked(linked_id)
    if cases.of(request, person.customer) is None:
        return redirect("staff:customer_case", person.customer_id)
    return do(
        request,
        lambda: linked_people.end(person, by=request.actor, at=request.at),
        goal=_card(person.customer_id),
    )


def _linked(linked_id: UUID) -> Linked:
    person = linked_people.by_id(linked_id)
    if person is None or person.ended_at is not None:
        raise Http404
    return person


def _card(customer_id: UUID) -> str:
    return reverse("staff:customer", args=[customer_id])
