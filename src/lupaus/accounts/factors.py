"""Second factors: their secrets, sealed with their owner's key, and whether somebody has one."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator

from lupaus.accounts.models import SealedSecret, User
from lupaus.promises import Actor, Purpose
from lupaus.vault.reading import processing

_TOKEN = "sealed:"  # noqa: S105 -- a prefix, not a secret


class SecretIsGone(LookupError):
    """The secret behind a token was erased with its owner."""


def seal_secret(secret: str, user: User, *, at: datetime) -> str:
    """Keep a secret under its owner's key; return the token that other tables hold instead of it."""
    return f"{_TOKEN}{SealedSecret.objects.create(subject_id=user.subject_id, secret=secret, sealed_at=at).pk}"


def secret_behind(token: str, *, at: datetime) -> str:
    """Return the secret behind a token, opened and journalled as the program's own act.

    Raises:
        SecretIsGone: it was erased.
    """
    with processing(Actor.system("accounts"), Purpose.IDENTIFICATION, at, place="accounts.second_factor"):
        row = SealedSecret.objects.filter(pk=UUID(token.removeprefix(_TOKEN))).first()
        secret = row.secret if row else None
    if not isinstance(secret, str):
        raise SecretIsGone(token)
    return secret


def has_one(user: User) -> bool:
    """Say whether the account has a code application or a passkey; recovery codes alone do not count."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


def sweep() -> int:
    """Delete sealed secrets that no second factor uses any more; return how many."""
    used = set()
    for data in Authenticator.objects.values_list("data", flat=True):
        used |= {UUID(value.removeprefix(_TOKEN)) for value in data.values() if _is_token(value)}
    gone, _ = SealedSecret.objects.exclude(pk__in=used).delete()
    return gone


def _is_token(value: object) -> bool:
    return isinstance(value, str) and value.startswith(_TOKEN)
