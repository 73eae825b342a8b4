"""Make the first owner of an empty installation."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import confidentiality, grants, queries, users
from lupaus.accounts.confidentiality_text import FIRST_VERSION
from lupaus.accounts.models import User
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Role
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import mint


class OwnersCanDecide(Refused):
    """There are two owners, who decide about a third themselves, or none, and the first one is made first."""

    message = _("Komennolla voi lisätä omistajan vain, kun omistajia on tasan yksi. Muuten omistajat päättävät itse.")


class ThereIsAnOwner(Refused):
    """The company has an owner; only owners make owners from then on."""

    message = _("Yrityksellä on jo omistaja. Hän voi antaa rooleja muille.")


@transaction.atomic
def create(address: str, *, at: datetime) -> User:
    """Open an account for the first owner, who is the office too, since there is nobody else yet.

    The address counts as proven: the operator vouches for it. The first version of the confidentiality agreement is
    published, for the owner to sign at their first sign-in.

    An owner who was created and has never signed in gets a new link: the same account is returned.

    Raises:
        ThereIsAnOwner: an owner has signed in already, or has another address.
    """
    by = Actor.system("jobs")
    owners = queries.holders(Role.OWNER, at)
    known = users.by_email(address)
    if owners and (known not in owners or known.last_login is not None):
        raise ThereIsAnOwner
    if known in owners:
        return known
    owner = users.open_account(address, mint(SubjectKind.STAFF, at=at), by=by, at=at, verified=True)
    for role in (Role.OWNER, Role.OFFICE):
        grants.give(owner, role, by=by, at=at)
    if confidentiality.current() is None:
        confidentiality.publish(FIRST_VERSION, by=by, at=at)
    return owner


@transaction.atomic
def add_second(address: str, *, at: datetime) -> User:
    """Make another owner where one is left of two, who may not decide alone: the operator is the second person.

    Raises:
        OwnersCanDecide: there is not exactly one owner.
        AlreadyGranted: the address is that owner's.
    """
    by = Actor.system("jobs")
    if len(queries.holders(Role.OWNER, at)) != 1:
        raise OwnersCanDecide
    owner = users.open_account(address, mint(SubjectKind.STAFF, at=at), by=by, at=at, verified=True)
    grants.give(owner, Role.OWNER, by=by, at=at)
    return owner
