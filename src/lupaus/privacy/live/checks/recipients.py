"""E009: does every recipient have its agreement, assessment, promise of secrecy and ground of transfer now?"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from lupaus.partners import first_day, gate, queries
from lupaus.partners.gaps import Gap
from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.promises import Recipient, Text

BREAKS: Final[Mapping[Gap, tuple[str, ...]]] = {
    Gap.UNDECLARED: ("S63",),
    Gap.NOT_FOR_THIS: ("S64",),
    Gap.ENDED: ("S73",),
    Gap.NO_COUNTRY: ("S65",),
    Gap.NO_GROUND: ("S65",),
    Gap.NO_TRANSFER_ASSESSMENT: ("S65",),
    Gap.STRICT: ("S75",),
    Gap.NO_AGREEMENT: ("S73",),
    Gap.AGREEMENT_ENDED: ("S73",),
    Gap.ITEMS_MISSING: ("S73",),
    Gap.NO_FILE: ("S73",),
    Gap.NO_ASSESSMENT: ("S72",),
    Gap.NOT_APPROVED: ("S72",),
    Gap.REVIEW_LATE: ("S72",),
    Gap.NO_SECRECY: ("S71",),
}
"""Which promise a gap breaks."""


def look(at: datetime) -> list[Finding]:
    """Return every gap of a partner, and every integration that is set up for a machine that nobody declared."""
    found = {finding.what: finding for finding in (*_of_partners(at), *_of_settings(at))}
    return list(found.values())


def _of_partners(at: datetime) -> Iterator[Finding]:
    for each in queries.standings(at):
        yield from (_finding(each.recipient, reason.gap) for reason in each.verdict.reasons)


def _of_settings(at: datetime) -> Iterator[Finding]:
    for recipient, host in first_day.set_up():
        for reason in gate.may_send(recipient, host=host, at=at).reasons:
            yield _finding(recipient, reason.gap)


def _finding(recipient: Recipient, gap: Gap) -> Finding:
    return Finding(f"{recipient.code}: {gap}", BREAKS[gap], (f"recipients.{recipient.code}",))


CHECK: Final = LiveCheck(
    "recipients",
    ("S63", "S64", "S65", "S71", "S72", "S73", "S75"),
    Text(
        "Onko jokaisella vastaanottajalla sopimus ja arviointi?",
        "Har varje mottagare ett avtal och en bedömning?",
        "Does every recipient have an agreement and an assessment?",
    ),
    look,
    remedy=Text(
        "Emme lähetä tietoja vastaanottajalle ennen kuin asia on kunnossa.",
        "Vi skickar inga uppgifter till mottagaren förrän saken är i ordning.",
        "We send no data to the recipient before this is in order.",
    ),
    mend="Avaa Kumppanit. Punaisen kumppanin sivulla lukee, mitä puuttuu.",
)
