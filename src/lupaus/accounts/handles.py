"""Handles: what stands for an e-mail address in every table of ours and of allauth.

A handle looks like an address, so that libraries take it for one, and leads to nobody: the reserved domain
"invalid" never receives mail.

Source: RFC 2606, 2; vault design, "Sign-in, sessions, drafts".
"""

from datetime import datetime

from lupaus.accounts.models import SealedAddress
from lupaus.promises import Actor, Purpose
from lupaus.vault.fields import blind
from lupaus.vault.models import Subject
from lupaus.vault.reading import processing

_DOMAIN = "@sealed.invalid"


class UnknownHandle(LookupError):
    """Nobody has sealed an address behind this handle."""


def handle(address: str) -> str:
    """Return the handle of an address; the handle of a handle is the handle itself."""
    return address.lower() if is_handle(address) else blind("email", address) + _DOMAIN


def is_handle(text: str) -> bool:
    """Say whether a text is a handle already."""
    return text.lower().endswith(_DOMAIN)


def index_of(handle_: str) -> str:
    """Return the blind index in a handle: equal to the `email_index` of the same address in other rooms."""
    return handle_.removesuffix(_DOMAIN)


def seal_address(address: str, subject: Subject, *, at: datetime) -> SealedAddress:
    """Keep the address behind its handle under the subject's key; sealing it again changes nothing."""
    known = SealedAddress.objects.filter(handle=handle(address), subject=subject).first()
    return known or SealedAddress.objects.create(
        handle=handle(address), subject=subject, address=canonical(address), sealed_at=at
    )


def address_behind(handle_: str, *, at: datetime) -> str:
    """Return the address behind a handle, opened and journalled as the program's own act.

    Raises:
        UnknownHandle: no address was sealed behind it, or its owner has been erased.
    """
    with processing(Actor.system("accounts"), Purpose.IDENTIFICATION, at, place="accounts.address_behind"):
        row = SealedAddress.objects.filter(handle=handle_).order_by("sealed_at").first()
        address = row.address if row else None
    if not isinstance(address, str):
        raise UnknownHandle(handle_)
    return address


def canonical(address: str) -> str:
    """Return the address as it is compared and written: without space around it, in lower case."""
    return address.strip().lower()
