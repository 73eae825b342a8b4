"""`lupaus run` and `lupaus init`: from nothing to a site that answers, and back."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from lupaus.project import environment
from lupaus.project.cluster import private_cluster
from lupaus.project.environment import Kind
from lupaus.project.installation import Unsound, has_command, prepare, say
from lupaus.project.processes import Child, Stopped, look_after, raise_when_asked_to_stop

SECONDS_TO_ANSWER = 60


def run(words: list[str]) -> int:
    """Start the site and keep it running until Ctrl-C; give the exit code.

    The database, the web server and the worker are all children of this process, and end with it.
    """
    if words:
        sys.stderr.write("usage: PORT=8000 lupaus run\n")
        return 2
    port = environment.port()
    if _is_taken(port):
        sys.stderr.write(
            f"lupaus: port {port} is in use. Stop what uses it, or choose another: PORT={port + 1} make run\n"
        )
        return 1
    raise_when_asked_to_stop()
    try:
        return _run(port)
    except Stopped:
        say("stopped")
        return 0
    except Unsound as error:
        sys.stderr.write(f"{error}\nlupaus: not started, because of the errors above\n")
        return 1


def init(words: list[str]) -> int:
    """Make an empty installation and, when somebody sits at the terminal, its first owner; give the exit code."""
    raise_when_asked_to_stop()
    try:
        with _database():
            prepare(with_demo=False)
            say("an empty installation is ready")
            if has_command("create_owner"):
                call_command("create_owner", *words)
    except Stopped:
        return 130
    except Unsound as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _run(port: int) -> int:
    with _database():
        prepare(with_demo=True)
        children = [Child("web", _web(port)), Child("worker", _worker())]
        ended = look_after(children, once_started=lambda: _welcome(port))
    sys.stderr.write(f"lupaus: {ended.name} ended with code {ended.code}, so everything was stopped\n")
    return 1


@contextmanager
def _database() -> Iterator[None]:
    """Set Django up, and have a database inside the block, its address in DATABASE_URL for the children."""
    django.setup()  # first, because settings that production refuses are no reason to start anything
    if environment.database_url():
        yield
        return
    cluster = private_cluster()
    say("starting PostgreSQL")
    with cluster.in_use():
        os.environ["DATABASE_URL"] = cluster.url
        try:
            yield
        finally:
            connections.close_all()


def _is_taken(port: int) -> bool:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((environment.bind(), port))
        except OSError:
            return True
    return False


def _web(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "lupaus.project.wsgi:application"),
        *("--interface", "wsgi", "--http", "1", "--no-ws", "--log-level", "warning"),
        *("--host", environment.bind(), "--port", str(port)),
        *("--workers", str(environment.web_workers()), "--blocking-threads", "1"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "8"),  # asked too early, they do not hear it
    ]


def _worker() -> list[str]:
    return [sys.executable, "-m", "lupaus.project.cli", "django", "procrastinate", "worker"]


def _welcome(port: int) -> None:
    """Wait until the site answers, and tell where it is."""
    connections.close_all()
    say("starting web and worker")
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while not _answers(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    say(f"http://localhost:{port}  (Ctrl-C stops it)")
    if settings.KIND is Kind.DEVELOPMENT and has_command("sign_in_links"):
        call_command("sign_in_links")
        connections.close_all()


def _answers(port: int) -> bool:
    """Tell whether a web process answers, whatever it says; a connection alone proves only that somebody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": settings.ALLOWED_HOSTS[0]})
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True
