"""`lupaus partners`: who may receive personal data now, and time to put papers right."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lupaus.foundation import clock
from lupaus.kernel.refused import Refused
from lupaus.partners import first_day as first_day_of
from lupaus.partners import partners, queries
from lupaus.partners.models import Partner
from lupaus.promises import Actor, Recipient


class Command(BaseCommand):
    """The way back in when the mail carrier's papers are over, and with them the mail that signs people in."""

    help = "List the partners that receive personal data, and why one may not; --excuse gives one more days"
    group = "Privacy"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a recipient that is given time."""
        parser.add_argument("--excuse", metavar="RECIPIENT", choices=[each.code for each in Recipient])
        parser.add_argument("--first-day", action="store_true", help="name whom the settings let data out to, once")
        parser.add_argument("--days", type=int, default=7, metavar="N", help="for so many days, at most 30 (7)")

    def handle(self, *_: Any, excuse: str | None, days: int, first_day: bool, **__: Any) -> None:  # Any: Django's
        """List every partner with its reasons; first give time to those of a kind, when asked to."""
        at = clock.now()
        if first_day:
            self._name(first_day_of.name_what_is_set_up(by=Actor.system("partners"), at=at))
            return
        if excuse:
            self._excuse(Recipient[excuse.upper()], days)
        for each in queries.standings(at):
            state = "may receive" if each.verdict.ok else "gets nothing"
            self.stdout.write(f"{each.partner.recipient}  {each.details.name}  {state}")
            for line in (*each.verdict.reasons, *each.verdict.warnings):
                self.stdout.write(f"    {line}")

    def _name(self, named: list[Partner]) -> None:
        for each in named:
            self.stdout.write(f"lupaus: {each.recipient} gets nothing after 30 days without papers: /desk/partners/")

    def _excuse(self, recipient: Recipient, days: int) -> None:
        at, by = clock.now(), Actor.system("jobs")
        found = queries.standings(at, recipient=recipient)
        if not found:
            raise CommandError(f"no partner is {recipient.code}: name one at /desk/partners/")
        try:
            for each in found:
                partners.excuse(each.partner, at + timedelta(days=days), by=by, at=at)
        except Refused as no:
            raise CommandError(str(no)) from no
