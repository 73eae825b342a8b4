"""Children that live and die together."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lupaus.project.processes import Child, Ended, Stopped, look_after

FOREVER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN_GRANDCHILD = """
import signal, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", '''
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
time.sleep(60)
''', sys.argv[1]])
child.wait()
"""
PARENT = """
import sys
from lupaus.project.processes import Child, look_after
look_after([Child("web", [sys.executable, "-c", sys.argv[1]])], once_started=lambda: None)
"""


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and waits to be reaped does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


def pids_of_children() -> set[int]:
    asked = subprocess.run(["ps", "-o", "pid=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True)
    return {int(pid) for pid in asked.stdout.split()}


def wait_for(file: Path) -> int:
    deadline = time.monotonic() + 10
    while not (file.exists() and file.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return int(file.read_text())


def nothing() -> None:
    pass


def test_when_one_child_ends_the_others_are_stopped() -> None:
    before = pids_of_children()
    brief = [sys.executable, "-c", "raise SystemExit(3)"]

    ended = look_after([Child("web", FOREVER), Child("worker", brief)], once_started=nothing)

    assert ended == Ended("worker", 3)
    assert {pid for pid in pids_of_children() - before if is_alive(pid)} == set()


def test_when_the_start_is_stopped_no_child_is_left() -> None:
    before = pids_of_children()

    def stop() -> None:
        raise Stopped("SIGINT")

    with pytest.raises(Stopped):
        look_after([Child("web", FOREVER), Child("worker", FOREVER)], once_started=stop)

    assert {pid for pid in pids_of_children() - before if is_alive(pid)} == set()


def test_a_child_of_a_child_that_ignores_the_request_is_killed(tmp_path: Path) -> None:
    written = tmp_path / "pid"

    def stop() -> None:
        wait_for(written)
        raise Stopped("SIGTERM")

    with pytest.raises(Stopped):
        look_after([Child("web", [sys.executable, "-c", STUBBORN_GRANDCHILD, str(written)])], once_started=stop)

    time.sleep(0.1)
    assert not is_alive(wait_for(written))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent was killed")
def test_children_end_when_their_parent_is_killed_and_cannot_tell_them(tmp_path: Path) -> None:
    written = tmp_path / "pid"
    writer = f"import os, pathlib, time; pathlib.Path({str(written)!r}).write_text(str(os.getpid())); time.sleep(60)"
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            PARENT,
            writer,
        ]
    )
    child = wait_for(written)

    parent.kill()
    parent.wait()

    deadline = time.monotonic() + 5
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(child)
