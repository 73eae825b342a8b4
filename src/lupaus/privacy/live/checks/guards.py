"""Does the database still refuse to change what only grows: the journal, and what bookkeeping keeps?"""

from datetime import datetime
from typing import Final

from lupaus.journal import integrity
from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.promises import Text

GROWING: Final = {
    "journal_entry": ("S76",),
    "billing_invoice": ("S34", "S40"),
    "billing_invoicetax": ("S34", "S40"),
    "billing_invoicepaper": ("S34", "S40"),
    "billing_payment": ("S34", "S40"),
}
"""Tables that only grow, and the promises that rest on it."""


def look(_at: datetime) -> list[Finding]:
    """Return the tables whose guard is gone or switched off."""
    return [
        Finding(f"table {guard.table} can be changed or emptied", GROWING[guard.table])
        for guard in integrity.guards(tuple(GROWING))
        if not guard.holds
    ]


CHECK: Final = LiveCheck(
    "guards",
    ("S34", "S40", "S76"),
    Text(
        "Estääkö tietokanta lokin ja laskujen muuttamisen?",
        "Hindrar databasen att loggen och fakturorna ändras?",
        "Does the database refuse to change the log and the invoices?",
    ),
    look,
    mend="Joku on poistanut tietokannan eston. Selvitä kuka ja milloin, ja palauta esto varmuuskopion mukaiseksi.",
)
