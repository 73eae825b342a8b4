"""How often a code may be asked for.

Two limits: per address and network, so that nobody can keep somebody else from signing in; and per address from
everywhere, so that nobody can fill a mailbox.

Source: trust, 6.1.1 and 2.4.1.
"""

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest

from lupaus.accounts import devices


def may_ask_code(request: HttpRequest, handle: str) -> bool:
    """Say whether another code may be asked for this address, and count it."""
    network = devices.network_of(get_adapter().get_client_ip(request))
    return bool(
        ratelimit.consume(request, action="request_login_code", key=f"{handle}|{network}")
        and ratelimit.consume(request, action="codes_for_address", key=handle)
    )


def may_ask_account(request: HttpRequest, handle: str) -> bool:
    """Say whether another account may be asked for with this address, and count it."""
    network = devices.network_of(get_adapter().get_client_ip(request))
    return bool(
        ratelimit.consume(request, action="ask_account", key=f"{handle}|{network}")
        and ratelimit.consume(request, action="codes_for_address", key=handle)
    )
