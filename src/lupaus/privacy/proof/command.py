"""`lupaus promises`: which promises of the notice the running code keeps, and which test shows it."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from lupaus.privacy.proof.promise import State
from lupaus.privacy.proof.rows import ROWS
from lupaus.privacy.proof.standing import Standing, standings

FIXED = ("row", "state", "missing", "test", "passed", "tree")
"""What other tools read of a row; they rely on these names."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all eighty rows; return 1 when a claimed promise is broken on the running code."""
    chosen = parser().parse_args(arguments)
    found = standings()
    sys.stdout.write(as_json(found) if chosen.format == "json" else as_text(found))
    return int(any(each.broken for each in found))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    made = argparse.ArgumentParser(prog="lupaus promises", description=__doc__)
    made.add_argument("--live", action="store_true", help="look at the running installation now")
    made.add_argument("--format", choices=("text", "json"), default="text", help="for people or for programs")
    return made


def as_json(found: Sequence[Standing]) -> str:
    """Return the rows as other tools read them: row, state, missing, test, passed, tree."""
    rows = [{name: asdict(each)[name] for name in FIXED} for each in found]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_text(found: Sequence[Standing]) -> str:
    """Return the rows as a table, the sums below."""
    lines = [_line(each, row.text.en) for row, each in zip(ROWS, found, strict=True)]
    kept = sum(each.kept for each in found)
    sums = Counter("broken" if each.broken else each.state.value for each in found)
    summary = ", ".join(f"{sums[name]} {name}" for name in (*State, "broken") if sums[name])
    return "\n".join([*lines, "", f"{kept} of {len(found)} kept on this version ({summary})", ""])


def _line(each: Standing, sentence: str) -> str:
    state = "BROKEN" if each.broken else each.state.value
    missing = f"\n{'':16}{each.missing}" if each.missing else ""
    return f"{each.row:<4} {state:<10} {sentence}{missing}"
