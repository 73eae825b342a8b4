"""Do for an address without account the work that a code would have cost, so that time tells nothing.

Source: trust, H30.
"""

from allauth.account.adapter import get_adapter

from lupaus.communication import decoys
from lupaus.sites.account import addresses, letters
from lupaus.sites.furniture.doors import Visit


def write(request: Visit, handle: str) -> None:
    """Write a code to nobody."""
    kind, letter = letters.letter_for("login_code", {"code": get_adapter().generate_login_code()})
    address = addresses.address_of(request, handle, at=request.at)
    decoys.write(kind, letter, address=address, by=request.actor, at=request.at)
