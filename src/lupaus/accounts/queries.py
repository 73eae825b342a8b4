"""Questions about accounts."""

from datetime import datetime
from uuid import UUID

from lupaus.accounts.models import Grant, GrantQuerySet, SealedAddress, Session, User
from lupaus.promises import Role


def live_grants(user: User, at: datetime) -> GrantQuerySet:
    """Return the grants an account has now."""
    return Grant.objects.live(at).filter(user=user)


def holders(role: Role, at: datetime) -> list[User]:
    """Return the active accounts that were granted a role and have it now, oldest grant first."""
    grants = Grant.objects.live(at).filter(role=role, user__is_active=True).select_related("user")
    return [grant.user for grant in grants.order_by("granted_from", "id")]


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
