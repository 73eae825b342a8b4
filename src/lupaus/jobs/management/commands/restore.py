"""`lupaus restore`."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lupaus.jobs import backups
from lupaus.jobs.dumps import ProgramFailed
from lupaus.kernel.refused import Refused


class Command(BaseCommand):
    """Bring an installation back."""

    help = "Bring an installation back from a data archive and the newest keys"
    group = "Keeping"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the archives and the recovery key."""
        parser.add_argument("--data", type=Path, required=True, metavar="FILE", help="the data archive")
        keys = parser.add_mutually_exclusive_group(required=True)
        keys.add_argument("--keys", type=Path, metavar="FILE", help=f"the keys archive ({backups.KEYS_NAME})")
        keys.add_argument("--without-keys", action="store_true", help="restore the data alone: nobody's data opens")
        parser.add_argument(
            "--recovery-key", type=Path, metavar="FILE", help="a file with it; asked for when not given"
        )
        parser.add_argument("--replace", action="store_true", help="replace the data that is there now")

    def handle(  # Any: Django's signature
        self, *_: Any, data: Path, keys: Path | None, recovery_key: Path | None, replace: bool, **__: Any
    ) -> None:
        """Restore, telling each step."""
        typed = "" if keys is None else _recovery_key(recovery_key)
        try:
            backups.restore(data=data, keys=keys, recovery_key=typed, replace=replace, tell=self.stdout.write)
        except (Refused, ProgramFailed) as no:
            raise CommandError(str(no)) from no


def _recovery_key(file: Path | None) -> str:
    """Read the key from a file or from standard input, never from the command line, which others can see."""
    if file is not None:
        return file.read_text()
    sys.stderr.write("Recovery key: ")
    return sys.stdin.readline()
