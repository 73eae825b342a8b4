"""Hand a provider's whole day over to others: somebody is ill, and the visits of the day need somebody else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lupaus.kernel.refused import Refused
from lupaus.promises import Actor
from lupaus.providers.models import Provider
from lupaus.scheduling import availability, queries, rules, visits
from lupaus.scheduling.models import Visit, VisitState


@dataclass(frozen=True, slots=True)
class Duty:
    """One visit of the day that somebody else has to do, and who can be there, the best first."""

    visit: Visit
    able: tuple[Provider, ...]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of a day: which visits were offered to others, and which could not be, with the reason."""

    offered: tuple[Visit, ...]
    refused: Mapping[UUID, str]


def duties(provider: Provider, day: date, *, at: datetime) -> list[Duty]:
    """Return the visits of a day that stand in the provider's row and have not begun, each with who could do it."""
    row = next((lane for lane in queries.day_board(day) if lane.provider == provider), None)
    found = [each for each in (row.visits if row else ()) if _is_open(each, at=at)]
    return [Duty(visit, tuple(able(visit, without=provider, at=at))) for visit in found]


def able(visit: Visit, *, without: Provider | None, at: datetime) -> list[Provider]:
    """Return who has the skill, the hours, the time and the way for a visit, the best first."""
    wanted = availability.request_to_move(visit, at=at, is_office=True)
    lanes = availability.lanes_at(wanted, visit.starts_at, at=at, is_agreed=True)
    found = Provider.objects.in_bulk(lanes, field_name="lane")
    return [found[lane] for lane in lanes if found[lane] != without]


def hand_over(chosen: Iterable[tuple[Visit, Provider]], *, by: Actor, at: datetime) -> HandedOver:
    """Offer each visit to who was chosen for it. Each is a transaction of its own: one that fails keeps nobody else."""
    offered: list[Visit] = []
    refused: dict[UUID, str] = {}
    for visit, provider in chosen:
        try:
            with transaction.atomic():
                visits.reassign(visit, provider, by=by, at=at)
            offered.append(visit)
        except Refused as no:
            refused[visit.pk] = str(no)
    return HandedOver(tuple(offered), refused)


def _is_open(visit: Visit, *, at: datetime) -> bool:
    return VisitState.OFFERED in rules.STEPS[VisitState(visit.state)] and visit.ends_at > at
