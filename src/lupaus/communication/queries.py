"""Questions about the outbox."""

from datetime import datetime
from uuid import UUID

from django.db.models import Min

from lupaus.communication.models import Message, State


def newest(limit: int = 50) -> list[Message]:
    """Return the newest messages, with what is needed to list them; bodies open only inside processing."""
    return list(Message.objects.order_by("-written_at", "-pk")[:limit])


def message(message_id: UUID) -> Message | None:
    """Return one message with its files, if there is one."""
    return Message.objects.prefetch_related("enclosures").filter(pk=message_id).first()


def messages_of(subject_id: UUID) -> list[Message]:
    """Return what was written to a person, newest first."""
    return list(Message.objects.filter(subject=subject_id).order_by("-written_at", "-pk"))


def oldest_unsent_at() -> datetime | None:
    """Return since when the longest waiting message has been due, None when nothing waits. For `/readyz`."""
    waiting = Message.objects.filter(state=State.QUEUED)
    found: datetime | None = waiting.aggregate(oldest=Min("next_attempt_at"))["oldest"]
    return found
