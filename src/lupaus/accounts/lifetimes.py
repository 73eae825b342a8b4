"""How long a sign-in lasts, by the wall clock: without use, and at most.

Source: trust, 7.3.1 and 7.3.2.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lupaus.accounts.models import Session
from lupaus.promises import Actor, Role


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The longest pause between two requests, and the longest time from sign-in to sign-out."""

    idle: timedelta
    absolute: timedelta


STAFF = Lifetime(idle=timedelta(minutes=30), absolute=timedelta(hours=12))
PROVIDER = Lifetime(idle=timedelta(days=14), absolute=timedelta(days=14))
CUSTOMER = Lifetime(idle=timedelta(days=30), absolute=timedelta(days=30))
VISITOR = Lifetime(idle=timedelta(hours=24), absolute=timedelta(hours=24))
"""A visitor's session holds at most an order draft, which dies after 24 hours.

Source: vault design, "Sign-in, sessions, drafts".
"""

LONGEST = CUSTOMER.absolute


def of(actor: Actor) -> Lifetime:
    """Return the lifetime of a signed-in actor's sessions: the shortest that any of their roles asks for."""
    if actor.is_staff:
        return STAFF
    return PROVIDER if actor.has(Role.PROVIDER, Role.FIRM) else CUSTOMER


def is_over(session: Session, lifetime: Lifetime, now: datetime) -> bool:
    """Say whether a session has ended; the first moment after its time is over."""
    return now - session.seen_at >= lifetime.idle or now - session.begun_at >= lifetime.absolute
