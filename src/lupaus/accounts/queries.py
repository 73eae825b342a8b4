"""Questions about accounts."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, Value

from lupaus.accounts.models import Agreement, Grant, GrantQuerySet, SealedAddress, Session, Signature, User
from lupaus.promises import Actor, Role

_SIGNED = "signed"
"""Stands in the place of a role where a row is a signature."""


def live_grants(user: User, at: datetime) -> GrantQuerySet:
    """Return the grants an account has now."""
    return Grant.objects.live(at).filter(user=user)


def holders(role: Role, at: datetime) -> list[User]:
    """Return the active accounts that were granted a role and have it now, oldest grant first."""
    grants = Grant.objects.live(at).filter(role=role, user__is_active=True).select_related("user")
    return [grant.user for grant in grants.order_by("granted_from", "id")]


def roles_and_secrecy(user: User, subjects: Collection[UUID], at: datetime) -> tuple[set[Role], datetime | None]:
    """Return the roles an account was granted and has now, and until when its people are bound to secrecy.

    One query. `subjects` are the people that the account is; a signature of any of them binds it.
    """
    granted = live_grants(user, at).values_list("role", "until")
    signed = Signature.objects.live(at).filter(subject__in=subjects).annotate(role=Value(_SIGNED))
    rows = list(granted.union(signed.values_list("role", "until"), all=True))
    ends = [until for role, until in rows if role == _SIGNED and until is not None]
    return {Role(role) for role, _until in rows if role != _SIGNED}, max(ends, default=None)


def signature_of(actor: Actor, at: datetime) -> Signature | None:
    """Return the signature that binds an actor longest, or else the last that did; None when they never signed."""
    signed = Signature.objects.filter(subject__in=actor.subjects, signed_at__lte=at).select_related("agreement")
    return signed.order_by("-until").first()


def agreements(at: datetime) -> list[Agreement]:
    """Return the versions of the confidentiality agreement, newest first, each with `bound`: whom it binds now."""
    live = Q(signatures__signed_at__lte=at, signatures__until__gt=at)
    return list(Agreement.objects.annotate(bound=Count("signatures__subject", filter=live, distinct=True)))


def sessions_of(user: User, now: datetime) -> list[Session]:
    """Return the browsers an account is signed in with, last seen first; without what their sessions hold."""
    live = Session.objects.filter(user=user, expires_at__gt=now).defer("sealed")
    return list(live.order_by("-seen_at"))


def own_address(user: User) -> str | None:
    """Return the address an account signs in with, opened inside the present processing; None when it is gone."""
    row = SealedAddress.objects.filter(handle=user.email, subject=user.subject_id).first()
    return row.address if row else None


def language_of(subject_id: UUID) -> str:
    """Return the language that a person has chosen for the pages, empty when they have not."""
    return User.objects.filter(subject=subject_id).values_list("language", flat=True).first() or ""


def address_of(subject_id: UUID, channel: str) -> str | None:
    """Return the e-mail address a person signs in with, None when they have no account or another channel is asked.

    Called inside the processing of whoever writes.
    """
    user = User.objects.filter(subject=subject_id).first() if channel == "email" else None
    return own_address(user) if user else None
