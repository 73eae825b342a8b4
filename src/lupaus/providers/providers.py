"""Take providers on, change what is known of them, and let them go."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.models import Service
from lupaus.company import identifiers
from lupaus.company.models import Weekday
from lupaus.journal import entries
from lupaus.kernel.place import GridPoint
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.providers.models import Area, Provider, Skill, WorkingHours
from lupaus.vault.fields import blind
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import mint

LONGEST_NAME = 80
MOST_AREAS = 200


class NameIsMissing(Refused):
    """When a first or last name is empty."""

    message = _("Anna etunimi ja sukunimi.")


class InvalidEmail(Refused):
    """When the text is no e-mail address."""

    message = _("Anna sähköpostiosoite, esimerkiksi siiri@esimerkki.fi.")


class EmailIsTaken(Refused):
    """When another provider already has the e-mail address."""

    message = _("Tällä sähköpostilla on jo tekijä. Anna toinen osoite.")


class InvalidArea(Refused):
    """When an area is not the beginning of a Finnish postcode."""

    message = _("Anna alueet postinumeroina tai niiden alkuina, esimerkiksi 005 tai 02100.")


class HoursOverlap(Refused):
    """When two stretches of one day overlap, or one ends before it begins."""

    message = _("Tarkista työajat: loppu tulee alun jälkeen, eikä saman päivän aikoja ole päällekkäin.")


class HasLeft(Refused):
    """When somebody changes a provider who no longer works."""

    message = _("Tekijä on lopettanut. Ota hänet ensin takaisin.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who a provider is, as it was typed."""

    first_name: str
    last_name: str
    email: str
    phone: str

    def checked(self) -> "Person":
        """Return the person with every detail in its right form.

        Raises:
            NameIsMissing, InvalidEmail, InvalidPhone: that detail is not right.
        """
        first, last = (" ".join(name.split())[:LONGEST_NAME] for name in (self.first_name, self.last_name))
        if not first or not last:
            raise NameIsMissing
        try:
            validate_email(self.email.strip())
        except ValidationError as wrong:
            raise InvalidEmail from wrong
        return Person(first_name=first, last_name=last, email=self.email.strip(), phone=identifiers.phone(self.phone))

    @property
    def shown_name(self) -> str:
        """Return the name customers see: "Siiri S."."""
        return f"{self.first_name} {self.last_name[:1]}."


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """A stretch of a working week in Europe/Helsinki wall time."""

    weekday: int
    starts: time
    ends: time


@transaction.atomic
def register(person: Person, *, by: Actor, at: datetime, home: GridPoint | None = None) -> Provider:
    """Take a provider on, with a key and a lane of their own; bookable once they have skills, areas and hours.

    Raises:
        EmailIsTaken: another provider has the address.
        Refused: as `Person.checked`.
    """
    checked = person.checked()
    _check_email(checked.email, excluding=None)
    provider = Provider(subject=mint(SubjectKind.PROVIDER, at=at), lane=_next_lane(), joined_at=at)
    _put(provider, checked)
    provider.home_row, provider.home_column = (home.row, home.column) if home else (None, None)
    _save(provider, force_insert=True)
    _record("provider.registered", provider, by=by, at=at)
    return provider


@transaction.atomic
def change(provider: Provider, person: Person, *, by: Actor, at: datetime) -> Provider:
    """Change who a provider is.

    Raises:
        EmailIsTaken: another provider has the address.
        Refused: as `Person.checked`.
    """
    checked = person.checked()
    _check_email(checked.email, excluding=provider)
    locked = Provider.objects.select_for_update().get(id=provider.id)
    _put(locked, checked)
    _save(locked)
    _record("provider.changed", locked, by=by, at=at)
    return locked


@transaction.atomic
def set_home(provider: Provider, home: GridPoint | None, *, by: Actor, at: datetime) -> Provider:
    """Let a provider's days begin from a grid square, or from nowhere in particular."""
    locked = Provider.objects.select_for_update().get(id=provider.id)
    locked.home_row, locked.home_column = (home.row, home.column) if home else (None, None)
    locked.save(update_fields=["home_row", "home_column"])
    _record("provider.home_changed", locked, by=by, at=at)
    return locked


@transaction.atomic
def set_skills(provider: Provider, services: Iterable[Service], *, by: Actor, at: datetime) -> list[Skill]:
    """Let a provider be offered exactly these services from now on."""
    locked = _working(provider)
    locked.skills.all().delete()
    rows = Skill.objects.bulk_create(Skill(provider=locked, service=service) for service in set(services))
    _record("provider.skills_changed", locked, by=by, at=at)
    return rows


@transaction.atomic
def set_areas(provider: Provider, prefixes: Collection[str], *, by: Actor, at: datetime) -> list[Area]:
    """Let a provider work in exactly these areas: postcodes, or beginnings of at least two digits.

    Raises:
        InvalidArea: one of them is neither, or there are over 200.
    """
    tidy = sorted({"".join(prefix.split()) for prefix in prefixes} - {""})
    if len(tidy) > MOST_AREAS or not all(re.fullmatch(r"[0-9]{2,5}", prefix) for prefix in tidy):
        raise InvalidArea
    locked = _working(provider)
    locked.areas.all().delete()
    rows = Area.objects.bulk_create(Area(provider=locked, prefix=prefix) for prefix in tidy)
    _record("provider.areas_changed", locked, by=by, at=at)
    return rows


@transaction.atomic
def set_hours(provider: Provider, shifts: Iterable[Shift], *, by: Actor, at: datetime) -> list[WorkingHours]:
    """Let a provider work exactly these hours every week. Visits already agreed are not touched.

    Raises:
        HoursOverlap: a stretch ends before it begins, or two overlap.
    """
    week = sorted(shifts)
    _check_week(week)
    locked = _working(provider)
    locked.working_hours.all().delete()
    rows = WorkingHours.objects.bulk_create(
        WorkingHours(provider=locked, weekday=Weekday(s.weekday), starts=s.starts, ends=s.ends) for s in week
    )
    _record("provider.hours_changed", locked, by=by, at=at)
    return rows


@transaction.atomic
def let_go(provider: Provider, *, by: Actor, at: datetime) -> Provider:
    """Let a provider get no more visits; visits already agreed are moved by staff. Doing it twice is harmless."""
    return _set_left(provider, provider.left_at or at, "provider.let_go", by=by, at=at)


@transaction.atomic
def take_back(provider: Provider, *, by: Actor, at: datetime) -> Provider:
    """Let a provider who had left be booked again."""
    return _set_left(provider, None, "provider.taken_back", by=by, at=at)


def _put(provider: Provider, person: Person) -> None:
    provider.first_name, provider.last_name = person.first_name, person.last_name
    provider.shown_name = person.shown_name
    provider.email, provider.phone = person.email, person.phone


def _save(provider: Provider, *, force_insert: bool = False) -> None:
    """Write the row; of two forms with one address that arrive at once, the later reads that it is taken."""
    try:
        with transaction.atomic():
            provider.save(force_insert=force_insert)
    except IntegrityError as taken:
        raise EmailIsTaken from taken


def _check_email(email: str, *, excluding: Provider | None) -> None:
    others = Provider.objects.filter(email_index=blind("email", email))
    if (others.exclude(id=excluding.id) if excluding else others).exists():
        raise EmailIsTaken


def _check_week(week: list[Shift]) -> None:
    if any(shift.ends <= shift.starts for shift in week):
        raise HoursOverlap
    if any(one.weekday == other.weekday and other.starts < one.ends for one, other in pairwise(week)):
        raise HoursOverlap


def _working(provider: Provider) -> Provider:
    locked = Provider.objects.select_for_update().get(id=provider.id)
    if not locked.is_active:
        raise HasLeft
    return locked


def _set_left(provider: Provider, left_at: datetime | None, action: str, *, by: Actor, at: datetime) -> Provider:
    locked = Provider.objects.select_for_update().get(id=provider.id)
    locked.left_at = left_at
    locked.save(update_fields=["left_at"])
    _record(action, locked, by=by, at=at)
    return locked


def _next_lane() -> int:
    """Return a lane that was never anybody's; migration 0002 makes the sequence."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('providers_lane')")
        lane: int = cursor.fetchone()[0]
    return lane


def _record(action: str, provider: Provider, *, by: Actor, at: datetime) -> None:
    about = ("provider", provider.id)
    entries.record(action, by=by, purpose=Purpose.WORKFORCE, at=at, subjects=[provider.subject_id], about=about)
