"""How the running installation stands, as the last runs of its live checks left it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from lupaus.privacy.live.registry import CHECKS
from lupaus.privacy.models import CheckRun, Defect

OVERDUE: Final = timedelta(hours=26)
"""After this long without a run nobody knows how things stand, and the notice may not say that it is true."""

TRUE: Final = "S80"
"""The promise that the notice is true."""


@dataclass(frozen=True, slots=True)
class State:
    """What is not so now, and when each check last ran (None: never, in this installation)."""

    at: datetime
    defects: tuple[Defect, ...]
    ran: dict[str, datetime | None]

    @property
    def last_ran_at(self) -> datetime | None:
        """Return when all of them had run: the oldest of their last runs; None while one has not run at all."""
        times = [ran_at for ran_at in self.ran.values() if ran_at is not None]
        return min(times) if times and len(times) == len(self.ran) else None

    @property
    def overdue_since(self) -> datetime | None:
        """Return since when the checks should have run again; None when they are in time or have never run."""
        last = self.last_ran_at
        return last + OVERDUE if last is not None and self.at - last > OVERDUE else None

    @property
    def red(self) -> dict[str, datetime]:
        """Return the promises that do not hold now, each with since when."""
        since: dict[str, datetime] = {}
        for defect in self.defects:
            for row in defect.rows:
                since[row] = min(since.get(row, defect.since), defect.since)
        if (overdue := self.overdue_since) is not None:
            since[TRUE] = min(since.get(TRUE, overdue), overdue)
        return since

    def of_row(self, row: str) -> list[Defect]:
        """Return what makes a promise untrue now."""
        return [defect for defect in self.defects if row in defect.rows]


def state(at: datetime) -> State:
    """Return how things stand: two queries, whatever the checks are."""
    ran: dict[str, datetime | None] = dict.fromkeys(CHECKS)
    ran.update({code: at for code, at in CheckRun.objects.values_list("code", "ran_at") if code in CHECKS})
    return State(at, tuple(defect for defect in Defect.objects.open() if defect.code in CHECKS), ran)


def checks_of() -> dict[str, list[str]]:
    """Return the codes of the checks that stand for each promise."""
    found: dict[str, list[str]] = defaultdict(list)
    for check in CHECKS.values():
        for row in check.rows:
            found[row].append(check.code)
    return found
