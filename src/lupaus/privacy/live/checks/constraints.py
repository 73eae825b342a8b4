"""Does the database still refuse what the promises rest on: every constraint, unique column, reference and trigger?

What must be there is read from the models and from the SQL of the migrations, so nobody keeps a list of it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL

from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.promises import Text

ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "provider_is_in_one_place_at_a_time": ("S8", "S36"),
    "visit_is_accepted_by_one": ("S42",),
    "offer_is_open_once": ("S42",),
    "rating_has_one_to_five_stars": ("S44",),
    "day_of_a_series_stands_once": ("S36",),
    "agreement_text_is_what_its_hash_names": ("S70",),
    "signature_ends_after_it_is_given": ("S70",),
    "attestation_ends_after_it_is_given": ("S71",),
}
"""The promises that rest on one constraint."""

ROWS_OF_ROOM: Final[Mapping[str, tuple[str, ...]]] = {
    "journal": ("S76",),
    "vault": ("S3",),
    "company": ("S1",),
    "partners": ("S73",),
    "accounts": ("S52",),
    "register": ("S5", "S17"),
    "care": ("S5",),
    "consent": ("S16",),
    "catalogue": ("S34",),
    "communication": ("S8",),
    "providers": ("S42",),
    "orders": ("S34",),
    "scheduling": ("S8",),
    "billing": ("S40",),
}
"""The promises that rest on the constraints of a room, where nothing closer is said."""
_OTHERS: Final = ("S80",)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that the database must refuse to do without; `room` is whose it is."""

    room: str
    name: str

    @property
    def finding(self) -> Finding:
        """Return what is to be said when it is missing."""
        rows = ROWS.get(self.name) or ROWS_OF_ROOM.get(self.room, _OTHERS)
        return Finding(f"{self.room}: {self.name} is missing in the database", rows)


def look(_at: datetime) -> list[Finding]:
    """Return what the models and migrations ask for and the database has no more, or has switched off."""
    standing = _standing()
    return [need.finding for need in needs() if need.name not in standing]


@cache
def needs() -> tuple[Need, ...]:
    """Return everything the database must have, by room."""
    found = {*_of_models(), *_of_migrations()}
    return tuple(sorted(found, key=lambda need: (need.room, need.name)))


def _of_models() -> Iterator[Need]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed or not model.__module__.startswith("lupaus."):
            continue
        room, table = model._meta.app_label, model._meta.db_table
        yield from (Need(room, constraint.name) for constraint in model._meta.constraints)
        for field in model._meta.local_concrete_fields:
            if field.unique:
                yield Need(room, f"unique {table}.{field.column}")
            if (
                isinstance(field, models.ForeignKey) and field.remote_field is not None
            ):  # all of ours are kept by the database
                yield Need(room, f"reference {table}.{field.column}")


def _of_migrations() -> Iterator[Need]:
    """Yield triggers and constraints that migrations make in SQL of their own, and no later one takes away."""
    loader = MigrationLoader(None)
    made: dict[str, str] = {}
    for key in loader.graph.nodes:
        migration = loader.graph.nodes[key]
        if not type(migration).__module__.startswith("lupaus."):
            continue
        for operation in migration.operations:
            if isinstance(operation, RunSQL):
                sql = str(operation.sql)
                made |= dict.fromkeys(_MAKES.findall(sql), key[0])
                for gone in set(_DROPS.findall(sql)) - set(_MAKES.findall(sql)):
                    made.pop(gone, None)
    yield from (Need(room, name) for name, room in made.items())


_MAKES = re.compile(r"(?:create trigger|add constraint)\s+([a-z_][a-z0-9_]*)", re.IGNORECASE)
_DROPS = re.compile(r"drop (?:trigger|constraint)\s+(?:if exists\s+)?([a-z_][a-z0-9_]*)", re.IGNORECASE)


def _standing() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_STANDING)
        return {str(name) for (name,) in cursor.fetchall()}


# Valid and enforced constraints, valid unique indexes, enabled triggers; then one-column keys by table and column.
_STANDING = """
select conname from pg_constraint where connamespace = 'public'::regnamespace and convalidated
union all
select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
 where c.relnamespace = 'public'::regnamespace and i.indisunique and i.indisvalid
union all
select tgname from pg_trigger where tgenabled in ('O', 'A') and not tgisinternal
union all
select 'unique ' || t.relname || '.' || a.attname
  from pg_index i join pg_class t on t.oid = i.indrelid
  join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
 where t.relnamespace = 'public'::regnamespace and i.indisunique and i.indisvalid and i.indnkeyatts = 1
   and i.indpred is null
union all
select 'reference ' || t.relname || '.' || a.attname
  from pg_constraint k join pg_class t on t.oid = k.conrelid
  join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
 where k.contype = 'f' and k.convalidated and t.relnamespace = 'public'::regnamespace
"""


CHECK: Final = LiveCheck(
    "constraints",
    tuple(sorted({row for rows in (*ROWS.values(), *ROWS_OF_ROOM.values(), _OTHERS) for row in rows})),
    Text(
        "Estääkö tietokanta sen, minkä lupaamme sen estävän?",
        "Hindrar databasen det som vi lovar att den hindrar?",
        "Does the database prevent what we promise that it prevents?",
    ),
    look,
    mend="Tietokannasta puuttuu rajoite. Pyydä ylläpitäjää palauttamaan se ja katsomaan, mitä sen aikana tehtiin.",
)
