"""Give and take roles. A grant is a row with a beginning, an end and a giver.

Source: notice, "Henkilötietojen suojauksen periaatteet", sentence 3: only designated persons have access.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import queries
from lupaus.accounts.models import Grant, User
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose, Role


class OwnGrant(Refused):
    """Somebody tried to give themselves a role."""

    message = _("Et voi antaa roolia itsellesi. Pyydä toista omistajaa tekemään se.")


class AlreadyGranted(Refused):
    """The account has the role now."""

    message = _("Tilillä on jo tämä rooli.")


class NotGranted(Refused):
    """The account does not have the role now."""

    message = _("Tilillä ei ole tätä roolia.")


class LastOwner(Refused):
    """Taking the role would leave the company without an owner."""

    message = _("Yrityksellä on oltava vähintään yksi omistaja. Anna rooli ensin toiselle.")


@transaction.atomic
def give(user: User, role: Role, *, by: Actor, at: datetime, until: datetime | None = None) -> Grant:
    """Give an account a role from now on, until a moment or until further notice.

    Raises:
        OwnGrant: the giver and the receiver are the same.
        AlreadyGranted: the account has the role now.
    """
    if by.id == user.pk:
        raise OwnGrant
    User.objects.select_for_update().get(pk=user.pk)
    if queries.live_grants(user, at).filter(role=role).exists():
        raise AlreadyGranted
    grant = Grant.objects.create(user=user, role=role, granted_from=at, until=until, granted_by=by.id)
    _note("grant.given", grant, by=by, at=at)
    return grant


@transaction.atomic
def revoke(user: User, role: Role, *, by: Actor, at: datetime) -> Grant:
    """End a role now; the account's next request does not have it any more.

    Raises:
        NotGranted: the account does not have the role.
        LastOwner: it is the only owner.
    """
    owners = list(Grant.objects.live(at).select_for_update().filter(role=Role.OWNER).values_list("user_id", flat=True))
    grant = queries.live_grants(user, at).select_for_update().filter(role=role).first()
    if grant is None:
        raise NotGranted
    if role is Role.OWNER and set(owners) == {user.pk}:
        raise LastOwner
    grant.until = at
    grant.save(update_fields=["until"])
    _note("grant.revoked", grant, by=by, at=at)
    return grant


def _note(action: str, grant: Grant, *, by: Actor, at: datetime) -> None:
    entries.record(
        action,
        by=by,
        purpose=Purpose.IDENTIFICATION,
        at=at,
        subjects=[grant.user.subject_id],
        about=("grant", grant.pk),
    )
