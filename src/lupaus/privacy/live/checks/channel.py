"""Does a letter to the contact for register matters arrive? The day's test letter tells."""

from datetime import datetime, timedelta
from typing import Final

from lupaus.communication.carriers import carrier
from lupaus.communication.models import Channel
from lupaus.privacy.channel import mailbox, probes
from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.privacy.models import Probe
from lupaus.privacy.notice import inputs
from lupaus.promises import Text

ARRIVES_WITHIN: Final = timedelta(hours=3)
"""By when a letter that a server took lies in the mailbox; the job looks once an hour."""
CONFIRMED_WITHIN: Final = timedelta(days=8)
"""By when somebody has confirmed one, where the program looks into no mailbox: it asks for one press a week."""
SENT_WITHIN: Final = timedelta(hours=25)


def look(at: datetime) -> list[Finding]:
    """Return why nobody can be sure that a letter arrives; nothing where no mail leaves at all, as in development."""
    given = inputs.at(at)
    if given.profile is None:
        return []  # no company yet: there is no notice that could be wrong about it
    if given.contact is None:
        return [Finding("nobody is named for register matters", sentences=("controller.contact",))]
    letters = list(probes.to_address(given.contact.email)[:60])
    if carrier(Channel.EMAIL) is None or not letters:
        return []
    return [Finding(why, sentences=("controller.contact",))] if (why := _wrong(letters, at)) else []


def _wrong(letters: list[Probe], at: datetime) -> str:
    newest = letters[0]
    if newest.accepted_at is None:
        return f"no mail server takes the test letter ({newest.error})"
    if at - newest.sent_at > SENT_WITHIN:
        return "no test letter has been sent for a day"
    is_lost = _is_missing if mailbox.mailbox() is not None else _is_unconfirmed
    return "the test letter has not come back" if is_lost(letters, at) else ""


def _is_missing(letters: list[Probe], at: datetime) -> bool:
    """Say whether the newest letter that should lie in the mailbox has not been found there."""
    due = next((letter for letter in letters if letter.accepted_at and letter.accepted_at <= at - ARRIVES_WITHIN), None)
    return due is not None and due.returned_at is None


def _is_unconfirmed(letters: list[Probe], at: datetime) -> bool:
    """Say whether nobody has confirmed a letter for a week, though there has been one to confirm."""
    is_asked = any(letter.accepted_at and letter.accepted_at <= at - CONFIRMED_WITHIN for letter in letters)
    return is_asked and not any(letter.returned_at and letter.returned_at > at - CONFIRMED_WITHIN for letter in letters)


CHECK: Final = LiveCheck(
    "channel",
    ("S2",),
    Text(
        "Tuleeko rekisteriasioiden osoitteeseen lähetetty kirje perille?",
        "Kommer ett brev till adressen för registerärenden fram?",
        "Does a letter to the address for register matters arrive?",
    ),
    look,
    remedy=Text(
        "Korjaamme osoitteen. Soita meille, jos asiasi ei voi odottaa.",
        "Vi reparerar adressen. Ring oss om ditt ärende inte kan vänta.",
        "We are mending the address. Call us if your matter cannot wait.",
    ),
    mend="Tarkista sähköpostipalvelin ja rekisteriasioiden osoite. Kokeilukirje lähtee uudelleen tunnin kuluessa.",
)
