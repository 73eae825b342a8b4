"""Read what would have been sent, where nothing leaves the house."""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lupaus.communication import addresses, queries
from lupaus.communication.models import Channel, Message
from lupaus.promises import Actor, Purpose
from lupaus.sites.furniture.doors import Visit, door
from lupaus.vault.reading import processing

LISTED, SEARCHED = 50, 300

type Page = Callable[..., HttpResponse]


def _in_development(view: Page) -> Page:
    """Open messages as the program does, in development and tests; elsewhere there is no such page."""

    @wraps(view)
    def enter(request: Visit, *args: Any, **kwargs: Any) -> HttpResponse:  # Any: the view's own
        if not settings.LUPAUS_CLOCK_CAN_BE_SET:
            raise Http404
        with processing(Actor.system("communication"), Purpose.MESSAGING, request.at, place="developer.outbox"):
            return view(request, *args, **kwargs)

    return door(Purpose.MESSAGING)(enter)


@_in_development
def outbox(request: Visit) -> HttpResponse:
    """List the newest messages, or those of them that have the words sought in recipient, subject, text or kind."""
    sought = request.GET.get("q", "").strip()
    among = queries.newest(SEARCHED if sought else LISTED)
    listed = [
        {"message": each, "subject": _subject(each), "to": _to(each)} for each in among if _has(each, sought.casefold())
    ][:LISTED]
    return render(request, "developer/outbox.html", {"newest": listed, "sought": sought, "searched": SEARCHED})


@_in_development
def message(request: Visit, message_id: UUID) -> HttpResponse:
    """Show one message as text, with its files."""
    found = _found(message_id)
    files = [{"id": each.pk, "name": each.name, "mime": each.mime} for each in found.enclosures.all()]
    context = {"message": found, "subject": _subject(found), "text": found.content["text"], "files": files}
    return render(request, "developer/message.html", context)


@_in_development
def html(request: Visit, message_id: UUID) -> HttpResponse:
    """Show one message as its recipient's program does: its own style sheet, by its hash, and nothing else."""
    del request
    page = _found(message_id).content["html"]
    sheets = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    hashes = " ".join(f"'sha256-{_digest(sheet)}'" for sheet in sheets) or "'none'"
    policy = f"default-src 'none'; style-src {hashes}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    return HttpResponse(page, headers={"Content-Security-Policy": policy})


@_in_development
def file(request: Visit, message_id: UUID, file_id: UUID) -> HttpResponse:
    """Hand out a file of a message."""
    del request
    found = next((each for each in _found(message_id).enclosures.all() if each.pk == file_id), None)
    if found is None:
        raise Http404
    answer = HttpResponse(found.content, content_type=found.mime)
    answer["Content-Disposition"] = f'attachment; filename="{found.pk}"'
    return answer


def _found(message_id: UUID) -> Message:
    found = queries.message(message_id)
    if found is None:
        raise Http404
    return found


def _has(message: Message, sought: str) -> bool:
    content: dict[str, str] = message.content
    words = (message.kind, content["subject"], content["text"], _to(message))
    return any(sought in each.casefold() for each in words)


def _to(message: Message) -> str:
    """Return where the message goes, or would go now."""
    return message.to or addresses.address_of(message.subject_id, Channel(message.channel)) or ""


def _subject(message: Message) -> str:
    content: dict[str, str] = message.content
    return content["subject"] or content["text"][:60]


def _digest(sheet: str) -> str:
    return base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
