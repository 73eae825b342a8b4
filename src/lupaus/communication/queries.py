"""Questions about the outbox."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Min, QuerySet

from lupaus.communication.models import WAITS_FOR_PARTNER, DeadAddress, Message, State


def newest(limit: int = 50) -> list[Message]:
    """Return the newest messages, with what is needed to list them; bodies open only inside processing."""
    return list(Message.objects.order_by("-written_at", "-pk")[:limit])


def message(message_id: UUID) -> Message | None:
    """Return one message with its files, if there is one."""
    return Message.objects.prefetch_related("enclosures").filter(pk=message_id).first()


def messages_of(subject_id: UUID) -> list[Message]:
    """Return what was written to a person, newest first."""
    return list(Message.objects.filter(subject=subject_id).order_by("-written_at", "-pk"))


def letters_to(subjects: Collection[UUID]) -> QuerySet[Message]:
    """Return what was written to a person under any of their subjects, newest first, with what was enclosed."""
    return Message.objects.filter(subject__in=subjects).prefetch_related("enclosures").order_by("-written_at", "-pk")


def refused_addresses_of(subjects: Collection[UUID]) -> QuerySet[DeadAddress]:
    """Return the addresses of a person that a mail server has refused for good."""
    return DeadAddress.objects.filter(subject__in=subjects).order_by("refused_at")


def oldest_unsent_at() -> datetime | None:
    """Return since when the longest waiting message has been due, None when nothing waits. For `/readyz`."""
    waiting = Message.objects.filter(state=State.QUEUED).exclude(error__startswith=WAITS_FOR_PARTNER)
    found: datetime | None = waiting.aggregate(oldest=Min("next_attempt_at"))["oldest"]
    return found


def waiting_for_partner() -> QuerySet[Message]:
    """Return the messages that wait because their carrier lacks what it needs to receive them."""
    return Message.objects.filter(state=State.QUEUED, error__startswith=WAITS_FOR_PARTNER)


def oldest_unsent_since() -> datetime | None:
    """Return when the longest waiting message was written, however often its sending was tried; None without one."""
    waiting = Message.objects.filter(state=State.QUEUED)
    found: datetime | None = waiting.aggregate(oldest=Min("written_at"))["oldest"]
    return found
