"""Questions about the company."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from lupaus.company.models import Closure, OpeningHours, Profile
from lupaus.kernel.refused import Refused


class NoProfileYet(Refused):
    """When nobody has entered who the company is."""

    message = _("Yrityksen tietoja ei ole vielä annettu. Anna ne asetuksissa kohdassa Yrityksen tiedot.")


def profile(at: datetime) -> Profile:
    """Return who the company was at a moment.

    Raises:
        NoProfileYet: there was no profile then.
    """
    found = profile_or_none(at)
    if found is None:
        raise NoProfileYet
    return found


def profile_or_none(at: datetime) -> Profile | None:
    """Return who the company was at a moment, None before the first profile."""
    return Profile.objects.filter(valid_from_at__lte=at).order_by("-revision").first()


def profiles() -> tuple[Profile, ...]:
    """Return every profile there has been, newest first."""
    return tuple(Profile.objects.all())


def week() -> dict[int, OpeningHours]:
    """Return the opening hours by weekday; a day that is missing is closed."""
    return {hours.weekday: hours for hours in OpeningHours.objects.all()}


def closures(from_on: date) -> tuple[Closure, ...]:
    """Return the closures that have not ended by a day, earliest first."""
    return tuple(Closure.objects.filter(until_on__gt=from_on))
