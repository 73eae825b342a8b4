"""E010: what the database has and nothing covers.

A table that somebody made by hand, a view over personal columns, a column that an old version left: none of
them would be shown, exported or erased.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.apps import AppConfig
from django.core import checks
from django.core.checks import CheckMessage, Error
from django.db import connections

from lupaus.privacy import declarations
from lupaus.promises.external import RETIRING, TABLES


@dataclass(frozen=True, slots=True)
class Found:
    """One column that the database has, in a table or a view."""

    table: str
    column: str


def check(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: object
) -> list[CheckMessage]:
    """Return what stands in schema `public` of the main database and is covered by no declaration."""
    del app_configs
    if "default" not in (databases or ()):
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(_COLUMNS)
        found = [Found(table, column) for table, column in cursor.fetchall()]
        cursor.execute("select current_date")
        (today,) = cursor.fetchone() or (date.max,)
    return list(uncovered(found, covered(), today))


def covered() -> dict[str, set[str]]:
    """Return the columns that declarations cover, by table."""
    known = {model._meta.db_table: _columns(model) for model in declarations.models()}
    return known | {table: set(holds.names()) for table, holds in TABLES.items()}


def uncovered(
    found: Sequence[Found],
    known: Mapping[str, set[str]],
    today: date,
    retiring: Mapping[str, date] = RETIRING,
) -> Iterator[CheckMessage]:
    """Yield an error for each table and column in `found` that is not `known`.

    A column that is `retiring` ("table.column") is allowed until its day, so that old and new code can run side
    by side while it goes.
    """
    for table in sorted({each.table for each in found} - known.keys()):
        yield Error(f"table {table} is covered by no declaration", id="privacy.E010")
    for each in found:
        name = f"{each.table}.{each.column}"
        if each.table not in known or each.column in known[each.table]:
            continue
        if name not in retiring:
            yield Error(f"column {name} is covered by no declaration", id="privacy.E010")
        elif today >= retiring[name]:
            yield Error(f"column {name} was to be gone by {retiring[name]:%Y-%m-%d}", id="privacy.E010")
        else:
            yield checks.Warning(f"column {name} goes by {retiring[name]:%Y-%m-%d}", id="privacy.W010")


def _columns(model: declarations.Model) -> set[str]:
    return {str(field.column) for field in model._meta.local_concrete_fields}


# Tables, partitions, views and foreign tables alike; what the catalogue calls them does not matter.
_COLUMNS = """
select c.relname, a.attname
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
 order by 1, 2
"""
