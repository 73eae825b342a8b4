"""Who works for the demo company: the office and twelve providers, who accepted their invitations themselves."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID

from lupaus.accounts import actors, grants, users
from lupaus.communication.models import Message
from lupaus.jobs.seed import names
from lupaus.jobs.seed.company import Shop
from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.promises import Actor, Purpose, Role
from lupaus.providers import invitations, providers
from lupaus.providers.models import LeaveKind, Provider
from lupaus.providers.providers import Person, Shift
from lupaus.register import geocoding
from lupaus.scheduling import leaves
from lupaus.vault.models import SubjectKind
from lupaus.vault.reading import processing
from lupaus.vault.subjects import mint

OFFICE: Final = (
    ("omistaja@malli.example", (Role.OWNER, Role.OFFICE)),
    ("toimisto@malli.example", (Role.OFFICE,)),
    ("tietosuoja@malli.example", (Role.PRIVACY,)),
)
AREAS: Final = (("00", "01", "02"), ("00",), ("00", "02"), ("00", "01"))
HOMES: Final = (
    "00500",
    "00700",
    "02100",
    "00300",
    "00900",
    "01300",
    "00250",
    "00560",
    "02600",
    "00800",
    "00150",
    "01600",
)
WEEKS: Final = (
    (range(5), time(8), time(16)),
    (range(5), time(7), time(15)),
    (range(1, 6), time(9), time(16)),
    (range(5), time(12), time(20)),
)


@dataclass(frozen=True, slots=True)
class Team:
    """The providers who have accounts, as actors by the provider's id, so that each acts for themselves."""

    actors: dict[UUID, Actor]


def hire_office(*, by: Actor, at: datetime) -> None:
    """Open accounts for the owner, the office and the data-protection officer."""
    for address, roles in OFFICE:
        user = users.open_account(address, mint(SubjectKind.STAFF, at=at), by=by, at=at, verified=True)
        for role in roles:
            grants.give(user, role, by=by, at=at)


def hire_providers(shop: Shop, chance: Random, *, by: Actor, at: datetime, today: datetime) -> Team:
    """Take twelve providers on; all but the last, who was invited only yesterday, have opened their accounts."""
    team = Team({})
    *old, newest = enumerate(names.PROVIDERS)
    for number, name in old:
        provider = _register(number, name, by=by, at=at)
        _set_to_work(provider, number, shop, chance, by=by, at=at)
        invitations.invite(provider, by=by, at=at, now=at)
        user = invitations.accept(_mailed_token(provider, at), at=at, now=at)
        team.actors[provider.id] = actors.actor_of(user, at=at)
    yesterday = today - timedelta(days=1)
    late = _register(*newest, by=by, at=yesterday)
    invitations.invite(late, by=by, at=yesterday, now=yesterday)
    return team


def plan_leaves(team: Team, *, by: Actor, at: datetime, today: datetime) -> None:
    """Let two providers be away in some weeks, planned before anybody ordered: so no visit can be in the way."""
    monday = walltime.day_of(today) + timedelta(days=35 - walltime.day_of(today).weekday())
    for provider in Provider.objects.filter(id__in=team.actors).order_by("lane")[:2]:
        week = Period(walltime.midnight(monday), walltime.midnight(monday + timedelta(days=7)))
        leaves.register(provider, week, LeaveKind.VACATION, by=by, at=at)


def _register(number: int, name: tuple[str, str], *, by: Actor, at: datetime) -> Provider:
    first, last = name
    address = names.mailbox(first, last, number + 1).replace("asiakas", "tekija")
    person = Person(first_name=first, last_name=last, email=address, phone=names.phone(900_000 + number))
    area = geocoding.area(HOMES[number])
    return providers.register(person, by=by, at=at, home=area.coordinates.grid() if area else None)


def _set_to_work(provider: Provider, number: int, shop: Shop, chance: Random, *, by: Actor, at: datetime) -> None:
    everybody_can = {"Kotisiivous", "Kotiapu"}
    can = [each for name, each in shop.services.items() if name in everybody_can or names.lucky(chance, 60)]
    providers.set_skills(provider, can, by=by, at=at)
    providers.set_areas(provider, AREAS[number % len(AREAS)], by=by, at=at)
    days, starts, ends = WEEKS[number % len(WEEKS)]
    noon = time(12) if starts < time(12) < ends and number % 3 == 0 else None
    shifts = [Shift(day, *part) for day in days for part in _parts(starts, ends, noon)]
    providers.set_hours(provider, shifts, by=by, at=at)


def _parts(starts: time, ends: time, noon: time | None) -> list[tuple[time, time]]:
    return [(starts, noon), (time(12, 30), ends)] if noon else [(starts, ends)]


def _mailed_token(provider: Provider, at: datetime) -> str:
    """Read the link in the letter, as the provider does."""
    with processing(Actor.system("communication"), Purpose.MESSAGING, at, place="jobs.seed"):
        letter = Message.objects.filter(subject_id=provider.subject_id).latest("written_at")
        found = re.search(r"/invitation/([\w-]+)/", letter.content["text"])
    if found is None:
        raise LookupError("the invitation holds no link")
    return found[1]
