"""E010 and E012: what nothing covers is found in the database and among the files."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.core.checks import run_checks
from django.db import connection

from lupaus.privacy.checks import database, files
from lupaus.privacy.checks.database import Found
from lupaus.promises.stores import STORES, Place

TODAY = date(2026, 11, 25)
KNOWN = {"address": {"id", "street"}}
SOMEBODY = UUID("8b0a3f2e-6a3e-4f0e-9a57-0c3b9a6a2f11")


def codes(found: list[Found], retiring: dict[str, date] | None = None) -> list[str]:
    return [str(each.id) for each in database.uncovered(found, KNOWN, TODAY, retiring or {})]


def test_e010_covered_columns_are_no_fault() -> None:
    assert codes([Found("address", "id"), Found("address", "street")]) == []


def test_e010_a_table_that_nothing_covers() -> None:
    assert codes([Found("sneaky_export", "email"), Found("sneaky_export", "name")]) == ["privacy.E010"]


def test_e010_a_column_that_nothing_covers() -> None:
    assert codes([Found("address", "email")]) == ["privacy.E010"]


def test_e010_a_retiring_column_is_allowed_until_its_day() -> None:
    found = [Found("address", "old_note")]

    assert codes(found, {"address.old_note": date(2026, 11, 26)}) == ["privacy.W010"]
    assert codes(found, {"address.old_note": TODAY}) == ["privacy.E010"]


@pytest.mark.django_db
def test_e010_the_database_as_migrated_is_covered() -> None:
    assert database.check(None, databases=["default"]) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "create table sneaky_export(email text)",
        "create view sneaky_export as select id from vault_subject",
        "create materialized view sneaky_export as select id from vault_subject",
        "alter table vault_subject add column email text",
    ],
)
def test_e010_control_a_planted_table_view_or_column_is_seen(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)

    found = database.check(None, databases=["default"])

    assert [each.id for each in found] == ["privacy.E010"]


@pytest.mark.django_db
def test_e010_a_temporary_table_of_this_connection_is_no_fault() -> None:
    with connection.cursor() as cursor:
        cursor.execute("create temporary table passing(email text)")

    assert database.check(None, databases=["default"]) == []


@pytest.mark.django_db
def test_django_runs_the_checks_before_the_start() -> None:
    with connection.cursor() as cursor:
        cursor.execute("create table sneaky_export(email text)")

    assert "privacy.E010" in [each.id for each in run_checks(databases=["default"])]


def test_e010_every_kind_of_store_is_declared() -> None:
    assert list(files.undeclared(STORES)) == []


def test_e010_a_store_without_a_declaration() -> None:
    without_logs = [store for store in STORES if store.place is not Place.LOGS]

    assert [each.id for each in files.undeclared(without_logs)] == ["privacy.E010"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (f"people/{SOMEBODY}/invoice.pdf", []),
        ("public/logo.svg", []),
        ("invoice.pdf", ["privacy.E012"]),
        ("people/invoice.pdf", ["privacy.E012"]),
        ("people/maija/invoice.pdf", ["privacy.E012"]),
        (f"export/{SOMEBODY}/all.zip", ["privacy.E012"]),
    ],
)
def test_e012_a_file_outside_a_persons_folder(tmp_path: Path, name: str, found: list[str]) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"x")

    assert [each.id for each in files.stray(tmp_path)] == found


def test_e012_a_link_out_of_the_folder_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "people" / str(SOMEBODY)
    folder.mkdir(parents=True)
    (folder / "link").symlink_to("/etc/hostname")

    assert [each.id for each in files.stray(tmp_path)] == ["privacy.E012"]
