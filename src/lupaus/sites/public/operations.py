"""Addresses for machines: is it alive, is it ready, what may be indexed."""

from datetime import timedelta
from typing import Final

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from lupaus.communication import queries
from lupaus.foundation import clock
from lupaus.foundation.wake import longest_wait
from lupaus.promises import Purpose
from lupaus.sites.furniture.doors import Visit, door

OLDEST_UNSENT: Final = timedelta(minutes=30)
"""Mail, or a job that is to write it, that waits longer means that the worker stands still."""


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- a view
    """Say that the process answers; touches nothing."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- a view
    """Say whether requests can be served: database, migrations, outbox. Details are for the logs, not for the world."""
    is_ready = _is_ready()
    words, status = ("ready\n", 200) if is_ready else ("not ready\n", 503)
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


@require_safe
@door(Purpose.ORDERING)
def robots(visit: Visit) -> HttpResponse:  # noqa: ARG001 -- a view
    """Let search engines read what is public and nothing else."""
    closed = "".join(f"Disallow: {path}\n" for path in ("/account/", "/dev/", "/my/", "/order/", "/staff/", "/work/"))
    return HttpResponse(f"User-agent: *\n{closed}", content_type="text/plain; charset=utf-8")


@require_safe
@door(Purpose.ORDERING)
def change_password(visit: Visit) -> HttpResponse:  # noqa: ARG001 -- a view
    """Send password managers to the page where a password is changed.

    Source: W3C, "A Well-Known URL for Changing Passwords".
    """
    return HttpResponsePermanentRedirect(reverse("account_change_password"))


def _is_ready() -> bool:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        return _outbox_flows()
    except DatabaseError:
        return False


def _outbox_flows() -> bool:
    oldest = queries.oldest_unsent_at()
    is_sent = oldest is None or clock.now() - oldest < OLDEST_UNSENT
    return is_sent and longest_wait() < OLDEST_UNSENT
