"""`lupaus load-postcodes`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lupaus.foundation import clock
from lupaus.promises import Actor
from lupaus.register import postcodes


class Command(BaseCommand):
    """Load postcode areas, all or none."""

    help = "Load the centres of postcode areas from a CSV file: postcode;city;latitude;longitude"
    group = "Company"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what is wrong with the file")

    def handle(self, *_: Any, file: Path, dry_run: bool, **__: Any) -> None:  # Any: Django's signature
        """Read, say what is wrong, load when nothing is."""
        reading = postcodes.read(self._content(file))
        for error in reading.errors:
            self.stderr.write(error)
        if reading.errors:
            message = f"{len(reading.errors)} errors: nothing was loaded."
            raise CommandError(message)
        if dry_run:
            self.stdout.write(f"{len(reading.rows)} postcode areas would be loaded.")
            return
        count = postcodes.load(reading.rows, by=Actor.system("register"), at=clock.now())
        self.stdout.write(f"{count} postcode areas loaded.")

    def _content(self, file: Path) -> bytes:
        try:
            with file.open("rb") as opened:
                return opened.read(postcodes.MOST_BYTES + 1)
        except OSError as no:
            message = f"Cannot read {file}: {no.strerror}."
            raise CommandError(message) from no
