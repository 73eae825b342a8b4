"""How one partner stands at a moment: every gap, each a small question of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as say

from lupaus.kernel import walltime
from lupaus.partners import countries
from lupaus.partners.countries import Region
from lupaus.partners.gaps import Gap, Reason, Verdict
from lupaus.partners.models import Agreement, Assessment, Confidentiality, Details, Ground, Item, Partner

GRACE: Final = timedelta(days=30)
"""How long a review may be late before the partner is paused; until then it is a warning."""
SOON: Final = timedelta(days=30)
"""How long before an end it is told."""


@dataclass(frozen=True, slots=True)
class Papers:
    """A partner with everything that is known of it at a moment."""

    partner: Partner
    details: Details
    agreements: tuple[Agreement, ...]
    assessments: tuple[Assessment, ...]
    confidentialities: tuple[Confidentiality, ...]
    is_strict_since: datetime | None
    filed: frozenset[object]
    """The ids of agreements whose file is here."""

    def agreement(self, at: datetime) -> Agreement | None:
        """Return the agreement in force, None without one."""
        return next((each for each in self.agreements if _is_in_force(each, at)), None)

    def assessment(self) -> Assessment | None:
        """Return the newest approved assessment, None without one."""
        return next((each for each in self.assessments if each.approved_at), None)

    def secrecy(self, at: datetime) -> Confidentiality | None:
        """Return the promise of secrecy in force, None without one."""
        return next((each for each in self.confidentialities if each.given_at <= at < each.until), None)

    def places(self) -> tuple[str, ...]:
        """Return the countries in which the data is: the partner's and its subprocessors'."""
        return (self.details.country, *(country for _name, country in self.details.subprocessors))

    def is_outside(self, at: datetime) -> bool:
        """Say whether any of it is outside the EEA; a country that is not known counts as outside."""
        day = walltime.day_of(at)
        return any(countries.region(each, day) is not Region.EEA for each in self.places())


def judge(papers: Papers, at: datetime) -> Verdict:
    """Return whether the partner may receive data at a moment, and everything that is missing."""
    reasons = tuple(reason for question in QUESTIONS for reason in question(papers, at))
    until = papers.partner.provisional_until
    excused = bool(until and at < until) and not any(reason.gap in NEVER_EXCUSED for reason in reasons)
    return Verdict(
        ok=not reasons or excused,
        reasons=reasons,
        warnings=tuple(_warnings(papers, at)),
        provisional_until=until if reasons and excused else None,
    )


NEVER_EXCUSED: Final = frozenset({Gap.ENDED, Gap.STRICT, Gap.NO_GROUND})
"""What no time for filling in papers makes right."""


def _ended(papers: Papers, at: datetime) -> Iterator[Reason]:
    ended = papers.partner.ended_at
    if ended is not None and ended <= at:
        yield Reason(Gap.ENDED, ended)


def _agreement(papers: Papers, at: datetime) -> Iterator[Reason]:
    agreement = papers.agreement(at)
    if agreement is None:
        ended = max((each.ends_at for each in papers.agreements if each.ends_at and each.ends_at <= at), default=None)
        yield Reason(Gap.AGREEMENT_ENDED, ended) if ended else Reason(Gap.NO_AGREEMENT, papers.partner.begins_at)
        return
    if set(agreement.items) != set(Item.values):
        yield Reason(Gap.ITEMS_MISSING, agreement.recorded_at)
    if agreement.pk not in papers.filed:
        yield Reason(Gap.NO_FILE, agreement.recorded_at)


def _transfer(papers: Papers, at: datetime) -> Iterator[Reason]:
    details, day = papers.details, walltime.day_of(at)
    if not details.country:
        yield Reason(Gap.NO_COUNTRY, details.valid_from_at)
        return
    if papers.is_strict_since and papers.is_outside(at):
        yield Reason(Gap.STRICT, max(papers.is_strict_since, details.valid_from_at))
    outside = [each for each in papers.places() if countries.region(each, day) is not Region.EEA]
    if outside and not all(_is_grounded(details, each, day) for each in outside):
        yield Reason(Gap.NO_GROUND, details.valid_from_at)
    elif outside and details.ground == Ground.SCC and details.transfer_assessed_on is None:
        yield Reason(Gap.NO_TRANSFER_ASSESSMENT, details.valid_from_at)


def _assessment(papers: Papers, at: datetime) -> Iterator[Reason]:
    approved = papers.assessment()
    if approved is None:
        gap = Gap.NOT_APPROVED if papers.assessments else Gap.NO_ASSESSMENT
        yield Reason(gap, papers.partner.begins_at)
        return
    stops_at = walltime.midnight(approved.review_on + GRACE)
    if stops_at <= at:
        yield Reason(Gap.REVIEW_LATE, stops_at)


def _secrecy(papers: Papers, at: datetime) -> Iterator[Reason]:
    if papers.secrecy(at) is None:
        ended = max((each.until for each in papers.confidentialities if each.until <= at), default=None)
        yield Reason(Gap.NO_SECRECY, ended or papers.partner.begins_at)


QUESTIONS: Final[tuple[Callable[[Papers, datetime], Iterator[Reason]], ...]] = (
    _ended,
    _transfer,
    _agreement,
    _assessment,
    _secrecy,
)


def _is_grounded(details: Details, country: str, day: date) -> bool:
    if details.ground == Ground.SCC:
        return True
    decision = countries.adequacy(country, day) if details.ground == Ground.ADEQUACY else None
    return decision is not None and bool(details.certificate or not decision.only_certified)


def _warnings(papers: Papers, at: datetime) -> Iterator[str]:
    agreement, approved = papers.agreement(at), papers.assessment()
    if agreement and agreement.ends_at and at < agreement.ends_at <= at + SOON:
        yield say("Sopimus päättyy %(day)s.") % {"day": _day(agreement.ends_at)}
    if approved and approved.review_on <= walltime.day_of(at):
        stops = walltime.midnight(approved.review_on + GRACE)
        if at < stops:
            yield say("Arvioinnin uusiminen on myöhässä. Kumppani pysähtyy %(day)s.") % {"day": _day(stops)}
    until = papers.partner.provisional_until
    if until and at < until:
        yield say("Tiedot on täydennettävä %(day)s mennessä.") % {"day": _day(until)}


def _day(at: datetime) -> str:
    day = walltime.day_of(at)
    return f"{day.day}.{day.month}.{day.year}"


def _is_in_force(agreement: Agreement, at: datetime) -> bool:
    return agreement.begins_at <= at and (agreement.ends_at is None or at < agreement.ends_at)
