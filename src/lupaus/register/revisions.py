"""A person's own history: what a corrected value was before."""

from datetime import datetime

from lupaus.promises import Actor
from lupaus.register.models import Customer, RevisedField, Revision
from lupaus.vault.fields import WithheldIsNotAValue
from lupaus.vault.reading import is_withheld


def keep(customer: Customer, field: RevisedField, *old: object, by: Actor, at: datetime) -> Revision:
    """Keep the earlier value of `field`, its parts joined by spaces, in the transaction that replaces it.

    Without parts it is only on record that the value changed.

    Raises:
        WithheldIsNotAValue: whoever corrects the value may not read it; a defect of the caller.
    """
    if any(is_withheld(part) for part in old):
        raise WithheldIsNotAValue(field)
    earlier = " ".join(str(part) for part in old) or None
    return Revision.objects.create(
        subject_id=customer.subject_id, customer=customer, field=field, old=earlier, changed_at=at, role=by.role.value
    )
