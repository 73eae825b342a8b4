"""Turn a letter into the text and the HTML of a message, with the company's particulars below.

No picture, no link to anybody else, nothing that tells us whether the mail was opened.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from lupaus.communication.letters import Button, Code, Facts, Items, Letter, Part, Words
from lupaus.company import queries as company
from lupaus.kernel import spoken

_KINDS = {Words: "words", Facts: "facts", Items: "items", Button: "button", Code: "code"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter ready to be sent."""

    subject: str
    text: str
    html: str

    def as_json(self) -> dict[str, str]:
        """Return what the outbox keeps."""
        return {"subject": self.subject, "text": self.text, "html": self.html}


def render(letter: Letter, *, at: datetime) -> Rendered:
    """Return the letter as text and HTML in the language that is active, with the company as it is at this moment."""
    sender = company.profile_or_none(at)
    context = {
        "subject": letter.subject,
        "parts": [_shown(part) for part in letter.parts],
        "company": sender,
        "phone": spoken.phone(sender.phone) if sender else "",
        "language": translation.get_language(),
    }
    text = render_to_string("communication/letter.txt", context)
    html = render_to_string("communication/letter.html", context)
    return Rendered(letter.subject, _tidy(text), html.strip() + "\n")


def absolute(path: str) -> str:
    """Return the full address of a page of ours; the host is configured, never taken from a request."""
    return f"{settings.LUPAUS_SITE_URL}{path}"


def _shown(part: Part) -> dict[str, object]:
    return {
        "kind": _KINDS[type(part)],
        "part": part,
        "url": absolute(part.path) if isinstance(part, Button) else "",
    }


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for number, line in enumerate(lines) if line or lines[number - 1]]
    return "\n".join(kept) + "\n"
