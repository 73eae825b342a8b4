"""`bin/bootstrap`: finds a Python that is new enough, and does nothing when there is nothing to do."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lupaus.project.environment import CHECKOUT

TOOLS = ("sh", "dirname", "cat", "cksum", "tr", "cut", "grep", "rm", "sed", "chmod")
OLD_PYTHON = """#!/bin/sh
case $* in *-V*) echo "Python 3.9.2" ;; *version_info*) exit 1 ;; esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing in it but what bootstrap reads."""
    folder = tmp_path / "check out"  # people have spaces in their folders
    (folder / "bin").mkdir(parents=True)
    shutil.copy(CHECKOUT / "bin" / "bootstrap", folder / "bin" / "bootstrap")
    shutil.copy(CHECKOUT / ".python-version", folder)
    (folder / "requirements").mkdir()
    for name in ("base", "dev"):
        (folder / "requirements" / f"{name}.txt").write_text("")
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A PATH with the shell's tools and no Python."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    return folder


def bootstrap(checkout: Path, *arguments: str, path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "bin" / "bootstrap", *arguments],
        env={"PATH": str(path), "HOME": "/nonexistent", **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_gets_one_line_that_says_what_to_do(checkout: Path, tools: Path) -> None:
    (tools / "python3").write_text(OLD_PYTHON)
    (tools / "python3").chmod(0o755)

    done = bootstrap(checkout, path=tools)

    assert done.returncode == 1
    assert done.stderr == (
        "lupaus: needs Python 3.12 or newer: install one (`pyenv install 3.13`, say), then run this again\n"
    )


def test_a_chosen_python_that_is_too_old_is_named(checkout: Path, tools: Path) -> None:
    (tools / "old").write_text(OLD_PYTHON)
    (tools / "old").chmod(0o755)

    done = bootstrap(checkout, path=tools, PYTHON=str(tools / "old"))

    assert done.returncode == 1
    assert done.stderr == f"lupaus: PYTHON={tools / 'old'} is not a Python 3.12 or newer\n"


def test_a_newer_python_behind_an_old_one_is_found(checkout: Path, tools: Path, tmp_path: Path) -> None:
    (tools / "python3").write_text(OLD_PYTHON)
    (tools / "python3").chmod(0o755)
    behind = tmp_path / "behind"
    behind.mkdir()
    (behind / "python3.13").write_text(f'#!/bin/sh\necho "found $*" >>"{tmp_path}/asked"\nexit 0\n')
    (behind / "python3.13").chmod(0o755)

    done = bootstrap(checkout, path=Path(f"{tools}:{behind}"))

    assert "needs Python" not in done.stderr
    assert "-m venv" in (tmp_path / "asked").read_text()


def test_a_word_it_does_not_know_is_answered_with_its_usage(checkout: Path, tools: Path) -> None:
    done = bootstrap(checkout, "everything", path=tools)

    assert (done.returncode, done.stderr) == (1, "lupaus: usage: bin/bootstrap [base|dev]\n")


@pytest.mark.drill
def test_an_environment_is_made_and_the_second_time_nothing_is_done(checkout: Path) -> None:
    for name in ("base", "dev"):
        shutil.copy(CHECKOUT / "requirements" / f"{name}.txt", checkout / "requirements")
    shutil.copytree(CHECKOUT / "src", checkout / "src")
    surroundings = {**os.environ, "PYTHON": sys.executable}
    first = subprocess.run([checkout / "bin" / "bootstrap"], env=surroundings, check=False)

    began = time.monotonic()
    second = subprocess.run([checkout / "bin" / "bootstrap"], env=surroundings, capture_output=True, check=False)

    assert (first.returncode, second.returncode, second.stderr) == (0, 0, b"")
    assert time.monotonic() - began < 1
    helped = subprocess.run([checkout / ".venv/bin/lupaus", "--help"], capture_output=True, text=True, check=False)
    assert helped.stdout.startswith("usage: lupaus COMMAND")
