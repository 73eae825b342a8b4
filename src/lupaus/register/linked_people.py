"""Add, correct and end people who are linked to a customer. Whoever is added is told of it (GDPR art. 14), by a job."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Self
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lupaus.company import identifiers
from lupaus.foundation.wake import wake
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor
from lupaus.register import contacts
from lupaus.register.customers import purpose_of
from lupaus.register.models import (
    CompanyUser,
    ContactPerson,
    ContactRole,
    Customer,
    Kind,
    Language,
    Linked,
    NextOfKin,
    Representative,
)
from lupaus.vault.fields import blind
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import mint

INFORM = "communication.inform"
EVERY: tuple[type[Linked], ...] = (CompanyUser, ContactPerson, NextOfKin, Representative)


WORDS: Final[dict[type[Linked], str | Promise]] = {
    CompanyUser: _("Käyttäjä"),
    NextOfKin: _("Läheinen, jolle soitetaan"),
    Representative: _("Edustaja, valtakirja"),
}


class NoWayToReach(Refused):
    """When neither an e-mail address nor a phone number is given: nobody could be told that we hold their data."""

    message = _("Anna sähköposti tai puhelinnumero. Kerromme hänelle, että hänen tietonsa ovat meillä.")


class LinkHasEnded(Refused):
    """When somebody is corrected or ended who is not linked to the customer any more."""

    message = _("Hän ei ole enää asiakkaan tiedoissa. Päivitä sivu.")


class OnlyForBodies(Refused):
    """When a person would get contact persons, who belong to companies and other bodies."""

    message = _("Yhteyshenkilö lisätään yritykselle tai yhteisölle. Yksityishenkilölle lisätään läheinen tai edustaja.")


class OnlyForPeople(Refused):
    """When a company would get a next of kin."""

    message = _("Läheinen lisätään yksityishenkilölle. Yritykselle lisätään yhteyshenkilö.")


class PowerHasEnded(Refused):
    """When a power of attorney has ended already, or was seen in the future."""

    message = _("Tarkista valtakirjan päivät: se on nähty viimeistään tänään ja voimassa ainakin tänään.")


class SignsInWithIt(Refused):
    """When the address of a company's user would change under the account that has proved it."""

    message = _(
        "Hän kirjautuu tällä osoitteella, ja vain hän voi vaihtaa sen. Jos käyttäjä on toinen ihminen, poista tämä ja "
        "lisää uusi."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Who somebody is and how they are reached. Made by `checked`."""

    first_name: str
    last_name: str
    email: str | None
    phone: str | None
    language: Language = Language.FINNISH

    @classmethod
    def checked(
        cls, *, first_name: str, last_name: str, email: str = "", phone: str = "", language: str = "fi"
    ) -> Self:
        """Return the details in the form in which we keep them.

        Raises:
            NoWayToReach: see there.
            NameMissing, InvalidEmail, TooLong, NotText, InvalidPhone: of the parts.
        """
        first, last = contacts.name(first_name), contacts.name(last_name)
        if not email.strip() and not phone.strip():
            raise NoWayToReach
        return cls(
            first_name=first,
            last_name=last,
            email=contacts.email_address(email) if email.strip() else None,
            phone=identifiers.phone(phone) if phone.strip() else None,
            language=Language(language) if language in Language.values else Language.FINNISH,
        )

    def columns(self) -> dict[str, object]:
        """Return the values by the name of their column."""
        return {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "email": self.email,
            "phone": self.phone,
            "language": self.language,
        }


@transaction.atomic
def add_contact(customer: Customer, details: Details, role: ContactRole, *, by: Actor, at: datetime) -> ContactPerson:
    """Add a contact person of a company, a housing company or another body; the same one is not added twice.

    Raises:
        OnlyForBodies: the customer is a person.
    """
    if customer.kind == Kind.PERSON:
        raise OnlyForBodies
    return add(ContactPerson, customer, details, by=by, at=at, role=role)


@transaction.atomic
def add_next_of_kin(customer: Customer, details: Details, *, by: Actor, at: datetime) -> NextOfKin:
    """Add somebody to call when the customer cannot be reached.

    Raises:
        OnlyForPeople: the customer is no human.
    """
    if customer.kind != Kind.PERSON:
        raise OnlyForPeople
    return add(NextOfKin, customer, details, by=by, at=at)


@transaction.atomic
def add_representative(
    customer: Customer, details: Details, *, seen_on: date, until_on: date | None, by: Actor, at: datetime
) -> Representative:
    """Add somebody who decides for the customer under a power of attorney that the office saw on a day.

    Raises:
        PowerHasEnded: the days make no sense.
    """
    today = walltime.day_of(at)
    if seen_on > today or (until_on is not None and until_on < today):
        raise PowerHasEnded
    return add(Representative, customer, details, by=by, at=at, seen_on=seen_on, until_on=until_on)


@transaction.atomic
def add[Row: Linked](
    model: type[Row], customer: Customer, details: Details, *, by: Actor, at: datetime, **columns: object
) -> Row:
    """Link somebody to a customer; one with the same address or number who is linked already is returned."""
    Customer.objects.select_for_update().get(pk=customer.pk)
    same = rows_of(model).filter(customer=customer, ended_at=None)
    same = (
        same.filter(email_index=blind("email", details.email))
        if details.email
        else same.filter(email_index=None, phone_index=blind("phone", details.phone or ""))
    )
    known = same.first()
    if known is not None:
        return known
    row = model(
        subject=mint(SubjectKind.CONTACT, at=at), customer=customer, added_at=at, **details.columns(), **columns
    )
    row.save()
    return _noted("link.added", row, by=by, at=at)


@transaction.atomic
def change[Row: Linked](row: Row, details: Details, *, by: Actor, at: datetime) -> Row:
    """Correct somebody's name and how they are reached; at a new address they are told again, at the same not.

    Raises:
        LinkHasEnded: they are not linked to the customer any more.
        SignsInWithIt: an account has proved the address, and would go on opening what is the company's.
    """
    kept = _current(row)
    if isinstance(kept, CompanyUser) and kept.user_id is not None and details.email != kept.email:
        raise SignsInWithIt
    for column, value in details.columns().items():
        setattr(kept, column, value)
    kept.save()
    return _noted("link.changed", kept, by=by, at=at)


@transaction.atomic
def end[Row: Linked](row: Row, *, by: Actor, at: datetime) -> Row:
    """End a link: from this moment on it opens nothing.

    Raises:
        LinkHasEnded: it has ended before.
    """
    kept = _current(row)
    kept.ended_at = at
    kept.save(update_fields=["ended_at"])
    _record("link.ended", kept, by=by, at=at)
    return kept


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody who is linked to a customer now, and what they are to it."""

    row: Linked
    words: str
    is_user: bool


def of(customers: Collection[Customer]) -> dict[UUID, list[Link]]:
    """Return everybody who is linked to customers now, by the customer's id; one query for each kind of link."""
    found: dict[UUID, list[Link]] = {customer.pk: [] for customer in customers}
    for model in EVERY:
        for row in rows_of(model).filter(customer__in=customers, ended_at=None).order_by("added_at", "id"):
            found[row.customer_id].append(Link(row, _words(row), isinstance(row, CompanyUser)))
    return found


def _words(row: Linked) -> str:
    if isinstance(row, ContactPerson):
        return str(ContactRole(row.role).label)
    return str(WORDS[type(row)])


def rows_of[Row: Model](model: type[Row]) -> QuerySet[Row]:
    """Return every row of a table that holds people who are linked to customers."""
    return QuerySet(model)


def by_id(linked_id: UUID) -> Linked | None:
    """Return whoever has this id, of whichever kind the link is."""
    found = (rows_of(model).filter(pk=linked_id).select_related("customer").first() for model in EVERY)
    return next(filter(None, found), None)


def _current[Row: Linked](row: Row) -> Row:
    kept = rows_of(type(row)).select_for_update().get(pk=row.pk)
    if kept.ended_at is not None:
        raise LinkHasEnded
    return kept


def _noted[Row: Linked](action: str, row: Row, *, by: Actor, at: datetime) -> Row:
    _record(action, row, by=by, at=at)
    wake(INFORM, linked_id=str(row.pk))
    return row


def _record(action: str, row: Linked, *, by: Actor, at: datetime) -> None:
    entries.record(
        action,
        by=by,
        purpose=purpose_of(by),
        at=at,
        subjects=[row.subject_id, row.customer.subject_id],
        about=(type(row).__name__.lower(), row.pk),
    )
