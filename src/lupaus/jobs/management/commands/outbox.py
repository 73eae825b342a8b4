"""`lupaus outbox`: read what was written to people, where nothing leaves the house."""

import time
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lupaus.communication import queries
from lupaus.communication.models import Message
from lupaus.foundation import clock
from lupaus.promises import Actor, Purpose
from lupaus.vault.reading import Processing, processing


class Command(BaseCommand):
    """Lists messages by number, newest last; a number opens one. Every opening is journalled."""

    help = "List, follow or show the messages of the outbox (development and tests only)"
    group = "Operating"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("asked", nargs="*", metavar="list | [show] N", help="a list, or message N; 1 is the newest")
        parser.add_argument("--follow", action="store_true", help="wait for more until Ctrl-C")

    def handle(self, *args: Any, asked: Sequence[str], follow: bool, **options: Any) -> None:  # Any: Django's own
        if not settings.LUPAUS_CLOCK_CAN_BE_SET:
            raise CommandError("Messages are people's own: the outbox is read in development and tests only.")
        number = self.number(asked)
        if number:
            return self.show(number)
        seen = self.list()
        return self.follow(seen) if follow else None

    def number(self, asked: Sequence[str]) -> int:
        """Return which message is asked for, 0 for the list."""
        words = [word for word in asked if word not in {"list", "show"}]
        if not words:
            return int("show" in asked)
        if len(words) > 1 or not (words[0].isascii() and words[0].isdigit() and int(words[0][:9])):
            raise CommandError("Say which message: lupaus outbox 3. Without a number you get the list.")
        return int(words[0][:9])

    def list(self) -> set[UUID]:
        """Write one line a message, newest last, and return their ids."""
        newest = queries.newest()
        for number, message in reversed(list(enumerate(newest, start=1))):
            self.stdout.write(self.line(number, message))
        if not newest:
            self.stdout.write("No messages yet.")
        return {message.pk for message in newest}

    def show(self, number: int) -> None:
        """Write one message as its recipient reads it."""
        found = queries.newest(number)
        if not 1 <= number <= len(found):
            raise CommandError(f"There is no message {number}.")
        with self.opened():
            content = found[number - 1].content
            self.stdout.write(f"{content['subject']}\n\n{content['text']}")

    def follow(self, seen: set[UUID]) -> None:
        """Write a line for every message that comes, until Ctrl-C."""
        while True:
            time.sleep(1)
            for message in reversed(queries.newest()):
                if message.pk not in seen:
                    seen.add(message.pk)
                    self.stdout.write(self.line(1, message))

    def line(self, number: int, message: Message) -> str:
        """Return one line: number, time, state, channel, kind and subject."""
        with self.opened():
            subject = message.content["subject"] or message.content["text"]
        when = f"{message.written_at:%Y-%m-%d %H:%M}"
        return f"{number:3}  {when}  {message.state:7} {message.channel:5} {message.kind:32} {subject}"

    def opened(self) -> AbstractContextManager[Processing]:
        """Open messages as the program's own reading."""
        return processing(Actor.system("communication"), Purpose.MESSAGING, clock.now(), place="lupaus outbox")
