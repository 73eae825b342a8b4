"""`lupaus sign-in-links`: in development, one one-time link for each role of the demo company."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lupaus.accounts import actors, sign_in_links
from lupaus.accounts.models import User
from lupaus.foundation import clock
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Role

USUAL_PORT = "8000"
_WORDS = {
    Role.OWNER: "owner",
    Role.OFFICE: "customer service",
    Role.PRIVACY: "data protection",
    Role.PROVIDER: "provider",
    Role.FIRM: "partner company",
    Role.CUSTOMER: "customer",
}


class Command(BaseCommand):
    """The links count as a second factor in development, and nowhere else exist."""

    help = "Print a one-time sign-in link for each role (development only)"
    group = "Operating"

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own
        try:
            people = {words: actors.first_with(role, at=clock.now()) for role, words in _WORDS.items()}
            links = {words: self.link(user) for words, user in people.items() if user}
        except Refused as no:
            raise CommandError(str(no)) from no
        for words, link in links.items():
            self.stdout.write(f"  {words:17} {link}")
        if links:
            port = settings.LUPAUS_SITE_URL.rpartition(":")[2]
            said = f"PORT={port} " if port.isdigit() and port != USUAL_PORT else ""
            self.stdout.write(f"Each works once, within an hour. More: {said}lupaus sign-in-links")

    def link(self, user: User) -> str:
        """Return a one-time link for an account."""
        token = sign_in_links.make(
            user, by=Actor.system("jobs"), at=clock.now(), now=clock.wall(), is_second_factor=True
        )
        return f"{settings.LUPAUS_SITE_URL}/account/link/{token}/"
