"""Questions about customers, scoped to who asks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from lupaus.promises import Actor, Role
from lupaus.register.models import Address, BillingParty, Customer, Revision
from lupaus.vault.models import Subject

MOST_FOUND: Final = 10
"""Suggested duplicates of one customer."""


def customers_of(actor: Actor) -> QuerySet[Customer]:
    """Return the customers that the actor may be: a person's own claimed ones; for the office, all."""
    if actor.has(Role.OFFICE):
        return Customer.objects.filter(merged_into=None)
    if actor.id is None:
        return Customer.objects.none()
    return Customer.objects.filter(user_id=actor.id).order_by("registered_at")


def own_customers(actor: Actor) -> QuerySet[Customer]:
    """Return the customers that the signed-in person has claimed, whatever else they are here."""
    return Customer.objects.filter(user_id=actor.id).order_by("registered_at") if actor.id else Customer.objects.none()


def subjects_of_user(user_id: UUID, at: datetime) -> frozenset[UUID]:  # noqa: ARG001 -- the shape of every resolver
    """Return the vault subjects of every customer an account has claimed."""
    return frozenset(Customer.objects.filter(user_id=user_id).values_list("subject_id", flat=True))


def claimed(subjects: frozenset[UUID]) -> frozenset[UUID]:
    """Return those of these people who are customers with an account."""
    owned = Customer.objects.filter(subject__in=subjects, user__isnull=False)
    return frozenset(owned.values_list("subject_id", flat=True))


def unclaimed_subject(email_index: str) -> Subject | None:
    """Return the subject of the newest customer with this address that no account has claimed, None without one."""
    unclaimed = Customer.objects.filter(user=None, email_index=email_index, merged_into=None).select_related("subject")
    newest = unclaimed.order_by("-registered_at").first()
    return newest.subject if newest else None


def language_of(subject_id: UUID) -> str:
    """Return the language that a customer wants letters in, empty for everybody else."""
    return Customer.objects.filter(subject=subject_id).values_list("language", flat=True).first() or ""


def address_of(subject_id: UUID, channel: str) -> str | None:
    """Return where a customer is written to: "email" or "sms"; None when the subject is no customer.

    Called inside the processing of whoever writes.
    """
    customer = Customer.objects.filter(subject_id=subject_id).first()
    if customer is None:
        return None
    address: str = customer.phone if channel == "sms" else customer.email
    return address


def addresses_of(customers: Sequence[Customer]) -> QuerySet[Address]:
    """Return the addresses of the customers that are in use, oldest first."""
    return Address.objects.filter(customer__in=customers, removed_at=None).order_by("added_at")


def own_addresses(actor: Actor) -> QuerySet[Address]:
    """Return the addresses in use of the signed-in person, oldest first."""
    return Address.objects.filter(customer__in=own_customers(actor), removed_at=None).order_by("added_at")


def own_removed_addresses(actor: Actor) -> QuerySet[Address]:
    """Return the addresses that the signed-in person has removed and that past visits still name."""
    return Address.objects.filter(customer__in=own_customers(actor), removed_at__isnull=False).order_by("removed_at")


def own_payers(actor: Actor) -> QuerySet[BillingParty]:
    """Return the payers that the signed-in person has given, oldest first."""
    return BillingParty.objects.filter(customer__in=own_customers(actor)).order_by("added_at")


def own_revisions(actor: Actor) -> QuerySet[Revision]:
    """Return the earlier values of the signed-in person's data, newest first."""
    return Revision.objects.filter(customer__in=own_customers(actor)).order_by("-changed_at")


def possible_duplicates(customer: Customer) -> list[Customer]:
    """Return other customers with the same e-mail address or phone number: a suggestion, nothing more.

    Compares blind indexes; opens nothing, merges nothing.
    """
    same = Q(email_index=customer.email_index) | Q(phone_index=customer.phone_index)
    others = Customer.objects.filter(same, merged_into=None).exclude(id=customer.id)
    return list(others.order_by("registered_at")[:MOST_FOUND])
