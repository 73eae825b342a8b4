"""Record what was agreed with a partner, and keep the signed paper sealed."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.partners.models import Agreement, AgreementFile, Confidentiality, Item, Partner
from lupaus.partners.partners import lock, note
from lupaus.promises import Actor

LARGEST: Final = 10 * 1024 * 1024
LONGEST_NAME: Final = 100
SIGNS: Final = {b"%PDF-": "application/pdf", b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""How a file begins, and what it is then."""


class NotAPaper(Refused):
    """When a file is neither a PDF nor a picture of a paper."""

    message = _("Lisää sopimus PDF-tiedostona tai kuvana (PNG tai JPEG).")


class PaperIsTooLarge(Refused):
    """When a file is larger than a scanned agreement needs to be."""

    message = _("Tiedosto on liian suuri. Sopimus saa olla enintään 10 megatavua.")


class SignedInTheFuture(Refused):
    """When an agreement would have been signed on a day that has not come."""

    message = _("Sopimus on allekirjoitettu viimeistään tänään. Tarkista päivä.")


class EndsBeforeItBegins(Refused):
    """When an agreement or a promise would have ended already."""

    message = _("Anna päättymispäivä, joka on tulevaisuudessa, tai jätä se tyhjäksi.")


class NobodyPromised(Refused):
    """When nobody is named who promised secrecy."""

    message = _("Kerro, kuka vakuutti salassapidon kumppanin puolesta.")


class NoSuchPaper(Refused):
    """When a paper is removed that is not there."""

    message = _("Tiedosto on jo poistettu.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed: when it was signed, until when it holds, which points of art. 28(3) it covers."""

    signed_on: date
    ends_at: datetime | None = None
    items: Collection[Item] = tuple(Item)


@transaction.atomic
def record(partner: Partner, terms: Terms, *, content: bytes | None = None, by: Actor, at: datetime) -> Agreement:
    """Record an agreement; it replaces the one before, which stays in the history.

    Raises:
        HasEnded: the partner's time is over.
        SignedInTheFuture, EndsBeforeItBegins: a day is not right.
        NotAPaper, PaperIsTooLarge: the file is not right.
    """
    if terms.signed_on > walltime.day_of(at):
        raise SignedInTheFuture
    if terms.ends_at is not None and terms.ends_at <= at:
        raise EndsBeforeItBegins
    locked = lock(partner, at)
    agreement = Agreement.objects.create(
        partner=locked,
        signed_on=terms.signed_on,
        begins_at=at,
        ends_at=terms.ends_at,
        items=[item.value for item in Item if item in terms.items],
        recorded_at=at,
        recorded_by=by.id,
    )
    if content is not None:
        _keep(agreement, locked, content, at)
    note("partner.agreed", locked, by=by, at=at)
    return agreement


@transaction.atomic
def attach(agreement: Agreement, content: bytes, *, by: Actor, at: datetime) -> AgreementFile:
    """Keep the signed paper of an agreement, in place of one that was kept before.

    Raises:
        HasEnded, NotAPaper, PaperIsTooLarge: as `record`.
    """
    locked = lock(agreement.partner, at)
    AgreementFile.objects.filter(agreement=agreement).delete()
    kept = _keep(agreement, locked, content, at)
    note("partner.file_kept", locked, by=by, at=at)
    return kept


@transaction.atomic
def drop(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """Remove the signed paper; without it the partner receives nothing.

    Raises:
        NoSuchPaper: there is none.
    """
    deleted, _per_model = AgreementFile.objects.filter(agreement=agreement).delete()
    if not deleted:
        raise NoSuchPaper
    note("partner.file_dropped", agreement.partner, by=by, at=at)


@transaction.atomic
def end(agreement: Agreement, *, by: Actor, at: datetime) -> Agreement:
    """End an agreement now.

    Raises:
        EndsBeforeItBegins: it has ended already.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if locked.ends_at is not None and locked.ends_at <= at:
        raise EndsBeforeItBegins
    locked.ends_at = max(at, locked.begins_at)
    locked.save(update_fields=["ends_at"])
    note("partner.agreement_ended", locked.partner, by=by, at=at)
    return locked


@transaction.atomic
def promise_secrecy(partner: Partner, *, given_by: str, until: datetime, by: Actor, at: datetime) -> Confidentiality:
    """Record that the partner has committed its people to secrecy, until a moment.

    Raises:
        HasEnded: the partner's time is over.
        NobodyPromised: nobody is named.
        EndsBeforeItBegins: the moment is past.
    """
    name = " ".join(given_by.split())[:LONGEST_NAME]
    if not name:
        raise NobodyPromised
    if until <= at:
        raise EndsBeforeItBegins
    locked = lock(partner, at)
    promised = Confidentiality.objects.create(
        subject_id=locked.subject_id, partner=locked, given_by=name, given_at=at, until=until, recorded_by=by.id
    )
    note("partner.secrecy_promised", locked, by=by, at=at)
    return promised


@transaction.atomic
def agree(
    partner: Partner,
    terms: Terms,
    *,
    content: bytes | None,
    given_by: str,
    secret_until: datetime,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Record an agreement together with the promise of secrecy that comes with it.

    Raises:
        Refused: as `record` and `promise_secrecy`; then neither is recorded.
    """
    agreement = record(partner, terms, content=content, by=by, at=at)
    promise_secrecy(partner, given_by=given_by, until=secret_until, by=by, at=at)
    return agreement


def _keep(agreement: Agreement, partner: Partner, content: bytes, at: datetime) -> AgreementFile:
    if len(content) > LARGEST:
        raise PaperIsTooLarge
    mime = next((mime for sign, mime in SIGNS.items() if content.startswith(sign)), "")
    if not mime:
        raise NotAPaper
    return AgreementFile.objects.create(
        subject_id=partner.subject_id,
        agreement=agreement,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        mime=mime,
        size=len(content),
        stored_at=at,
    )
