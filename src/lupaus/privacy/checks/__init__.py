"""What stops the start: a declaration that is missing or cannot be kept, a table or file that nothing covers."""

from django.core.checks import CheckMessage, Tags, register, run_checks

from lupaus.privacy.checks import code, database, files, models


def install() -> None:
    """Register every start-time check with Django; called when the room is ready."""
    register(models.check, Tags.models)
    register(files.check, Tags.files)
    register(database.check, Tags.database)
    register(code.check, "privacy")


def before_start() -> list[CheckMessage]:
    """Return every error that must stop the program from starting, the database's included.

    Django runs no checks under WSGI, so `lupaus run` asks here before it starts anything.
    """
    return [found for found in run_checks(databases=["default"]) if found.is_serious()]
