"""Write down what was spoken of with a customer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.care.models import Contact, Way
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.register import texts
from lupaus.register.models import Customer


class NothingWritten(Refused):
    """When a note or a task holds nothing that can be seen."""

    message = _("Kirjoita, mistä puhuttiin tai mitä pitää tehdä.")


@transaction.atomic
def write(customer: Customer, way: Way, text: str, *, by: Actor, at: datetime) -> Contact:
    """Keep a contact; the customer can read it on the page of their own data.

    Raises:
        NothingWritten: there is no text.
        TooLong, NotText: of `register.texts`.
    """
    row = Contact.objects.create(
        customer=customer, subject_id=customer.subject_id, way=way, text=words(text), written_at=at
    )
    entries.record(
        "contact.written",
        by=by,
        purpose=Purpose.CUSTOMER_CARE,
        at=at,
        subjects=[customer.subject_id],
        about=("contact", row.pk),
    )
    return row


def words(text: str) -> str:
    """Return the text as we keep it.

    Raises:
        NothingWritten: nothing of it can be seen.
        TooLong, NotText: of `register.texts`.
    """
    kept = texts.lines(text)
    if not kept:
        raise NothingWritten
    return kept
