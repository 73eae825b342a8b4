"""What the person in charge of registers chooses, within what the program declares: dated rows.

A choice never widens: a purpose may be left unused, a period made shorter, the contact named anew. What is chosen
is obeyed at once by what deletes and what records, and told by the notice.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.company.locks import lock_table
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.privacy.models import Choice
from lupaus.privacy.notice.chosen import Chosen
from lupaus.promises import Actor, After, Purpose
from lupaus.promises.grounds import GROUNDS, Ground

type Choices = Mapping[str, Any]  # Any: it is JSON, None for as declared

CONTACT: Final = "contact"
_UNUSED: Final = "unused."
_PERIOD: Final = "period."
LONGEST_ROLE: Final = 60

PURPOSES: Final = (Purpose.QUALITY,)
"""Purposes that the service works without."""
PERIODS: Final = ("traces",)
"""Grounds whose periods the program itself ends, and therefore can end earlier."""
SHORTEST_DAYS: Final = 30


class NotChoosable(Refused):
    """When somebody would choose what the program does not let be chosen."""

    message = _("Tätä ei voi valita. Se kuuluu palveluun tai lakiin.")


class OutOfBounds(Refused):
    """When a period would be longer than declared, or too short to be of use."""

    message = _("Valitse %(least)s–%(most)s vuorokautta.")


class NoContact(Refused):
    """When a role or an address is missing."""

    message = _("Anna sekä rooli että sähköpostiosoite, tai jätä molemmat tyhjiksi.")


def choices(at: datetime) -> Choices:
    """Return what holds at a moment, by code; one query."""
    rows = Choice.objects.filter(valid_from_at__lte=at).order_by("revision")
    return {row.code: row.value for row in rows}


def chosen(found: Choices) -> Chosen:
    """Return the choices as the compiler takes them."""
    unused = frozenset(purpose for purpose in PURPOSES if found.get(_UNUSED + purpose.code))
    days = ((ground, found.get(_PERIOD + ground.code)) for ground in choosable())
    return Chosen(unused, tuple((ground.most, After(ground.most.trigger, days=kept)) for ground, kept in days if kept))


def choosable() -> tuple[Ground, ...]:
    """Return the grounds whose period may be made shorter."""
    return tuple(ground for ground in GROUNDS if ground.code in PERIODS)


def most_days(ground: Ground) -> int:
    """Return the ceiling: what is declared."""
    return ground.most.years * 365 + ground.most.days


def kept_days(code: str, at: datetime) -> int | None:
    """Return how long data of a ground is kept by choice, None when as declared."""
    days = choices(at).get(_PERIOD + code)
    return days if isinstance(days, int) else None


def is_used(purpose: Purpose, at: datetime) -> bool:
    """Say whether data is processed for a purpose at a moment."""
    return not choices(at).get(_UNUSED + purpose.code)


@transaction.atomic
def use(purpose: Purpose, *, used: bool, by: Actor, at: datetime) -> Choice:
    """Leave a purpose unused, or take it into use again.

    Raises:
        NotChoosable: the service does not work without it.
    """
    if purpose not in PURPOSES:
        raise NotChoosable
    return _choose(_UNUSED + purpose.code, None if used else True, by, at)


@transaction.atomic
def keep(code: str, days: int | None, *, by: Actor, at: datetime) -> Choice:
    """Keep data of a ground for fewer days than declared; None: as declared.

    Raises:
        NotChoosable: the law or the contract sets the period.
        OutOfBounds: longer than declared, or shorter than is of use.
    """
    ground = next((each for each in choosable() if each.code == code), None)
    if ground is None:
        raise NotChoosable
    if days is not None and not SHORTEST_DAYS <= days <= most_days(ground):
        raise OutOfBounds(least=SHORTEST_DAYS, most=most_days(ground))
    return _choose(_PERIOD + code, days if days != most_days(ground) else None, by, at)


@transaction.atomic
def name_contact(role: str, email: str, *, by: Actor, at: datetime) -> Choice:
    """Name who answers in register matters; both empty: the post is vacant, and nothing can be published.

    Raises:
        NoContact: one of the two is missing or not an address.
    """
    role, email = " ".join(role.split())[:LONGEST_ROLE], email.strip()
    if not role and not email:
        return _choose(CONTACT, None, by, at)
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise NoContact from wrong
    if not role:
        raise NoContact
    return _choose(CONTACT, {"role": role, "email": email}, by, at)


def _choose(code: str, value: object, by: Actor, at: datetime) -> Choice:
    lock_table(Choice)
    newest = Choice.objects.first()
    row = Choice.objects.create(revision=newest.revision + 1 if newest else 1, code=code, value=value, valid_from_at=at)
    entries.record("policy.chosen", by=by, purpose=Purpose.SECURITY, at=at, about=("choice", row.id))
    return row
