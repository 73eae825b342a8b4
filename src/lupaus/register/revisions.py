"""A person's own history: what a corrected value was before."""

from datetime import datetime

from lupaus.promises import Actor
from lupaus.register.models import Customer, RevisedField, Revision


def keep(customer: Customer, field: RevisedField, old: str | None, *, by: Actor, at: datetime) -> Revision:
    """Keep the earlier value of `field`, in the transaction that replaces it; None where none may be kept."""
    return Revision.objects.create(
        subject_id=customer.subject_id, customer=customer, field=field, old=old, changed_at=at, role=by.role.value
    )
