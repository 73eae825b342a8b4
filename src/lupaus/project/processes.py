"""Children that live and die together: started side by side, and when one ends, all end."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

PATIENCE_SECONDS = 15
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked this process to end: Ctrl-C, a service manager, a closed terminal."""


@dataclass(frozen=True)
class Child:
    """One process to be started: what people call it, and its command."""

    name: str
    command: Sequence[str]


@dataclass(frozen=True)
class Ended:
    """A child that ended without being asked to."""

    name: str
    code: int


def raise_when_asked_to_stop() -> None:
    """Turn the first signal to stop into `Stopped`, and ignore the next ones, so that tidying up is not cut short."""

    def stop(number: int, _frame: FrameType | None) -> None:
        for each in STOPPING:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(signal.Signals(number).name)

    for number in STOPPING:
        signal.signal(number, stop)


def look_after(children: Sequence[Child], *, once_started: Callable[[], None]) -> Ended:
    """Start the children and wait until one of them ends; whatever happens, none is left behind.

    Args:
        children: What to start, in this order; they are stopped in the opposite one.
        once_started: Called after all were started, for example to wait until they answer.
    """
    running: list[tuple[Child, subprocess.Popen[bytes]]] = []
    try:
        for child in children:
            running.append((child, _start(child)))  # noqa: PERF401 -- what has started must be known if the next fails
        once_started()
        return _first_to_end(running)
    finally:
        with _undisturbed():
            _stop([process for _child, process in reversed(running)])


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ignore requests to stop inside the block: it is what they ask for."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _start(child: Child) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches the parent alone."""
    return subprocess.Popen(  # noqa: S603 -- our own commands
        child.command,
        start_new_session=True,
        preexec_fn=_die_with_parent,  # noqa: PLW1509 -- this process has one thread
    )


def _die_with_parent() -> None:
    """Ask Linux to stop this child when its parent is killed and cannot do it."""
    if sys.platform == "linux":
        stop_when_parent_dies = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(stop_when_parent_dies, signal.SIGTERM)


def _first_to_end(running: Sequence[tuple[Child, subprocess.Popen[bytes]]]) -> Ended:
    while True:
        for child, process in running:
            code = process.poll()
            if code is not None:
                return Ended(child.name, code)
        time.sleep(0.2)


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()  # the child alone: one that supervises others would take their end for a crash
    deadline = time.monotonic() + PATIENCE_SECONDS
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # it or whatever it left behind
        process.wait()
