"""The file that the tests write and the notice reads: `build/promises.json`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from lupaus.privacy.proof.promise import State
from lupaus.privacy.proof.tree import CHECKOUT

RESULTS = CHECKOUT / "build" / "promises.json"
TESTS = CHECKOUT / "tests" / "promises"


@dataclass(frozen=True, slots=True)
class Result:
    """What one run of one test module showed; `tree` is the code it ran on."""

    row: str
    state: State
    missing: str
    test: str
    passed: bool
    tree: str
    ran_at: str


def read(path: Path = RESULTS) -> list[Result]:
    """Return what the last runs wrote; nothing when there is no file or it is not ours."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [result for each in found if (result := _result(each))] if isinstance(found, list) else []


def merge(new: Iterable[Result], tree: str, path: Path = RESULTS) -> None:
    """Write `new` results beside the earlier ones of the same code; those of other code are dropped."""
    kept = {result.test: result for result in read(path) if result.tree == tree}
    kept.update({result.test: result for result in new})
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".part")
    rows = [asdict(kept[test]) for test in sorted(kept)]
    scratch.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    scratch.replace(path)


def _result(found: object) -> Result | None:
    fields = Result.__slots__
    if not isinstance(found, Mapping) or set(found) != set(fields):
        return None
    texts = [name for name in fields if name not in {"passed", "state"}]
    if not all(isinstance(found[name], str) for name in texts) or found["state"] not in set(State):
        return None
    return Result(**{**found, "state": State(found["state"]), "passed": found["passed"] is True})
