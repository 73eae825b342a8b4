"""A promise counts only when its whole test passed on this very code."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lupaus.privacy.proof import command, results, rug, tree
from lupaus.privacy.proof.promise import BadPromise, Promise, State
from lupaus.privacy.proof.results import Result
from lupaus.privacy.proof.rows import ROWS
from lupaus.privacy.proof.rug import Strip
from lupaus.privacy.proof.standing import FAILED, NOT_RUN, standings

PASSED = Result(
    "S5", State.PARTLY, "no merging", "tests/promises/test_s05_care.py", True, "now",
    "2026-11-25T08:00:00+00:00", "2026-11-24T08:00:00+00:00",
)  # fmt: skip
HEAD = "from lupaus.privacy.proof.promise import Promise, State\n"
GOOD = HEAD + 'PROMISE = Promise("S6", State.ENFORCED)\ndef test_it(): pass\ndef test_control_it(): pass\n'


@pytest.fixture
def tests(tmp_path: Path) -> Path:
    (tmp_path / "test_s05_care.py").touch()
    return tmp_path


def test_there_are_eighty_rows_each_in_three_languages() -> None:
    assert [row.name for row in ROWS] == [f"S{number}" for number in range(1, 81)]
    assert all(row.text.fi and row.text.sv and row.text.en for row in ROWS)
    assert len({row.text.fi for row in ROWS}) == 80


@pytest.mark.parametrize(
    ("row", "state", "missing"),
    [
        ("S81", State.ENFORCED, ""),
        ("S0", State.ENFORCED, ""),
        ("S05", State.ENFORCED, ""),
        ("S5", State.NOT_YET, ""),
        ("S5", State.PARTLY, ""),
        ("S5", State.ENFORCED, "merging"),
    ],
)
def test_a_claim_that_contradicts_itself_is_refused(row: str, state: State, missing: str) -> None:
    with pytest.raises(BadPromise):
        Promise(row, state, missing)


def test_a_result_of_the_running_code_counts(tests: Path) -> None:
    row = standings(code="now", found=[PASSED], tests=tests)[4]

    assert (row.state, row.missing, row.passed, row.tree) == (State.PARTLY, "no merging", True, "now")


def test_a_promise_kept_in_part_never_counts_as_kept(tests: Path) -> None:
    partly = standings(code="now", found=[PASSED], tests=tests)[4]
    whole = standings(code="now", found=[replace(PASSED, state=State.ENFORCED, missing="")], tests=tests)[4]

    assert (partly.kept, whole.kept) == (False, True)


def test_a_result_of_other_code_says_not_yet_run(tests: Path) -> None:
    row = standings(code="later", found=[PASSED], tests=tests)[4]

    assert (row.state, row.missing, row.passed, row.tree, row.broken) == (State.NOT_YET, NOT_RUN, False, "", False)


def test_a_fresh_clone_says_not_yet_run(tests: Path) -> None:
    assert standings(code="now", found=[], tests=tests)[4].missing == NOT_RUN


def test_a_failed_test_breaks_the_promise(tests: Path) -> None:
    row = standings(code="now", found=[replace(PASSED, passed=False)], tests=tests)[4]

    assert (row.state, row.missing, row.passed, row.broken, row.kept) == (State.NOT_YET, FAILED, False, True, False)


def test_a_row_without_a_test_is_not_yet_and_says_nothing(tests: Path) -> None:
    row = standings(code="now", found=[PASSED], tests=tests)[0]

    assert (row.state, row.missing, row.test, row.passed) == (State.NOT_YET, "", "", False)


def test_a_second_module_of_the_row_must_have_run_too(tests: Path) -> None:
    (tests / "test_s05_merging.py").touch()

    assert standings(code="now", found=[PASSED], tests=tests)[4].missing == NOT_RUN


def test_the_fingerprint_follows_content_and_names_and_ignores_what_is_made(tmp_path: Path) -> None:
    source = tmp_path / "src" / "a.py"
    source.parent.mkdir()
    source.write_text("x = 1")
    first = tree.fingerprint(tmp_path)
    (tmp_path / "src" / "__pycache__").mkdir()
    (tmp_path / "src" / "__pycache__" / "a.pyc").write_bytes(b"x")
    (tmp_path / "README.md").write_text("x")
    unchanged = tree.fingerprint(tmp_path)
    source.write_text("x = 2")
    changed = tree.fingerprint(tmp_path)
    source.rename(source.with_name("b.py"))

    assert first == unchanged
    assert len({first, changed, tree.fingerprint(tmp_path)}) == 3


@pytest.mark.parametrize("content", ["", "{", '{"a": 1}', '[{"row": "S5"}]', '[{"row": 5}]'])
def test_a_file_that_is_not_ours_proves_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "promises.json").write_text(content)

    assert results.read(tmp_path / "promises.json") == []


def test_one_result_is_kept_for_each_test(tmp_path: Path) -> None:
    path = tmp_path / "build" / "promises.json"
    old, other = replace(PASSED, tree="old"), replace(PASSED, test="tests/promises/test_s06_x.py", row="S6")
    results.merge([old], path)
    results.merge([other], path)
    results.merge([PASSED], path)

    assert results.read(path) == [PASSED, other]


def test_an_outcome_dates_from_when_it_first_came_out_so(tmp_path: Path) -> None:
    """Over versions of the code, until it comes out differently."""
    path, days = tmp_path / "promises.json", [f"2026-11-{day}T08:00:00+00:00" for day in (20, 21, 22, 23)]
    outcomes = [("one", True), ("two", False), ("three", False), ("four", True)]
    since = []
    for (code, passed), day in zip(outcomes, days, strict=True):
        results.merge([replace(PASSED, tree=code, passed=passed, ran_at=day, since=day)], path)
        since.append(results.read(path)[0].since)

    assert since == [days[0], days[1], days[1], days[3]]


def test_a_standing_says_when_it_was_tested_and_since_when_it_is_so(tests: Path) -> None:
    (tests / "test_s05_merging.py").touch()
    failed = replace(
        PASSED, test="tests/promises/test_s05_merging.py", passed=False, since="2026-11-23T08:00:00+00:00",
        ran_at="2026-11-25T09:00:00+00:00",
    )  # fmt: skip

    broken = standings(code="now", found=[PASSED, failed], tests=tests)[4]
    kept = standings(code="now", found=[PASSED, replace(failed, passed=True)], tests=tests)[4]

    assert (broken.since, kept.since) == tuple(datetime(2026, 11, day, 8, tzinfo=UTC) for day in (23, 24))
    assert broken.ran_at == datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_the_rug_is_not_drawn_without_results(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "read", list)

    assert not rug.of(standings())


def test_the_rug_shows_a_broken_promise_as_broken(tests: Path) -> None:
    found = standings(code="now", found=[replace(PASSED, passed=False)], tests=tests)

    woven = rug.of(found)

    assert woven.threads[4].strip is Strip.BROKEN
    assert (woven.count(Strip.BROKEN), woven.count(Strip.NOT_YET)) == (1, 79)


def test_the_command_prints_what_other_tools_read(capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["--format", "json"])

    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 80
    assert list(rows[0]) == ["row", "state", "missing", "test", "passed", "tree"]


def run(folder: Path, *arguments: str) -> tuple[int, dict[str, Result]]:
    """Run pytest with this plugin and no other in a checkout of its own; return its code and what it wrote."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "lupaus.privacy.proof.plugin", *arguments],
        cwd=folder,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.returncode, {result.row: result for result in results.read(folder / "build" / "promises.json")}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    folder = tmp_path / "tests" / "promises"
    folder.mkdir(parents=True)
    (folder / "test_s06_good.py").write_text(GOOD)
    bad = GOOD.replace('"S6"', '"S7"').replace("test_it(): pass", "test_it(): assert False")
    (folder / "test_s07_bad.py").write_text(bad)
    skipped = GOOD.replace('"S6"', '"S8"').replace("def test_it", "import pytest\n@pytest.mark.skip\ndef test_it")
    (folder / "test_s08_skipped.py").write_text(skipped)
    return tmp_path


def test_a_run_writes_what_passed_and_what_failed(checkout: Path) -> None:
    code, found = run(checkout)

    assert code == 1
    assert {row: result.passed for row, result in found.items()} == {"S6": True, "S7": False, "S8": False}
    assert {result.tree for result in found.values()} == {tree.fingerprint(checkout)}
    ages = {datetime.now(UTC) - datetime.fromisoformat(result.ran_at) for result in found.values()}
    assert all(timedelta(seconds=-1) <= age < timedelta(minutes=2) for age in ages)


def test_a_module_of_which_only_some_tests_ran_proves_nothing(checkout: Path) -> None:
    _, found = run(checkout, "-k", "test_it and s06")

    assert found == {}


def test_results_come_from_parallel_runs_too(checkout: Path) -> None:
    _, found = run(checkout, "-p", "xdist", "-n", "2")

    assert {row: result.passed for row, result in found.items()} == {"S6": True, "S7": False, "S8": False}


@pytest.mark.parametrize(
    "content",
    [
        "def test_control_it(): pass\n",
        GOOD.replace("test_control_it", "test_other"),
        GOOD.replace('"S6"', '"S9"'),
    ],
    ids=["no claim", "no control", "another row"],
)
def test_a_module_that_cannot_claim_stops_the_run(checkout: Path, content: str) -> None:
    (checkout / "tests" / "promises" / "test_s06_good.py").write_text(content)

    code, found = run(checkout)

    assert (code, found) == (4, {})
