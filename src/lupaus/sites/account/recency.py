"""Whether somebody has shown lately who they are, and whether with a second factor."""

import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

DEVELOPMENT_FACTOR = "development_second_factor"
"""Session key: the person came by a development link, which counts as a second factor there and nowhere else."""


def is_recent(request: HttpRequest) -> bool:
    """Say whether the last proof of identity is younger than the time allowed (five minutes)."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def used_second_factor(request: HttpRequest) -> bool:
    """Say whether this sign-in was made with a second factor, or with a development link in development."""
    if settings.LUPAUS_DEVELOPMENT and request.session.get(DEVELOPMENT_FACTOR):
        return True
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))
