"""Has the database a table or a column that no declaration covers? The start-time check E010, asked while running."""

from datetime import datetime
from typing import Final

from lupaus.privacy.checks import database
from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.promises import Text


def look(_at: datetime) -> list[Finding]:
    """Return what the database has and nothing covers."""
    return [Finding(each.msg) for each in database.check(None, ["default"]) if each.is_serious()]


CHECK: Final = LiveCheck(
    "tables",
    ("S3",),
    Text(
        "Onko jokaiselle tiedolle merkitty rekisteri?",
        "Hör varje uppgift till ett angivet register?",
        "Does every piece of data belong to a declared register?",
    ),
    look,
    mend="Tietokannassa on jotain, mitä ohjelma ei tunne. Pyydä ylläpitäjää poistamaan se tai määrittelemään se.",
)
