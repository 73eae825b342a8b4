"""The file that the tests write and the notice reads: `build/promises.json`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from lupaus.privacy.proof.promise import State
from lupaus.privacy.proof.tree import CHECKOUT

RESULTS = CHECKOUT / "build" / "promises.json"
TESTS = CHECKOUT / "tests" / "promises"


@dataclass(frozen=True, slots=True)
class Result:
    """What one run of one test module showed; `tree` is the code it ran on.

    `since` is when it first came out so: the beginning of a row of equal outcomes, over versions of the code.
    """

    row: str
    state: State
    missing: str
    test: str
    passed: bool
    tree: str
    ran_at: str
    since: str


def read(path: Path = RESULTS) -> list[Result]:
    """Return what the last runs wrote; nothing when there is no file or it is not ours."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [result for each in found if (result := _result(each))] if isinstance(found, list) else []


def merge(new: Iterable[Result], path: Path = RESULTS) -> None:
    """Write `new` results beside the earlier ones of other tests.

    One result is kept for each test, whatever code it ran on: a reader counts only those of the running code, and
    the others tell since when an outcome has been what it is.
    """
    kept = {result.test: result for result in read(path)}
    kept.update({result.test: _continued(result, kept.get(result.test)) for result in new})
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".part")
    rows = [asdict(kept[test]) for test in sorted(kept)]
    scratch.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    scratch.replace(path)


def _continued(result: Result, before: Result | None) -> Result:
    same = before is not None and (before.state, before.passed) == (result.state, result.passed)
    return replace(result, since=before.since) if before is not None and same else result


def _result(found: object) -> Result | None:
    fields = Result.__slots__
    if not isinstance(found, Mapping) or set(found) != set(fields):
        return None
    texts = [name for name in fields if name not in {"passed", "state"}]
    if not all(isinstance(found[name], str) for name in texts) or found["state"] not in set(State):
        return None
    return Result(**{**found, "state": State(found["state"]), "passed": found["passed"] is True})
