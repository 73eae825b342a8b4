"""Questions about providers: who can do what, where and when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from lupaus.accounts.models import Signature
from lupaus.kernel.place import GridPoint
from lupaus.promises import Actor
from lupaus.providers.models import Attestation, FirmPerson, Invitation, Leave, Provider, Skill, WorkingHours
from lupaus.providers.providers import Shift

SHORTEST_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Worker:
    """What the engine knows of a provider: a lane, a first place and a working week. No name opens for it."""

    provider_id: UUID
    lane: int
    home: GridPoint | None
    shifts: tuple[Shift, ...]


def timetable(service_id: UUID, postcode: str, *, at: datetime) -> tuple[Worker, ...]:
    """Return who could carry out a service in a postcode, with their weeks, in the order of lanes.

    Two queries for any number of providers, none of them opens anything. Leave is not taken off and company hours
    are not applied: leave stands in the calendar, and opening hours in `company.calendar`.
    """
    found = candidates(service_id, postcode, at=at).values_list("id", "lane", "home_row", "home_column")
    weeks = _weeks([row[0] for row in found])
    return tuple(
        Worker(provider_id, lane, None if row is None or column is None else GridPoint(row, column), weeks[provider_id])
        for provider_id, lane, row, column in found
    )


def workers_by_skill(provider_ids: Iterable[UUID], *, at: datetime) -> dict[tuple[UUID, UUID], Worker]:
    """Return those of some providers who can be given visits, by (provider, service); three queries, opens nothing."""
    known = set(provider_ids)
    found = assignable(at=at).filter(id__in=known).values_list("id", "lane", "home_row", "home_column")
    weeks = _weeks([row[0] for row in found])
    workers = {
        provider_id: Worker(
            provider_id, lane, None if row is None or column is None else GridPoint(row, column), weeks[provider_id]
        )
        for provider_id, lane, row, column in found
    }
    pairs = Skill.objects.filter(provider_id__in=workers).values_list("provider_id", "service_id")
    return {(provider_id, service_id): workers[provider_id] for provider_id, service_id in pairs}


def candidates(service_id: UUID, postcode: str, *, at: datetime) -> QuerySet[Provider]:
    """Return who can be given visits, has the skill and works in the postcode, in the order of lanes."""
    here = Q()
    for length in range(SHORTEST_PREFIX, len(postcode) + 1):
        here |= Q(areas__prefix=postcode[:length])
    return assignable(at=at).filter(here, skills__service_id=service_id).distinct()


def is_served(postcode: str, *, at: datetime) -> bool:
    """Say whether anybody who can be given visits works in a postcode, whatever the service."""
    prefixes = [postcode[:length] for length in range(SHORTEST_PREFIX, len(postcode) + 1)]
    return assignable(at=at).filter(areas__prefix__in=prefixes).exists()


def served_areas(*, at: datetime) -> dict[UUID, frozenset[str]]:
    """Return by service the beginnings of the postcodes in which anybody carries it out; one query."""
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    carried_out = assignable(at=at).filter(skills__service_id__isnull=False, areas__prefix__isnull=False)
    for service_id, prefix in carried_out.values_list("skills__service_id", "areas__prefix").distinct():
        found[service_id].add(prefix)
    return {service_id: frozenset(prefixes) for service_id, prefixes in found.items()}


def active() -> QuerySet[Provider]:
    """Return the providers who have not left, in the order of lanes."""
    return Provider.objects.filter(left_at=None)


def assignable(*, at: datetime) -> QuerySet[Provider]:
    """Return who can be given visits: those who work here and are bound to secrecy, in the order of lanes.

    They have signed themselves, and when they work for a firm, it is committed and attests for them.

    Source: notice, "Henkilötietojen suojauksen periaatteet": partners and their employees are bound too.
    """
    signed = Signature.objects.live(at).filter(Q(subject=OuterRef("subject")) | Q(subject=OuterRef("user__subject")))
    attested = Attestation.objects.filter(
        provider=OuterRef("id"), firm=OuterRef("firm"), given_at__lte=at, until__gt=at
    )
    vouched_for = Q(firm=None) | Q(Exists(attested), firm__committed_until__gt=at)
    return active().filter(Exists(signed)).filter(vouched_for)


def bookable(*, at: datetime) -> QuerySet[Provider]:
    """Return who can be given visits and has a skill, an area and working hours."""
    return assignable(at=at).filter(id__in=equipped())


def equipped() -> QuerySet[Provider]:
    """Return the providers who have a skill, an area and working hours, whether they have signed or not."""
    return active().filter(skills__isnull=False, areas__isnull=False, working_hours__isnull=False).distinct()


def everybody() -> QuerySet[Provider]:
    """Return all providers, those who have left too, with what a list of them shows."""
    return Provider.objects.prefetch_related("skills", "areas", "working_hours", "invitations")


def provider_of(actor: Actor) -> Provider | None:
    """Return the provider who acts, None when the actor is not one."""
    return Provider.objects.filter(user_id=actor.id).first() if actor.id else None


def language_of(subject_id: UUID) -> str:
    """Return the language that a provider, or who answers for a firm, has chosen; empty for everybody else."""
    for people in (Provider.objects.all(), FirmPerson.objects.all()):
        spoken = people.filter(subject_id=subject_id).values_list("user__language", flat=True).first()
        if spoken:
            return str(spoken)
    return ""


def address_of(subject_id: UUID, channel: str) -> str | None:
    """Return where a provider is reached by "email" or "sms", None for everybody else; reads as the caller may.

    Who answers for a firm is reached by "email" only.
    """
    found = Provider.objects.filter(subject_id=subject_id).first()
    if found is None:
        person = FirmPerson.objects.filter(subject_id=subject_id).first()
        return str(person.email) if person is not None and channel == "email" else None
    address: str = found.email if channel == "email" else found.phone
    return address


def leaves_of(provider: Provider, *, from_at: datetime) -> tuple[Leave, ...]:
    """Return the leaves of a provider that have not ended by a moment, earliest first."""
    return tuple(provider.leaves.filter(until_at__gt=from_at))


def newest_invitation(provider: Provider) -> Invitation | None:
    """Return the last invitation sent to a provider; uses what `everybody` fetched."""
    return max(provider.invitations.all(), key=lambda sent: sent.sent_at, default=None)


def _weeks(provider_ids: list[UUID]) -> defaultdict[UUID, tuple[Shift, ...]]:
    weeks: defaultdict[UUID, tuple[Shift, ...]] = defaultdict(tuple)
    rows = WorkingHours.objects.filter(provider_id__in=provider_ids).order_by("weekday", "starts")
    for provider_id, weekday, starts, ends in rows.values_list("provider_id", "weekday", "starts", "ends"):
        weeks[provider_id] += (Shift(weekday, starts, ends),)
    return weeks
