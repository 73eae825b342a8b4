"""Register customers, correct what we know of them, and let an account claim its own."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.company import identifiers
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose, Role
from lupaus.register import contacts, numbers, revisions, texts
from lupaus.register.contacts import Contact
from lupaus.register.models import Customer, Kind, Language, RevisedField, Revision
from lupaus.vault.fields import blind
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import become, mint


class EmailBelongsToAccount(Refused):
    """When the office would change the address that somebody signs in with."""

    message = _("Asiakas kirjautuu tällä sähköpostilla. Pyydä häntä vaihtamaan osoite omista tiedoistaan.")


@entries.act()
def register(
    contact: Contact, *, by: Actor, at: datetime, subject_id: UUID | None = None, user_id: UUID | None = None
) -> Customer:
    """Enter somebody in the customer register under a number of their own.

    `subject_id` is that of the order draft whose key the customer adopts; None mints a new one. Nobody is looked up
    by e-mail here: who orders as a guest gets a customer of their own, whatever address they typed, and claims
    earlier ones by proving that the address is theirs.
    """
    customer = Customer.objects.create(
        subject_id=become(subject_id, SubjectKind.CUSTOMER) if subject_id else mint(SubjectKind.CUSTOMER, at=at).pk,
        number=numbers.draw(is_taken=_is_taken),
        kind=contact.kind,
        first_name=contact.first_name,
        last_name=contact.last_name,
        call_name=contact.call_name,
        company_name=contact.company_name,
        business_id=contact.business_id,
        email=contact.email,
        phone=contact.phone,
        language=contact.language,
        user_id=user_id,
        registered_at=at,
    )
    _record("customer.registered", customer, by=by, at=at)
    return customer


@transaction.atomic
def change_name(
    customer: Customer, *, first_name: str, last_name: str, call_name: str = "", by: Actor, at: datetime
) -> Revision:
    """Correct a customer's name and keep the earlier one for them to see. `call_name` is what they are called by.

    Raises:
        NameMissing, TooLong: of `contacts`.
    """
    row = _locked(customer)
    revision = revisions.keep(row, RevisedField.NAME, row.first_name, row.last_name, by=by, at=at)
    row.first_name, row.last_name = contacts.name(first_name), contacts.name(last_name)
    row.call_name = texts.line(call_name) or None
    row.save()
    _record("customer.name_changed", row, by=by, at=at)
    return revision


@transaction.atomic
def change_phone(customer: Customer, *, phone: str, by: Actor, at: datetime) -> Revision:
    """Correct a customer's phone number; who may see it now sees the new one at once.

    Raises:
        InvalidPhone: of `company.identifiers`.
    """
    row = _locked(customer)
    revision = revisions.keep(row, RevisedField.PHONE, row.phone, by=by, at=at)
    row.phone = identifiers.phone(phone)
    row.save()
    _record("customer.phone_changed", row, by=by, at=at)
    return revision


@transaction.atomic
def change_email(customer: Customer, *, email: str, by: Actor, at: datetime) -> Revision:
    """Correct the e-mail address of a customer that no account has claimed.

    Raises:
        EmailBelongsToAccount: an account has claimed the customer; its owner changes the address, from the new mailbox.
        InvalidEmail: of `contacts`.
    """
    row = _locked(customer)
    if row.user_id is not None:
        raise EmailBelongsToAccount
    return _move(row, contacts.email_address(email), by=by, at=at)


@transaction.atomic
def follow_account(user_id: UUID, email: str, *, by: Actor, at: datetime) -> list[Revision]:
    """Give every customer of an account the address that the account has changed to and proved."""
    rows = Customer.objects.select_for_update().filter(user_id=user_id).exclude(email_index=blind("email", email))
    return [_move(row, email, by=by, at=at) for row in rows.order_by("registered_at")]


@transaction.atomic
def change_language(customer: Customer, *, language: Language, by: Actor, at: datetime) -> Revision:
    """Write to a customer in another language from now on."""
    row = _locked(customer)
    revision = revisions.keep(row, RevisedField.LANGUAGE, Language(row.language).label, by=by, at=at)
    row.language = language
    row.save()
    _record("customer.language_changed", row, by=by, at=at)
    return revision


@transaction.atomic
def change_company(
    customer: Customer, *, company_name: str, business_id: str, kind: str = Kind.COMPANY, by: Actor, at: datetime
) -> Revision:
    """Correct what a company or another body is, its name and its business ID.

    Raises:
        CompanyNameMissing, BusinessIdMissing, TooLong: of `contacts`.
        InvalidBusinessId: of `company.identifiers`.
    """
    row = _locked(customer)
    earlier = (row.company_name, row.business_id) if row.kind != Kind.PERSON else ()
    revision = revisions.keep(row, RevisedField.COMPANY, *earlier, by=by, at=at)
    row.kind, row.company_name = Kind(kind), contacts.company(company_name)
    if business_id.strip() or Kind(kind).needs_business_id:
        row.business_id = identifiers.business_id(business_id)
    else:
        row.business_id = ""
    row.save()
    _record("customer.company_changed", row, by=by, at=at)
    return revision


@transaction.atomic
def claim(user_id: UUID, email_index: str, *, by: Actor, at: datetime) -> list[Customer]:
    """Give an account every unclaimed customer with an e-mail address that it has just proved to own.

    `email_index` is the blind index of that address. Customers that another account claimed stay with it. Returns
    those claimed now, oldest first.
    """
    unclaimed = Customer.objects.select_for_update().filter(user=None, email_index=email_index, merged_into=None)
    claimed = list(unclaimed.order_by("registered_at"))
    for customer in claimed:
        customer.user_id = user_id
        customer.save(update_fields=["user"])
        _record("customer.claimed", customer, by=by, at=at)
    return claimed


def purpose_of(by: Actor) -> Purpose:
    """Return why somebody changes a customer: their own data, an order, or a customer's case."""
    if by.role is Role.CUSTOMER:
        return Purpose.SELF_SERVICE
    return Purpose.ORDERING if by.role is Role.VISITOR else Purpose.CUSTOMER_CARE


def _move(row: Customer, email: str, *, by: Actor, at: datetime) -> Revision:
    revision = revisions.keep(row, RevisedField.EMAIL, row.email, by=by, at=at)
    row.email = email
    row.save()
    _record("customer.email_changed", row, by=by, at=at)
    return revision


def _locked(customer: Customer) -> Customer:
    return Customer.objects.select_for_update().get(id=customer.id)


def _is_taken(number: str) -> bool:
    return Customer.objects.filter(number=number).exists()


def _record(action: str, customer: Customer, *, by: Actor, at: datetime) -> None:
    entries.record(
        action, by=by, purpose=purpose_of(by), at=at, subjects=[customer.subject_id], about=("customer", customer.id)
    )
