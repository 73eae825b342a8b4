"""Questions about partners. A fixed number of queries, however many partners there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from lupaus.partners.gaps import Verdict
from lupaus.partners.models import (
    Agreement,
    AgreementFile,
    Assessment,
    Confidentiality,
    Details,
    Partner,
    StrictMode,
)
from lupaus.partners.standing import Papers, judge
from lupaus.promises import Recipient


@dataclass(frozen=True, slots=True)
class Standing:
    """A partner, its papers, and whether it may receive data."""

    papers: Papers
    verdict: Verdict

    @property
    def partner(self) -> Partner:
        """Return the partner."""
        return self.papers.partner

    @property
    def details(self) -> Details:
        """Return what it is."""
        return self.papers.details

    @property
    def recipient(self) -> Recipient:
        """Return what it is in the notice's words."""
        return Recipient[self.papers.partner.recipient.upper()]


def standings(at: datetime, *, recipient: Recipient | None = None) -> tuple[Standing, ...]:
    """Return the partners of a moment with how each stands, in the order they came: six queries."""
    found = Partner.objects.filter(begins_at__lte=at).filter(Q(ended_at=None) | Q(ended_at__gt=at))
    if recipient is not None:
        found = found.filter(recipient=recipient.code)
    return _stand(found, at)


def standing(partner: Partner, at: datetime) -> Standing:
    """Return how one partner stands, also one that has ended."""
    return _stand([partner], at)[0]


def of(ids: Iterable[UUID], at: datetime) -> tuple[Standing, ...]:
    """Return these partners as they stand, also those that have ended."""
    return _stand(Partner.objects.filter(pk__in=list(ids)), at)


def active(at: datetime) -> tuple[Standing, ...]:
    """Return the partners that may receive data at a moment: those that the notice names."""
    return tuple(each for each in standings(at) if each.verdict.ok)


def ended(at: datetime) -> tuple[Standing, ...]:
    """Return the partners whose time is over."""
    return _stand(Partner.objects.filter(ended_at__lte=at), at)


def is_strict(at: datetime) -> bool:
    """Say whether nothing may be transferred outside the EEA at a moment."""
    return strict_since(at) is not None


def strict_since(at: datetime) -> datetime | None:
    """Return since when nothing may be transferred outside the EEA, None when it may be on a ground."""
    newest = StrictMode.objects.filter(valid_from_at__lte=at).first()
    return newest.valid_from_at if newest and newest.is_on else None


def _stand(partners: Iterable[Partner], at: datetime) -> tuple[Standing, ...]:
    rows = list(partners)
    ids = [partner.pk for partner in rows]
    if not ids:
        return ()
    details: dict[UUID, Details] = {}
    for each in Details.objects.filter(partner__in=ids, valid_from_at__lte=at).order_by("revision"):
        details[each.partner_id] = each
    agreements = list(Agreement.objects.filter(partner__in=ids, recorded_at__lte=at))
    filed = frozenset(
        AgreementFile.objects.filter(agreement__partner__in=ids, stored_at__lte=at).values_list("agreement", flat=True)
    )
    assessments = list(Assessment.objects.filter(partner__in=ids, made_at__lte=at))
    promised = list(Confidentiality.objects.filter(partner__in=ids, given_at__lte=at))
    strict = strict_since(at)
    papers = [
        Papers(
            partner,
            details[partner.pk],
            tuple(each for each in agreements if each.partner_id == partner.pk),
            tuple(each for each in assessments if each.partner_id == partner.pk),
            tuple(each for each in promised if each.partner_id == partner.pk),
            strict,
            filed,
        )
        for partner in rows
        if partner.pk in details
    ]
    return tuple(Standing(each, judge(each, at)) for each in papers)
