"""Those who carry messages out of the house: a mail server, a text message gateway, or nobody."""

from functools import lru_cache

from django.conf import settings

from lupaus.communication.carriers.mail import SmtpMail
from lupaus.communication.carriers.parcel import Carrier, Parcel, RefusedForGood, TryLater
from lupaus.communication.carriers.sms import ConsoleSms, HttpSms
from lupaus.communication.models import Channel

__all__ = ["Carrier", "Parcel", "RefusedForGood", "TryLater", "carrier"]


def carrier(channel: Channel) -> Carrier | None:
    """Return who carries a channel's messages; None where nothing leaves the house and the outbox keeps them."""
    if channel is Channel.EMAIL:
        return _mail(settings.LUPAUS_EMAIL_URL) if settings.LUPAUS_EMAIL_URL else None
    if settings.LUPAUS_SMS_URL:
        return _sms(settings.LUPAUS_SMS_URL, settings.LUPAUS_SMS_TOKEN, settings.LUPAUS_SMS_SENDER)
    return None


@lru_cache(maxsize=1)
def _mail(url: str) -> Carrier:
    return SmtpMail.at(url)


@lru_cache(maxsize=1)
def _sms(url: str, token: str, sender: str) -> Carrier:
    return ConsoleSms() if url == "console:" else HttpSms(url, token=token, sender=sender)
