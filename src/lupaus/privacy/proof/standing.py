"""How each of the eighty promises stands on the running code."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from lupaus.privacy.proof import results, tree
from lupaus.privacy.proof.promise import State
from lupaus.privacy.proof.results import Result
from lupaus.privacy.proof.rows import ROWS

NOT_RUN = "not yet run on this version"
FAILED = "its test fails on this version"
_WEAKEST_FIRST = (State.PARTLY, State.DECLARED, State.EVIDENCED, State.ENFORCED)


@dataclass(frozen=True, slots=True)
class Standing:
    """One row as `lupaus promises` shows it.

    `tree` is the fingerprint of the code the result belongs to; empty without one. `broken` is a promise that
    is claimed and whose test fails on the running code. `ran_at` and `since` say when its tests last ran on this
    code and from when the outcome has been this one; None without a result.
    """

    row: str
    state: State
    missing: str
    test: str
    passed: bool
    tree: str
    broken: bool = False
    ran_at: datetime | None = None
    since: datetime | None = None

    @property
    def kept(self) -> bool:
        """Say whether the promise may be shown as kept: whole, and shown on the running code."""
        return self.passed and self.state in {State.ENFORCED, State.EVIDENCED}


def standings(
    *, code: str | None = None, found: Collection[Result] | None = None, tests: Path = results.TESTS
) -> list[Standing]:
    """Return all eighty, S1 first. `code` is the fingerprint that results must bear: that of the running code."""
    code = tree.running() if code is None else code
    by_row: dict[str, list[Result]] = defaultdict(list)
    for result in results.read() if found is None else found:
        by_row[result.row].append(result)
    return [_standing(row.name, by_row[row.name], code, _modules(tests, row.name)) for row in ROWS]


def _standing(row: str, found: list[Result], code: str, modules: list[str]) -> Standing:
    current = [result for result in found if result.tree == code]
    if not modules:
        return Standing(row, State.NOT_YET, "", "", passed=False, tree="")
    where = " ".join(modules)
    if {result.test for result in current} != set(modules):
        return Standing(row, State.NOT_YET, NOT_RUN, where, passed=False, tree="")
    if not all(result.passed for result in current):
        failed = Standing(row, State.NOT_YET, FAILED, where, passed=False, tree=code, broken=True)
        return _dated(failed, [result for result in current if not result.passed])
    weakest = min((result.state for result in current), key=_WEAKEST_FIRST.index)
    missing = "; ".join(result.missing for result in current if result.missing)
    return _dated(Standing(row, weakest, missing, where, passed=True, tree=code), current)


def _dated(standing: Standing, results: list[Result]) -> Standing:
    """Return the standing with its times: broken since the first failure, kept since the last part of it came true."""
    since = [datetime.fromisoformat(result.since) for result in results]
    ran_at = max(datetime.fromisoformat(result.ran_at) for result in results)
    return replace(standing, ran_at=ran_at, since=min(since) if standing.broken else max(since))


def _modules(tests: Path, row: str) -> list[str]:
    number = int(row[1:])
    return [f"tests/promises/{path.name}" for path in sorted(tests.glob(f"test_s{number:02d}_*.py"))]
