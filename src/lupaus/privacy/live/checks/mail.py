"""Do our messages leave the house?"""

from datetime import datetime, timedelta
from typing import Final

from lupaus.communication import queries
from lupaus.foundation.wake import longest_wait
from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.promises import Text

LONGEST: Final = timedelta(hours=2)
"""After a mail server comes back everything is out within a quarter of an hour; this is well beyond a short fault."""


def look(at: datetime) -> list[Finding]:
    """Return what waits for too long."""
    found = []
    oldest = queries.oldest_unsent_since()
    if oldest is not None and at - oldest > LONGEST:
        found.append(Finding("messages wait unsent", ("S7", "S8", "S55")))
    if longest_wait() > LONGEST:
        found.append(Finding("jobs wait in the queue", ("S8",)))
    return found


CHECK: Final = LiveCheck(
    "mail",
    ("S7", "S8", "S55"),
    Text("Lähtevätkö viestimme?", "Går våra meddelanden i väg?", "Do our messages leave?"),
    look,
    remedy=Text(
        "Korjaamme lähetyksen. Odottavat viestit lähtevät sen jälkeen itsestään.",
        "Vi reparerar sändningen. Väntande meddelanden går sedan i väg av sig själva.",
        "We are mending the sending. Messages that wait leave by themselves then.",
    ),
    mend="Tarkista sähköpostipalvelin ja työntekijäprosessi. Viestit odottavat ja lähtevät itsestään.",
)
