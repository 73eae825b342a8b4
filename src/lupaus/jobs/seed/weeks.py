"""Six weeks of the demo company's work, one happening after the other, as they would have come about."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Final
from uuid import UUID

from django.db import transaction

from lupaus.billing import invoices, payments
from lupaus.billing import messages as letters
from lupaus.billing import queries as billing
from lupaus.catalogue.queries import Offering
from lupaus.jobs.seed import names, orders
from lupaus.jobs.seed.orders import Client, NoTime
from lupaus.jobs.seed.staff import Team
from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.scheduling import acceptance, comments, offers, ratings, undo, visits, work
from lupaus.scheduling.models import CancelReason, CommentTopic, DeclineReason, Offer, OfferState, Visit, VisitState
from lupaus.vault.reading import processing

PAST: Final = timedelta(weeks=6)
CALLER: Final = 5
"""Every fifth customer has only called so far: the office has entered them, and they have not ordered."""
FRESH: Final = 4
"""So many orders have come in within the last minutes, and nobody has answered them yet."""
AHEAD_DAYS: Final = 42
NEW: Final = timedelta(days=12)
"""Orders no older than this may be for visits far ahead."""
RATINGS: Final = (
    (5, "Koti tuoksui puhtaalta vielä illalla."), (5, "Täsmällinen ja ystävällinen."), (4, ""), (5, ""),
    (4, "Hyvää työtä, yksi nurkka jäi."), (3, "Aika loppui kesken."), (5, "Tulkaa pian!"), (2, "Myöhästyi tunnin."),
)  # fmt: skip
COMMENTS: Final = (
    (CommentTopic.ALL_DONE, ""), (CommentTopic.ALL_DONE, "Kaikki kunnossa, avain palautettu."),
    (CommentTopic.SUPPLIES, "Lattianpesuaine loppui."), (CommentTopic.PARTLY_DONE, "Uuni jäi tekemättä, se oli kuuma."),
    (CommentTopic.EXTRA_TIME, ""), (CommentTopic.ALL_DONE, ""),
)  # fmt: skip

type Act = Callable[[datetime], None]


@dataclass
class Story:
    """What has happened and what is to come, in order of time. `until` is the present of the demo."""

    team: Team
    chance: Random
    offered: tuple[Offering, ...]
    until: datetime
    queue: list[tuple[datetime, int, Act]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)
    clients: dict[UUID, Client] = field(default_factory=dict)
    regular: Client | None = None
    booked: int = 0

    def at(self, moment: datetime, act: Act) -> None:
        """Let something happen at a moment; what lies after the present does not happen."""
        if moment < self.until:
            heapq.heappush(self.queue, (moment, next(self.numbers), act))

    def tell(self, told: Callable[[datetime], None], write: Callable[[datetime], None]) -> None:
        """Let everything happen in its order, and its letters be written; a refusal is part of life, no more."""
        while self.queue:
            moment, _number, act = heapq.heappop(self.queue)
            told(moment)
            with suppress(Refused, NoTime), transaction.atomic():
                act(moment)
                write(moment)


def plan(story: Story, clients: list[Client]) -> None:
    """Spread first and repeated orders over the weeks, and let the office's days run."""
    start = story.until - PAST - timedelta(days=4)
    span = story.until - start
    maija, *others = clients
    _plan_maija(story, maija, start)
    for minutes, client in enumerate(others[-FRESH:], start=1):
        story.at(story.until - timedelta(minutes=minutes), _ordering(story, client))
    for client in others[:-FRESH]:
        if client.somebody.number % CALLER == 0:
            story.at(_waking(start + _later(story.chance) * span), _calling(story, client))
            continue
        for _each in range(2 if names.lucky(story.chance, 22) else 1):
            story.at(_waking(start + _later(story.chance) * span), _ordering(story, client))
    for days in range((story.until - start).days + 1):
        morning = walltime.combine(walltime.day_of(start) + timedelta(days=days), time(6))
        story.at(morning, _office_morning(story))


def _plan_maija(story: Story, maija: Client, start: datetime) -> None:
    """Let the first customer be the one whose pages show everything: a visit to rate, one to come, and old ones."""
    story.regular = maija
    for days_ago, wished in ((None, 5), (6, 2), (3, 5), (2, 16)):
        at = start if days_ago is None else story.until - timedelta(days=days_ago)
        story.at(at, _ordering(story, maija, days_ahead=wished))


def _later(chance: Random) -> float:
    """Return when in the story something happens, from 0 to 1: the last fifth is told more fully."""
    return chance.uniform(0.8, 1) if names.lucky(chance, 45) else chance.uniform(0, 0.8)


def _waking(at: datetime) -> datetime:
    """Return the moment, or the next morning when people sleep."""
    local = walltime.local(at)
    return at if 7 <= local.hour < 22 else walltime.combine(local.date(), time(8, at.minute))  # noqa: PLR2004


def _ordering(story: Story, client: Client, *, days_ahead: int | None = None) -> Act:
    def act(at: datetime) -> None:
        wished = _wished(story, at) if days_ahead is None else walltime.day_of(at) + timedelta(days=days_ahead)
        visit = orders.order(client, story.chance, story.offered, at=at, not_before=wished)
        story.booked += 1
        story.clients[visit.id] = client
        if client is story.regular or names.lucky(story.chance, 40):
            orders.open_account(client, at=at)
        _await_answer(story, visit, at)

    return act


def _calling(story: Story, client: Client) -> Act:
    def act(at: datetime) -> None:
        orders.enter(client, story.chance, by=Actor.system("jobs"), at=at)

    return act


def _wished(story: Story, at: datetime) -> date:
    """Return the first day wished for: soon, or up to six weeks ahead for the newest orders."""
    is_new = story.until - at < NEW
    furthest = 3 if names.lucky(story.chance, 45) else AHEAD_DAYS - 7 if is_new else 12
    return walltime.day_of(at) + timedelta(days=story.chance.randint(1, furthest))


def _await_answer(story: Story, visit: Visit, at: datetime) -> None:
    story.at(at + timedelta(minutes=story.chance.randint(8, 150)), lambda now: _answer(story, visit.id, now))


def _answer(story: Story, visit_id: UUID, at: datetime) -> None:
    made = Offer.objects.filter(visit_id=visit_id, state=OfferState.OPEN).select_related("visit").first()
    if made is None:
        return
    provider = story.team.actors[made.provider_id]
    with processing(provider, Purpose.SERVICE_DELIVERY, at, place="jobs.seed"):
        if not _is_regular(story, visit_id) and names.lucky(story.chance, 4):
            visit = offers.decline(made, story.chance.choice(list(DeclineReason)), by=provider, at=at)
            _await_answer(story, visit, at)
            return
        visit = offers.accept(made, by=provider, at=at)
    _plan_visit(story, visit, at)


def _plan_visit(story: Story, visit: Visit, at: datetime) -> None:
    if _is_regular(story, visit.id):
        pass
    elif names.lucky(story.chance, 4):
        between = (visit.starts_at - at) * story.chance.uniform(0.2, 0.95)
        story.at(at + between, lambda now: _cancel(story, visit.id, now))
    elif names.lucky(story.chance, 1.5):
        story.at(visit.starts_at + timedelta(minutes=20), lambda now: _no_show(story, visit.id, now))
        return
    late = timedelta(minutes=story.chance.randint(-5, 12))
    story.at(visit.starts_at + late - timedelta(minutes=18), lambda now: _work(story, visit.id, "travel", now))
    story.at(visit.starts_at + late, lambda now: _work(story, visit.id, "start", now))
    ends_at = visit.ends_at + timedelta(minutes=story.chance.randint(-20, 10))
    story.at(ends_at, lambda now: _finish(story, visit.id, now))


def _work(story: Story, visit_id: UUID, step: str, at: datetime) -> None:
    visit = Visit.objects.select_related("provider").get(id=visit_id)
    if visit.provider is None:
        return
    by = story.team.actors[visit.provider.id]
    {"travel": work.travel, "start": work.start, "finish": work.finish}[step](visit, by=by, at=at)


def _finish(story: Story, visit_id: UUID, at: datetime) -> None:
    visit = Visit.objects.select_related("provider").get(id=visit_id)
    if visit.provider is None:
        return
    by = story.team.actors[visit.provider.id]
    with processing(by, Purpose.SERVICE_DELIVERY, at, place="jobs.seed"):
        for line in visit.order.lines.filter(kind=work.ADD_ON):
            work.tick(visit, line, by=by, at=at)
        work.finish(visit, by=by, at=at)
        if names.lucky(story.chance, 50):
            topic, words = story.chance.choice(COMMENTS)
            comments.leave(visit, topic, words, by=by, at=at)
    is_kept_to_be_rated = _is_regular(story, visit_id) and story.until - at < NEW
    if not is_kept_to_be_rated and names.lucky(story.chance, 60):
        story.at(at + timedelta(hours=story.chance.randint(1, 40)), lambda now: _rate(story, visit_id, now))


def _is_regular(story: Story, visit_id: UUID) -> bool:
    return story.clients[visit_id] is story.regular


def _rate(story: Story, visit_id: UUID, at: datetime) -> None:
    visit = Visit.objects.get(id=visit_id)
    by = _customer(story, visit, at)
    with processing(by, Purpose.SERVICE_DELIVERY, at, place="jobs.seed"):
        acceptance.accept(visit, by=by, at=at)
        stars, words = story.chance.choice(RATINGS)
        ratings.rate(visit, stars, words, by=by, at=at)


def _cancel(story: Story, visit_id: UUID, at: datetime) -> None:
    visit = Visit.objects.get(id=visit_id)
    by = _customer(story, visit, at)
    visits.cancel(visit, story.chance.choice([CancelReason.NOT_NEEDED, CancelReason.ILLNESS]), by=by, at=at)


def _no_show(story: Story, visit_id: UUID, at: datetime) -> None:
    visit = Visit.objects.select_related("provider").get(id=visit_id)
    if visit.provider is not None and visit.state == VisitState.ACCEPTED:
        visits.mark_no_show(visit, by=story.team.actors[visit.provider.id], at=at)


def _customer(story: Story, visit: Visit, at: datetime) -> Actor:
    client = story.clients[visit.id]
    orders.open_account(client, at=at)
    return orders.actor_of(client, visit.subject_id, at)


def _office_morning(story: Story) -> Act:
    def act(at: datetime) -> None:
        undo.tell(at=at)
        offers.expire(at=at)
        acceptance.settle(at=at)
        for invoice_id in invoices.issue_due(at=at):
            letters.mail(invoice_id, at=at)
            if names.lucky(story.chance, 78):
                pays_at = at + timedelta(days=story.chance.randint(1, 15), hours=4)
                story.at(pays_at, _paying(invoice_id))

    return act


def _paying(invoice_id: UUID) -> Act:
    def act(at: datetime) -> None:
        by = Actor.system("billing")
        with processing(by, Purpose.INVOICING, at, place="jobs.seed"):
            invoice = billing.invoice(invoice_id)
            if invoice is not None:
                left = billing.account_of(invoice, at=at).open
                payments.record(invoice, amount=left, paid_on=walltime.day_of(at), expected_open=left, by=by, at=at)

    return act
