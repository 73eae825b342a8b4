"""All clock-driven work. Each pulls what is due from its room, so doing it twice changes nothing."""

from datetime import datetime, time

from lupaus.accounts import factors, sessions, sign_in_links
from lupaus.communication import delivery, messages
from lupaus.foundation import clock
from lupaus.jobs.periodic import daily, every
from lupaus.promises import Actor, Purpose
from lupaus.vault import subjects


@every("communication.wake_due", Purpose.MESSAGING, minutes=1)
def wake_due_messages(*, by: Actor, at: datetime) -> None:  # noqa: ARG001 -- every chore is told who acts
    """Try again what a carrier could not take."""
    delivery.wake_due(at=at)


@every("accounts.sweep", Purpose.SECURITY, minutes=60)
def sweep_accounts(*, by: Actor, at: datetime) -> None:  # noqa: ARG001 -- they keep wall time, as secrets do
    """Delete sessions and links that are over, and secrets that nothing uses."""
    sessions.sweep(clock.wall())
    sign_in_links.sweep(clock.wall())
    factors.sweep()


@daily("communication.sweep", Purpose.MESSAGING, at=time(3, 10))
def sweep_messages(*, by: Actor, at: datetime) -> None:  # noqa: ARG001 -- every chore is told who acts
    """Delete messages that have been kept long enough."""
    messages.sweep(at)


@daily("vault.sweep_orphans", Purpose.SECURITY, at=time(3, 20))
def sweep_orphans(*, by: Actor, at: datetime) -> None:  # noqa: ARG001 -- every chore is told who acts
    """Destroy keys that were reserved and never used, and finish what a crash left undone."""
    subjects.finish_destructions(at=at)
    subjects.sweep_orphans(wall_at=clock.wall())
