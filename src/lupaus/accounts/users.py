"""Open, find, move, disable accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import grants, sessions
from lupaus.accounts.handles import handle, seal_address
from lupaus.accounts.models import SealedAddress, User
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.kernel.tongue import Language
from lupaus.promises import Actor, Purpose
from lupaus.vault.models import Subject


class AddressIsTaken(Refused):
    """Another account signs in with this address."""

    message = _("Tällä sähköpostiosoitteella on jo tili. Kirjaudu sillä tai anna toinen osoite.")


@transaction.atomic
def open_account(address: str, subject: Subject, *, by: Actor, at: datetime, verified: bool = False) -> User:
    """Return the account of an address, opened now for `subject` unless there is one already.

    `verified` says that the person has proven to receive mail there; otherwise the first mailed code proves it.
    """
    sealed = handle(address)
    user, is_new = User.objects.get_or_create(email=sealed, defaults={"subject": subject, "opened_at": at})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=sealed, primary=True, verified=verified)
        seal_address(address, subject, at=at)
        _note("account.opened", user, by=by, at=at)
    return user


def by_email(address: str) -> User | None:
    """Return the account that signs in with an address, if there is one."""
    return User.objects.filter(email=handle(address)).first()


@transaction.atomic
def change_email(user: User, address: str, *, by: Actor, at: datetime) -> User:
    """Let an account sign in with another address from now on; the person has proven to receive mail there.

    Every session of the account ends. Nobody is told here: the caller writes to the old address.

    Raises:
        AddressIsTaken: another account signs in with it.
    """
    sealed = handle(address)
    if User.objects.exclude(pk=user.pk).filter(email=sealed).exists():
        raise AddressIsTaken
    user = User.objects.select_for_update().get(pk=user.pk)
    seal_address(address, user.subject, at=at)
    EmailAddress.objects.filter(user=user).exclude(email=sealed).delete()
    EmailAddress.objects.update_or_create(user=user, email=sealed, defaults={"primary": True, "verified": True})
    user.email = sealed
    user.save(update_fields=["email"])
    return note_moved(user, by=by, at=at)


@transaction.atomic
def note_moved(user: User, *, by: Actor, at: datetime, keep: str | None = None) -> User:
    """Forget the addresses that an account has left behind, end its sessions and record that it moved.

    The session with the key `keep` goes on: it is the one in which the new address was proven. Whoever else had
    got in with the old mailbox is out at the next request.
    """
    _forget_other_addresses(user)
    sessions.end_others(user, keep)
    _note("account.email_changed", user, by=by, at=at)
    return user


@transaction.atomic
def disable(user: User, *, by: Actor, at: datetime) -> User:
    """Shut an account and end every session it has; disabling it twice changes nothing.

    Raises:
        LastOwner: no owner without an end would be left.
    """
    grants.check_not_last_owner(user, at=at)
    return _set_active(user, active=False, action="account.disabled", by=by, at=at)


@transaction.atomic
def enable(user: User, *, by: Actor, at: datetime) -> User:
    """Let a disabled account sign in again."""
    return _set_active(user, active=True, action="account.enabled", by=by, at=at)


@transaction.atomic
def choose_language(user: User, language: Language, *, by: Actor, at: datetime) -> User:
    """Show the pages to a person in this language from now on, wherever they sign in."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])
        _note("account.language_chosen", user, by=by, at=at)
    return user


def _forget_other_addresses(user: User) -> None:
    in_use = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    SealedAddress.objects.filter(subject=user.subject_id).exclude(handle__in=in_use).delete()


def _set_active(user: User, *, active: bool, action: str, by: Actor, at: datetime) -> User:
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active is not active:
        user.is_active = active
        user.save(update_fields=["is_active"])
        _note(action, user, by=by, at=at)
    if not active:
        sessions.end_all(user)
    return user


def _note(action: str, user: User, *, by: Actor, at: datetime) -> None:
    entries.record(
        action, by=by, purpose=Purpose.IDENTIFICATION, at=at, subjects=[user.subject_id], about=("account", user.pk)
    )
