"""Kinds of message: each room registers its own, and each says whether it is service or marketing.

Source: notice, "Asiakastietojen käsittelyn tarkoitukset ja peruste" (customer communication apart from marketing).
"""

from dataclasses import dataclass
from enum import StrEnum


class MessageType(StrEnum):
    """What a message is for: the agreement and the account, or selling something."""

    SERVICE = "service"
    MARKETING = "marketing"


@dataclass(frozen=True, slots=True)
class MessageKind:
    """One kind of message: "scheduling.visit_booked".

    `says` is what staff call it. `keep_days` is how long a sent one is kept; codes and links are kept for a day.
    `is_secret` marks those that sign somebody in: outside development nobody but the recipient reads them.
    """

    name: str
    type: MessageType
    says: object
    keep_days: int = 365
    is_secret: bool = False

    @property
    def room(self) -> str:
        """Return the room that writes it."""
        return self.name.partition(".")[0]


_kinds: dict[str, MessageKind] = {}


class KindIsTaken(ValueError):
    """Two kinds share a name."""


def register(kind: MessageKind) -> MessageKind:
    """Add a kind and return it; called at the top of a room's `messages.py`.

    Raises:
        KindIsTaken: another kind has this name.
    """
    if _kinds.setdefault(kind.name, kind) != kind:
        raise KindIsTaken(kind.name)
    return kind


def named(name: str) -> MessageKind:
    """Return the kind of a name.

    Raises:
        KeyError: no room has registered it; a defect.
    """
    return _kinds[name]


def every_kind() -> tuple[MessageKind, ...]:
    """Return all kinds, sorted by name."""
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.name))
