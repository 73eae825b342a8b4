"""May we send personal data to this recipient now? Every integration asks before anything leaves.

Source: notice, "Henkilötietojen luovuttaminen kolmansille osapuolille"; GDPR art. 28(1), 28(3), 44.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from lupaus.kernel.refused import Refused
from lupaus.partners import queries
from lupaus.partners.gaps import Gap, Reason, Verdict
from lupaus.partners.queries import Standing
from lupaus.promises import Category, Recipient

OWN_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""What stands on this very machine is ours, and no recipient."""
PEOPLE: Final = frozenset({Recipient.ASSIGNED_PROVIDER, Recipient.PAYER})
"""Recipients that are people of the agreement themselves; their firms are bound in the room `providers`."""


class NotAllowed(Refused):
    """When a recipient lacks what it needs to receive personal data."""

    message = _("Tietoja ei saa nyt lähettää: %(why)s")

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(why=" ".join(str(reason) for reason in verdict.reasons))


def may_send(recipient: Recipient, *, at: datetime, host: str = "", categories: Collection[Category] = ()) -> Verdict:
    """Say whether personal data of `categories` may go to a recipient; with `host`, to that very machine of it."""
    if recipient in PEOPLE:
        return Verdict(ok=True)
    chosen = to_whom(recipient, at=at, host=host)
    if chosen is not None:
        return _for_these(chosen, categories)
    if host in OWN_MACHINE:
        return Verdict(ok=True)
    return Verdict(ok=False, reasons=(Reason(Gap.UNDECLARED),))


def require(
    recipient: Recipient, *, at: datetime, host: str = "", categories: Collection[Category] = ()
) -> Standing | None:
    """Return the partner that may receive the data, None where it stays on this machine.

    Raises:
        NotAllowed: it may not.
    """
    verdict = may_send(recipient, at=at, host=host, categories=categories)
    if not verdict.ok:
        raise NotAllowed(verdict)
    return to_whom(recipient, at=at, host=host)


def to_whom(recipient: Recipient, *, at: datetime, host: str = "") -> Standing | None:
    """Return the partner that would receive it: one that may, where there are several; None where there is none."""
    found = [each for each in queries.standings(at, recipient=recipient) if not host or host in each.details.hosts]
    return next((each for each in found if each.verdict.ok), found[0] if found else None)


def _for_these(chosen: Standing, categories: Collection[Category]) -> Verdict:
    """Return the verdict, with a gap when the partner is not declared to receive one of these categories."""
    if {each.code for each in categories} <= set(chosen.details.categories):
        return chosen.verdict
    gap = Reason(Gap.NOT_FOR_THIS, chosen.details.valid_from_at)
    return replace(chosen.verdict, ok=False, reasons=(*chosen.verdict.reasons, gap))
