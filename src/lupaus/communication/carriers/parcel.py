"""What a carrier is handed, and the two ways in which it may say no."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from lupaus.communication.letters import Attachment


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message, opened for its carrier. `id` stays the same however often it is handed over."""

    id: UUID
    to: str
    text: str
    subject: str = ""
    html: str = ""
    sender_name: str = ""
    reply_to: str = ""
    attachments: tuple[Attachment, ...] = ()


class Carrier(Protocol):
    """Somebody who carries messages; every implementation passes `tests/communication/test_carriers_contract.py`.

    `host` is the machine it speaks to, "" when nothing leaves this one.
    """

    @property
    def host(self) -> str:
        """Return the machine it speaks to."""

    def carry(self, parcel: Parcel) -> None:
        """Hand the message over; it has left the house when this returns.

        Raises:
            TryLater: not now; nothing is wrong with the message.
            RefusedForGood: never.
        """


class NotCarried(Exception):
    """The carrier said no. `reason` is a code or the name of an error, never a text from outside."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class TryLater(NotCarried):
    """The carrier is out of reach or busy."""


class RefusedForGood(NotCarried):
    """The carrier will never take it; `is_address` says that the address is why."""

    def __init__(self, reason: str, *, is_address: bool) -> None:
        self.is_address = is_address
        super().__init__(reason)
