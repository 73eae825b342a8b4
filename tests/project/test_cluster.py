"""The private PostgreSQL."""

import multiprocessing
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from lupaus.project import cluster, environment, postgres_programs
from lupaus.project.cluster import Cluster, private_cluster

IS_ROOT = os.geteuid() == 0


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A cluster of this test's own; it does without fsync, for it dies with the test."""
    monkeypatch.setenv("LUPAUS_HOME", str(tmp_path))
    made = private_cluster()
    careless = Cluster(folder=made.folder, durable=False, lock=made.lock)
    yield careless
    careless.wipe()
    shutil.rmtree(careless.folder.parent if IS_ROOT else tmp_path, ignore_errors=True)


def user_of(connection: psycopg.Connection) -> str:
    row = connection.execute("SELECT current_user || ' in ' || current_database()").fetchone()
    return str(row and row[0])


def test_a_cluster_runs_as_long_as_somebody_uses_it(own: Cluster) -> None:
    with own.in_use():
        with own.in_use():
            assert own.is_running()
        assert own.is_running()
        with psycopg.connect(own.url) as connection:
            assert user_of(connection) == "lupaus in lupaus"

    assert not own.is_running()


def test_a_kept_cluster_runs_until_it_is_stopped_by_name(own: Cluster) -> None:
    own.keep()
    with own.in_use():
        pass
    assert own.is_running()

    own.stop()

    assert not own.is_running()


def test_a_cluster_that_was_killed_starts_again(own: Cluster) -> None:
    own.keep()
    pid = int((own.data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, 9)
    # The number of the dead process belongs to another program today: to this one.
    written = own.data / "postmaster.pid"
    written.write_text(written.read_text().replace(str(pid), str(os.getpid()), 1))

    own.start()

    assert own.is_running()


def test_nobody_else_can_enter_the_cluster_and_it_has_no_address(own: Cluster) -> None:
    own.keep()

    assert own.folder.stat().st_mode & 0o777 == 0o700
    with psycopg.connect(own.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_cluster_of_a_version_that_is_gone_says_so(own: Cluster) -> None:
    own.data.mkdir(parents=True)
    (own.data / "PG_VERSION").write_text("9\n")

    with pytest.raises(postgres_programs.NoPostgres, match="was made by PostgreSQL 9"):
        own.start()


@pytest.mark.skipif(not IS_ROOT, reason="an ordinary user has nobody to drop to")
def test_root_leaves_the_cluster_to_a_user_without_rights(own: Cluster) -> None:
    own.keep()

    owner = pwd.getpwuid((own.data / "PG_VERSION").stat().st_uid).pw_name
    assert owner in ("postgres", "nobody")
    assert own.folder.is_relative_to("/var/lib/lupaus")


ORDINARY = """
import os, sys
from pathlib import Path
from lupaus.project.cluster import Cluster, private_cluster
import psycopg
home, uid = sys.argv[1], int(sys.argv[2])
os.setgroups([]); os.setgid(uid); os.setuid(uid); os.chdir(home)
os.environ["LUPAUS_HOME"] = home
cluster = private_cluster()
assert cluster.folder == Path(home) / "postgres", cluster.folder
with cluster.in_use(), psycopg.connect(cluster.url) as connection:
    print(connection.execute("SELECT current_user").fetchone()[0])
assert not cluster.is_running()
"""


@pytest.mark.skipif(not IS_ROOT, reason="every other test of this file shows it already")
def test_an_ordinary_user_has_the_cluster_at_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = Path("/tmp") / f"{os.getpid()} o'rdinary åäö"
    home.mkdir(mode=0o700)
    nobody = pwd.getpwnam("nobody").pw_uid
    os.chown(home, nobody, nobody)
    try:
        done = subprocess.run(
            [sys.executable, "-c", ORDINARY, str(home), str(nobody)], capture_output=True, text=True, check=False
        )
        assert (done.stdout, done.returncode) == ("lupaus\n", 0), done.stderr
    finally:
        shutil.rmtree(home)


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path: Path) -> None:
    deep = Cluster(folder=tmp_path / ("deep" * 30), durable=False, lock=tmp_path / "lock")

    assert len(str(deep.socket_folder)) <= cluster.LONGEST_SOCKET_FOLDER


@pytest.mark.drill
def test_without_postgresql_in_the_system_one_comes_in_a_wheel(own: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_programs, "_of_the_system", list)

    own.keep()

    assert own.is_running()
    assert (own.folder.parent / "postgres-programs").exists()


@pytest.mark.drill
def test_many_processes_share_one_cluster_and_the_last_one_stops_it(own: Cluster) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_use, args=(str(environment.home()),)) for _ in range(6)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [process.exitcode for process in processes] == [0] * 6
    assert not own.is_running()


def _use(home: str) -> None:
    os.environ["LUPAUS_HOME"] = home
    mine = private_cluster()
    with mine.in_use(), psycopg.connect(mine.url) as connection:
        assert user_of(connection) == "lupaus in lupaus"


def test_its_log_quotes_nothing_that_a_person_wrote(own: Cluster) -> None:
    own.keep()
    with psycopg.connect(own.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE person (mail text PRIMARY KEY)")
        connection.execute("INSERT INTO person VALUES ('matti@example.fi')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('matti@example.fi')")

    written = (own.folder / "log").read_text()
    assert "person_pkey" in written
    assert "matti" not in written
