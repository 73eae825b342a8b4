"""Health notes: kept only with a consent in so many words, gone the moment it is withdrawn.

Source: GDPR art. 7(3), 9(2)(a); clause S16.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.keys.keystore import Chain
from lupaus.orders.models import Draft, HealthConsent, HealthNote, Order
from lupaus.promises import Actor, notices
from lupaus.register import texts
from lupaus.register.customers import purpose_of
from lupaus.vault.models import Subject
from lupaus.vault.subjects import destroy

CONSENT_VERSION: Final = "2026-11"
CONSENT_TEXT: Final = _(
    "Suostun siihen, että tallennatte tämän terveyteeni liittyvän tiedon. Vain käynnin tekijä näkee sen, käynnin ajan. "
    "Voin perua suostumuksen milloin tahansa omista tiedoistani, ja tieto poistuu silloin heti."
)
"""What is agreed to; a changed text is a new version."""
SPOKEN_VERSION: Final = "2026-11 puhelin"
SPOKEN_TEXT: Final = _(
    "Suostutko siihen, että tallennamme tämän terveyteesi liittyvän tiedon? Vain käynnin tekijä näkee sen, käynnin "
    "ajan. Voit perua suostumuksen milloin tahansa omista tiedoistasi tai soittamalla, ja tieto poistuu silloin heti."
)
"""What is read aloud to a caller; agreed to by saying yes. Source: decision 0016."""


class ConsentMissing(Refused):
    """When a health note is given and the box beside it is not ticked."""

    message = _("Rastita suostumus, jos haluat kertoa terveydestäsi. Muuten jätä kohta tyhjäksi.")


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """What somebody told of their health, together with the text they agreed to. Made by `checked`.

    `spoken_to` is who in the office heard them agree; None when they ticked it themselves.
    """

    note: str
    text_version: str = CONSENT_VERSION
    spoken_to: UUID | None = None

    @classmethod
    def checked(cls, *, note: str, agreed: bool, spoken_to: UUID | None = None) -> Self | None:
        """Return the answer, None when nothing was told.

        Raises:
            ConsentMissing: something was told and not agreed to; nothing is kept then.
            TooLong: of `texts`.
        """
        tidy = texts.lines(note)
        if not tidy:
            return None
        if not agreed:
            raise ConsentMissing
        return cls(tidy) if spoken_to is None else cls(tidy, SPOKEN_VERSION, spoken_to)


def tell(draft: Draft, answer: HealthAnswer | None, *, at: datetime) -> None:
    """Replace what a draft tells of health, within the caller's transaction."""
    HealthNote.objects.filter(draft=draft).delete()
    HealthConsent.objects.filter(subject_id=draft.subject_id).delete()
    if answer is not None:
        _write(draft.subject, answer, at=at, draft=draft)


def hand_over(draft: Draft, order: Order) -> None:
    """Let what was told with a draft belong to the placed order. Within the caller's transaction and processing."""
    note = HealthNote.objects.select_related("consent").filter(draft=draft).first()
    if note is None:
        return
    if draft.subject_id == order.subject_id:
        note.draft, note.order = None, order
        note.save(update_fields=["draft", "order"])
        return
    answer = HealthAnswer(note.note, note.consent.text_version, note.consent.spoken_to)
    _write(order.subject, answer, at=note.consent.given_at, order=order)
    consent = note.consent
    note.delete()
    consent.delete()


@transaction.atomic
def withdraw(subject_id: UUID, *, by: Actor, at: datetime) -> int:
    """Withdraw a person's consent: every health note of theirs goes, then its key; the orders stay.

    The consent stays on record as withdrawn, without what was told. Returns how many notes went.
    """
    notes = HealthNote.objects.filter(subject_id=subject_id)
    count = notes.count()
    notes.delete()
    HealthConsent.objects.filter(subject_id=subject_id, withdrawn_at=None).update(withdrawn_at=at)
    destroy(subject_id, (Chain.HEALTH,), at=at)
    entries.record("health.consent_withdrawn", by=by, purpose=purpose_of(by), at=at, subjects=[subject_id])
    return count


def _write(
    subject: Subject, answer: HealthAnswer, *, at: datetime, draft: Draft | None = None, order: Order | None = None
) -> None:
    consent = HealthConsent.objects.create(
        subject=subject,
        text_version=answer.text_version,
        given_at=at,
        spoken_to=answer.spoken_to,
        notice_hash=notices.known_hash(at),
    )
    HealthNote.objects.create(subject=subject, draft=draft, order=order, consent=consent, note=answer.note)
