"""What we have written to a person, as it left."""

import re
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lupaus.communication import kinds, queries
from lupaus.communication.models import Message
from lupaus.register import queries as register
from lupaus.sites.customer.found import data_door
from lupaus.sites.furniture.doors import Visit as Request

LETTERS_ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Letter:
    """A message and its words; one that signs somebody in keeps its words to itself."""

    message: Message
    kind: str
    subject: str
    text: str
    files: tuple[str, ...]
    language: str

    @classmethod
    def of(cls, message: Message) -> "Letter":
        """Return a message opened; within processing."""
        kind = kinds.named(message.kind)
        if kind.is_secret:
            return cls(message, str(kind.says), "", "", (), "")
        files = tuple(str(each.name) for each in message.enclosures.all())
        content = message.content
        return cls(message, str(kind.says), content["subject"], content["text"], files, _language_of(content["html"]))


def _language_of(html: str) -> str:
    """Return the language in which a letter was written; a text message, which has no page, is in the company's."""
    said = re.match(r'\s*<!doctype html>\s*<html lang="([a-z]{2})"', html)
    return said[1] if said else "fi"


@data_door
def letters(request: Request) -> HttpResponse:
    """Show every letter and text message that we have written to the person and still keep, newest first."""
    shown = Paginator(queries.letters_to(register.private_subjects(request.actor)), LETTERS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    names = {"page": shown, "letters": [Letter.of(message) for message in shown]}
    return render(request, "customer/letters.html", names)
