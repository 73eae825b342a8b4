"""Who works in the office: their roles, signatures and sign-ins, for the owner who decides about them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from lupaus.accounts import grants, users
from lupaus.accounts.models import Grant, SealedAddress, Session, Signature, User
from lupaus.promises import Actor, Role
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import mint


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person of the office, as an owner sees them.

    `grants` are the roles in force, `waiting` those proposed, `past` those that have ended or were declined.
    `signatures` are newest first; `browsers` is in how many they are signed in.
    """

    user: User
    address: str
    grants: tuple[Grant, ...]
    waiting: tuple[Grant, ...]
    past: tuple[Grant, ...]
    signatures: tuple[Signature, ...]
    browsers: int
    at: datetime

    @property
    def name(self) -> str:
        """Return the name the person last signed with, their address before that."""
        return self.signatures[0].signed_name if self.signatures else self.address

    @property
    def signature(self) -> Signature | None:
        """Return the signature that binds them longest, None when none does."""
        live = [each for each in self.signatures if each.signed_at <= self.at < each.until]
        return max(live, key=lambda each: each.until, default=None)


@transaction.atomic
def propose(address: str, role: Role, *, by: Actor, at: datetime, until: datetime | None = None) -> Grant:
    """Propose a role for whoever signs in with an address; their account is opened now, unless they have one.

    Raises:
        Refused: as `grants.propose`.
    """
    user = users.by_email(address)
    if user is None:
        user = users.open_account(address, mint(SubjectKind.STAFF, at=at), by=by, at=at)
    return grants.propose(user, role, by=by, at=at, until=until)


def colleagues(*, at: datetime, now: datetime) -> list[Colleague]:
    """Return everybody who was ever proposed for a role, those with one first; the same queries for any number.

    `at` is business time, for roles and signatures; `now` wall time, for sign-ins.
    """
    found = User.objects.filter(grants__isnull=False).distinct().order_by("opened_at", "id")
    return sorted(_whole(found, at=at, now=now), key=lambda each: (not each.grants, not each.waiting))


def colleague(user_id: UUID, *, at: datetime, now: datetime) -> Colleague:
    """Return one of them.

    Raises:
        User.DoesNotExist: nobody of that id was ever proposed for a role.
    """
    for each in _whole(User.objects.filter(pk=user_id, grants__isnull=False).distinct(), at=at, now=now):
        return each
    raise User.DoesNotExist


def _whole(found: Iterable[User], *, at: datetime, now: datetime) -> list[Colleague]:
    people = list(found)
    given = _by(Grant.objects.filter(user__in=people).order_by("asked_at", "id"), "user_id")
    signed = Signature.objects.filter(subject__in=[user.subject_id for user in people]).select_related("agreement")
    signatures = _by(signed.order_by("-signed_at"), "subject_id")
    sealed = SealedAddress.objects.filter(handle__in=[user.email for user in people])
    addresses = {(row.handle, row.subject_id): row for row in sealed}
    browsers = _browsers(people, now)
    return [
        Colleague(
            user=user,
            address=row.address if (row := addresses.get((user.email, user.subject_id))) else "",
            grants=tuple(each for each in given[user.pk] if _holds(each, at)),
            waiting=tuple(each for each in given[user.pk] if each.granted_from is None and each.declined_at is None),
            past=tuple(each for each in given[user.pk] if _is_past(each, at)),
            signatures=tuple(signatures[user.subject_id]),
            browsers=browsers.get(user.pk, 0),
            at=at,
        )
        for user in people
    ]


def _browsers(people: list[User], now: datetime) -> dict[UUID, int]:
    live = Session.objects.filter(Q(expires_at__gt=now), user__in=people).order_by()
    return dict(live.values("user").annotate(count=Count("id")).values_list("user", "count"))


def _by[Row](rows: Iterable[Row], column: str) -> defaultdict[UUID, list[Row]]:
    grouped: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, column)].append(row)
    return grouped


def _holds(grant: Grant, at: datetime) -> bool:
    begun = grant.granted_from is not None and grant.granted_from <= at
    return begun and (grant.until is None or at < grant.until)


def _is_past(grant: Grant, at: datetime) -> bool:
    return grant.declined_at is not None or (grant.granted_from is not None and not _holds(grant, at))
