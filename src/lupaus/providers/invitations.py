"""Invite a provider to open an account: a mailed link that works once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import users
from lupaus.accounts.models import User
from lupaus.communication import messages
from lupaus.company.queries import profile
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.providers.messages import INVITATION, invitation
from lupaus.providers.models import Invitation, Provider
from lupaus.providers.providers import HasLeft
from lupaus.vault.reading import processing

VALID_FOR = timedelta(days=7)


class HasAccount(Refused):
    """When somebody who already signs in is invited again."""

    message = _("Tekijällä on jo tili. Hän kirjautuu sähköpostiin tulevalla koodilla.")


class InvitationIsSpent(Refused):
    """When a link was used, replaced by a newer one, is too old, or never existed."""

    message = _("Tämä kutsu on käytetty tai vanhentunut. Pyydä toimistosta uusi kutsu.")


@transaction.atomic
def invite(provider: Provider, *, by: Actor, at: datetime, now: datetime) -> Invitation:
    """Mail a provider a link to open their account; an earlier link stops working.

    `at` is business time, `now` wall time: the link is a secret, and secrets keep wall time.

    Raises:
        HasLeft: the provider no longer works.
        HasAccount: the provider signs in already.
        NoProfileYet: the company has no name to invite in.
    """
    locked = Provider.objects.select_for_update().get(id=provider.id)
    if not locked.is_active:
        raise HasLeft
    if locked.user_id is not None:
        raise HasAccount
    locked.invitations.filter(accepted_at=None, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(32)
    sent = Invitation.objects.create(provider=locked, token_hash=_hash(token), sent_at=at, expires_at=now + VALID_FOR)
    letter = invitation(token, profile(at).name, VALID_FOR.days)
    messages.send(INVITATION, letter, to=locked.subject_id, by=by, at=at)
    _record("provider.invited", sent, by=by, at=at)
    return sent


def is_usable(token: str, *, now: datetime) -> bool:
    """Say whether a link would work. Looking does not use it up: mail scanners look."""
    return _open(now).filter(token_hash=_hash(token)).exists()


@transaction.atomic
def accept(token: str, *, at: datetime, now: datetime) -> User:
    """Use a link up and return the account that it opened. The address is proven: the link was mailed to it.

    Raises:
        InvitationIsSpent: it was used or replaced, is too old, never existed, or its provider has left.
    """
    sent = _open(now).select_for_update(of=("self",)).filter(token_hash=_hash(token)).first()
    if sent is None:
        raise InvitationIsSpent
    user = _account(sent.provider, at)
    sent.accepted_at = at
    sent.save(update_fields=["accepted_at"])
    sent.provider.user = user
    sent.provider.save(update_fields=["user"])
    _record("provider.invitation_accepted", sent, by=Actor.system("providers"), at=at)
    return user


def _account(provider: Provider, at: datetime) -> User:
    system = Actor.system("providers")
    with processing(system, Purpose.IDENTIFICATION, at, place="providers.invitation"):
        address = Provider.objects.get(id=provider.id).email
        user = users.open_account(address, provider.subject, by=system, at=at, verified=True)
    if Provider.objects.filter(user=user).exists():
        raise HasAccount
    return user


def _open(now: datetime) -> QuerySet[Invitation]:
    still = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)
    return still.filter(provider__left_at=None).select_related("provider__subject")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _record(action: str, sent: Invitation, *, by: Actor, at: datetime) -> None:
    subjects, about = [sent.provider.subject_id], ("invitation", sent.id)
    entries.record(action, by=by, purpose=Purpose.IDENTIFICATION, at=at, subjects=subjects, about=about)
