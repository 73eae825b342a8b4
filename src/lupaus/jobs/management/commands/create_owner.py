"""`lupaus init` calls this: the first owner, and a one-time link for them."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from lupaus.accounts import sign_in_links
from lupaus.foundation import clock
from lupaus.jobs import first_owner
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor


class Command(BaseCommand):
    """The link works once, within an hour, and needs a press of a button; there is no default password."""

    help = "Create the first owner and print a one-time sign-in link"
    group = "Running"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--owner-email", default="", help="the owner's e-mail address; asked for when missing")

        parser.add_argument(
            "--second", action="store_true", help="one owner is left of two: make another, as the second person"
        )

    def handle(self, *args: Any, owner_email: str, second: bool, **options: Any) -> None:  # Any: Django's own
        address = owner_email or self.asked()
        if not address:
            self.stdout.write("No owner yet: lupaus create-owner --owner-email you@company.fi")
            return
        try:
            validate_email(address)
            make = first_owner.add_second if second else first_owner.create
            owner = make(address, at=clock.now())
        except ValidationError as invalid:
            raise CommandError("That is no e-mail address.") from invalid
        except Refused as no:
            raise CommandError(str(no)) from no
        token = sign_in_links.make(owner, by=Actor.system("jobs"), at=clock.now(), now=clock.wall())
        self.stdout.write(f"Sign in once, within an hour: {settings.LUPAUS_SITE_URL}/account/link/{token}/")

    def asked(self) -> str:
        """Return the address typed at the terminal, "" when nobody sits there."""
        if not sys.stdin.isatty():
            return ""
        self.stdout.write("The owner's e-mail address: ", ending="")
        return sys.stdin.readline().strip()
