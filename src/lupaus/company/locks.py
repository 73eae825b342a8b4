"""One writer at a time for tables of a few rows, also while they are still empty and there is no row to lock."""

from django.db import connection, models


def lock_table(model: type[models.Model]) -> None:
    """Let no other transaction write the table until this one ends; reading goes on."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {connection.ops.quote_name(model._meta.db_table)} IN SHARE ROW EXCLUSIVE MODE")
