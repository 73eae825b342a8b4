"""What becomes of the demo's letters: they are written at their time, and none of them is ever sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import F
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from lupaus.communication.models import Message, State


@contextmanager
def kept() -> Iterator[None]:
    """Keep every letter that is written inside in the outbox, and queue no work: it has all been done in the story."""
    with app.replace_connector(InMemoryConnector()):
        yield
    waiting = Message.objects.filter(state=State.QUEUED)
    waiting.update(state=State.KEPT, settled_at=F("written_at"), next_attempt_at=None)
