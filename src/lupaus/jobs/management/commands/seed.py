"""`lupaus seed`: the demo company."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lupaus.foundation import clock
from lupaus.jobs.seed import demo
from lupaus.kernel.refused import Refused


class Command(BaseCommand):
    """Everything is made by the verbs that the pages use, at the times at which it would have happened."""

    help = "Make the demo company Kotipalvelu Malli Oy in an empty installation"
    group = "Development"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many customers there are."""
        parser.add_argument("--customers", type=int, default=demo.CUSTOMERS, metavar="N")

    def handle(self, *_: Any, customers: int, **__: Any) -> None:  # Any: Django's signature
        """Seed, telling each step."""
        began = time.monotonic()
        try:
            story = demo.make(at=clock.now(), customers=customers, told=lambda what: self.stdout.write(f"  {what}"))
        except Refused as no:
            raise CommandError(str(no)) from no
        self.stdout.write(f"  {story.booked} visits in {time.monotonic() - began:.0f} s")
