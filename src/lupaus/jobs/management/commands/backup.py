"""`lupaus backup`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lupaus.foundation import clock
from lupaus.jobs import backups
from lupaus.kernel.refused import Refused


class Command(BaseCommand):
    """Write the two archives."""

    help = "Write two archives, kept apart: the data (keep many) and the keys (only the newest)"
    group = "Keeping"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folders."""
        home = Path(settings.LUPAUS_HOME)
        parser.add_argument("--data-to", type=Path, default=home / "backups", metavar="FOLDER")
        parser.add_argument("--keys-to", type=Path, default=home / "backups-keys", metavar="FOLDER")

    def handle(self, *_: Any, data_to: Path, keys_to: Path, **__: Any) -> None:  # Any: Django's signature
        """Back up, telling each step."""
        try:
            backups.back_up(data_to=data_to, keys_to=keys_to, at=clock.wall(), tell=self.stdout.write)
        except Refused as no:
            raise CommandError(str(no)) from no
