"""Take the register out as a table: for a stated reason, written down, and shown to everybody who is in it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as say

from lupaus.exchange import leaving, templates, workbooks
from lupaus.exchange.leaving import Leaving
from lupaus.exchange.models import Export, Topic
from lupaus.exchange.workbooks import Value
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Category, Purpose
from lupaus.vault.reading import processing

MOST_ROWS: Final = 50_000
CSV, XLSX = "csv", "xlsx"
TYPES: Final = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FILES: Final = {
    Topic.CUSTOMERS: "asiakkaat", Topic.VISITS: "kaynnit", Topic.INVOICES: "laskut", Topic.PAYMENTS: "maksut",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a table may be taken out: in words, for which purpose, and which tables it opens."""

    code: str
    words: str
    purpose: Purpose
    topics: frozenset[Topic]


REASONS: Final = (
    Reason("care", "Asiakassuhteen hoitaminen", Purpose.CUSTOMER_CARE, frozenset({Topic.CUSTOMERS})),
    Reason("moving", "Rekisterin siirto toiseen ohjelmaan", Purpose.CUSTOMER_CARE, frozenset({Topic.CUSTOMERS})),
    Reason("planning", "Käyntien suunnittelu", Purpose.SERVICE_DELIVERY, frozenset({Topic.VISITS})),
    Reason("accounting", "Kirjanpito", Purpose.INVOICING, frozenset({Topic.INVOICES, Topic.PAYMENTS})),
    Reason("audit", "Tilintarkastus", Purpose.INVOICING, frozenset({Topic.INVOICES, Topic.PAYMENTS})),
)
_MAKERS: Final[dict[Topic, Callable[[], Leaving]]] = {
    Topic.CUSTOMERS: leaving.customers,
    Topic.VISITS: leaving.visits,
    Topic.INVOICES: leaving.invoices,
    Topic.PAYMENTS: leaving.payments,
}


class NotForThat(Refused):
    """When a table is asked for a reason that does not need it."""

    message = "Tätä taulukkoa ei tarvita siihen. Valitse toinen syy tai toinen taulukko."


class TooMuch(Refused):
    """When a table would be longer than we make."""

    message = "Taulukossa olisi yli %(most)s riviä. Pyydä ylläpitäjältä varmuuskopio."


@dataclass(frozen=True, slots=True)
class File:
    """A table as it leaves: its name, its bytes, what they are."""

    name: str
    content: bytes
    type: str


@transaction.atomic
def take_out(topic: Topic, reason_code: str, form: str, *, by: Actor, at: datetime) -> File:
    """Return a table of the register, whole; who took it out and why is in the journal before it is returned.

    Reads in a processing of its own, for the purpose that the reason stands for. Everybody in the table reads of it.

    Raises:
        NotForThat, TooMuch: see each.
    """
    reason = next((each for each in REASONS if each.code == reason_code and topic in each.topics), None)
    if reason is None:
        raise NotForThat
    with processing(by, reason.purpose, at, place="staff:exports"):
        made = _MAKERS[topic]()
        if made.rows > MOST_ROWS:
            raise TooMuch(most=MOST_ROWS)
        content = workbooks.written(made.pages) if form == XLSX else templates.as_csv(_texts(made))
    if not made.is_opened:
        _tell(made.subjects, reason, by=by, at=at)
    row = Export.objects.create(
        table=topic, purpose=reason.purpose.code, reason=reason.code, rows=made.rows, people=len(made.subjects),
        exported_at=at, exported_by=by.id,
    )  # fmt: skip
    entries.record(
        "register.exported", by=by, purpose=reason.purpose, at=at, subjects=made.subjects, about=("export", row.pk)
    )
    name = f"{FILES[topic]}-{walltime.day_of(at).isoformat()}.{form}"
    return File(name, content, TYPES[form])


def words_of(code: str) -> str:
    """Return the words of a reason."""
    return next((each.words for each in REASONS if each.code == code), say("Muu syy"))


def _tell(subjects: Collection[UUID], reason: Reason, *, by: Actor, at: datetime) -> None:
    """Let the people see it who are in a table from which no sealed value was opened."""
    if subjects:
        entries.seen(
            by=by,
            purpose=reason.purpose,
            at=at,
            subjects=subjects,
            categories=[Category.INVOICE],
            place="staff:exports",
        )


def _texts(made: Leaving) -> list[list[str]]:
    page = made.pages[0]
    return [list(page.heading), *([_text(value) for value in row] for row in page.rows)]


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",").replace("-", "−")
    if isinstance(value, str | int):
        return str(value)
    return f"{value.day}.{value.month}.{value.year}"
