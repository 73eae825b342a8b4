"""How far an import has come, told while its one transaction is still open.

A row would be seen by others only after the commit. The name by which a connection is listed in the server's activity
is seen at once, and is as before when the transaction ends, however it ends.
"""

from uuid import UUID

from django.db import connection


def tell(import_id: UUID, done: int, rows: int) -> None:
    """Let others see how many rows are done; within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('application_name', %s, true)", [f"{_name(import_id)}{done}/{rows}"])


def seen(import_id: UUID) -> tuple[int, int] | None:
    """Return how many rows are done, of how many; None when nobody is at work on it now."""
    name = _name(import_id)
    with connection.cursor() as cursor:
        cursor.execute("select application_name from pg_stat_activity where starts_with(application_name, %s)", [name])
        found = cursor.fetchone()
    done, _sign, rows = found[0].removeprefix(name).partition("/") if found else ("", "", "")
    return (int(done), int(rows)) if done.isdigit() and rows.isdigit() else None


def _name(import_id: UUID) -> str:
    return f"import {import_id} "
