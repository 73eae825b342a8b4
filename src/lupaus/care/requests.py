"""Take requests for contact, answer and close them, and forget them in time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.care.models import CallTime, ContactRequest
from lupaus.company import identifiers
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.register import contacts, texts
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import forget, mint

KEPT: Final = timedelta(days=90)
"""As declared by `ContactRequest.holds`."""


class NameMissing(Refused):
    """When whoever asks has no name that can be seen."""

    message = _("Anna nimesi")


class TextMissing(Refused):
    """When nothing is asked."""

    message = _("Kirjoita, missä voimme auttaa")


class NoWayToAnswer(Refused):
    """When there is neither a phone number nor an e-mail address to answer to."""

    message = _("Anna puhelinnumero tai sähköposti, jotta voimme vastata")


class AlreadyClosed(Refused):
    """When a request has been closed or forgotten meanwhile."""

    message = _("Pyyntö on jo hoidettu.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asks, and how we reach them. Made by `checked`."""

    name: str
    phone: str | None
    email: str | None
    text: str
    call_time: CallTime
    language: str = "fi"

    @classmethod
    def checked(
        cls, *, name: str, phone: str = "", email: str = "", text: str, call_time: str, language: str = "fi"
    ) -> Self:
        """Return the request in the form in which we keep it.

        Raises:
            NameMissing, TextMissing, NoWayToAnswer: see each.
            InvalidPhone, InvalidEmail, TooLong, NotText: of the parts.
        """
        who, what = texts.line(name), texts.lines(text)
        if not who:
            raise NameMissing
        if not what:
            raise TextMissing
        by_mail = call_time == CallTime.MAIL
        if (by_mail and not email.strip()) or not (phone.strip() or email.strip()):
            raise NoWayToAnswer
        return cls(
            name=who,
            phone=identifiers.phone(phone) if phone.strip() else None,
            email=contacts.email_address(email) if email.strip() else None,
            text=what,
            call_time=CallTime(call_time),
            language=language,
        )


@transaction.atomic
def ask(request: Request, *, by: Actor, at: datetime) -> ContactRequest:
    """Keep a request for the office to answer. Nobody is looked up by it: whoever asks is nobody we know."""
    row = ContactRequest.objects.create(
        subject=mint(SubjectKind.CONTACT, at=at),
        name=request.name,
        phone=request.phone,
        email=request.email,
        text=request.text,
        call_time=request.call_time,
        language=request.language,
        asked_at=at,
    )
    _record("contact.asked", row, by=by, at=at)
    return row


@transaction.atomic
def answer(row: ContactRequest, *, by: Actor, at: datetime) -> ContactRequest:
    """Note that whoever asked has been called or written to.

    Raises:
        AlreadyClosed: the request has been closed or forgotten.
    """
    kept = _open(row)
    kept.answered_at = kept.answered_at or at
    kept.save(update_fields=["answered_at"])
    _record("contact.answered", kept, by=by, at=at)
    return kept


@transaction.atomic
def close(row: ContactRequest, *, by: Actor, at: datetime) -> ContactRequest:
    """Take a request off the list.

    Raises:
        AlreadyClosed: it was closed or forgotten before.
    """
    kept = _open(row)
    kept.closed_at = at
    kept.save(update_fields=["closed_at"])
    _record("contact.closed", kept, by=by, at=at)
    return kept


def sweep(*, at: datetime) -> int:
    """Forget every request that was made 90 days ago, on the calendar of Helsinki: its row, then its key."""
    first_kept = walltime.midnight(walltime.day_of(at) - KEPT)
    old = list(ContactRequest.objects.filter(asked_at__lt=first_kept).values_list("pk", flat=True))
    return sum(_forget(pk, at=at) for pk in old)


@transaction.atomic
def _forget(pk: UUID, *, at: datetime) -> bool:
    row = ContactRequest.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return False
    subject = row.subject_id
    row.delete()
    forget(subject, at=at)
    return True


def _open(row: ContactRequest) -> ContactRequest:
    kept = ContactRequest.objects.select_for_update().filter(pk=row.pk).first()
    if kept is None or kept.closed_at is not None:
        raise AlreadyClosed
    return kept


def _record(action: str, row: ContactRequest, *, by: Actor, at: datetime) -> None:
    entries.record(
        action,
        by=by,
        purpose=Purpose.CONTACT_REQUEST,
        at=at,
        subjects=[row.subject_id],
        about=("contact_request", row.pk),
    )
