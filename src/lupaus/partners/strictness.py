"""The strict mode: nothing leaves the EEA, on whatever ground. Dated, so that it is known when it held.

Source: notice, "Henkilötietojen suojauksen periaatteet": "ei siirretä Euroopan Unionin … ulkopuolelle" (S75).
"""

from datetime import datetime

from django.db import transaction

from lupaus.journal import entries
from lupaus.partners import queries
from lupaus.partners.models import StrictMode
from lupaus.promises import Actor, Purpose, notices


@transaction.atomic
def turn(*, on: bool, by: Actor, at: datetime) -> None:
    """Turn the strict mode on or off from now on; turning it to what it is changes nothing.

    Turned on, it stops every partner with data outside the EEA at once.
    """
    if queries.is_strict(at) is on:
        return
    StrictMode.objects.create(valid_from_at=at, is_on=on)
    entries.record("partners.strict_on" if on else "partners.strict_off", by=by, purpose=Purpose.SECURITY, at=at)
    notices.changed(by=by, at=at)
