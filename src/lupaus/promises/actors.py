"""Who acts: the frozen value that every write function and every reading takes."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person or the system is, when it comes to data."""

    VISITOR = "visitor"
    CUSTOMER = "customer"
    PROVIDER = "provider"
    FIRM = "firm"
    OFFICE = "office"
    OWNER = "owner"
    PRIVACY = "privacy"
    SYSTEM = "system"


class ActorKind(StrEnum):
    """Whether a human or the program acts."""

    PERSON = "person"
    SYSTEM = "system"


STAFF = frozenset({Role.OFFICE, Role.OWNER, Role.PRIVACY})
BOUND = STAFF | {Role.PROVIDER, Role.FIRM}
"""Who meets other people's data at work, and therefore only under a confidentiality agreement in force.

Source: notice, "Henkilötietojen suojauksen periaatteet": employees, partners and their employees.
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who reads or writes, as they are at this moment.

    `id` is the account's id, None for visitors and the system. `subjects` are the vault subjects that are
    this very person. `name` is the room for the system, never a person's name. `confidential_until` is the end of
    the person's confidentiality agreement, None without one: whoever forgets to say it sees nothing of others.
    """

    kind: ActorKind
    role: Role
    id: UUID | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    subjects: frozenset[UUID] = field(default_factory=frozenset)
    name: str = ""
    confidential_until: datetime | None = None

    @classmethod
    def visitor(cls, *subjects: UUID) -> "Actor":
        """Return somebody who is not signed in; `subjects` are those of their own order draft."""
        return cls(
            ActorKind.PERSON,
            Role.VISITOR,
            None,
            frozenset({Role.VISITOR}),
            frozenset(subjects),
        )

    @classmethod
    def system(cls, name: str) -> "Actor":
        """Return the program acting by itself on behalf of the room `name`."""
        return cls(
            ActorKind.SYSTEM,
            Role.SYSTEM,
            None,
            frozenset({Role.SYSTEM}),
            frozenset(),
            name,
        )

    @classmethod
    def person(
        cls,
        account: UUID,
        role: Role,
        *,
        roles: frozenset[Role] = frozenset(),
        subjects: frozenset[UUID] = frozenset(),
        confidential_until: datetime | None = None,
    ) -> "Actor":
        """Return a signed-in person; `role` is the one they act in, `roles` all they hold now."""
        return cls(ActorKind.PERSON, role, account, roles | {role}, subjects, confidential_until=confidential_until)

    def has(self, *roles: Role) -> bool:
        """Say whether the actor holds any of `roles`."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_staff(self) -> bool:
        """Say whether the actor works in the office."""
        return not self.roles.isdisjoint(STAFF)

    def is_confidential(self, at: datetime) -> bool:
        """Say whether a confidentiality agreement binds the actor at a moment; its end is exclusive."""
        return self.confidential_until is not None and at < self.confidential_until

    def must_sign(self, at: datetime) -> bool:
        """Say whether the actor has a role that opens other people's data, and no agreement in force."""
        return not self.roles.isdisjoint(BOUND) and not self.is_confidential(at)
