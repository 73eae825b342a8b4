"""Whether somebody has shown lately who they are, and whether with a second factor."""

import time
from functools import wraps
from typing import cast

from allauth.account import app_settings
from allauth.account.internal.flows import reauthentication
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lupaus.sites.furniture.doors import Page, Visit

DEVELOPMENT_FACTOR = "development_second_factor"
"""Session key: the person came by a development link, which counts as a second factor there and nowhere else."""


def is_recent(request: HttpRequest) -> bool:
    """Say whether the last proof of identity is younger than the time allowed (five minutes)."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def used_second_factor(request: HttpRequest) -> bool:
    """Say whether this sign-in was made with a second factor, or with a development link in development."""
    records = get_authentication_records(request, request.user)
    return came_by_development_link(request) or any(record["method"] == "mfa" for record in records)


def came_by_development_link(request: HttpRequest) -> bool:
    """Say whether the sign-in needs no second factor, because it was made by a link that exists in development only."""
    return bool(settings.LUPAUS_DEVELOPMENT and request.session.get(DEVELOPMENT_FACTOR))


def again[**P](view: Page[P]) -> Page[P]:
    """Ask who somebody is, unless they have shown it within five minutes; hung inside a door, before what matters.

    What was sent is kept in the sealed session meanwhile, and goes on once they have shown it.

    Source: trust, 7.5.1.
    """

    @wraps(view)
    def ask(request: Visit, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        reauthentication.raise_if_reauthentication_required(request, app="lupaus")
        return view(request, *args, **kwargs)

    return cast("Page[P]", ask)
