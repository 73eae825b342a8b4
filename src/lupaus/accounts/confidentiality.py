"""Publish the confidentiality agreement, sign it, end a signature.

Source: notice, "Henkilötietojen suojauksen periaatteet": employees, and partners with their employees, are bound.
"""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _

from lupaus.accounts.entitlement import check_owner
from lupaus.accounts.models import Agreement, Signature
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.vault.models import Subject

LONGEST_TEXT = 20_000
LONGEST_NAME = 120
USUAL_DAYS = 365
MOST_DAYS = 36_500


class NoText(Refused):
    """The agreement says nothing, or more than anybody reads."""

    message = _("Kirjoita sitoumuksen teksti. Siinä saa olla enintään 20 000 merkkiä.")


class SameText(Refused):
    """The version in force says the same for the same time."""

    message = _("Voimassa oleva sitoumus sanoo jo näin. Muuta tekstiä tai voimassaoloa.")


class WrongTerm(Refused):
    """A signature would hold no time at all, or longer than anybody works."""

    message = _("Anna voimassaolo päivinä, esimerkiksi 365.")


class BindsTooEarly(Refused):
    """Earlier signatures would end before now."""

    message = _("Vanhat allekirjoitukset voivat päättyä aikaisintaan nyt.")


class NameIsMissing(Refused):
    """The signature has no name."""

    message = _("Kirjoita nimesi. Se on allekirjoituksesi.")


class TextHasChanged(Refused):
    """What the person read is not the version in force any more."""

    message = _("Sitoumus on muuttunut sen jälkeen, kun avasit sivun. Lue se uudelleen.")


class NotYours(Refused):
    """Somebody tried to sign for somebody else."""

    message = _("Jokainen allekirjoittaa sitoumuksen itse.")


class AlreadyEnded(Refused):
    """The signature binds no more."""

    message = _("Allekirjoitus on jo päättynyt.")


def current() -> Agreement | None:
    """Return the version that is signed now, None before the first is published."""
    return Agreement.objects.first()


@transaction.atomic
def publish(
    text: str, *, by: Actor, at: datetime, valid_days: int = USUAL_DAYS, binding_from: datetime | None = None
) -> Agreement:
    """Publish a version, to be signed from now on; a signature of it holds `valid_days`.

    Signatures of earlier versions hold until their own end, or until `binding_from` when that comes first: then
    everybody signs anew.

    Raises:
        NotEntitled: somebody else than an owner, or the program, publishes.
        NoText, WrongTerm, BindsTooEarly: that detail is not right.
        SameText: nothing would change.
    """
    check_owner(by)
    tidy = _checked(text, valid_days, binding_from, at)
    newest = Agreement.objects.select_for_update().first()
    if newest is not None and (newest.text, newest.valid_days) == (tidy, valid_days):
        raise SameText
    version = Agreement.objects.create(
        number=newest.number + 1 if newest else 1,
        text=tidy,
        text_hash=hash_of(tidy),
        valid_days=valid_days,
        published_at=at,
        published_by=by.id,
        binding_from=binding_from,
    )
    if binding_from is not None:
        earlier = Signature.objects.filter(until__gt=binding_from).exclude(agreement=version)
        earlier.update(until=Least("until", binding_from))
    _note("agreement.published", by=by, at=at, about=("agreement", version.id))
    return version


@transaction.atomic
def sign(agreement: Agreement, subject: Subject, *, name: str, read_hash: str, by: Actor, at: datetime) -> Signature:
    """Bind a person by the version in force: under their own name, and under the very words they read.

    Whoever is bound already signs anew, for instance before the end; the earlier signature stays on record.

    Raises:
        NotYours: `subject` is not the actor.
        TextHasChanged: a newer version was published meanwhile, or other words were read.
        NameIsMissing: there is no name.
    """
    if subject.id not in by.subjects:
        raise NotYours
    if current() != agreement or read_hash != agreement.text_hash:
        raise TextHasChanged
    tidy = " ".join(name.split())[:LONGEST_NAME]
    if not tidy:
        raise NameIsMissing
    signature = Signature.objects.create(
        subject=subject,
        agreement=agreement,
        text_hash=agreement.text_hash,
        signed_name=tidy,
        signed_at=at,
        until=at + timedelta(days=agreement.valid_days),
    )
    _note("agreement.signed", by=by, at=at, about=("signature", signature.id), subject=subject)
    return signature


@transaction.atomic
def end(signature: Signature, *, by: Actor, at: datetime) -> Signature:
    """End a signature now: the person's next request opens nothing of others.

    Raises:
        NotEntitled: somebody else than an owner, or the program, ends it.
        AlreadyEnded: it binds no more.
    """
    check_owner(by)
    locked = Signature.objects.select_for_update().get(id=signature.id)
    if locked.until <= at:
        raise AlreadyEnded
    locked.until, locked.ended_by = max(at, locked.signed_at), by.id
    locked.save(update_fields=["until", "ended_by"])
    _note("agreement.ended", by=by, at=at, about=("signature", locked.id), subject=locked.subject)
    return locked


def hash_of(text: str) -> str:
    """Return the hash that names a text: SHA-256 of its UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _checked(text: str, valid_days: int, binding_from: datetime | None, at: datetime) -> str:
    tidy = text.replace("\r\n", "\n").strip()
    if not tidy or len(tidy) > LONGEST_TEXT:
        raise NoText
    if not 1 <= valid_days <= MOST_DAYS:
        raise WrongTerm
    if binding_from is not None and binding_from < at:
        raise BindsTooEarly
    return tidy


def _note(action: str, *, by: Actor, at: datetime, about: tuple[str, UUID], subject: Subject | None = None) -> None:
    subjects = [subject.id] if subject else []
    entries.record(action, by=by, purpose=Purpose.IDENTIFICATION, at=at, subjects=subjects, about=about)
