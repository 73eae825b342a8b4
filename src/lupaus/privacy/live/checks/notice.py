"""E022 on the running installation: does the published notice say what the program does now?"""

from datetime import datetime

from lupaus.privacy import versions
from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.privacy.notice import difference
from lupaus.promises import Text


def look(at: datetime) -> list[Finding]:
    """Return the published notice when the program has moved on, with the sentences that are concerned."""
    shown = versions.shown(at)
    if shown.version is None or not versions.is_behind(at):
        return []
    changes = difference.compare(shown.in_language("fi"), versions.running(at)[0])
    return [Finding(f"version {shown.version.number} is behind the program", sentences=tuple(c.id for c in changes))]


CHECK = LiveCheck(
    "notice",
    rows=("S79", "S80"),
    title=Text(
        "Julkaistu seloste vastaa sitä, mitä ohjelma tekee.",
        "Den publicerade beskrivningen motsvarar vad programmet gör.",
        "The published notice says what the program does.",
    ),
    look=look,
    remedy=Text(
        "Julkaisemme uuden version ja kerromme, mikä muuttui.",
        "Vi publicerar en ny version och berättar vad som ändrades.",
        "We publish a new version and say what changed.",
    ),
    mend="Avaa Seloste, katso muutokset ja julkaise uusi versio.",
)
