"""`lupaus clock`: show, set or advance business time."""

import re
from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError

from lupaus.foundation import clock
from lupaus.jobs import periodic
from lupaus.kernel.refused import Refused

_HELSINKI = ZoneInfo("Europe/Helsinki")
_UNITS = {"d": "days", "h": "hours", "m": "minutes", "w": "weeks"}


class Command(BaseCommand):
    """Business time rules visits, fees, windows and retention; sessions and codes keep wall time."""

    help = "Show, set or advance business time (development and tests only)"
    group = "Operating"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["show", "set", "advance"], nargs="?", default="show")
        parser.add_argument("value", nargs="?", default="", help='"2026-11-25 09:00" for set, "2d", "36h" for advance')

    def handle(self, *args: Any, act: str, value: str, **options: Any) -> None:  # Any: Django's own
        try:
            _ACTS[act](self, value)
        except Refused as no:
            raise CommandError(str(no)) from no
        self.stdout.write(f"{clock.now().astimezone(_HELSINKI):%Y-%m-%d %H:%M:%S} Europe/Helsinki")

    def show(self, value: str) -> None:
        """Show business time, and how far it stands from wall time."""
        del value
        apart = round((clock.now() - clock.wall()).total_seconds())
        self.stdout.write(f"{timedelta(seconds=abs(apart))} {'ahead of' if apart >= 0 else 'behind'} wall time")

    def set(self, value: str) -> None:
        """Set business time; nothing that lies in between is done."""
        clock.set_to(_moment(value))

    def advance(self, value: str) -> None:
        """Advance business time through everything that falls due on the way."""
        done = periodic.walk(clock.now() + _length(value))
        self.stdout.write(f"{done} pieces of clock-driven work done on the way")


_ACTS = {"show": Command.show, "set": Command.set, "advance": Command.advance}


def _moment(text: str) -> datetime:
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError('Say a time such as "2026-11-25 09:00" (Europe/Helsinki) or "2026-11-25T07:00Z".') from None
    return (given if given.tzinfo else given.replace(tzinfo=_HELSINKI)).astimezone(UTC)


def _length(text: str) -> timedelta:
    parts = re.findall(r"(\d{1,4})([wdhm])", text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        raise CommandError('Say how far, such as "2d", "36h", "1d12h" or "45m".')
    return sum((timedelta(**{_UNITS[unit]: int(number)}) for number, unit in parts), timedelta())
