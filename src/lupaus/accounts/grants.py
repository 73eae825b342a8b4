"""Propose, approve, decline and end roles. A grant is a row with who asked, who approved, a beginning and an end.

Four eyes: what one owner proposes another approves, and nobody decides about their own role. Where there has never
been a second owner, the only one decides alone; that ends for good when a second one gets the role, so that nobody
gets the company to themselves again by removing the others (docs/decisions/0011).

Source: notice, "Henkilötietojen suojauksen periaatteet", sentence 3: only designated persons have access; trust, H38.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import one_person, queries
from lupaus.accounts.entitlement import check_owner
from lupaus.accounts.models import Grant, User
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, ActorKind, Purpose, Role
from lupaus.promises.actors import STAFF


class OwnGrant(Refused):
    """Somebody tried to decide about a role of their own, or about what they had proposed themselves."""

    message = _("Et voi päättää omasta roolistasi etkä omasta ehdotuksestasi. Pyydä toista omistajaa tekemään se.")


class OnePerson(OwnGrant):
    """Somebody approved with a second account of their own what they had proposed with the first, or had got."""

    message = _("Ehdottaja, hyväksyjä ja roolin saaja eivät saa käyttää samaa sähköpostia. Pyydä toista omistajaa.")


class NeedsApproval(Refused):
    """Somebody tried to give a role without a second person."""

    message = _("Rooli tulee voimaan vasta, kun toinen omistaja hyväksyy sen.")


class NoSuchRole(Refused):
    """The role is not one that is given: it comes with being a customer or a provider."""

    message = _("Tätä roolia ei anneta erikseen.")


class EndsTooEarly(Refused):
    """The role would end before it begins."""

    message = _("Anna päättymisaika, joka on tulevaisuudessa.")


class AlreadyGranted(Refused):
    """The account has the role for as long already, or it is proposed."""

    message = _("Tilillä on jo tämä rooli, tai sitä on jo ehdotettu.")


class NotGranted(Refused):
    """The account does not have the role now."""

    message = _("Tilillä ei ole tätä roolia.")


class NotWaiting(Refused):
    """The proposal has been decided."""

    message = _("Ehdotus on jo ratkaistu.")


class LastOwner(Refused):
    """The company would be left without an owner whose role has no end."""

    message = _("Yrityksellä on oltava vähintään yksi omistaja, jonka rooli ei pääty. Anna rooli ensin toiselle.")


@transaction.atomic
def propose(user: User, role: Role, *, by: Actor, at: datetime, until: datetime | None = None) -> Grant:
    """Propose a role, to begin when another owner approves it.

    Where there has never been a second owner it begins at once, and stands on record as given by one person.

    Raises:
        NotEntitled: the proposer is no owner.
        OwnGrant: they propose a role for themselves.
        NoSuchRole, EndsTooEarly, AlreadyGranted: that is not right.
    """
    check_owner(by)
    if role not in STAFF:
        raise NoSuchRole
    _check(user, role, by=by, at=at, until=until)
    grant = Grant.objects.create(user=user, role=role, asked_at=at, asked_by=by.id, until=until)
    _note("grant.proposed", grant, by=by, at=at)
    return grant if has_second_owner() else _begin(grant, by=by, at=at)


@transaction.atomic
def approve(grant: Grant, *, by: Actor, at: datetime) -> Grant:
    """Let a proposed role begin now.

    Raises:
        NotEntitled: the approver is no owner.
        OwnGrant: they proposed it, or it is theirs.
        OnePerson: an account of theirs in the same mailbox proposed it, or gets it.
        NotWaiting: it has been decided.
        EndsTooEarly: its end has come already.
    """
    check_owner(by)
    locked = _waiting(grant)
    if by.id is None or by.id in {locked.asked_by, locked.user_id}:
        raise OwnGrant
    if any(one_person.are_one(by.id, each, at=at) for each in (locked.asked_by, locked.user_id) if each):
        raise OnePerson
    if locked.until is not None and locked.until <= at:
        raise EndsTooEarly
    locked.approved_by = by.id
    return _begin(locked, by=by, at=at)


@transaction.atomic
def decline(grant: Grant, *, by: Actor, at: datetime) -> Grant:
    """Let a proposed role come to nothing; who proposed it may take it back so.

    Raises:
        NotEntitled: somebody else than an owner declines.
        NotWaiting: it has been decided.
    """
    check_owner(by)
    locked = _waiting(grant)
    locked.declined_at, locked.ended_by = at, by.id
    locked.save(update_fields=["declined_at", "ended_by"])
    _note("grant.declined", locked, by=by, at=at)
    return locked


@transaction.atomic
def give(user: User, role: Role, *, by: Actor, at: datetime, until: datetime | None = None) -> Grant:
    """Give a role at once: the act of a command on the machine, for the first owner and the demo company.

    Raises:
        NeedsApproval: a person gives it; people propose, and others approve.
        EndsTooEarly, AlreadyGranted: that is not right.
    """
    if by.kind is not ActorKind.SYSTEM:
        raise NeedsApproval
    _check(user, role, by=by, at=at, until=until)
    return _begin(Grant.objects.create(user=user, role=role, asked_at=at, until=until), by=by, at=at)


@transaction.atomic
def revoke(grant: Grant, *, by: Actor, at: datetime) -> Grant:
    """End a role now; the account's next request does not have it any more. Its holder may give it up so.

    Raises:
        NotEntitled: somebody else than an owner ends what is not theirs.
        NotGranted: it is not in force.
        LastOwner: no owner without an end would be left.
    """
    return shorten(grant, at, by=by, at=at)


@transaction.atomic
def shorten(grant: Grant, until: datetime, *, by: Actor, at: datetime) -> Grant:
    """Let a role end earlier than it would; to let it end later is a new proposal.

    Raises:
        EndsTooEarly: the moment is past, or later than the end it has.
        Refused: as `revoke`.
    """
    if by.id != grant.user_id:
        check_owner(by)
    owners = _lasting_owners(at)
    locked = Grant.objects.live(at).select_for_update().filter(id=grant.id).first()
    if locked is None:
        raise NotGranted
    if until < at or (locked.until is not None and until >= locked.until):
        raise EndsTooEarly
    if locked.role == Role.OWNER and owners <= {locked.user_id}:
        raise LastOwner
    locked.until, locked.ended_by = until, by.id
    locked.save(update_fields=["until", "ended_by"])
    _note("grant.revoked", locked, by=by, at=at)
    return locked


def has_second_owner() -> bool:
    """Say whether two people have ever been owners: from then on nobody decides alone."""
    return Grant.objects.filter(role=Role.OWNER, granted_from__isnull=False).values("user").distinct().count() > 1


def check_not_last_owner(user: User, *, at: datetime) -> None:
    """Let an account go that is not the last lasting owner.

    Raises:
        LastOwner: it is.
    """
    if _lasting_owners(at) == {user.pk}:
        raise LastOwner


def _check(user: User, role: Role, *, by: Actor, at: datetime, until: datetime | None) -> None:
    if by.id == user.pk:
        raise OwnGrant
    if until is not None and until <= at:
        raise EndsTooEarly
    User.objects.select_for_update().get(pk=user.pk)
    waiting = Grant.objects.waiting().filter(Q(until=None) | Q(until__gt=at), user=user, role=role)
    as_long = Q(until=None) if until is None else Q(until=None) | Q(until__gte=until)
    if waiting.exists() or queries.live_grants(user, at).filter(as_long, role=role).exists():
        raise AlreadyGranted


def _waiting(grant: Grant) -> Grant:
    locked = Grant.objects.waiting().select_for_update().filter(id=grant.id).first()
    if locked is None:
        raise NotWaiting
    return locked


def _begin(grant: Grant, *, by: Actor, at: datetime) -> Grant:
    grant.granted_from = at
    grant.save(update_fields=["granted_from", "approved_by"])
    _note("grant.given", grant, by=by, at=at)
    return grant


def _lasting_owners(at: datetime) -> set[object]:
    """Return the accounts that can sign in and own the company without an end; locks their grants."""
    owners = Grant.objects.live(at).select_for_update(of=("self",)).filter(role=Role.OWNER, until=None)
    return set(owners.filter(user__is_active=True).values_list("user_id", flat=True))


def _note(action: str, grant: Grant, *, by: Actor, at: datetime) -> None:
    entries.record(
        action,
        by=by,
        purpose=Purpose.IDENTIFICATION,
        at=at,
        subjects=[grant.user.subject_id],
        about=("grant", grant.pk),
    )
