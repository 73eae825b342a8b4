"""Send what lies in the outbox: one message, one transaction.

A crash between the carrier's yes and our commit sends a message twice; both copies have one Message-ID, so the
recipient's program shows one. That is why we promise one distinct message, not one sending.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lupaus.communication import addresses, kinds
from lupaus.communication.carriers import Carrier, Parcel, RefusedForGood, TryLater, carrier
from lupaus.communication.letters import Attachment
from lupaus.communication.models import WAITS_FOR_PARTNER, Channel, DeadAddress, Message, State
from lupaus.company import queries as company
from lupaus.foundation.wake import wake
from lupaus.partners import disclosures, egress, gate
from lupaus.partners.models import Way
from lupaus.partners.queries import Standing
from lupaus.promises import Basis, Category, Purpose, Recipient
from lupaus.vault.fields import blind

_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(minutes=10)
"""After a mail server comes back, everything is out within a quarter of an hour. Source: trust, D7."""
_GIVE_UP = timedelta(days=3)

LEAVES_BY: Final = {
    Channel.EMAIL: (Recipient.MAIL_CARRIER, Way.MAIL, (Category.EMAIL, Category.MESSAGE)),
    Channel.SMS: (Recipient.TEXT_CARRIER, Way.TEXT, (Category.PHONE, Category.MESSAGE)),
}
"""Who carries a channel's messages, and what it learns."""


@transaction.atomic
def deliver(message_id: UUID, *, at: datetime) -> Message | None:
    """Hand one queued message to its carrier and return it as it stands then.

    None when there is nothing to do: it has left already, is not due yet, or another worker has it in hand.
    The caller has opened processing for messages.
    """
    is_due = Q(attempts=0) | Q(next_attempt_at__lte=at)
    queued = Message.objects.select_for_update(skip_locked=True).filter(is_due, pk=message_id, state=State.QUEUED)
    message = queued.first()
    if message is None:
        return None
    message.attempts += 1
    _attempt(message, at)
    message.save()
    return message


@transaction.atomic
def wake_due(*, at: datetime) -> int:
    """Wake the sending of messages that a carrier could not take and that are due again; return how many.

    Also of those whose first job has not come in ten minutes; each of these is woken once in ten minutes, so that a
    long queue does not grow by being looked at.
    """
    waiting = Message.objects.filter(state=State.QUEUED)
    again = waiting.filter(attempts__gt=0, next_attempt_at__lte=at)
    left = waiting.filter(attempts=0, next_attempt_at__lte=at - _LONGEST_PAUSE)
    due = [*again.values_list("pk", flat=True), *left.values_list("pk", flat=True)]
    left.update(next_attempt_at=at)
    for pk in due:
        wake("communication.deliver", message_id=str(pk))
    return len(due)


def _attempt(message: Message, at: datetime) -> None:
    channel = Channel(message.channel)
    to = message.to or addresses.address_of(message.subject_id, channel)
    if not to:
        return _settle(message, State.FAILED, at, "no_address")
    if _is_dead(message, to):
        return _settle(message, State.BOUNCED, at, "dead_address")
    chosen = carrier(channel)
    if chosen is None:
        return _settle(message, State.KEPT, at)
    return _hand_over(message, to, chosen, at)


def _hand_over(message: Message, to: str, chosen: Carrier, at: datetime) -> None:
    try:
        _carry(message, to, chosen, at)
    except gate.NotAllowed as no:
        _wait(message, no, at)
    except TryLater as later:
        if at - message.written_at >= _GIVE_UP:
            return _settle(message, State.FAILED, at, later.reason)
        message.error = later.reason
        message.next_attempt_at = at + _pause(message.attempts)
    except RefusedForGood as never:
        if never.is_address:
            _note_dead(message, to, at)
        return _settle(message, State.BOUNCED if never.is_address else State.FAILED, at, never.reason)
    else:
        _settle(message, State.SENT, at)


def _carry(message: Message, to: str, chosen: Carrier, at: datetime) -> None:
    """Hand the message to its carrier through the door, and write down who learnt what of whom."""
    parcel = _parcel(message, to, at)
    if not chosen.host:  # a fake on this machine: nothing leaves
        chosen.carry(parcel)
        return
    recipient, way, categories = LEAVES_BY[Channel(message.channel)]
    with egress.towards(recipient, chosen.host, categories=categories, at=at) as partner:
        try:
            chosen.carry(parcel)
        except RefusedForGood:
            _disclosed(message, partner, way, categories, at)
            raise
        _disclosed(message, partner, way, categories, at)


def _wait(message: Message, no: gate.NotAllowed, at: datetime) -> None:
    """Let a message lie until its carrier may have it again: nothing is lost, and the waiting is no failed attempt.

    Only a code or link that signs somebody in is given up in the end: it would open nothing any more.
    """
    error = f"{WAITS_FOR_PARTNER}{no.verdict.reasons[0].gap}"
    if kinds.named(message.kind).is_secret and at - message.written_at >= _GIVE_UP:
        _settle(message, State.FAILED, at, error)
        return
    message.attempts -= 1
    message.error = error
    message.next_attempt_at = at + _LONGEST_PAUSE if message.attempts else at


def _disclosed(
    message: Message, partner: Standing | None, way: Way, categories: tuple[Category, ...], at: datetime
) -> None:
    if partner is not None:
        purpose, basis = Purpose.MESSAGING, Basis.CONTRACT
        disclosures.record(
            [message.subject_id], partner.partner.pk, categories, purpose=purpose, basis=basis, way=way, at=at
        )


def _settle(message: Message, state: State, at: datetime, error: str = "") -> None:
    message.state, message.error, message.settled_at, message.next_attempt_at = state, error, at, None


def _pause(attempts: int) -> timedelta:
    doubled: timedelta = _FIRST_PAUSE * 2 ** min(attempts - 1, 10)
    return min(doubled, _LONGEST_PAUSE)


def _parcel(message: Message, to: str, at: datetime) -> Parcel:
    content: dict[str, str] = message.content
    sender = company.profile_or_none(at)
    enclosures = message.enclosures.order_by("pk")
    return Parcel(
        id=message.pk,
        to=to,
        subject=content["subject"],
        text=content["text"],
        html=content["html"],
        sender_name=sender.name if sender else "Lupaus",
        reply_to=sender.email if sender else "",
        attachments=tuple(Attachment(each.name, each.mime, each.content) for each in enclosures),
    )


def _is_dead(message: Message, to: str) -> bool:
    if kinds.named(message.kind).is_secret:
        return False  # somebody is waiting for this code, and a mailbox may have been emptied since
    dead = DeadAddress.objects.filter(subject=message.subject_id, channel=message.channel)
    return dead.filter(address_index=blind("email", to)).exists()


def _note_dead(message: Message, to: str, at: datetime) -> None:
    known = DeadAddress.objects.filter(
        subject=message.subject_id, channel=message.channel, address_index=blind("email", to)
    )
    if not known.exists():
        DeadAddress.objects.create(subject_id=message.subject_id, channel=message.channel, address=to, refused_at=at)
