"""A company is backed up, its machine is lost, and another machine takes over from the two archives.

Everything here is real: two homes, two root keys, two databases, the command itself in processes of its own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

pytestmark = pytest.mark.drill

CHECKOUT = Path(__file__).resolve().parents[2]
BUILD = """
import json
from tests import world
company = world.build()
print(json.dumps({who: str(user.id) for who, user in company.users.items()}))
"""
SERVE = """
import json, sys
from django.test import Client
from lupaus.accounts.models import User
from tests.support import sign_in
pages = {}
for who, user_id, address in json.loads(sys.argv[1]):
    client = Client(HTTP_HOST="localhost")
    if user_id:
        sign_in(client, User.objects.get(id=user_id))
    answer = client.get(address)
    pages[f"{who} {address}"] = [answer.status_code, answer.content.decode()]
print(json.dumps(pages))
"""
CUSTOMER_PAGES = ("/my/", "/my/data/", "/my/invoices/")


@dataclass
class Machine:
    """A home and a database of its own."""

    env: dict[str, str]

    def lupaus(self, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "lupaus.project.cli", *words]
        return subprocess.run(
            command, env=self.env, cwd=CHECKOUT, input=typed, capture_output=True, text=True, check=False
        )

    def program(self, source: str, *arguments: str) -> dict[str, object]:
        setup = "import django; django.setup()\n"
        command = [sys.executable, "-c", setup + source, *arguments]
        done = subprocess.run(command, env=self.env, cwd=CHECKOUT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
        return found

    def pages(self, users: dict[str, object]) -> dict[str, list[object]]:
        asked = [("customer", users["a"], address) for address in CUSTOMER_PAGES]
        asked += [("provider", users["p"], "/work/"), ("staff", users["office"], "/staff/")]
        asked += [("visitor", "", address) for address in ("/", "/order/", "/tietosuoja")]
        return self.program(SERVE, json.dumps(asked))  # type: ignore[return-value]


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[list[Machine]]:
    """Two machines that share nothing but this test."""
    names = [f"drill_{uuid4().hex[:12]}" for _ in range(2)]
    with psycopg.connect(os.environ["DATABASE_URL"], dbname="postgres", autocommit=True) as server:
        for name in names:
            server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        yield [_machine(tmp_path / name, name) for name in names]
        for name in names:
            server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def _machine(home: Path, database: str) -> Machine:
    to = conninfo_to_dict(os.environ["DATABASE_URL"])
    host = str(to["host"]).replace("/", "%2F")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LUPAUS_")}
    return Machine(
        kept
        | {
            "LUPAUS_HOME": str(home),
            "LUPAUS_ENV": "development",
            "DATABASE_URL": f"postgresql://{to['user']}@/{database}?host={host}",
            "DJANGO_SETTINGS_MODULE": "lupaus.project.settings",
            "PYTHONPATH": str(CHECKOUT),
        }
    )


def test_another_machine_takes_over_and_without_the_keys_opens_nothing(machines: list[Machine], tmp_path: Path) -> None:
    old, new = machines
    users = _company(old)
    key = _recovery_key(old)
    backup = old.lupaus("backup", "--data-to", str(tmp_path / "data"), "--keys-to", str(tmp_path / "keys"))
    assert backup.returncode == 0, backup.stderr
    (data,), (keys,) = (tmp_path / "data").iterdir(), (tmp_path / "keys").iterdir()
    before = old.pages(users)

    closed = new.lupaus("restore", "--data", str(data), "--without-keys")
    assert closed.returncode == 0, closed.stderr
    shut = new.pages(users)
    opened = new.lupaus("restore", "--data", str(data), "--keys", str(keys), "--replace", typed=key)
    assert opened.returncode == 0, opened.stderr
    after = new.pages(users)

    assert {page: status for page, (status, _) in after.items()} == dict.fromkeys(before, 200)
    assert "Ainokainen" in str(before["customer /my/data/"][1])
    assert "Ainokainen" in str(after["customer /my/data/"][1])
    assert {page: status for page, (status, _) in shut.items()} == dict.fromkeys(before, 200)
    assert [page for page, (_, body) in shut.items() if "Ainokainen" in str(body) or "anarialin" in str(body)] == []


def test_what_a_restore_refuses_leaves_everything_as_it_was(machines: list[Machine], tmp_path: Path) -> None:
    old, new = machines
    users = _company(old)
    key = _recovery_key(old)
    old.lupaus("backup", "--data-to", str(tmp_path / "data"), "--keys-to", str(tmp_path / "keys"))
    (data,), (keys,) = (tmp_path / "data").iterdir(), (tmp_path / "keys").iterdir()
    spoiled = tmp_path / "spoiled.tar"
    spoiled.write_bytes(data.read_bytes()[: data.stat().st_size // 2])
    changed = tmp_path / "changed.tar"
    content = bytearray(data.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)

    refusals = {
        "data there": old.lupaus("restore", "--data", str(data), "--keys", str(keys), typed=key),
        "wrong key": new.lupaus("restore", "--data", str(data), "--keys", str(keys), typed="ab" * 32),
        "no key": new.lupaus("restore", "--data", str(data), "--keys", str(keys), typed="kissa"),
        "cut off": new.lupaus("restore", "--data", str(spoiled), "--keys", str(keys), typed=key),
        "changed": new.lupaus("restore", "--data", str(changed), "--keys", str(keys), typed=key),
        "missing": new.lupaus("restore", "--data", str(tmp_path / "none.tar"), "--keys", str(keys), typed=key),
    }

    assert {why: done.returncode for why, done in refusals.items()} == dict.fromkeys(refusals, 1)
    assert [why for why, done in refusals.items() if "Traceback" in done.stderr] == []
    assert "--replace" in refusals["data there"].stderr
    assert "recovery key" in refusals["wrong key"].stderr
    assert "Ainokainen" in str(old.pages(users)["customer /my/data/"][1])
    with suppress(FileNotFoundError):
        assert not (Path(new.env["LUPAUS_HOME"]) / "keys" / "keystore.sqlite").exists()


def test_a_backup_without_a_recovery_key_says_how_to_make_one(machines: list[Machine]) -> None:
    machine = machines[0]
    assert machine.lupaus("django", "migrate", "--verbosity", "0").returncode == 0

    refused = machine.lupaus("backup")

    assert refused.returncode == 1
    assert "lupaus recovery-key" in refused.stderr


def _company(machine: Machine) -> dict[str, object]:
    for command in (["django", "migrate", "--verbosity", "0"], ["django", "createcachetable"]):
        done = machine.lupaus(*command)
        assert done.returncode == 0, done.stderr
    return machine.program(BUILD)


def _recovery_key(machine: Machine) -> str:
    shown = machine.lupaus("recovery-key")
    assert shown.returncode == 0, shown.stderr
    return shown.stdout.strip().splitlines()[-1]
