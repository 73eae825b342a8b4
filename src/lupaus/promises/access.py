"""Who may open what, and why: roles × purposes × categories × relations, as one table.

A reading that no row allows yields `Withheld`. No purpose opens every category, and a test lists rows that
nothing in the product uses. Windows are those of a provider's day; upper rooms say which rows a relation holds
for (`lupaus.vault.relations`).

Source: notice, "Henkilötietojen suojauksen periaatteet", sentence 2; GDPR art. 5(1)(b), 5(1)(c), 25.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lupaus.promises.actors import Role
from lupaus.promises.words import Category as C
from lupaus.promises.words import Purpose as P


class Relation(StrEnum):
    """How a row must stand to the actor for a reading to be allowed."""

    ANY = "any"
    """No relation needed."""
    OWN = "own"
    """The row is about the actor."""
    OFFERED = "offered"
    """The actor has been offered, or has accepted, the visit that the row belongs to."""
    ASSIGNED = "assigned"
    """The actor accepted the visit; until 48 h after it is finished."""
    MEETING = "meeting"
    """The actor accepted the visit; from 2 h before its start until 48 h after it is finished."""
    AT_THE_DOOR = "at_the_door"
    """The actor accepted the visit; from 2 h before its start until 2 h after its planned end."""
    PERFORMED = "performed"
    """The actor carried out the visit that the row belongs to; without end."""
    COMING = "coming"
    """The row is about the provider who has accepted, or carried out, a visit of the actor's own."""


@dataclass(frozen=True, slots=True)
class Access:
    """One row of the table: this role, for this purpose, opens these categories of related rows."""

    role: Role
    purpose: P
    relation: Relation
    categories: frozenset[C]


def _row(role: Role, purpose: P, relation: Relation, *categories: C) -> Access:
    return Access(role, purpose, relation, frozenset(categories))


_CONTACT = (C.NAME, C.EMAIL, C.PHONE)
_PLACE = (C.STREET, C.COORDINATES)
_OWN_DATA = (
    *_CONTACT,
    *_PLACE,
    C.ACCESS_CODE,
    C.HEALTH,
    C.PETS,
    C.CHILDREN,
    C.ORDER_NOTE,
    C.COMPANY,
    C.BILLING_ADDRESS,
    C.COMMENT,
    C.RATING,
)

ACCESS: tuple[Access, ...] = (
    # A visitor and a signed-in customer fill in their own order draft and check it.
    *(
        _row(
            role,
            P.ORDERING,
            Relation.OWN,
            *_CONTACT,
            *_PLACE,
            C.ACCESS_CODE,
            C.HEALTH,
            C.PETS,
            C.CHILDREN,
            C.ORDER_NOTE,
            C.COMPANY,
            C.BILLING_ADDRESS,
        )
        for role in (Role.VISITOR, Role.CUSTOMER, Role.OFFICE)
    ),
    # A person sees their own data.
    _row(Role.CUSTOMER, P.SELF_SERVICE, Relation.OWN, *_OWN_DATA),
    _row(Role.CUSTOMER, P.SERVICE_DELIVERY, Relation.OWN, *_OWN_DATA),
    _row(Role.CUSTOMER, P.INVOICING, Relation.OWN, C.INVOICE, C.BILLING_ADDRESS, C.NAME),
    # The customer reads who is coming: "Siiri S.", never the last name.
    _row(Role.CUSTOMER, P.SERVICE_DELIVERY, Relation.COMING, C.SHOWN_NAME),
    _row(Role.PROVIDER, P.WORKFORCE, Relation.OWN, *_CONTACT, C.SHOWN_NAME),
    # The provider's windows. Source: vault.md, "Read".
    _row(
        Role.PROVIDER,
        P.SERVICE_DELIVERY,
        Relation.ASSIGNED,
        C.NAME,
        C.STREET,
        C.COORDINATES,
        C.PETS,
        C.CHILDREN,
        C.ORDER_NOTE,
    ),
    _row(Role.PROVIDER, P.SERVICE_DELIVERY, Relation.MEETING, C.PHONE),
    _row(Role.PROVIDER, P.SERVICE_DELIVERY, Relation.AT_THE_DOOR, C.ACCESS_CODE, C.HEALTH),
    _row(Role.PROVIDER, P.SERVICE_DELIVERY, Relation.PERFORMED, C.COMMENT),
    # The office runs the day and answers callers.
    _row(
        Role.OFFICE,
        P.SERVICE_DELIVERY,
        Relation.ANY,
        *_CONTACT,
        C.SHOWN_NAME,
        *_PLACE,
        C.PETS,
        C.CHILDREN,
        C.ORDER_NOTE,
        C.COMPANY,
    ),
    _row(
        Role.OFFICE,
        P.CUSTOMER_CARE,
        Relation.ANY,
        *_CONTACT,
        C.SHOWN_NAME,
        C.STREET,
        C.ORDER_NOTE,
        C.COMPANY,
        C.COMMENT,
        C.RATING,
        C.BILLING_ADDRESS,
    ),
    _row(
        Role.OFFICE,
        P.INVOICING,
        Relation.ANY,
        C.INVOICE,
        C.NAME,
        C.EMAIL,
        C.COMPANY,
        C.BILLING_ADDRESS,
    ),
    _row(Role.OFFICE, P.WORKFORCE, Relation.ANY, *_CONTACT, C.SHOWN_NAME),
    _row(Role.OFFICE, P.QUALITY, Relation.ANY, C.COMMENT, C.RATING),
    _row(Role.OWNER, P.WORKFORCE, Relation.ANY, *_CONTACT, C.SHOWN_NAME),
    # The program works by itself: each job with its own purpose.
    _row(
        Role.SYSTEM,
        P.MESSAGING,
        Relation.ANY,
        *_CONTACT,
        C.SHOWN_NAME,
        C.STREET,
        C.MESSAGE,
        C.COMPANY,
    ),
    _row(
        Role.SYSTEM,
        P.INVOICING,
        Relation.ANY,
        C.INVOICE,
        C.NAME,
        C.EMAIL,
        C.STREET,
        C.COMPANY,
        C.BILLING_ADDRESS,
    ),
    _row(Role.SYSTEM, P.SERVICE_DELIVERY, Relation.ANY, C.NAME, C.SHOWN_NAME, C.STREET, C.COORDINATES),
    _row(Role.SYSTEM, P.IDENTIFICATION, Relation.ANY, C.EMAIL),
)


def relations_for(roles: frozenset[Role], purpose: P, category: C) -> Iterator[Relation]:
    """Yield the relations under which any of `roles` may open `category` for `purpose`, in table order."""
    for row in ACCESS:
        if row.purpose is purpose and row.role in roles and category in row.categories:
            yield row.relation
