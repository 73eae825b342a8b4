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
from lupaus.promises.categories import Category
from lupaus.promises.words import Purpose


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
    """The actor carries out, or has carried out, the visit that the row belongs to; without end."""
    COLLEAGUE = "colleague"
    """The row is about somebody who works, or has worked, in the office: who was proposed for a role there."""
    TAKEN_DOWN = "taken_down"
    """The row is an order that the actor is writing down for a caller, until it is placed."""
    EMPLOYED = "employed"
    """The row is about the firm that the actor answers for, or about one of its people."""
    LINKED = "linked"
    """The row is about somebody whom the actor has told of: who pays, speaks, decides, orders for them."""
    COMING = "coming"
    """The row is about the provider who has accepted, or carried out, a visit of the actor's own."""


@dataclass(frozen=True, slots=True)
class Access:
    """One row of the table: this role, for this purpose, opens these categories of related rows."""

    role: Role
    purpose: Purpose
    relation: Relation
    categories: frozenset[Category]


def _row(role: Role, purpose: Purpose, relation: Relation, *categories: Category) -> Access:
    return Access(role, purpose, relation, frozenset(categories))


_CONTACT = (Category.NAME, Category.EMAIL, Category.PHONE)
_PLACE = (Category.STREET, Category.COORDINATES)
_OWN_DATA = (
    *_CONTACT,
    *_PLACE,
    Category.ACCESS_CODE,
    Category.HEALTH,
    Category.PETS,
    Category.CHILDREN,
    Category.ORDER_NOTE,
    Category.COMPANY,
    Category.BILLING_ADDRESS,
    Category.COMMENT,
    Category.RATING,
    Category.EARLIER_VALUE,
    Category.CONTACT_NOTE,
)

ACCESS: tuple[Access, ...] = (
    # Whoever orders fills in their own draft and checks it; people who work here order like anybody.
    *(
        _row(
            role,
            Purpose.ORDERING,
            Relation.OWN,
            *_CONTACT,
            *_PLACE,
            Category.ACCESS_CODE,
            Category.HEALTH,
            Category.PETS,
            Category.CHILDREN,
            Category.ORDER_NOTE,
            Category.COMPANY,
            Category.BILLING_ADDRESS,
        )
        for role in (Role.VISITOR, Role.CUSTOMER, Role.PROVIDER, Role.FIRM, Role.OFFICE, Role.OWNER, Role.PRIVACY)
    ),
    # Whoever takes an order down on the telephone has what the caller has just told, until it is an order.
    _row(
        Role.OFFICE,
        Purpose.ORDERING,
        Relation.TAKEN_DOWN,
        *_CONTACT,
        *_PLACE,
        Category.ACCESS_CODE,
        Category.HEALTH,
        Category.PETS,
        Category.CHILDREN,
        Category.ORDER_NOTE,
        Category.COMPANY,
        Category.BILLING_ADDRESS,
    ),
    # A person sees their own data.
    _row(Role.CUSTOMER, Purpose.SELF_SERVICE, Relation.OWN, *_OWN_DATA, Category.MESSAGE),
    _row(Role.CUSTOMER, Purpose.SERVICE_DELIVERY, Relation.OWN, *_OWN_DATA),
    _row(Role.CUSTOMER, Purpose.INVOICING, Relation.OWN, Category.INVOICE, Category.BILLING_ADDRESS, Category.NAME),
    # A customer sees whom they have told of: who pays, who speaks and decides for them, who orders for the company.
    *(
        _row(
            Role.CUSTOMER,
            purpose,
            Relation.LINKED,
            *_CONTACT,
            Category.BILLING_ADDRESS,
            Category.COMPANY,
        )
        for purpose in (Purpose.SELF_SERVICE, Purpose.SERVICE_DELIVERY, Purpose.ORDERING, Purpose.INVOICING)
    ),
    _row(Role.VISITOR, Purpose.ORDERING, Relation.LINKED, Category.BILLING_ADDRESS, Category.COMPANY),
    # A person moves the account to another address; the earlier one stays in their own history.
    _row(Role.CUSTOMER, Purpose.IDENTIFICATION, Relation.OWN, Category.EMAIL),
    # The customer reads who is coming: "Siiri S.", never the last name.
    _row(Role.CUSTOMER, Purpose.SERVICE_DELIVERY, Relation.COMING, Category.SHOWN_NAME),
    _row(Role.PROVIDER, Purpose.WORKFORCE, Relation.OWN, *_CONTACT, Category.SHOWN_NAME),
    # The provider's windows. Source: vault.md, "Read".
    _row(
        Role.PROVIDER,
        Purpose.SERVICE_DELIVERY,
        Relation.ASSIGNED,
        Category.NAME,
        Category.COMPANY,  # whose door it is, when the customer is a company
        Category.STREET,
        Category.COORDINATES,
        Category.PETS,
        Category.CHILDREN,
        Category.ORDER_NOTE,
    ),
    _row(Role.PROVIDER, Purpose.SERVICE_DELIVERY, Relation.MEETING, Category.PHONE),
    _row(Role.PROVIDER, Purpose.SERVICE_DELIVERY, Relation.AT_THE_DOOR, Category.ACCESS_CODE, Category.HEALTH),
    _row(Role.PROVIDER, Purpose.SERVICE_DELIVERY, Relation.PERFORMED, Category.COMMENT),
    # The office runs the day and answers callers.
    _row(
        Role.OFFICE,
        Purpose.SERVICE_DELIVERY,
        Relation.ANY,
        *_CONTACT,
        Category.SHOWN_NAME,
        *_PLACE,
        Category.PETS,
        Category.CHILDREN,
        Category.ORDER_NOTE,
        Category.COMPANY,
    ),
    _row(
        Role.OFFICE,
        Purpose.CUSTOMER_CARE,
        Relation.ANY,
        *_CONTACT,
        Category.SHOWN_NAME,
        Category.STREET,
        Category.ORDER_NOTE,
        Category.COMPANY,
        Category.COMMENT,
        Category.RATING,
        Category.BILLING_ADDRESS,
        Category.CONTACT_NOTE,
    ),
    _row(
        Role.OFFICE,
        Purpose.INVOICING,
        Relation.ANY,
        Category.INVOICE,
        Category.NAME,
        Category.EMAIL,
        Category.COMPANY,
        Category.BILLING_ADDRESS,
    ),
    _row(Role.OFFICE, Purpose.WORKFORCE, Relation.ANY, *_CONTACT, Category.SHOWN_NAME),
    _row(Role.OWNER, Purpose.WORKFORCE, Relation.ANY, *_CONTACT, Category.SHOWN_NAME),
    # Whoever asked for contact is called or written to; the office reads it for that and for nothing else.
    _row(Role.OFFICE, Purpose.CONTACT_REQUEST, Relation.ANY, *_CONTACT, Category.CONTACT_NOTE),
    # The person in charge of registers reads who has looked, and opens nothing else.
    _row(Role.PRIVACY, Purpose.SECURITY, Relation.ANY, Category.ACCESS_LOG),
    # And the papers of partners, which they keep themselves.
    _row(Role.PRIVACY, Purpose.SECURITY, Relation.ANY, Category.PARTNER_PAPER),
    # The owner approves an assessment that the person in charge made, and reads what it rests on.
    _row(Role.OWNER, Purpose.SECURITY, Relation.ANY, Category.PARTNER_PAPER),
    # The program works by itself: each job with its own purpose.
    _row(
        Role.SYSTEM,
        Purpose.MESSAGING,
        Relation.ANY,
        *_CONTACT,
        Category.SHOWN_NAME,
        Category.STREET,
        Category.MESSAGE,
        Category.COMPANY,
        Category.BILLING_ADDRESS,
    ),
    _row(
        Role.SYSTEM,
        Purpose.INVOICING,
        Relation.ANY,
        Category.INVOICE,
        Category.NAME,
        Category.EMAIL,
        Category.STREET,
        Category.COMPANY,
        Category.BILLING_ADDRESS,
    ),
    _row(
        Role.SYSTEM,
        Purpose.SERVICE_DELIVERY,
        Relation.ANY,
        Category.NAME,
        Category.SHOWN_NAME,
        Category.STREET,
        Category.COORDINATES,
    ),
    # The owner brings the earlier register in as a table, and takes the register out as one; nobody else does.
    _row(
        Role.OWNER,
        Purpose.CUSTOMER_CARE,
        Relation.ANY,
        Category.REGISTER_FILE,
        *_CONTACT,
        Category.STREET,
        Category.COMPANY,
        Category.SHOWN_NAME,
    ),
    _row(Role.OWNER, Purpose.INVOICING, Relation.ANY, Category.INVOICE, Category.NAME, Category.COMPANY),
    _row(Role.OWNER, Purpose.SERVICE_DELIVERY, Relation.ANY, Category.NAME, Category.COMPANY, Category.STREET),
    # A large file is checked and written by the program, which finds customers' addresses and providers by name.
    _row(
        Role.SYSTEM,
        Purpose.CUSTOMER_CARE,
        Relation.ANY,
        Category.REGISTER_FILE,
        Category.STREET,
        Category.NAME,
        Category.EMAIL,
    ),
    # Signing in: mail to an address, a second factor's secret. People see the address they sign in with.
    _row(Role.SYSTEM, Purpose.IDENTIFICATION, Relation.ANY, Category.EMAIL, Category.CREDENTIAL),
    *(
        _row(role, Purpose.IDENTIFICATION, Relation.OWN, Category.EMAIL)
        for role in (Role.VISITOR, Role.CUSTOMER, Role.PROVIDER, Role.FIRM, Role.OFFICE, Role.OWNER, Role.PRIVACY)
    ),
    # Whoever signed the confidentiality agreement reads the name they signed with.
    *(
        _row(role, Purpose.IDENTIFICATION, Relation.OWN, Category.NAME)
        for role in (Role.PROVIDER, Role.FIRM, Role.OFFICE, Role.OWNER, Role.PRIVACY)
    ),
    # The owner decides who works in the office, and so knows who they are. Customers' addresses stay closed.
    _row(Role.OWNER, Purpose.IDENTIFICATION, Relation.COLLEAGUE, Category.EMAIL, Category.NAME),
    # The owner and the office know the firms whose people work here, and who answers for them.
    _row(Role.OFFICE, Purpose.WORKFORCE, Relation.ANY, Category.COMPANY),
    _row(Role.OWNER, Purpose.WORKFORCE, Relation.ANY, Category.COMPANY),
    # Whoever answers for a firm knows the names of its own people, to attest for them: no address, no phone, no visit.
    _row(Role.FIRM, Purpose.WORKFORCE, Relation.EMPLOYED, Category.NAME, Category.COMPANY),
    _row(Role.FIRM, Purpose.WORKFORCE, Relation.OWN, Category.NAME, Category.EMAIL),
)


def relations_for(roles: frozenset[Role], purpose: Purpose, category: Category) -> Iterator[Relation]:
    """Yield the relations under which any of `roles` may open `category` for `purpose`, in table order."""
    for row in ACCESS:
        if row.purpose is purpose and row.role in roles and category in row.categories:
            yield row.relation
