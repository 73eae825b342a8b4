"""Send a test letter to the contact for register matters each day, and note that it has arrived.

It goes by the carrier that carries every message, and comes back in one of two ways: the program finds it in the
mailbox it was given, or somebody presses the button behind its link (docs/decisions/0024).
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from lupaus.communication.carriers import Parcel, RefusedForGood, TryLater, carrier
from lupaus.communication.carriers.mail import message_id
from lupaus.communication.models import Channel
from lupaus.privacy.channel import mailbox
from lupaus.privacy.channel.mailbox import Unreachable
from lupaus.privacy.models import Probe
from lupaus.privacy.notice import inputs

EVERY: Final = timedelta(hours=23)
"""The job looks once an hour; so it is one letter a day, at about the same time."""
KEPT: Final = timedelta(days=400)
_STILL_AWAITED: Final = timedelta(days=7)


def send_due(*, at: datetime) -> Probe | None:
    """Send the day's letter, or try again what no server took; None when there is nothing to send, or no way to."""
    given = inputs.at(at)
    if given.profile is None or given.contact is None or carrier(Channel.EMAIL) is None:
        return None
    address = given.contact.email
    last = to_address(address).first()
    if last is not None and last.accepted_at is not None:
        if at - last.sent_at < EVERY:
            return None
        last = None
    Probe.objects.filter(sent_at__lte=at - KEPT).delete()
    return _send(last or Probe(address_hash=_hash(_tidy(address))), address, given.profile.name, at)


def collect(*, at: datetime) -> int:
    """Look for awaited letters in the mailbox; return how many have arrived. None without a mailbox."""
    box = mailbox.mailbox()
    if box is None:
        return 0
    waiting = Probe.objects.filter(returned_at=None, sent_at__gt=at - _STILL_AWAITED).exclude(accepted_at=None)
    awaited = {message_id(probe.pk): probe for probe in waiting}
    try:
        found = box.take(awaited) if awaited else set()
    except Unreachable:
        return 0  # nothing arrives then, and the live check says so
    for letter in found:
        _return(awaited[letter], "mailbox", at)
    return len(found)


def awaited(token: str) -> Probe | None:
    """Return the letter that a link is of."""
    return Probe.objects.filter(token_hash=_hash(token)).first()


@transaction.atomic
def confirm(token: str, *, at: datetime) -> Probe | None:
    """Note that somebody has a letter in hand; None when there is no such letter. Twice is once."""
    probe = Probe.objects.select_for_update().filter(token_hash=_hash(token)).first()
    if probe is not None and probe.returned_at is None:
        _return(probe, "link", at)
    return probe


def to_address(address: str) -> QuerySet[Probe]:
    """Return the letters to an address, newest first."""
    return Probe.objects.filter(address_hash=_hash(_tidy(address))).order_by("-sent_at")


def _send(probe: Probe, address: str, sender: str, at: datetime) -> Probe:
    token = secrets.token_urlsafe(32)
    probe.token_hash, probe.sent_at = _hash(token), at
    probe.save()
    carrying = carrier(Channel.EMAIL)
    if carrying is None:
        return probe
    try:
        carrying.carry(_letter(probe, token, address, sender))
    except (TryLater, RefusedForGood) as refused:
        probe.error = refused.reason[:60]
    else:
        probe.accepted_at, probe.error = at, ""
    probe.save()
    return probe


def _letter(probe: Probe, token: str, address: str, sender: str) -> Parcel:
    link = f"{settings.LUPAUS_SITE_URL}{reverse('public:channel', args=[token])}"
    with override("fi"):
        subject = _("Koekirje rekisteriasioiden osoitteeseen")
        text = _(
            "Tämä kirje kokeilee, tuleeko rekisteriasioiden posti perille.\n\n"
            "Avaa linkki ja paina nappia, kun olet saanut kirjeen. Kerran viikossa riittää:\n%(link)s\n\n"
            "Jos kirjettä ei kuitata viikkoon, lupausten sivu kertoo, ettei osoite toimi."
        ) % {"link": link}
    return Parcel(id=probe.pk, to=address, subject=subject, text=text, sender_name=sender)


def _return(probe: Probe, how: str, at: datetime) -> None:
    probe.returned_at, probe.returned_by = at, how
    probe.save(update_fields=["returned_at", "returned_by"])


def _tidy(address: str) -> str:
    return address.strip().casefold()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
