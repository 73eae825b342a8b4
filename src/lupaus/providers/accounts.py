"""What the floors below are told about providers: who signs in as one, and where one is reached."""

from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, OuterRef, Q, Subquery, Value

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
    actors.register_identities(identities_of_user)
    relations.connect()
    addresses.register(queries.address_of)
    addresses.register_language(queries.language_of)
    claims.register(claims.Claimant(find=_nobody, claim=_nothing, moved=follow_address))


def identities_of_user(user_id: UUID, at: datetime) -> tuple[Identity, ...]:
    """Return the provider an account is, and whoever it is that answers for a firm; nobody once they have left.

    A firm's worker knows of others at most as long as the firm is committed and attests for them. Who answers for a
    firm is bound by their own signature alone: where the firm's promise has ended they see so, and can attest
    nothing. One query.
    """
    here = Q(left_at=None) | Q(left_at__gt=at)
    working = Provider.objects.filter(here, user_id=user_id).order_by()
    answering = FirmPerson.objects.filter(here, user_id=user_id).order_by()
    attested = Attestation.objects.filter(provider=OuterRef("id"), firm=OuterRef("firm"), given_at__lte=at)
    latest = Subquery(attested.order_by("-until").values("until")[:1])
    nothing = Value(None, output_field=DateTimeField())
    found = (
        working.values_list(Value(Role.PROVIDER.value), "subject_id", "firm_id", "firm__committed_until", latest)
        .union(answering.values_list(Value(Role.FIRM.value), "subject_id", "firm_id", nothing, nothing), all=True)
        .order_by()
    )
    return tuple(
        Identity(frozenset({subject_id}), role=Role(role), bound_until=_bound_until(role, firm_id, limits, at))
        for role, subject_id, firm_id, *limits in found
    )


def _bound_until(role: str, firm_id: UUID | None, limits: list[datetime | None], at: datetime) -> datetime | None:
    """Return until when a firm's worker is bound; None for one of our own, and for who answers for a firm."""
    if role == Role.FIRM.value or firm_id is None:
        return None
    return min(limit or at for limit in limits)


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
