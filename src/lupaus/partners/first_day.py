"""The first day of an installation: who carries its mail is known from its settings, what was agreed with them is not.

Each machine outside that the settings name becomes a partner whose papers are to be filled in within thirty days,
so that the mail which signs the owner in can leave. Once there is any partner, nothing is named by itself any more:
a machine that is put into the settings later gets nothing until somebody names it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from lupaus.partners import partners
from lupaus.partners.gate import OWN_MACHINE
from lupaus.partners.models import Partner
from lupaus.partners.partners import LONGEST_PROVISIONAL, Profile
from lupaus.promises import Actor, Category, Purpose, Recipient

LEARNS: Final = {
    Recipient.MAIL_CARRIER: (Purpose.MESSAGING, (Category.EMAIL, Category.MESSAGE)),
    Recipient.TEXT_CARRIER: (Purpose.MESSAGING, (Category.PHONE, Category.MESSAGE)),
    Recipient.MAP_SERVICE: (Purpose.SERVICE_DELIVERY, (Category.STREET, Category.POSTCODE)),
    Recipient.ACCOUNTANT: (
        Purpose.INVOICING,
        (Category.INVOICE, Category.NAME, Category.COMPANY, Category.BILLING_ADDRESS),
    ),
}
"""For what each kind of recipient is used, and what it learns at most."""
DIGITRANSIT: Final = "api.digitransit.fi"


@transaction.atomic
def name_what_is_set_up(*, by: Actor, at: datetime) -> list[Partner]:
    """Name the machines outside that the settings name, when no partner has ever been named; return them."""
    if Partner.objects.exists():
        return []
    return [
        partners.add(
            recipient,
            Profile(name=host, purpose=LEARNS[recipient][0], categories=LEARNS[recipient][1], hosts=(host,)),
            provisional_until=at + LONGEST_PROVISIONAL,
            by=by,
            at=at,
        )
        for recipient, host in set_up()
        if host not in OWN_MACHINE
    ]


def set_up() -> Iterator[tuple[Recipient, str]]:
    """Yield every integration that is switched on, with the machine it speaks to."""
    for recipient, url in (
        (Recipient.MAIL_CARRIER, settings.LUPAUS_EMAIL_URL),
        (Recipient.TEXT_CARRIER, settings.LUPAUS_SMS_URL),
        (Recipient.MAP_SERVICE, settings.LUPAUS_GEOCODER_URL),
    ):
        host = urlsplit(url).hostname
        if recipient is Recipient.MAP_SERVICE:
            host = _map_host(host)
        if host:
            yield recipient, host


def _map_host(host: str | None) -> str | None:
    if settings.LUPAUS_GEOCODER == "table":
        return None
    return host or (DIGITRANSIT if settings.LUPAUS_GEOCODER == "digitransit" else None)
