"""One-time links that sign an account in: the first owner's, and in development one for each role.

They keep wall time, since they are secrets and not business.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.accounts.models import SignInLink, User
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose

VALID_FOR = timedelta(hours=1)


class LinkIsSpent(Refused):
    """The link was used, is too old, or never existed."""

    message = _(
        "Tämä kirjautumislinkki on käytetty tai vanhentunut. Pyydä uusi tai kirjaudu sähköpostiin tulevalla koodilla."
    )


class OnlyInDevelopment(Refused):
    """Somebody asked for a link that skips the second factor where real people are served."""

    message = _("Linkin, joka ohittaa toisen tunnisteen, saa vain kehitysympäristössä.")


@transaction.atomic
def make(user: User, *, by: Actor, at: datetime, now: datetime, is_second_factor: bool = False) -> str:
    """Return the token of a new link; it is kept nowhere else, only its hash is.

    `at` is business time for the journal, `now` wall time for the link's end.

    Raises:
        OnlyInDevelopment: a link that counts as a second factor, outside development and tests.
    """
    if is_second_factor and not _may_skip_second_factor():
        raise OnlyInDevelopment
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        user=user, token_hash=_hash(token), expires_at=now + VALID_FOR, is_second_factor=is_second_factor
    )
    _note("sign_in_link.made", user, by=by, at=at)
    return token


def is_usable(token: str, *, now: datetime) -> bool:
    """Say whether a link would work; looking does not use it up, since mail scanners look."""
    return SignInLink.objects.filter(token_hash=_hash(token), used_at=None, expires_at__gt=now).exists()


@transaction.atomic
def use(token: str, *, by: Actor, at: datetime, now: datetime) -> SignInLink:
    """Use a link up and return it, with the account it signs in.

    Raises:
        LinkIsSpent: it was used, is too old, never existed, or its account is disabled.
    """
    link = SignInLink.objects.select_for_update().filter(token_hash=_hash(token)).first()
    if link is None or link.used_at is not None or link.expires_at <= now or not link.user.is_active:
        raise LinkIsSpent
    link.used_at = now
    link.save(update_fields=["used_at"])
    _note("sign_in_link.used", link.user, by=by, at=at)
    return link


def counts_as_second_factor(link: SignInLink) -> bool:
    """Say whether the link alone lets staff in: only where no real person is served."""
    return link.is_second_factor and _may_skip_second_factor()


def sweep(now: datetime) -> int:
    """Delete links a week after their end; return how many."""
    gone, _ = SignInLink.objects.filter(expires_at__lte=now - timedelta(days=7)).delete()
    return gone


def _may_skip_second_factor() -> bool:
    return bool(settings.LUPAUS_DEVELOPMENT)


def _note(action: str, user: User, *, by: Actor, at: datetime) -> None:
    entries.record(
        action, by=by, purpose=Purpose.IDENTIFICATION, at=at, subjects=[user.subject_id], about=("account", user.pk)
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
