"""The register of disclosures: to whom a person's data went, what, why, when and how.

Source: notice, "Henkilötietojen luovuttaminen kolmansille osapuolille"; GDPR art. 15(1)(c), 19, 30(1)(d).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from lupaus.kernel.period import Period
from lupaus.partners.models import Details, Disclosure, Way
from lupaus.promises import Basis, Category, Purpose


@dataclass(frozen=True, slots=True)
class Shown:
    """One disclosure as the person reads it; `count` of the same kind on the same day."""

    row: Disclosure
    name: str
    country: str


def record(
    subjects: Iterable[UUID],
    to: UUID,
    categories: Collection[Category],
    *,
    purpose: Purpose,
    basis: Basis,
    way: Way,
    at: datetime,
) -> int:
    """Write down that data of these people went to a partner; return how many people. No people, no row."""
    codes = sorted(each.code for each in categories)
    rows = [
        Disclosure(
            subject_id=subject,
            partner_id=to,
            categories=codes,
            purpose=purpose.code,
            basis=basis.code,
            way=way,
            at=at,
        )
        for subject in dict.fromkeys(subjects)
    ]
    return len(Disclosure.objects.bulk_create(rows))


def of(subjects: Collection[UUID]) -> QuerySet[Disclosure]:
    """Return what went to anybody about a person, newest first; a merged person has several subjects."""
    return Disclosure.objects.filter(subject__in=subjects).select_related("partner")


def told(rows: Iterable[Disclosure]) -> list[Shown]:
    """Return disclosures with what each partner was called then: one query."""
    listed = list(rows)
    named: dict[UUID, list[Details]] = {}
    for details in Details.objects.filter(partner__in={row.partner_id for row in listed}).order_by("revision"):
        named.setdefault(details.partner_id, []).append(details)
    return [Shown(row, *_then(named.get(row.partner_id, []), row.at)) for row in listed]


def counts(period: Period) -> dict[UUID, tuple[int, int]]:
    """Return, for each partner, how many disclosures of how many people there were in a period: numbers only."""
    rows = Disclosure.objects.filter(at__gte=period.from_at, at__lt=period.until_at).values("partner").order_by()
    found = rows.annotate(times=Count("id"), people=Count("subject", distinct=True))
    return {each["partner"]: (each["times"], each["people"]) for each in found}


def _then(history: list[Details], at: datetime) -> tuple[str, str]:
    held = [details for details in history if details.valid_from_at <= at] or history[:1]
    return (held[-1].name, held[-1].country) if held else ("", "")
