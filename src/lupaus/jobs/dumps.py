"""Dump and load the database with PostgreSQL's own programs."""

import os
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection


class ProgramFailed(Exception):
    """`pg_dump` or `pg_restore` did not do its work; the message holds its own words."""


def dump() -> bytes:
    """Return the whole database in PostgreSQL's custom format, as of one moment."""
    return _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges")


def load(dumped: bytes) -> None:
    """Replace everything in the database by a dump, all or nothing.

    Raises:
        ProgramFailed: the dump could not be loaded; the database is as it was.
    """
    with tempfile.NamedTemporaryFile(suffix=".sql") as script:
        with tempfile.NamedTemporaryFile(suffix=".dump") as file:
            file.write(dumped)
            file.flush()
            words = _as_sql(Path(file.name))
        script.write(b"drop schema public cascade;\ncreate schema public;\n" + words)
        script.flush()
        connection.close()
        _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={script.name}")


def _as_sql(file: Path) -> bytes:
    command: list[str | Path] = [_programs() / "pg_restore", "--no-owner", "--no-privileges", "--file=-", file]
    return _checked(subprocess.run(command, capture_output=True, check=False))  # noqa: S603 -- PostgreSQL's own program


def _run(program: str, *arguments: str) -> bytes:
    to = connection.get_connection_params()
    surroundings = {
        "PGHOST": to.get("host"),
        "PGPORT": to.get("port"),
        "PGUSER": to.get("user"),
        "PGPASSWORD": to.get("password"),
        "PGDATABASE": to.get("dbname"),
        "PGOPTIONS": "--client-min-messages=warning",
    }
    return _checked(
        subprocess.run(  # noqa: S603 -- PostgreSQL's own program
            [_programs() / program, *arguments],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env=os.environ | {name: str(value) for name, value in surroundings.items() if value},
        )
    )


def _checked(done: "subprocess.CompletedProcess[bytes]") -> bytes:
    if done.returncode:
        raise ProgramFailed(done.stderr.decode(errors="replace").strip())
    return done.stdout


def _programs() -> Path:
    """Return the folder of PostgreSQL's programs that fit our database."""
    folder: Path = settings.LUPAUS_POSTGRES_PROGRAMS()
    return folder
