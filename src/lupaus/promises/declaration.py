"""The declaration that every model makes of what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lupaus.promises.categories import Category
from lupaus.promises.words import Basis, Purpose, Recipient, Register, Source, Trigger

SPECIAL = frozenset({Category.HEALTH})
"""Special categories of personal data. Source: GDPR art. 9(1)."""

SEALED = frozenset(
    {
        Category.NAME,
        Category.SHOWN_NAME,
        Category.EARLIER_VALUE,
        Category.EMAIL,
        Category.PHONE,
        Category.STREET,
        Category.COORDINATES,
        Category.ACCESS_CODE,
        Category.HEALTH,
        Category.PETS,
        Category.CHILDREN,
        Category.ORDER_NOTE,
        Category.BILLING_ADDRESS,
        Category.COMMENT,
        Category.MESSAGE,
        Category.PARTNER_PAPER,
        Category.REGISTER_FILE,
    }
)
"""Categories that exist in encrypted columns only: a deleted plain row lives on in data files and backups."""

ART_9_BASES = frozenset({Basis.EXPLICIT_CONSENT})
"""Bases in our vocabulary that also meet a condition of GDPR art. 9(2): here (a), explicit consent."""


class Erase(StrEnum):
    """What becomes of one column when its person is erased and the row has to stay."""

    SHRED = "shred"
    """The person's key goes, and with it the value; only for encrypted columns."""
    CLEAR = "clear"
    """The column is set to NULL; only where NULL is allowed."""
    KEEP = "keep"
    """The value stays, because without the rest of the row it says nothing about anybody."""


@dataclass(frozen=True, slots=True)
class After:
    """Keep until a period has passed since a moment.

    Days and years add up on the calendar of Europe/Helsinki; the day after the last one, the data is gone.
    `ground` names the statute where a statute sets the length.
    """

    trigger: Trigger
    years: int = 0
    days: int = 0
    ground: str = ""


@dataclass(frozen=True)
class Holds:
    """What a table holds about people, why, from where, and until when.

    `subject` is the path from a row to the vault's Subject ("subject", "order__subject"), or None when rows
    are about nobody or, as with an invoice, must not lead to a person. Every column of the table is named in
    `personal` (with its category) or in `technical`; a start-time check fails on a column that is in neither.

    `sources` names the columns that come from elsewhere than `source`.

    When the person is erased, their rows are deleted, unless `on_erase` says what becomes of each personal
    column; then the row stays. `unlinked` says why a table with personal columns leads to no person.
    """

    register: Register | None = None
    subject: str | None = None
    purposes: tuple[Purpose, ...] = ()
    basis: Basis | None = None
    source: Source | None = None
    recipients: tuple[Recipient, ...] = ()
    retention: After | None = None
    personal: Mapping[str, Category] = field(default_factory=dict)
    technical: frozenset[str] | set[str] = frozenset()
    sources: Mapping[str, Source] = field(default_factory=dict)
    on_erase: Mapping[str, Erase] = field(default_factory=dict)
    unlinked: str = ""

    @classmethod
    def nothing(cls, *columns: str) -> Holds:
        """Declare a table that says nothing about any person; `columns` names every column."""
        return cls(technical=frozenset(columns))

    def names(self) -> frozenset[str]:
        """Return every column that the declaration covers."""
        return frozenset(self.personal) | frozenset(self.technical)

    def category_of(self, column: str) -> Category:
        """Return the category of a personal column.

        Raises:
            KeyError: the column is not declared personal; a defect that check E001 names at start.
        """
        return self.personal[column]

    def source_of(self, column: str) -> Source | None:
        """Return where a personal column comes from."""
        return self.sources.get(column, self.source)

    def is_special(self) -> bool:
        """Say whether the table holds a special category of GDPR art. 9."""
        return not SPECIAL.isdisjoint(self.personal.values())

    def missing(self, columns: Iterable[str]) -> list[str]:
        """Return the columns of `columns` that the declaration forgets, sorted."""
        return sorted(set(columns) - self.names())
