"""Ask for an account without ordering, and forget who never proved the address."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from lupaus.accounts.models import User
from lupaus.foundation.wake import wake
from lupaus.journal import entries
from lupaus.promises import Actor, Purpose
from lupaus.register import contacts
from lupaus.register.models import Registrant
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import forget, mint

UNPROVEN: Final = timedelta(days=1)
KEPT: Final = timedelta(days=365)
TELL: Final = "communication.tell_registrant"


@transaction.atomic
def ask(*, first_name: str, last_name: str, email: str, by: Actor, at: datetime) -> Registrant:
    """Keep that somebody wants an account; a letter tells them, at that address, how to sign in.

    Does the same for every address, known or not, so that neither the answer nor its time tells who is known here.

    Raises:
        NameMissing, InvalidEmail, TooLong, NotText: of `contacts`.
    """
    row = Registrant.objects.create(
        subject=mint(SubjectKind.CONTACT, at=at),
        first_name=contacts.name(first_name),
        last_name=contacts.name(last_name),
        email=contacts.email_address(email),
        registered_at=at,
    )
    entries.record(
        "account.asked",
        by=by,
        purpose=Purpose.REGISTRATION,
        at=at,
        subjects=[row.subject_id],
        about=("registrant", row.pk),
    )
    wake(TELL, registrant_id=str(row.pk))
    return row


def due(at: datetime) -> list[UUID]:
    """Return those to forget: nobody proved the address within a day, or it is a year since they registered."""
    unproven = Registrant.objects.filter(user=None, registered_at__lte=at - UNPROVEN)
    old = Registrant.objects.filter(registered_at__lte=at - KEPT)
    return [*unproven.values_list("pk", flat=True), *old.exclude(user=None).values_list("pk", flat=True)]


@transaction.atomic
def drop(registrant_id: UUID, *, at: datetime) -> bool:
    """Forget one; whose account lives on keeps the key of it. What was written to them goes first (`communication`)."""
    row = Registrant.objects.select_for_update().filter(pk=registrant_id).first()
    if row is None:
        return False
    subject = row.subject_id
    row.delete()
    if not User.objects.filter(subject=subject).exists():
        forget(subject, at=at)
    return True
