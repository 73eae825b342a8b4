"""What PostgreSQL knows of its own tables."""

from django.db import connection


def refresh() -> None:
    """Let PostgreSQL count what lies in the tables, after many rows came at once.

    Until it has, it plans every query as if the tables were empty; left to itself it counts a minute later, and
    not at all when it is stopped before. Source: PostgreSQL manual, "Populating a Database: Run ANALYZE Afterwards".
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
