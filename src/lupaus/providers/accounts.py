"""What the floors below are told about providers: who signs in as one, and where one is reached."""

from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from lupaus.accounts import actors, claims
from lupaus.accounts.actors import Identity
from lupaus.accounts.models import User
from lupaus.communication import addresses
from lupaus.journal import entries
from lupaus.promises import Actor, Purpose, Role
from lupaus.providers import queries, relations
from lupaus.providers.models import Attestation, FirmPerson, Provider
from lupaus.vault.fields import blind
from lupaus.vault.models import Subject


def connect() -> None:
    """Fill the registries of `accounts` and `communication`; called once, when the program starts."""
    actors.register_identity(identity_of_user, role=Role.PROVIDER)
    actors.register_identity(firm_person_of_user, role=Role.FIRM)
    relations.connect()
    addresses.register(queries.address_of)
    addresses.register_language(queries.language_of)
    claims.register(claims.Claimant(find=_nobody, claim=_nothing, moved=follow_address))


def identity_of_user(user_id: UUID, at: datetime) -> Identity:
    """Return the provider an account is; nobody once they have left, so that their role ends with it.

    A firm's worker knows of others at most as long as the firm is committed and attests for them. One query.
    """
    working = Provider.objects.filter(Q(left_at=None) | Q(left_at__gt=at), user_id=user_id)
    attested = Attestation.objects.filter(provider=OuterRef("id"), firm=OuterRef("firm"), given_at__lte=at)
    latest = Subquery(attested.order_by("-until").values("until")[:1])
    found = working.values_list("subject_id", "firm_id", "firm__committed_until", latest).first()
    if found is None:
        return Identity(frozenset())
    subject_id, firm_id, committed_until, attested_until = found
    limit = None if firm_id is None else min(committed_until, attested_until or at)
    return Identity(frozenset({subject_id}), bound_until=limit)


def firm_person_of_user(user_id: UUID, at: datetime) -> Identity:
    """Return whoever an account is that answers for a firm; nobody once they do not. One query.

    Their own signature alone binds them: where the firm's promise has ended they see so, and can attest nothing.
    """
    answering = FirmPerson.objects.filter(Q(left_at=None) | Q(left_at__gt=at), user_id=user_id)
    return Identity(frozenset(answering.values_list("subject_id", flat=True)))


def follow_address(user: User, address: str, *, by: Actor, at: datetime) -> None:
    """Write to the address that a provider's account has been moved to, unless it is another provider's."""
    for person in FirmPerson.objects.filter(user=user, left_at=None).select_for_update():
        person.email = address
        person.save(update_fields=["email"])
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
