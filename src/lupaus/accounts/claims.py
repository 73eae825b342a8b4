"""Let rooms above hand their people an account: who may claim one, and what happens when an address is proven.

Accounts stands below the customer register, so the register fills this in when the program starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from lupaus.accounts import users
from lupaus.accounts.handles import index_of
from lupaus.accounts.models import User
from lupaus.promises import Actor
from lupaus.vault.models import Subject


class Claim(Protocol):
    """Called after a sign-in that proved the e-mail address; must be harmless when repeated."""

    def __call__(self, user: User, email_index: str, *, by: Actor, at: datetime) -> object:
        """Link what belongs to the address with the account."""


class Moved(Protocol):
    """Called after an account has moved to another, proven address."""

    def __call__(self, user: User, address: str, *, by: Actor, at: datetime) -> object:
        """Let the new address be the person's in the register too."""


def _none_of(subjects: frozenset[UUID]) -> frozenset[UUID]:
    del subjects
    return frozenset()


@dataclass(frozen=True, slots=True)
class Claimant:
    """What a room knows of people without an account.

    `find` takes the blind index of an e-mail address and gives the subject of somebody who may claim an account.
    `claimed` takes people and gives those among them who have one.
    """

    find: Callable[[str], Subject | None]
    claim: Claim
    moved: Moved
    claimed: Callable[[frozenset[UUID]], frozenset[UUID]] = _none_of


_claimants: list[Claimant] = []


def register(claimant: Claimant) -> None:
    """Add what a room knows; called from `apps.ready()`."""
    if claimant not in _claimants:
        _claimants.append(claimant)


def account_for(address: str, handle: str, *, by: Actor, at: datetime) -> User | None:
    """Return the account of an address; one is opened for somebody who may claim it, unverified as yet.

    Every room is asked, also about an address that has an account: time tells nobody which it was.
    """
    claiming = [claimant.find(index_of(handle)) for claimant in _claimants]
    known = User.objects.filter(email=handle).first()
    if known is not None:
        return known
    subject = next((each for each in claiming if each is not None), None)
    return users.open_account(address, subject, by=by, at=at) if subject else None


def claim(user: User, *, by: Actor, at: datetime) -> None:
    """Link what belongs to the account's proven address."""
    for claimant in _claimants:
        claimant.claim(user, index_of(user.email), by=by, at=at)


def tell_moved(user: User, address: str, *, by: Actor, at: datetime) -> None:
    """Tell the rooms that an account has a new, proven address."""
    for claimant in _claimants:
        claimant.moved(user, address, by=by, at=at)


def claimed(subjects: frozenset[UUID]) -> frozenset[UUID]:
    """Return those of these people whose data an account has been given: from then on it opens for that account."""
    found: frozenset[UUID] = frozenset()
    for claimant in _claimants:
        found |= claimant.claimed(subjects)
    return found
