"""Who could do the visits of a provider who is ill: one day, each visit by itself."""

from dataclasses import dataclass
from datetime import date, datetime

from lupaus.providers.models import Provider
from lupaus.scheduling import availability, queries, rules
from lupaus.scheduling.models import Visit, VisitState


@dataclass(frozen=True, slots=True)
class Duty:
    """One visit of the day that somebody else has to do, and who can be there, the best first."""

    visit: Visit
    able: tuple[Provider, ...]


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


def _is_open(visit: Visit, *, at: datetime) -> bool:
    return VisitState.OFFERED in rules.STEPS[VisitState(visit.state)] and visit.ends_at > at
