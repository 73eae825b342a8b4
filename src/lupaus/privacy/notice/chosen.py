"""What the company has chosen of what its program declares: purposes that are not used, periods that are shorter."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from lupaus.privacy.declarations import Column
from lupaus.promises import After, Holds, Purpose


@dataclass(frozen=True, slots=True)
class Chosen:
    """Choices at a moment; `shorter` maps a declared period, by its ground, to the one that is kept."""

    unused: frozenset[Purpose] = frozenset()
    shorter: tuple[tuple[After, After], ...] = ()

    def applied(self, columns: Iterable[Column]) -> tuple[Column, ...]:
        """Return the columns as they are used: without purposes that are not, with the periods that are chosen.

        A column that has no purpose left is not filled, and so is left out.
        """
        used = (replace(column, holds=self._of(column.holds)) for column in columns)
        return tuple(column for column in used if column.holds.purposes)

    def retention(self, after: After) -> After:
        """Return the period that stands in place of a declared one."""
        return dict(self.shorter).get(after, after)

    def _of(self, holds: Holds) -> Holds:
        if self == AS_DECLARED:
            return holds
        purposes = tuple(purpose for purpose in holds.purposes if purpose not in self.unused)
        return replace(holds, purposes=purposes, retention=self.retention(holds.retention) if holds.retention else None)


AS_DECLARED: Final = Chosen()
