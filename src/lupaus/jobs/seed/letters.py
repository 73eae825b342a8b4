"""What becomes of the demo's letters: they are written at their time, and none of them is ever sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import F
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from lupaus.communication.models import Message, State
from lupaus.jobs import runner

TELLS = "scheduling.tell_"

type Write = Callable[[datetime], None]


@contextmanager
def kept() -> Iterator[Write]:
    """Keep every letter that is written inside in the outbox, and queue no work: it has all been done in the story.

    Gives what writes the letters that have become due, as of a moment.
    """
    memory = InMemoryConnector()

    def write(at: datetime) -> None:
        due = [job for job in memory.jobs.values() if job["task_name"].startswith(TELLS)]
        memory.jobs.clear()
        for job in due:
            runner.run_at(job["task_name"], job["args"], at=at)

    with app.replace_connector(memory):
        yield write
    waiting = Message.objects.filter(state=State.QUEUED)
    waiting.update(state=State.KEPT, settled_at=F("written_at"), next_attempt_at=None)
