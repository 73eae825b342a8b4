"""Name a partner, change what it is, end it; nothing of what it was is lost."""

import re
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final, Self

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.partners import countries
from lupaus.partners.models import LONGEST_NAME, Details, Ground, Partner
from lupaus.promises import Actor, Category, Purpose, Recipient, notices
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import mint

MOST_SUBPROCESSORS: Final = 50
LONGEST_PROVISIONAL: Final = timedelta(days=30)
_HOST: Final = re.compile(r"(?=.{1,100}\Z)[a-z0-9]([a-z0-9.:-]*[a-z0-9])?|::1")


class NameIsMissing(Refused):
    """When a partner has no name."""

    message = _("Anna kumppanin nimi. Se näkyy tietosuojaselosteessa.")


class UnknownCountry(Refused):
    """When a country is not one of those we know."""

    message = _("Valitse maa, jossa tiedot ovat.")


class NotAHost(Refused):
    """When the name of a machine is none."""

    message = _("Anna palvelimen nimi ilman osoitteen muita osia, esimerkiksi smtp.yritys.fi.")


class TooManySubprocessors(Refused):
    """When there are more subprocessors than a page can show."""

    message = _("Alikäsittelijöitä voi olla enintään 50.")


class AssessedInTheFuture(Refused):
    """When a transfer would have been assessed on a day that has not come."""

    message = _("Siirron arviointi on tehty viimeistään tänään. Tarkista päivä.")


class HasEnded(Refused):
    """When something is done to a partner whose time is over."""

    message = _("Yhteistyö on jo päättynyt. Lisää kumppani uudelleen, jos se jatkuu.")


class TooLongProvisional(Refused):
    """When the time for filling in papers would be longer than thirty days."""

    message = _("Lisäaikaa voi antaa enintään 30 päivää kerrallaan.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a partner is, as it was typed. An empty country means that it is not known yet."""

    name: str
    purpose: Purpose
    categories: Collection[Category]
    country: str = ""
    ground: Ground = Ground.NONE
    certificate: str = ""
    transfer_assessed_on: date | None = None
    hosts: tuple[str, ...] = ()
    subprocessors: tuple[tuple[str, str], ...] = field(default=())

    def checked(self, at: datetime) -> Self:
        """Return the profile in its right form.

        Raises:
            NameIsMissing, UnknownCountry, NotAHost, TooManySubprocessors, AssessedInTheFuture: that is not right.
        """
        name = _tidy(self.name)
        if not name:
            raise NameIsMissing
        hosts = tuple(dict.fromkeys(_host(each) for each in self.hosts))
        if len(self.subprocessors) > MOST_SUBPROCESSORS:
            raise TooManySubprocessors
        if self.transfer_assessed_on and self.transfer_assessed_on > walltime.day_of(at):
            raise AssessedInTheFuture
        return replace(
            self,
            name=name,
            categories=frozenset(self.categories),
            country=_country(self.country) if self.country else "",
            certificate=_tidy(self.certificate),
            hosts=hosts,
            subprocessors=tuple((_named(name), _country(country)) for name, country in self.subprocessors),
        )


@transaction.atomic
def add(
    recipient: Recipient, profile: Profile, *, by: Actor, at: datetime, provisional_until: datetime | None = None
) -> Partner:
    """Name a partner. It receives nothing before its papers are complete, or until `provisional_until` while not.

    Raises:
        TooLongProvisional: the time for filling in is longer than thirty days.
        Refused: as `Profile.checked`.
    """
    checked = profile.checked(at)
    _check_provisional(provisional_until, at)
    partner = Partner.objects.create(
        subject=mint(SubjectKind.PROVIDER, at=at),
        recipient=recipient.code,
        begins_at=at,
        provisional_until=provisional_until,
    )
    _write(partner, checked, 1, at)
    note("partner.added", partner, by=by, at=at)
    return partner


@transaction.atomic
def change(partner: Partner, profile: Profile, *, by: Actor, at: datetime) -> Details:
    """Write what a partner is from now on; what it was before stays as it was. No change writes no row.

    Raises:
        HasEnded: its time is over.
        Refused: as `Profile.checked`.
    """
    checked = profile.checked(at)
    locked = lock(partner, at)
    newest = locked.details.first()
    if newest is not None and profile_of(newest) == checked:
        return newest
    written = _write(locked, checked, newest.revision + 1 if newest else 1, at)
    note("partner.changed", locked, by=by, at=at)
    return written


@transaction.atomic
def end(partner: Partner, *, by: Actor, at: datetime) -> Partner:
    """End the work with a partner: it receives nothing more, and the notice omits it.

    Raises:
        HasEnded: it has ended already.
    """
    locked = lock(partner, at)
    locked.ended_at = at
    locked.save(update_fields=["ended_at"])
    note("partner.ended", locked, by=by, at=at)
    return locked


@transaction.atomic
def excuse(partner: Partner, until: datetime, *, by: Actor, at: datetime) -> Partner:
    """Let a partner receive data while its papers are filled in, until a moment.

    Raises:
        HasEnded: its time is over.
        TooLongProvisional: the moment is further away than thirty days, or past.
    """
    _check_provisional(until, at)
    locked = lock(partner, at)
    locked.provisional_until = until
    locked.save(update_fields=["provisional_until"])
    note("partner.excused", locked, by=by, at=at)
    return locked


def profile_of(details: Details) -> Profile:
    """Return what a row says, as it would be typed again."""
    return Profile(
        name=details.name,
        purpose=Purpose[details.purpose.upper()],
        categories=frozenset(Category[each.upper()] for each in details.categories),
        country=details.country,
        ground=Ground(details.ground),
        certificate=details.certificate,
        transfer_assessed_on=details.transfer_assessed_on,
        hosts=tuple(details.hosts),
        subprocessors=tuple((name, country) for name, country in details.subprocessors),
    )


def lock(partner: Partner, at: datetime) -> Partner:
    """Return the partner, locked until the transaction ends.

    Raises:
        HasEnded: its time is over.
    """
    locked = Partner.objects.select_for_update().get(pk=partner.pk)
    if locked.ended_at is not None and locked.ended_at <= at:
        raise HasEnded
    return locked


def note(action: str, partner: Partner, *, by: Actor, at: datetime) -> None:
    """Write into the journal what was done to a partner, and let the notice follow."""
    entries.record(action, by=by, purpose=Purpose.SECURITY, at=at, about=("partner", partner.pk))
    notices.changed(by=by, at=at)


def _write(partner: Partner, profile: Profile, revision: int, at: datetime) -> Details:
    columns = asdict(profile) | {
        "purpose": profile.purpose.code,
        "categories": sorted(each.code for each in profile.categories),
        "hosts": list(profile.hosts),
        "subprocessors": [list(each) for each in profile.subprocessors],
    }
    return Details.objects.create(partner=partner, revision=revision, valid_from_at=at, **columns)


def _check_provisional(until: datetime | None, at: datetime) -> None:
    if until is not None and not at < until <= at + LONGEST_PROVISIONAL:
        raise TooLongProvisional


def _tidy(text: str) -> str:
    return " ".join(text.split())[:LONGEST_NAME]


def _named(text: str) -> str:
    name = _tidy(text)
    if not name:
        raise NameIsMissing
    return name


def _country(code: str) -> str:
    tidy = code.strip().upper()
    if tidy not in countries.NAMES:
        raise UnknownCountry
    return tidy


def _host(text: str) -> str:
    tidy = text.strip().lower().rstrip(".")
    if not _HOST.fullmatch(tidy):
        raise NotAHost
    return tidy
