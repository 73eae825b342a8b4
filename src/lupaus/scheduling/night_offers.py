"""Offers made at night: the mail waits to be read, and the phone is let sleep until morning.

Nobody is texted within the quiet hours, unless the offer runs out before they are over. In the morning each provider
gets one text message, however many offers came, and none when all have been answered.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import ngettext

from lupaus.communication import messages as outbox
from lupaus.communication.addresses import writing_to
from lupaus.foundation.wake import wake
from lupaus.kernel import spoken, walltime
from lupaus.promises import Actor
from lupaus.providers.models import Provider
from lupaus.scheduling import messages, time_terms
from lupaus.scheduling.models import Offer, OfferState

MORNING: Final = timedelta(hours=2)
"""So long after the quiet hours a night's offers are still texted; later the day has its own."""


def may_text(offer: Offer, at: datetime) -> bool:
    """Say whether a provider may be texted about an offer now."""
    night = time_terms.night(time_terms.in_force(at), at)
    return night is None or offer.expires_at <= night.until_at


def remind(*, at: datetime) -> int:
    """Have the providers texted to whom the night has brought offers; return how many. Twice a morning is once."""
    night = time_terms.night(time_terms.in_force(at), at - MORNING)
    if night is None or not night.until_at <= at < night.until_at + MORNING:
        return 0
    made = Offer.objects.filter(state=OfferState.OPEN, offered_at__gte=night.from_at, offered_at__lt=night.until_at)
    asked = list(made.order_by("provider").values_list("provider", flat=True).distinct())
    for provider in asked:
        wake("scheduling.tell_night_offers", provider_id=str(provider))
    return len(asked)


def tell_night_offers(*, provider_id: UUID, by: Actor, at: datetime) -> None:
    """Text a provider how many offers wait for an answer, unless none does by now."""
    provider = Provider.objects.filter(id=provider_id).first()
    waiting = list(Offer.objects.filter(provider=provider_id, state=OfferState.OPEN, expires_at__gt=at))
    if provider is None or not waiting:
        return
    with writing_to(provider.subject_id):
        words = ngettext(
            "Sinulle tarjottiin käyntiä yöllä. Vastaa sovelluksessa %(until)s mennessä.",
            "Sinulle tarjottiin käyntejä yöllä, yhteensä %(count)s. Vastaa sovelluksessa %(until)s mennessä.",
            len(waiting),
        )
        details = {"count": len(waiting), "until": spoken.when(min(each.expires_at for each in waiting), now=at)}
        once = f"night:{provider_id}:{walltime.day_of(at)}:sms"
        outbox.text(messages.OFFERED, words % details, to=provider.subject_id, by=by, at=at, once=once)
