"""Know a browser again that an account has signed in with, so that a new one can be told of.

It keeps wall time, since it is about sign-ins and not business. Source: trust, 7.4.3 and 7.5.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from lupaus.accounts.models import Device, User
from lupaus.promises import chosen

KEPT = timedelta(days=365)
"""How long a browser is remembered that nobody signs in with."""


class Recognition(NamedTuple):
    """The token that the browser keeps from now on, and whether the account has been used elsewhere only."""

    token: str
    is_new: bool


@transaction.atomic
def recognise(user: User, token: str, *, browser: str, now: datetime) -> Recognition:
    """Remember that an account signed in with the browser that sent `token`, "" for none.

    The first browser of an account is not new: there is nothing it could differ from.
    """
    User.objects.select_for_update().get(pk=user.pk)
    devices = Device.objects.filter(user=user)
    if token and devices.filter(token_hash=_hash(token)).update(seen_at=now, browser=browser):
        return Recognition(token, is_new=False)
    had_others = devices.exists()
    kept = token or secrets.token_urlsafe(32)
    Device.objects.create(user=user, token_hash=_hash(kept), browser=browser, seen_at=now)
    return Recognition(kept, is_new=had_others)


def of(user: User) -> QuerySet[Device]:
    """Return the browsers that an account has signed in with within a year, latest first."""
    return Device.objects.filter(user=user).order_by("-seen_at")


def sweep(now: datetime) -> int:
    """Forget browsers that nobody has signed in with for a year, or less when so chosen; return how many."""
    kept = chosen.days("traces", KEPT.days, now)
    gone, _ = Device.objects.filter(seen_at__lte=now - timedelta(days=kept)).delete()
    return gone


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
