"""Is anything still here that the program should have deleted by itself? Counts only: nothing is opened for it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Model, QuerySet

from lupaus.accounts import sessions
from lupaus.care import requests
from lupaus.care.models import ContactRequest
from lupaus.communication.kinds import every_kind
from lupaus.communication.models import Message
from lupaus.orders import drafts
from lupaus.orders.models import Draft
from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.promises import Text

SLACK: Final = timedelta(hours=3)
"""Sweeping runs every hour or every night; what is still here this long after its end was forgotten."""

DRAFTS: Final = "orders begun and not placed"
SENTENCES: Final = {
    DRAFTS: ("periods.unfinished.why",),
    "sessions": ("periods.session.why", "stores.sessions.retention"),
}
"""The very sentences of the notice that are untrue when one kind of data is kept too long."""


def look(at: datetime) -> list[Finding]:
    """Return each kind of data of which some is past its end, with how many."""
    return [
        Finding(f"{name}: {count} past the end of their time", rows, SENTENCES.get(name, ()))
        for name, rows, late in _kept_too_long(at)
        if (count := late.count())
    ]


def _kept_too_long(at: datetime) -> Iterator[tuple[str, tuple[str, ...], QuerySet[Model]]]:
    """Yield what should be gone: by business time, sessions by the wall clock."""
    yield DRAFTS, ("S66", "S15"), Draft.objects.filter(touched_at__lte=at - drafts.LIFE - SLACK)
    asked = at - requests.KEPT - timedelta(days=1) - SLACK
    yield "requests for contact", ("S66", "S20"), ContactRequest.objects.filter(asked_at__lte=asked)
    yield "sessions", ("S66", "S28"), sessions.forgotten(SLACK)
    for kind in every_kind():
        end = at - timedelta(days=kind.keep_days + 1) - SLACK
        yield f"messages {kind.name}", ("S66",), Message.objects.filter(kind=kind.name, settled_at__lte=end)


CHECK: Final = LiveCheck(
    "retention",
    ("S15", "S20", "S28", "S66"),
    Text(
        "Poistuvatko keskeneräiset tilaukset, istunnot ja viestit ajallaan?",
        "Raderas påbörjade beställningar, sessioner och meddelanden i tid?",
        "Are unfinished orders, sessions and messages erased in time?",
    ),
    look,
    remedy=Text(
        "Poistamme vanhentuneet tiedot heti ja korjaamme syyn.",
        "Vi raderar de föråldrade uppgifterna genast och rättar orsaken.",
        "We erase the outdated data at once, and mend the cause.",
    ),
    mend="Tarkista, että työntekijäprosessi on käynnissä: ohjelma poistaa vanhentuneet tiedot itse tunnin kuluessa.",
)
