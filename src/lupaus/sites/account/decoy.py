"""Do for an address without account the work that a code would have cost, so that time tells nothing.

Nothing of it stays: the letter is written and sealed inside a savepoint that is rolled back.

Source: trust, H30.
"""

from functools import lru_cache
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.db import transaction

from lupaus.communication import messages
from lupaus.keys.keystore import reserve_owner
from lupaus.sites.account import addresses, letters
from lupaus.sites.furniture.doors import Visit
from lupaus.vault.fields import KeyIsGone
from lupaus.vault.models import Subject, SubjectKind


def write(request: Visit, handle: str) -> None:
    """Write a code to nobody."""
    kind, letter = letters.letter_for("login_code", {"code": get_adapter().generate_login_code()})
    try:
        with transaction.atomic():
            nobody = Subject.objects.create(id=_nobody(), kind=SubjectKind.DRAFT, minted_at=request.at)
            messages.send(
                kind,
                letter,
                to=nobody,
                address=addresses.address_of(request, handle, at=request.at),
                by=request.actor,
                at=request.at,
            )
            transaction.set_rollback(True)
    except KeyIsGone:  # swept as an orphan after a day: reserve another
        _nobody.cache_clear()


@lru_cache(maxsize=1)
def _nobody() -> UUID:
    return reserve_owner()
