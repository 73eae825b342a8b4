"""Who somebody is at this moment: roles from live grants, people from the rooms that know them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from lupaus.accounts import queries
from lupaus.accounts.models import User
from lupaus.promises import Actor, Role

type SubjectsOf = Callable[[UUID, datetime], frozenset[UUID]]

BY_WEIGHT = (Role.OWNER, Role.OFFICE, Role.PRIVACY, Role.PROVIDER, Role.CUSTOMER)
"""The role somebody acts in is the first of these that they hold."""

_resolvers: list[tuple[SubjectsOf, Role | None]] = []


def register_subjects(resolver: SubjectsOf, role: Role | None = None) -> None:
    """Add a room that knows which people an account is; called from `apps.ready()`.

    The resolver takes an account's id and answers with one query. `role` is what being such a person implies.
    """
    if (resolver, role) not in _resolvers:
        _resolvers.append((resolver, role))


def actor_of(user: User, *, at: datetime) -> Actor:
    """Return an account as it may act at this moment: one query for its roles, one for each room asked."""
    roles = {Role(role) for role in queries.live_grants(user, at).values_list("role", flat=True)}
    subjects = {user.subject_id}
    for resolver, role in _resolvers:
        found = resolver(user.pk, at)
        subjects |= found
        if found and role is not None:
            roles.add(role)
    acting = next((role for role in BY_WEIGHT if role in roles), Role.VISITOR)
    return Actor.person(user.pk, acting, roles=frozenset(roles), subjects=frozenset(subjects))


def first_with(role: Role, *, at: datetime) -> User | None:
    """Return the active account opened first that holds a role now; asks account by account, for development."""
    accounts = User.objects.filter(is_active=True).order_by("opened_at", "id")
    return next((user for user in accounts.iterator() if actor_of(user, at=at).has(role)), None)
