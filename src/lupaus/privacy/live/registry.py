"""All live checks of the running program, by code."""

from lupaus.privacy.live.check import BadCheck, LiveCheck

CHECKS: dict[str, LiveCheck] = {}
"""Filled when the program starts; read by those who run and show them."""


def add(check: LiveCheck) -> LiveCheck:
    """Add a check; adding the very same again changes nothing.

    Raises:
        BadCheck: another check bears this code.
    """
    if CHECKS.setdefault(check.code, check) != check:
        message = f"two live checks are called {check.code}"
        raise BadCheck(message)
    return check
