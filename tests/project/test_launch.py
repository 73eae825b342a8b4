"""`lupaus run`: everything starts, and everything stops."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from lupaus.project import launch
from lupaus.project.environment import CHECKOUT

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find every process")
LUPAUS = [sys.executable, "-m", "lupaus.project.cli"]


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)


def test_a_port_in_use_gets_one_line_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        assert launch.run([]) == 1

    told = f"lupaus: port {port} is in use. Stop what uses it, or choose another: PORT={port + 1} make run\n"
    assert capsys.readouterr().err == told


@dataclass
class Site:
    """`lupaus run` and what it says."""

    process: subprocess.Popen[bytes]
    output: Path

    def said(self) -> str:
        return self.output.read_text()

    def ends_with(self, code: int) -> bool:
        return self.process.wait(timeout=40) == code


@dataclass
class Installation:
    """One home folder, and what runs for it."""

    home: Path
    port: int

    @property
    def surroundings(self) -> dict[str, str]:
        keep = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LUPAUS_ENV")}
        return {**keep, "LUPAUS_HOME": str(self.home), "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}

    def do(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*LUPAUS, *words], env=self.surroundings, cwd=CHECKOUT, capture_output=True, text=True, check=False
        )

    @contextmanager
    def started(self, *, within_seconds: float = 60) -> Iterator[Site]:
        """Have the site started, up to the line that says where it is; it is killed if the block leaves it running."""
        command = [*LUPAUS, "run"]
        with (self.home / "said").open("wb") as output:
            process = subprocess.Popen(command, env=self.surroundings, cwd=CHECKOUT, stdout=output, stderr=output)
        site = Site(process, self.home / "said")
        try:
            wait_until(
                lambda: f"http://localhost:{self.port}" in site.said() or process.poll() is not None, within_seconds
            )
            assert process.poll() is None, site.said()
            yield site
        finally:
            process.kill()
            process.wait()

    def answers(self) -> bool:
        """Tell whether the web server says anything at all."""
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=10).close()
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            return False
        return True

    def processes(self) -> dict[int, str]:
        """Find every process that was started for this home, by the environment it inherited."""
        mark = f"LUPAUS_HOME={self.home}".encode()
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue  # it has ended, or is somebody else's
        return found


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation without a company, so that nothing is seeded; every test leaves it stopped."""
    made = Installation(tmp_path_factory.mktemp("installation") / "home", free_port())
    try:
        prepared = made.do("init")
        assert prepared.returncode == 0, prepared.stderr
        yield made
    finally:
        for pid in made.processes():
            os.kill(pid, signal.SIGKILL)
        made.do("cluster", "wipe")


@pytest.mark.drill
@linux_only
@pytest.mark.parametrize("request_to_stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_site_starts_with_all_its_children_and_stops_with_all_of_them(
    installation: Installation, request_to_stop: signal.Signals
) -> None:
    with installation.started() as site:
        running = "\n".join(installation.processes().values())
        assert installation.answers()
        assert [name for name in ("granian", "procrastinate", "postgres") if name not in running] == []

        site.process.send_signal(request_to_stop)

        assert site.ends_with(0), site.said()
    assert installation.processes() == {}


@pytest.mark.drill
@linux_only
def test_after_the_site_was_killed_the_next_start_works(installation: Installation) -> None:
    with installation.started() as killed:
        killed.process.kill()
        killed.process.wait()
    wait_until(lambda: "granian" not in "".join(installation.processes().values()))

    with installation.started() as site:
        assert installation.answers()
        assert "bringing the database up to date" not in site.said()
        site.process.send_signal(signal.SIGINT)
        assert site.ends_with(0), site.said()
    assert installation.processes() == {}


@pytest.mark.drill
@linux_only
def test_when_a_child_dies_everything_is_stopped_and_says_which(installation: Installation) -> None:
    with installation.started() as site:
        (worker,) = [pid for pid, command in installation.processes().items() if "procrastinate worker" in command]

        os.kill(worker, signal.SIGKILL)

        assert site.ends_with(1), site.said()
        assert "lupaus: worker ended with code -9, so everything was stopped" in site.said()
    assert installation.processes() == {}


@pytest.mark.drill
@linux_only
def test_the_first_start_makes_the_demo_company_the_second_keeps_it_and_reset_removes_it(tmp_path: Path) -> None:
    new = Installation(tmp_path / "home", free_port())
    new.home.mkdir(mode=0o700)
    for is_first in (True, False):
        with new.started(within_seconds=900) as site:
            wait_until(lambda: "sign-in-links" in site.said())
            site.process.send_signal(signal.SIGINT)
            assert site.ends_with(0), site.said()
        assert ("seeding the demo company" in site.said()) is is_first
        assert site.said().count("/account/link/") == 5

    done = subprocess.run([CHECKOUT / "bin" / "reset"], env=new.surroundings, check=False)

    assert done.returncode == 0
    assert not new.home.exists()
    assert new.processes() == {}


def test_production_does_not_start_and_says_everything_it_needs(tmp_path: Path) -> None:
    others = {name: value for name, value in os.environ.items() if not name.startswith(("LUPAUS_", "DATABASE_URL"))}
    given = {**others, "LUPAUS_ENV": "production", "LUPAUS_HOME": str(tmp_path), "PORT": str(free_port())}

    done = subprocess.run([*LUPAUS, "run"], env=given, cwd=CHECKOUT, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert [line.split()[1].strip(",") for line in done.stderr.splitlines()] == [
        "LUPAUS_SECRET_KEY",
        "LUPAUS_ROOT_KEY",
        "LUPAUS_HOSTS",
        "LUPAUS_SITE_URL",
        "LUPAUS_EMAIL_URL",
        "LUPAUS_MAIL_FROM",
    ]
    assert list(tmp_path.iterdir()) == []
