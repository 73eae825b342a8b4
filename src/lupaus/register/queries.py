"""Questions about customers, scoped to who asks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from lupaus.promises import Actor, Role
from lupaus.register import linking
from lupaus.register.models import Address, BillingParty, CompanyUser, Customer, Registrant, Revision
from lupaus.vault.models import Subject

MOST_FOUND: Final = 10
"""Suggested duplicates of one customer."""


def customers_of(actor: Actor) -> QuerySet[Customer]:
    """Return the customers that the actor may be: a person's own claimed ones; for the office, all."""
    if actor.has(Role.OFFICE):
        return Customer.objects.filter(merged_into=None)
    if actor.id is None:
        return Customer.objects.none()
    return own_customers(actor)


def own_customers(actor: Actor) -> QuerySet[Customer]:
    """Return the customers that the signed-in person is or orders for, whatever else they are here.

    Those they have claimed, and the companies whose users they are at this moment.
    """
    if actor.id is None:
        return Customer.objects.none()
    companies = CompanyUser.objects.filter(user_id=actor.id, ended_at=None).values("customer")
    return Customer.objects.filter(Q(user_id=actor.id) | Q(pk__in=companies)).order_by("registered_at")


def managed_customers(actor: Actor) -> QuerySet[Customer]:
    """Return the customers that the signed-in person has claimed, and whose data they correct."""
    return own_customers(actor).filter(user_id=actor.id) if actor.id else Customer.objects.none()


def companies_of(actor: Actor) -> QuerySet[Customer]:
    """Return the companies that the signed-in person orders for without having claimed them."""
    if actor.id is None:
        return Customer.objects.none()
    users = CompanyUser.objects.filter(user_id=actor.id, ended_at=None).values("customer")
    return Customer.objects.filter(pk__in=users).order_by("registered_at")


def private_subjects(actor: Actor) -> frozenset[UUID]:
    """Return who the actor is as a human, without the companies that they only order for.

    Those share a key with the company's main user, whose letters and history are not for colleagues.
    """
    return actor.subjects - frozenset(companies_of(actor).values_list("subject_id", flat=True))


def own_links(actor: Actor) -> tuple[list[CompanyUser], list[BillingParty], list[Registrant]]:
    """Return what the signed-in person is to customers of ours, and that they asked for an account."""
    if actor.id is None:
        return [], [], []
    return (
        list(CompanyUser.objects.filter(user_id=actor.id, ended_at=None)),
        list(linking.payers().filter(user_id=actor.id).order_by("added_at")),
        list(Registrant.objects.filter(user_id=actor.id).order_by("registered_at")),
    )


def subjects_of_user(user_id: UUID, at: datetime) -> frozenset[UUID]:  # noqa: ARG001 -- the shape of every resolver
    """Return the vault subjects that an account is: customers claimed, companies it orders for, itself as linked."""
    own = Customer.objects.filter(user_id=user_id).order_by().values_list("subject_id")
    company = CompanyUser.objects.filter(user_id=user_id, ended_at=None).order_by()
    return frozenset(
        subject
        for (subject,) in own.union(
            company.values_list("customer__subject_id"),
            company.values_list("subject_id"),
            linking.payers().filter(user_id=user_id).order_by().values_list("subject_id"),
            Registrant.objects.filter(user_id=user_id).order_by().values_list("subject_id"),
        )
    )


def claimed(subjects: frozenset[UUID]) -> frozenset[UUID]:
    """Return those of these people who are customers with an account."""
    owned = Customer.objects.filter(subject__in=subjects, user__isnull=False)
    return frozenset(owned.values_list("subject_id", flat=True))


def unclaimed_subject(email_index: str) -> Subject | None:
    """Return the subject of whoever has this address and no account: a customer first, the newest; else None."""
    unclaimed = Customer.objects.filter(user=None, email_index=email_index, merged_into=None).select_related("subject")
    newest = unclaimed.order_by("-registered_at").first()
    return newest.subject if newest else linking.unclaimed_subject(email_index)


def language_of(subject_id: UUID) -> str:
    """Return the language that a customer wants letters in, empty for everybody else."""
    told = Customer.objects.filter(subject=subject_id).values_list("language", flat=True).first()
    return told or linking.language_of(subject_id)


def address_of(subject_id: UUID, channel: str) -> str | None:
    """Return where a customer is written to: "email" or "sms"; None when the subject is no customer.

    Called inside the processing of whoever writes.
    """
    customer = Customer.objects.filter(subject_id=subject_id).first()
    if customer is None:
        return linking.address_of(subject_id, channel)
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
    return Revision.objects.filter(customer__in=managed_customers(actor)).order_by("-changed_at")


def possible_duplicates(customer: Customer) -> list[Customer]:
    """Return other customers with the same e-mail address or phone number: a suggestion, nothing more.

    Compares blind indexes; opens nothing, merges nothing.
    """
    same = Q(email_index=customer.email_index) | Q(phone_index=customer.phone_index)
    others = Customer.objects.filter(same, merged_into=None).exclude(id=customer.id)
    return list(others.order_by("registered_at")[:MOST_FOUND])
