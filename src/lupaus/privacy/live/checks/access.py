"""Does a role or a signature that has ended still open anything?"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max, Q

from lupaus.accounts import actors
from lupaus.accounts.models import Grant, Signature, User
from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.promises import Role, Text
from lupaus.promises.actors import BOUND, STAFF

BACK: Final = timedelta(days=400)
"""How far back ended roles and signatures are looked at."""


def look(at: datetime) -> list[Finding]:
    """Return by how many accounts an ended role, or an ended signature, could be used now; no account is named."""
    roles = sum(1 for user in _with_ended_role(at) if _has_more_than_granted(user, at))
    secrecy = sum(1 for user in _with_ended_signature(at) if _opens_unsigned(user, at))
    found = [Finding(f"a role that has ended still opens: {roles} accounts", ("S52", "S53"))] if roles else []
    if secrecy:
        found.append(Finding(f"a signature that has ended still binds: {secrecy} accounts", ("S70", "S71")))
    return found


def _with_ended_role(at: datetime) -> Iterator[User]:
    ended = Grant.objects.filter(until__lte=at, until__gt=at - BACK).values("user")
    yield from User.objects.filter(pk__in=ended, is_active=True).iterator()


def _has_more_than_granted(user: User, at: datetime) -> bool:
    """Say whether the account acts in a role that no row gives it: computed from the rows, not from their query."""
    rows = Grant.objects.filter(user=user, declined_at=None).values_list("role", "granted_from", "until")
    given = {Role(role) for role, begins, ends in rows if begins and begins <= at and (ends is None or ends > at)}
    return bool(actors.actor_of(user, at=at).roles & STAFF - given)


def _with_ended_signature(at: datetime) -> Iterator[User]:
    last = Signature.objects.values("subject").annotate(last=Max("until"))
    ended = last.filter(last__lte=at, last__gt=at - BACK).values("subject")
    roles = Q(grants__role__in=[role.value for role in BOUND])
    yield from User.objects.filter(roles, subject__in=ended, is_active=True).distinct().iterator()


def _opens_unsigned(user: User, at: datetime) -> bool:
    actor = actors.actor_of(user, at=at)
    bound = Signature.objects.filter(subject__in=actor.subjects, signed_at__lte=at, until__gt=at).exists()
    return not bound and bool(actor.roles & BOUND) and not actor.must_sign(at)


CHECK: Final = LiveCheck(
    "access",
    ("S52", "S53", "S70", "S71"),
    Text(
        "Päättyvätkö pääsy ja salassapitositoumus silloin kuin on sovittu?",
        "Upphör tillträde och sekretessförbindelse när det är avtalat?",
        "Do access and confidentiality end when they were agreed to end?",
    ),
    look,
    remedy=Text(
        "Suljemme pääsyn ja tarkistamme lokista, käytettiinkö sitä.",
        "Vi stänger tillträdet och kontrollerar i loggen om det har använts.",
        "We close the access, and check in the log whether it was used.",
    ),
    mend="Pyydä omistajaa päättämään rooli heti, ja tarkista lokista, mitä sillä on katsottu.",
)
