"""Decisions that hold from a day on: prices and terms. What has held stays; what begins is chosen, within reason."""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused

FURTHEST: Final = timedelta(days=366 * 3)


class BeginsInThePast(Refused):
    """When a decision would begin before today, and so change what has already been agreed."""

    message = _("Muutos voi tulla voimaan tänään tai myöhemmin. Valitse toinen päivä.")


class BeginsTooFarAhead(Refused):
    """When a decision would begin more than three years from now, which is a slip of the year."""

    message = _("Muutos voi tulla voimaan enintään kolmen vuoden päästä. Tarkista vuosiluku.")


class HasBegun(Refused):
    """When somebody tries to remove a decision that already holds or has held."""

    message = _("Tämä on jo tullut voimaan, joten sitä ei voi poistaa. Tee uusi muutos, joka korvaa sen.")


def check_beginning(from_on: date, at: datetime) -> None:
    """Let a decision begin today or on any day of the next three years.

    Raises:
        BeginsInThePast: the day has gone.
        BeginsTooFarAhead: the day is over three years away.
    """
    today = walltime.day_of(at)
    if from_on < today:
        raise BeginsInThePast
    if from_on - today > FURTHEST:
        raise BeginsTooFarAhead


def check_not_begun(from_on: date, at: datetime) -> None:
    """Let only a decision that has not begun be removed.

    Raises:
        HasBegun: it holds, or has held.
    """
    if from_on <= walltime.day_of(at):
        raise HasBegun
