"""`lupaus recovery-key`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lupaus.keys import escrow


class Command(BaseCommand):
    """Make the recovery key that backups of keys are sealed to."""

    help = "Make the recovery key that the keys archive is sealed to; shown once, keep it elsewhere"
    group = "Keeping"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the wish for another one."""
        parser.add_argument("--replace", action="store_true", help="make a new one; older archives need the old one")

    def handle(self, *_: Any, replace: bool, **__: Any) -> None:  # Any: Django's signature
        """Show the private half once; keep the public one."""
        if escrow.recovery_public() is not None and not replace:
            message = "There is a recovery key already. Add --replace for a new one."
            raise CommandError(message)
        digits = escrow.make_recovery_key()
        self.stdout.write("The recovery key is shown only now. Keep it elsewhere than on this machine:\n")
        self.stdout.write("  " + " ".join(digits[start : start + 8] for start in range(0, len(digits), 8)))
