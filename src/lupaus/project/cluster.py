"""A PostgreSQL of this checkout's own, for whoever has not set DATABASE_URL.

It listens on a unix socket in a folder only its owner may enter, and on no network address. PostgreSQL refuses to
run as root, so a cluster started by root belongs to the user `postgres` (or `nobody`) and lives below
`/var/lib/lupaus`, because that user could not enter a checkout below a closed home folder.
"""

import fcntl
import hashlib
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from lupaus.project import environment
from lupaus.project.postgres_programs import programs_for

LONGEST_SOCKET_FOLDER = 85  # a socket's whole path fits in 107 bytes; PostgreSQL adds a name of up to 20
SECONDS_TO_START = 60
SECONDS_FOR_ORPHANS = 0.5  # PostgreSQL's processes look whether their parent lives, and end within this time
CARELESS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


class ClusterFailed(Exception):
    """PostgreSQL did not do what it was asked; the message holds its own words."""


@dataclass(frozen=True)
class Owner:
    """The user PostgreSQL runs as: the one who calls, unless that is root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Cluster:
    """One private PostgreSQL.

    Attributes:
        folder: Where it lives; made at the first start.
        durable: Whether it survives a power cut. Only tests can do without.
        lock: A file beside the keys; who uses the cluster holds it, so that the last one out turns off the light.
    """

    folder: Path
    durable: bool
    lock: Path

    @property
    def url(self) -> str:
        """Give the address of the database `lupaus` in it, as DATABASE_URL would say it."""
        return f"postgresql://lupaus@/lupaus?host={quote(str(self.socket_folder), safe='')}"

    @property
    def data(self) -> Path:
        """Give PostgreSQL's own folder."""
        return self.folder / "data"

    @property
    def socket_folder(self) -> Path:
        """Give the folder of the socket: the cluster's own, or a short one when that path is too long for a socket."""
        if len(os.fsencode(self.folder)) <= LONGEST_SOCKET_FOLDER:
            return self.folder
        return Path(tempfile.gettempdir()) / f"lupaus-{_fingerprint(self.folder)}"

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Have the cluster running inside the block; afterwards stop it, unless somebody else uses it or it is kept."""
        with _opened(self.lock) as mine:
            try:
                with _alone(self.lock):
                    fcntl.flock(mine, fcntl.LOCK_SH)
                    self.start()
                yield
            finally:
                with _alone(self.lock):
                    if _is_last(mine) and not self._is_kept():
                        self.stop()

    def keep(self) -> None:
        """Start the cluster, and leave it running until it is stopped by name."""
        with _alone(self.lock):
            self.start()
            self._kept.touch()

    def start(self) -> None:
        """Start the cluster, made first if there is none yet; do nothing when it runs.

        Raises:
            ClusterFailed: PostgreSQL could not be made or started.
        """
        if self._answers_soon():
            return
        if not (self.data / "PG_VERSION").exists():
            self._make()
        _make_folder(self.socket_folder, _owner())
        if self._forget_the_dead():
            time.sleep(SECONDS_FOR_ORPHANS)
        options = " ".join(f"-c {shlex.quote(option)}" for option in self._options())
        patience = ("-w", "-t", str(SECONDS_TO_START))
        self._run("pg_ctl", "-D", self.data, *patience, "-l", self._log, "-o", options, "start")
        self._make_database()

    def stop(self) -> None:
        """Stop the cluster and let it write what it holds; do nothing when it does not run."""
        self._kept.unlink(missing_ok=True)
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop", may_fail=not self.is_running())

    def wipe(self) -> None:
        """Stop the cluster and remove it with everything in it."""
        if self.folder.exists():
            self.stop()
            shutil.rmtree(self.folder)
            with suppress(OSError):  # something else lives there
                self.folder.parent.rmdir()

    def is_running(self) -> bool:
        """Tell whether it answers: a process id in a file proves nothing after a crash."""
        try:
            psycopg.connect(self._administrator, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def _administrator(self) -> str:
        return psycopg.conninfo.make_conninfo(host=str(self.socket_folder), user="postgres", dbname="postgres")

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    @property
    def _kept(self) -> Path:
        return self.lock.with_suffix(".kept")

    def _is_kept(self) -> bool:
        return self._kept.exists()

    def _options(self) -> list[str]:
        return [
            "listen_addresses=",
            f"unix_socket_directories={self.socket_folder}",
            "unix_socket_permissions=0700",
            "max_connections=200",
            "jit=off",  # our queries are short; compiling them takes longer than running them
            # An error may quote what a person wrote: the log keeps its kind alone.
            "log_error_verbosity=terse",
            "log_min_error_statement=panic",
            *(() if self.durable else CARELESS),
        ]

    def _make(self) -> None:
        _make_folder(self.folder, _owner())
        shutil.rmtree(self.data, ignore_errors=True)  # what an interrupted start left
        new = self.folder / "new"
        shutil.rmtree(new, ignore_errors=True)
        how = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "-D", new, *how, *([] if self.durable else ["--no-sync"]))
        new.rename(self.data)

    def _make_database(self) -> None:
        with psycopg.connect(self._administrator, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'lupaus'").fetchone():
                connection.execute("CREATE ROLE lupaus LOGIN CREATEDB")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'lupaus'").fetchone():
                connection.execute("CREATE DATABASE lupaus OWNER lupaus")

    def _answers_soon(self) -> bool:
        """Tell whether it answers, now or, when somebody is starting or repairing it, within a minute."""
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.is_running():
            if not self._has_process() or time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True

    def _has_process(self) -> bool:
        written = self.data / "postmaster.pid"
        return written.exists() and _is_postgres(written.read_text().split("\n", 1)[0])

    def _forget_the_dead(self) -> bool:
        """Give up the claims of a PostgreSQL that was killed; tell whether there was one.

        Its number may belong to another program today, or to a dead process nobody has reaped; PostgreSQL would
        take both for alive. The file stays, with the caller's number in it, which PostgreSQL knows to be none of
        its own: the rest of the file lets it see whether the dead one's children still work in the data.
        """
        written = self.data / "postmaster.pid"
        if self._has_process() or not written.exists():
            return False
        _dead, _, rest = written.read_text().partition("\n")
        written.write_text(f"{os.getpid()}\n{rest}")
        for claim in self.socket_folder.glob(".s.PGSQL.*.lock"):
            claim.unlink()
        return True

    def _run(self, program: str, *arguments: str | Path, may_fail: bool = False) -> None:
        path = programs_for(self.data, beside=self.folder) / program
        with tempfile.TemporaryFile() as said:  # a pipe would stay open as long as the server that inherits it
            code = _run_as_owner([path, *arguments], said=said, folder=self.folder)
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
        if code and not may_fail:
            raise ClusterFailed(f"{program} failed: {words or 'it said nothing'} (its log: {self._log})")


def private_cluster() -> Cluster:
    """Give the cluster `lupaus run` uses. It is durable: demo data is somebody's work too."""
    return _cluster("postgres", durable=True)


def test_cluster() -> Cluster:
    """Give the cluster tests use: fast, careless of power cuts, kept running between runs."""
    return _cluster("postgres-test", durable=False)


def _cluster(name: str, *, durable: bool) -> Cluster:
    home = environment.home()
    root_may_not = os.geteuid() == 0
    place = Path("/var/lib/lupaus") / _fingerprint(home) if root_may_not else home
    return Cluster(folder=place / name, durable=durable, lock=home / f"{name}.lock")


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _owner() -> Owner:
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid())
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Owner(found.pw_uid, found.pw_gid)
    raise ClusterFailed("PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it.")


def _make_folder(folder: Path, owner: Owner) -> None:
    folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid not in {os.geteuid(), owner.uid}:
        raise ClusterFailed(f"{folder} belongs to somebody else: it must go before a PostgreSQL can live there.")
    if os.geteuid() == 0:
        os.chown(folder, owner.uid, owner.gid)


def _run_as_owner(command: list[str | Path], *, said: IO[bytes], folder: Path) -> int:
    owner = _owner() if os.geteuid() == 0 else None
    return subprocess.run(  # noqa: S603 -- PostgreSQL's own programs, with our own arguments
        command,
        stdout=said,
        stderr=said,
        stdin=subprocess.DEVNULL,
        cwd=folder,
        check=False,
        user=owner.uid if owner else None,
        group=owner.gid if owner else None,
        extra_groups=[] if owner else None,
    ).returncode


def _is_postgres(pid: str) -> bool:
    """Tell whether a process is a PostgreSQL that lives: one that was killed may wait for its parent to notice."""
    status = Path("/proc", pid, "status")
    if status.exists():
        lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        return "postgres" in lines["Name"] and not lines["State"].startswith("Z")
    if Path("/proc/self/status").exists():  # Linux, which need not have a `ps`
        return False
    asked = subprocess.run(["ps", "-o", "stat=,comm=", "-p", pid], capture_output=True, text=True, check=False)  # noqa: S603, S607 -- the system's own
    return "postgres" in asked.stdout and not asked.stdout.startswith("Z")


def _opened(path: Path) -> IO[bytes]:
    return path.open("ab")


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with _opened(lock.with_suffix(".turn")) as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _is_last(mine: IO[bytes]) -> bool:
    try:
        fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
