"""SQL that makes a table append-only; used by migrations of every room that has such a table."""

from django.db.migrations.operations.special import RunSQL

_FUNCTION = """
create or replace function lupaus_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
"""


def append_only(table: str) -> RunSQL:
    """Return a migration step after which `table` refuses UPDATE, DELETE and TRUNCATE.

    The triggers are named `<table>_is_append_only` and `<table>_is_never_emptied`.
    """
    return RunSQL(
        sql=f"""{_FUNCTION}
create trigger {table}_is_append_only before update or delete on {table}
  for each row execute function lupaus_append_only();
create trigger {table}_is_never_emptied before truncate on {table}
  for each statement execute function lupaus_append_only();
""",
        reverse_sql=f"""
drop trigger {table}_is_append_only on {table};
drop trigger {table}_is_never_emptied on {table};
""",
    )
