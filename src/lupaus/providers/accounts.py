"""What the floors below are told about providers: who signs in as one, and where one is reached."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from lupaus.accounts import actors, claims
from lupaus.accounts.models import User
from lupaus.communication import addresses
from lupaus.journal import entries
from lupaus.promises import Actor, Purpose, Role
from lupaus.providers import queries
from lupaus.providers.models import Provider
from lupaus.vault.fields import blind
from lupaus.vault.models import Subject


def connect() -> None:
    """Fill the registries of `accounts` and `communication`; called once, when the program starts."""
    actors.register_subjects(subjects_of_user, role=Role.PROVIDER)
    addresses.register(queries.address_of)
    addresses.register_language(queries.language_of)
    claims.register(claims.Claimant(find=_nobody, claim=_nothing, moved=follow_address))


def subjects_of_user(user_id: UUID, at: datetime) -> frozenset[UUID]:
    """Return the provider an account is, as a set; empty once they have left, so that their role ends with it."""
    working = Provider.objects.filter(Q(left_at=None) | Q(left_at__gt=at), user_id=user_id)
    return frozenset(working.values_list("subject_id", flat=True))


def follow_address(user: User, address: str, *, by: Actor, at: datetime) -> None:
    """Write to the address that a provider's account has been moved to, unless it is another provider's."""
    provider = Provider.objects.filter(user=user).select_for_update().first()
    is_taken = Provider.objects.exclude(user=user).filter(email_index=blind("email", address)).exists()
    if provider is not None and not is_taken:
        provider.email = address
        provider.save(update_fields=["email"])
        entries.record(
            "provider.email_followed",
            by=by,
            purpose=Purpose.IDENTIFICATION,
            at=at,
            subjects=[provider.subject_id],
            about=("provider", provider.id),
        )


def _nobody(_email_index: str) -> Subject | None:
    """Find nobody: a provider's account is opened by an invitation only."""
    return None


def _nothing(user: User, email_index: str, *, by: Actor, at: datetime) -> None:
    """Link nothing: the invitation already has."""
