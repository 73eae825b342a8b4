"""Who has been told that we hold data about them, and who has still to be.

Source: GDPR art. 14(1)–(3), 14(5)(a).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lupaus.register import linked_people
from lupaus.register.models import BillingParty, Channel, Customer, Informing, Linked
from lupaus.vault.fields import blind

MOBILE = ("+3584", "+35850")
"""Beginnings of numbers that text messages reach."""

type Person = Linked | BillingParty


def person(linked_id: UUID) -> Person | None:
    """Return whoever is linked to a customer under this id, None when the link has ended or is gone."""
    found = linked_people.by_id(linked_id)
    if found is not None:
        return found if found.ended_at is None else None
    return BillingParty.objects.filter(pk=linked_id).select_related("customer").first()


def channel_of(who: Person) -> tuple[Channel, str] | None:
    """Return how somebody is told and where: by e-mail; by text message; by phone, which is the office's task.

    None when we know neither: a payer who gets paper only reads it from the bill. Reads the row.
    """
    if who.email:
        return Channel.EMAIL, str(who.email)
    phone = getattr(who, "phone", None)
    if not phone:
        return None
    return (Channel.SMS if str(phone).startswith(MOBILE) else Channel.TASK), str(phone)


@transaction.atomic
def note(who: Person, channel: Channel, address: str, *, at: datetime) -> Informing | None:
    """Write down that somebody is told at an address now; None when they were before, about this customer."""
    Customer.objects.select_for_update().get(pk=who.customer_id)
    if was_told(who.customer_id, address):
        return None
    return Informing.objects.create(
        subject_id=who.subject_id, customer_id=who.customer_id, address=address, channel=channel, told_at=at
    )


def was_told(customer_id: UUID, address: str) -> bool:
    """Say whether somebody was told at this address that they are linked to the customer."""
    return Informing.objects.filter(customer=customer_id, address_index=blind("informed", address)).exists()
