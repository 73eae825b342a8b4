"""Put the demo company together."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Final

from django.db import transaction

from lupaus.catalogue import queries as catalogue
from lupaus.company import queries as company_queries
from lupaus.foundation import statistics
from lupaus.jobs.seed import bulk, company, letters, names, parties, series, staff, weeks
from lupaus.jobs.seed.orders import Client
from lupaus.jobs.seed.weeks import Story
from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts
from lupaus.promises import Actor

CUSTOMERS: Final = 200
SEED: Final = 1234567


class NotEmpty(Refused):
    """When there is a company already: the demo is made in an empty installation only."""

    message = "There is a company here already. Start over with `make reset`, then seed."


@transaction.atomic
def make(
    *, at: datetime, customers: int = CUSTOMERS, in_full: int = CUSTOMERS, told: Callable[[str], None] = lambda _: None
) -> Story:
    """Make the whole demo company in one transaction, so that an interrupted start leaves nothing half done.

    The first `in_full` customers live through the story; the others are written in bulk.

    Raises:
        NotEmpty: a company has been entered.
    """
    if company_queries.profiles():
        raise NotEmpty
    with letters.kept() as write:
        story = _tell(at, min(customers, in_full), told, write)
    if customers > in_full:
        told(f"{customers - in_full} more customers, in bulk")
        bulk.fill(in_full + 1, customers, story.offered, story.chance, at=at)
    statistics.refresh()
    return story


def _tell(at: datetime, customers: int, told: Callable[[str], None], write: letters.Write) -> Story:
    by, chance = Actor.system("jobs"), Random(SEED)  # noqa: S311 -- invented people, no secrets
    long_ago = at - weeks.PAST - timedelta(days=10)
    told("the company, its services and prices")
    shop = company.found(by=by, at=long_ago)
    staff.hire_office(by=by, at=long_ago)
    told("twelve providers")
    team = staff.hire_providers(shop, chance, by=by, at=long_ago, today=at)
    staff.plan_leaves(team, by=by, at=long_ago, today=at)
    story = Story(team, chance, catalogue.offerings(walltime.day_of(at)), until=at)
    clients = [Client(names.somebody(number, chance)) for number in range(1, customers + 1)]
    weeks.plan(story, clients)
    series.plan(story, clients[:1] + clients[10:])
    told(f"{customers} customers and their orders")
    story.tell(_weekly(told), write)
    drafts.sweep(at=at)
    parties.add(by=by, at=at)
    return story


def _weekly(told: Callable[[str], None]) -> Callable[[datetime], None]:
    """Return a listener that tells when a new week of the story begins."""
    seen: set[tuple[int, int]] = set()

    def listen(at: datetime) -> None:
        week = at.isocalendar()[:2]
        if week not in seen:
            seen.add(week)
            told(f"week {week[1]}")

    return listen
