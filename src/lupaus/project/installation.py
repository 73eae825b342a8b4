"""Bringing an installation up to date: tables, the cache, and on the first day the demo company."""

import sys
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.project.environment import Kind


class Unsound(Exception):
    """The system checks found errors; the message lists them."""


def prepare(*, with_demo: bool) -> None:
    """Check the code, bring the database up to date, and check that the two agree.

    Args:
        with_demo: Fill a database that has never been used with the demo company, in development.

    Raises:
        Unsound: A check found an error, or in production a warning about security. What was migrated stays migrated.
    """
    fresh = not _has_tables()
    missing = _missing_migrations()
    if missing:
        _check()  # before anything is changed
        say(f"bringing the database up to date ({missing} migrations)")
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True, stdout=StringIO())
    call_command("createcachetable", verbosity=0)
    if settings.KIND is Kind.PRODUCTION:
        say("collecting static files")
        call_command("collectstatic", interactive=False, verbosity=0)
        _check("--deploy", "--tag=security", "--fail-level=WARNING")
    _check("--database=default")
    if not fresh and _keys_are_lost():
        say(f"the keys in {settings.LUPAUS_KEYS} open nobody's data: `lupaus restore` brings them back,")
        say("and `make reset` starts over")
    if has_command("partners"):
        call_command("partners", first_day=True)
    if with_demo and settings.KIND is Kind.DEVELOPMENT and (fresh or _seeding_mark().exists()):
        _seed()


def has_command(name: str) -> bool:
    """Tell whether a room brings this management command."""
    return name in get_commands()


def say(words: str) -> None:
    """Tell the person at the terminal how far it is."""
    sys.stdout.write(f"lupaus: {words}\n")
    sys.stdout.flush()


def _check(*options: str) -> None:
    try:
        call_command("check", *options, stdout=StringIO())  # warnings go to stderr, praise nowhere
    except SystemCheckError as error:
        raise Unsound(str(error)) from error


def _missing_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _has_tables() -> bool:
    return "django_migrations" in connection.introspection.table_names()


def _keys_are_lost() -> bool:
    """Tell whether there are people and none of the newest has a key: this key folder belongs to another database."""
    newest = apps.get_model("vault", "Subject").objects.order_by("-minted_at").values_list("id", flat=True)[:50]
    wanted = [KeyRef(owner, Chain.REGISTER) for owner in newest]
    return bool(wanted) and not keystore().keys_of(wanted)


def _seed() -> None:
    """Seed once: a start that was interrupted while seeding is seeded again, over what is there already."""
    if not has_command("seed"):
        return
    say("seeding the demo company, Kotipalvelu Malli Oy (once)")
    _seeding_mark().touch()
    call_command("seed")
    _seeding_mark().unlink()


def _seeding_mark() -> Path:
    return Path(settings.LUPAUS_HOME) / "seeding"
