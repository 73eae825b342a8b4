"""`lupaus notice`: the published notice, or what the running program would publish, as a file."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lupaus.foundation import clock
from lupaus.privacy import versions
from lupaus.privacy.notice import markdown, pdf, sentences, web
from lupaus.privacy.notice.compiler import LANGUAGES
from lupaus.privacy.notice.document import Document


class Command(BaseCommand):
    """The same inputs give the same bytes."""

    help = "Give the privacy notice in a language as HTML, Markdown, JSON or PDF"
    group = "Privacy"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lang", choices=LANGUAGES, default="fi")
        parser.add_argument("--format", choices=("html", "md", "json", "pdf"), default="md")
        parser.add_argument("--running", action="store_true", help="what the program would publish now")

    def handle(self, *args: Any, lang: str, format: str, running: bool, **options: Any) -> None:  # noqa: A002 -- the option's name; Any: Django's own
        at = clock.now()
        shown = versions.shown(at)
        documents = versions.running(at) if running else shown.documents
        document = next(each for each in documents if each.language == lang)
        if format == "pdf":
            version = None if running else shown.version
            foot = f"{version.number} · {version.fingerprint[:16]}" if version else ""
            content = pdf.rendered(document, foot=foot, **({"at": version.published_at} if version else {}))
            sys.stdout.buffer.write(content)
            return
        self.stdout.write(_TEXTS[format](document), ending="")


def _json(document: Document) -> str:
    whole = document.told() | {"sentences": sentences.by_id([document])}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


_TEXTS = {"html": web.rendered, "md": markdown.rendered, "json": _json}
