"""`python -m bench.racer`: book the drafts whose ids come in, one a line, and say what became of each.

One of sixteen that `bench.races` lets run at once, and kills without warning.
"""

import sys
from uuid import UUID

import django

django.setup()

from lupaus.foundation import clock  # noqa: E402 -- needs Django set up
from lupaus.kernel.refused import Refused  # noqa: E402 -- needs Django set up
from lupaus.orders.models import Draft  # noqa: E402 -- needs Django set up
from lupaus.promises import Actor, Purpose  # noqa: E402 -- needs Django set up
from lupaus.scheduling import visits  # noqa: E402 -- needs Django set up
from lupaus.vault.reading import processing  # noqa: E402 -- needs Django set up


def book(draft_id: str) -> str:
    """Return "won <visit>" or "lost <answer>"."""
    draft = Draft.objects.get(id=UUID(draft_id))
    by, at = Actor.visitor(draft.subject_id), clock.now()
    try:
        with processing(by, Purpose.ORDERING, at):
            return f"won {visits.book(draft, by=by, at=at).id}"
    except Refused as no:
        return f"lost {type(no).__name__}"


sys.stdout.write("ready\n")
sys.stdout.flush()
for line in sys.stdin:
    sys.stdout.write(book(line.strip()) + "\n")
    sys.stdout.flush()
