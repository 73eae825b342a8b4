"""All clock-driven work. Each pulls what is due from its room, so doing it twice changes nothing.

The order counts where two are due at once: silence is acceptance before an invoice is due.
"""

from datetime import datetime, time, timedelta

from lupaus.accounts import factors, known_devices, sessions, sign_in_links
from lupaus.billing import invoices
from lupaus.care import requests
from lupaus.communication import access_letters, delivery, messages, registrant_letters
from lupaus.exchange import imports
from lupaus.foundation import clock
from lupaus.jobs import queue
from lupaus.jobs.periodic import daily, every
from lupaus.keys import keystore
from lupaus.orders import drafts
from lupaus.privacy import live, versions
from lupaus.privacy.channel import probes
from lupaus.promises import Actor, Purpose
from lupaus.providers import proposals
from lupaus.register import merging
from lupaus.scheduling import acceptance, holds, night_offers, offers, reminders, series_moves, series_roll, undo
from lupaus.vault import subjects

_A_WEEK = 7 * 24 * 60


@every("exchange.sweep_files", Purpose.CUSTOMER_CARE, minutes=10)
def sweep_files(*, by: Actor, at: datetime) -> None:
    """Throw away files that were to bring a register in and have lain here for a day."""
    del by
    imports.sweep(at=at)


@every("scheduling.sweep_holds", Purpose.SERVICE_DELIVERY, minutes=10)
def sweep_holds(*, by: Actor, at: datetime) -> None:
    """Let go of times that nobody ordered."""
    del by
    holds.sweep(at=at)


@every("scheduling.expire_offers", Purpose.SERVICE_DELIVERY, minutes=5)
def expire_offers(*, by: Actor, at: datetime) -> None:
    """Pass on offers that nobody answered."""
    del by
    offers.expire(at=at)


@every("scheduling.tell_cancellations", Purpose.SERVICE_DELIVERY, minutes=1)
def tell_cancellations(*, by: Actor, at: datetime) -> None:
    """Have both sides told of cancellations and moves of series that can no longer be undone."""
    del by
    undo.tell(at=at)
    series_moves.tell(at=at)


@daily("scheduling.roll_series", Purpose.SERVICE_DELIVERY, at=time(2, 30))
def roll_series(*, by: Actor, at: datetime) -> None:
    """Put the visits of series into the calendar, eight weeks ahead."""
    del by
    series_roll.roll(at=at)


@daily("scheduling.remind", Purpose.SERVICE_DELIVERY, at=time(16, 0))
def remind_of_visits(*, by: Actor, at: datetime) -> None:
    """Remind the customers of tomorrow's visits."""
    del by
    reminders.remind(at=at)


@every("scheduling.text_night_offers", Purpose.SERVICE_DELIVERY, minutes=15)
def text_night_offers(*, by: Actor, at: datetime) -> None:
    """Text the providers to whom the night has brought offers, once it is morning."""
    del by
    night_offers.remind(at=at)


@every("scheduling.settle", Purpose.SERVICE_DELIVERY, minutes=15)
def settle_visits(*, by: Actor, at: datetime) -> None:
    """Take 48 hours of silence for acceptance."""
    del by
    acceptance.settle(at=at)


@every("billing.issue_due", Purpose.INVOICING, minutes=15)
def issue_invoices(*, by: Actor, at: datetime) -> None:
    """Issue the invoices that are due."""
    del by
    invoices.issue_due(at=at)


@every("orders.sweep_drafts", Purpose.ORDERING, minutes=60)
def sweep_drafts(*, by: Actor, at: datetime) -> None:
    """Forget orders that were begun a day ago and not placed."""
    del by
    drafts.sweep(at=at)


@daily("providers.forget_proposals", Purpose.WORKFORCE, at=time(3, 40))
def forget_proposals(*, by: Actor, at: datetime) -> None:
    """Forget whom firms proposed a month ago and nobody decided about."""
    proposals.sweep(by=by, at=at)


@daily("care.sweep_requests", Purpose.CONTACT_REQUEST, at=time(3, 30))
def sweep_requests(*, by: Actor, at: datetime) -> None:
    """Forget requests for contact of 90 days ago."""
    del by
    requests.sweep(at=at)


@every("communication.forget_registrants", Purpose.REGISTRATION, minutes=60)
def forget_registrants(*, by: Actor, at: datetime) -> None:
    """Forget who asked for an account and did not prove the address within a day."""
    del by
    registrant_letters.forget_registrants(at=at)


@every("communication.wake_due", Purpose.MESSAGING, minutes=1)
def wake_due_messages(*, by: Actor, at: datetime) -> None:
    """Try again what a carrier could not take."""
    del by
    delivery.wake_due(at=at)


@every("register.finish_merges", Purpose.CUSTOMER_CARE, minutes=60)
def finish_merges(*, by: Actor, at: datetime) -> None:
    """Make final what was merged a day ago."""
    merging.finish_due(by=by, at=at)


@every("vault.finish_destructions", Purpose.SECURITY, minutes=10)
def finish_destructions(*, by: Actor, at: datetime) -> None:
    """Destroy the keys that a crash left undestroyed."""
    del by
    subjects.finish_destructions(at=at)


@every("accounts.sweep", Purpose.SECURITY, minutes=60)
def sweep_accounts(*, by: Actor, at: datetime) -> None:
    """Delete sessions and links that are over, by the wall clock, and secrets that nothing uses."""
    del by, at
    sessions.sweep(clock.wall())
    sign_in_links.sweep(clock.wall())
    known_devices.sweep(clock.wall())
    factors.sweep()


@every("communication.tell_roles", Purpose.MESSAGING, minutes=5)
def tell_roles(*, by: Actor, at: datetime) -> None:
    """Write to owners whom a proposal waits for, and to people whose role has begun."""
    access_letters.tell_roles(by=by, at=at)


@daily("communication.remind_of_access", Purpose.MESSAGING, at=time(8, 0))
def remind_of_access(*, by: Actor, at: datetime) -> None:
    """Remind owners of the quarterly look at the roles, and everybody of a signature that ends."""
    access_letters.remind(by=by, at=at)


@daily("jobs.sweep", Purpose.SECURITY, at=time(3, 0))
def sweep_queue(*, by: Actor, at: datetime) -> None:
    """Try again what gave up within a week, and delete jobs that ended a month ago, by the wall clock of the queue."""
    del by, at
    queue.again(clock.wall() - timedelta(days=7))
    queue.sweep(clock.wall() - timedelta(days=30))


@daily("communication.sweep", Purpose.MESSAGING, at=time(3, 10))
def sweep_messages(*, by: Actor, at: datetime) -> None:
    """Delete messages that have been kept long enough."""
    del by
    messages.sweep(at)


@daily("vault.sweep_orphans", Purpose.SECURITY, at=time(3, 20))
def sweep_orphans(*, by: Actor, at: datetime) -> None:
    """Destroy keys that were reserved and never used."""
    del by, at
    subjects.sweep_orphans(wall_at=clock.wall())


@every("privacy.try_channel", Purpose.SECURITY, minutes=60)
def try_channel(*, by: Actor, at: datetime) -> None:
    """Send the day's test letter to the address for register matters, look for it there, and say how it went."""
    del by
    probes.send_due(at=at)
    probes.collect(at=at)
    live.run("channel", at=at)


@every("privacy.follow", Purpose.SECURITY, minutes=60)
def follow_recipients(*, by: Actor, at: datetime) -> None:
    """Publish the notice anew when a recipient has come or gone by the clock alone."""
    versions.follow(by=by, at=at)


@every("keys.rotate", Purpose.SECURITY, minutes=_A_WEEK)
def rotate_epoch_key(*, by: Actor, at: datetime) -> None:
    """Replace the key that wraps all keys; sessions are sealed anew before the old one is gone."""
    del by, at
    keystore.rotate(also=[lambda: sessions.reseal(clock.wall())])


@daily("privacy.check", Purpose.SECURITY, at=time(4, 0))
def check_promises(*, by: Actor, at: datetime) -> None:
    """Look at the running installation: is what the notice says true? The last of all, when the others are done."""
    del by
    live.run_all(at=at)
