"""Write messages. Writing seals and queues; sending is a job's work (`delivery`)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.communication import gate, rendering
from lupaus.communication.kinds import MessageKind, every_kind
from lupaus.communication.letters import Attachment, Letter
from lupaus.communication.models import Channel, DeadAddress, Enclosure, Message
from lupaus.foundation.wake import wake
from lupaus.journal import entries
from lupaus.kernel.money import NBSP
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose, chosen
from lupaus.vault.models import Subject
from lupaus.vault.values import is_withheld

DELIVER = "communication.deliver"
TRACES = "traces"
"""The ground on which messages are kept, by its code; the company may choose to keep them for less."""
DEAD_DAYS = 365


class MayNotWrite(Refused):
    """The kind of message needs a consent that the person has not given."""

    message = _("Tälle henkilölle ei saa lähettää tällaista viestiä.")


class NotOneLine(Refused):
    """A subject, an address or a file name holds a line break or another control character."""

    message = _("Otsikossa tai osoitteessa on rivinvaihto. Poista se ja yritä uudelleen.")


class WithheldInLetter(TypeError):
    """A letter was made of a value that its writer was not allowed to read: a defect."""


@transaction.atomic
def send(
    kind: MessageKind,
    letter: Letter,
    *,
    to: Subject | UUID,
    by: Actor,
    at: datetime,
    address: str | None = None,
    attachments: Sequence[Attachment] = (),
    once: str = "",
) -> Message:
    """Write an e-mail to a person and queue it; it leaves when the surrounding transaction has committed.

    Without `address` it goes where the person is reached when it is sent. With `once` ("visit:<id>:confirmed",
    ids only) a second call returns the first message and writes nothing.

    Raises:
        MayNotWrite: the gate says no.
        NotOneLine: subject, address or a file name would break the message's header.
    """
    _check_lines(letter.subject, address or "", *(attachment.name for attachment in attachments))
    _check_nothing_withheld(letter)
    content = rendering.render(letter, at=at).as_json()
    message, is_new = _write(kind, Channel.EMAIL, content, to=to, by=by, at=at, address=address, once=once)
    if is_new:
        for attachment in attachments:
            Enclosure.objects.create(
                message=message,
                subject_id=message.subject_id,
                name=attachment.name,
                mime=attachment.mime,
                content=attachment.content,
            )
    return message


@transaction.atomic
def text(
    kind: MessageKind,
    words: str,
    *,
    to: Subject | UUID,
    by: Actor,
    at: datetime,
    number: str | None = None,
    once: str = "",
) -> Message:
    """Write a text message to a person and queue it; the rest as in `send`.

    Raises:
        MayNotWrite: the gate says no.
        NotOneLine: the number holds a line break.
    """
    _check_lines(number or "")
    content = {"subject": "", "text": str(words), "html": ""}
    message, _is_new = _write(kind, Channel.SMS, content, to=to, by=by, at=at, address=number, once=once)
    return message


def _write(
    kind: MessageKind,
    channel: Channel,
    content: dict[str, str],
    *,
    to: Subject | UUID,
    by: Actor,
    at: datetime,
    address: str | None,
    once: str,
) -> tuple[Message, bool]:
    if not gate.may_write(kind):
        raise MayNotWrite
    subject_id = to.pk if isinstance(to, Subject) else to
    fields = {
        "subject_id": subject_id,
        "kind": kind.name,
        "type": kind.type.value,
        "channel": channel,
        "to": address,
        "content": content,
        "written_at": at,
        "next_attempt_at": at,
    }
    if once:
        message, is_new = Message.objects.get_or_create(once=f"{kind.name}:{once}", defaults=fields)
    else:
        message, is_new = Message.objects.create(**fields), True
    if is_new:
        entries.record(
            "message.written",
            by=by,
            purpose=Purpose.MESSAGING,
            at=at,
            subjects=[subject_id],
            about=("message", message.pk),
        )
        wake(DELIVER, message_id=str(message.pk))
    return message, is_new


def sweep(at: datetime) -> int:
    """Delete settled messages whose time to be kept is over; return how many."""
    gone = 0
    for kind in every_kind():
        kept = timedelta(days=chosen.days(TRACES, kind.keep_days, at))
        old = Message.objects.filter(kind=kind.name, settled_at__lte=at - kept)
        gone += old.delete()[1].get("communication.Message", 0)
    DeadAddress.objects.filter(refused_at__lte=at - timedelta(days=chosen.days(TRACES, DEAD_DAYS, at))).delete()
    return gone


def _check_lines(*texts: str) -> None:
    if any(not character.isprintable() and character != NBSP for text in texts for character in text):
        raise NotOneLine


def _check_nothing_withheld(letter: Letter) -> None:
    if any(is_withheld(value) for part in letter.parts for value in _values(part)):
        raise WithheldInLetter(letter.subject)


def _values(part: object) -> list[object]:
    found: list[object] = []
    for name in part.__dataclass_fields__:  # type: ignore[attr-defined]  # every part is a dataclass
        value = getattr(part, name)
        found += (
            [each for pair in value for each in (pair if isinstance(pair, tuple) else (pair,))]
            if isinstance(value, tuple)
            else [value]
        )
    return found
