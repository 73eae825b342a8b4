"""Who somebody is at this moment: roles from live grants, people from the rooms that know them, secrecy signed for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lupaus.accounts import queries
from lupaus.accounts.models import User
from lupaus.promises import Actor, Role


@dataclass(frozen=True, slots=True)
class Identity:
    """What a room knows of an account: which people it is there, and until when it may know of others at most.

    `bound_until` is for the room that asks for more than a signature; None means that it asks for nothing more.
    """

    subjects: frozenset[UUID]
    bound_until: datetime | None = None
    role: Role | None = None
    """What being one of these people implies."""


type IdentitiesOf = Callable[[UUID, datetime], Iterable[Identity]]

BY_WEIGHT = (Role.OWNER, Role.OFFICE, Role.PRIVACY, Role.PROVIDER, Role.FIRM, Role.CUSTOMER)
"""The role somebody acts in is the first of these that they hold."""

_resolvers: list[IdentitiesOf] = []


def register_identities(resolver: IdentitiesOf) -> None:
    """Add a room that knows which people an account is; called from `apps.ready()`.

    The resolver takes an account's id and answers with one query, whatever kinds of people the room knows.
    """
    if resolver not in _resolvers:
        _resolvers.append(resolver)


def actor_of(user: User, *, at: datetime) -> Actor:
    """Return an account as it may act at this moment.

    One query for each room asked, and one for what was granted and signed.
    """
    known = [identity for resolver in _resolvers for identity in resolver(user.pk, at)]
    subjects = frozenset({user.subject_id}).union(*(each.subjects for each in known))
    roles, signed_until = queries.roles_and_secrecy(user, subjects, at)
    roles |= {each.role for each in known if each.subjects and each.role is not None}
    limits = [each.bound_until for each in known if each.bound_until is not None]
    return Actor.person(
        user.pk,
        next((role for role in BY_WEIGHT if role in roles), Role.VISITOR),
        roles=frozenset(roles),
        subjects=subjects,
        confidential_until=min([signed_until, *limits]) if signed_until else None,
    )


def first_with(role: Role, *, at: datetime) -> User | None:
    """Return the active account opened first that holds a role now; asks account by account, for development."""
    accounts = User.objects.filter(is_active=True).order_by("opened_at", "id")
    return next((user for user in accounts.iterator() if actor_of(user, at=at).has(role)), None)
