"""Series of the demo: ordered in the last days of the story, all but one accepted, none of them begun yet."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from lupaus.jobs.seed import orders
from lupaus.jobs.seed.orders import Client
from lupaus.jobs.seed.weeks import Story
from lupaus.kernel import walltime
from lupaus.promises import Purpose
from lupaus.scheduling import offers
from lupaus.scheduling.models import Offer, OfferState, Visit
from lupaus.vault.reading import processing

PACES: Final = (2, 1, 4, 1, 2, 3)
"""How often each comes; the first is the regular customer's."""
AHEAD_DAYS: Final = 5
SEED: Final = 36


def plan(story: Story, clients: Sequence[Client]) -> None:
    """Let some customers order a series; the story's own chances stay as they were."""
    chance = Random(SEED)  # noqa: S311 -- invented people, no secrets
    for number, (client, every_weeks) in enumerate(zip(clients, PACES, strict=False)):
        at = story.until - timedelta(hours=30, minutes=37 * number)
        story.at(at, _ordering(story, client, every_weeks, chance, is_answered=number + 1 < len(PACES)))


def _ordering(
    story: Story, client: Client, every_weeks: int, chance: Random, *, is_answered: bool
) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        first_on = walltime.day_of(at) + timedelta(days=AHEAD_DAYS)
        visit = orders.order(client, chance, story.offered, at=at, not_before=first_on, every_weeks=every_weeks)
        story.booked += 1
        if is_answered:
            story.at(at + timedelta(minutes=50), lambda now: _accept(story, visit, now))

    return act


def _accept(story: Story, visit: Visit, at: datetime) -> None:
    """Let every provider who was asked say yes, each once."""
    asked = Offer.objects.filter(visit__order=visit.order_id, state=OfferState.OPEN).order_by("visit__starts_at")
    while (offer := asked.select_related("visit").first()) is not None:
        by = story.team.actors[offer.provider_id]
        with processing(by, Purpose.SERVICE_DELIVERY, at, place="jobs.seed"):
            offers.accept(offer, by=by, at=at)
