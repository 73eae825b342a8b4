"""How accounts and customers find each other: what the register tells the room below."""

from datetime import datetime
from uuid import UUID

from lupaus.accounts import actors, claims
from lupaus.accounts.actors import Identity
from lupaus.accounts.models import User
from lupaus.promises import Actor, Role
from lupaus.register import customers, linking, queries


def connect() -> None:
    """Fill in the registries of `accounts`; called once, when the applications are ready."""
    actors.register_identities(_identities)
    claims.register(
        claims.Claimant(find=queries.unclaimed_subject, claim=_claim, moved=_moved, claimed=queries.claimed)
    )


def _identities(user_id: UUID, at: datetime) -> tuple[Identity, ...]:
    return (Identity(queries.subjects_of_user(user_id, at), role=Role.CUSTOMER),)


def _claim(user: User, email_index: str, *, by: Actor, at: datetime) -> None:
    customers.claim(user.id, email_index, by=by, at=at)
    linking.claim(user.id, email_index)


def _moved(user: User, address: str, *, by: Actor, at: datetime) -> None:
    customers.follow_account(user.id, address, by=by, at=at)
    linking.follow_account(user.id, address)
