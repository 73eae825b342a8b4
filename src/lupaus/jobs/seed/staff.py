"""Who works for the demo company: the office and twelve providers, who accepted their invitations themselves."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID

from lupaus.accounts import actors, confidentiality, grants, users
from lupaus.accounts.confidentiality_text import FIRST_VERSION
from lupaus.accounts.models import User
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

OFFICE: Final[tuple[tuple[str, str, tuple[Role, ...]], ...]] = (
    ("omistaja@malli.example", "Oona Omistaja", (Role.OWNER, Role.OFFICE)),
    ("osakas@malli.example", "Otto Osakas", (Role.OWNER,)),
    ("toimisto@malli.example", "Tiina Toimisto", (Role.OFFICE,)),
    ("tietosuoja@malli.example", "Taru Tietosuoja", (Role.PRIVACY,)),
)
"""The second person has to be an owner: what one owner proposes another approves."""
SIGNED_FOR_DAYS: Final = 730
"""Longer than the story of the demo company, which begins weeks before it is shown and may be walked on a year."""
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
    """Open accounts for the owners, the office and the data-protection officer; all have signed the agreement.

    The first owner, whom a command makes, gives the second one the role alone; from then on one proposes and the
    other approves.
    """
    (address, name, roles), *others = OFFICE
    first = users.open_account(address, mint(SubjectKind.STAFF, at=at), by=by, at=at, verified=True)
    for role in roles:
        grants.give(first, role, by=by, at=at)
    confidentiality.publish(FIRST_VERSION, by=by, at=at, valid_days=SIGNED_FOR_DAYS)
    sign(first, name, at=at)
    approving: Actor | None = None
    for address, name, roles in others:
        user = users.open_account(address, mint(SubjectKind.STAFF, at=at), by=by, at=at, verified=True)
        for role in roles:
            asked = grants.propose(user, role, by=actors.actor_of(first, at=at), at=at)
            if asked.granted_from is None and approving is not None:
                grants.approve(asked, by=approving, at=at)
        sign(user, name, at=at)
        approving = approving or actors.actor_of(user, at=at)


def sign(user: User, name: str, *, at: datetime) -> None:
    """Let somebody sign the confidentiality agreement, as they do when they first sign in."""
    version = confidentiality.current()
    if version is None:
        raise LookupError("there is no agreement to sign")
    by = actors.actor_of(user, at=at)
    confidentiality.sign(version, user.subject, name=name, read_hash=version.text_hash, by=by, at=at)


def hire_providers(shop: Shop, chance: Random, *, by: Actor, at: datetime, today: datetime) -> Team:
    """Take twelve providers on; all but the last, who was invited only yesterday, have opened their accounts."""
    team = Team({})
    *old, newest = enumerate(names.PROVIDERS)
    for number, name in old:
        provider = _register(number, name, by=by, at=at)
        _set_to_work(provider, number, shop, chance, by=by, at=at)
        invitations.invite(provider, by=by, at=at, now=at)
        user = invitations.accept(_mailed_token(provider, at), at=at, now=at)
        sign(user, " ".join(name), at=at)
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
