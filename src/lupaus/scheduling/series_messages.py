"""That customers and providers are to be written about a series: noted within the act, as ids (see `messages`)."""

from django.utils.translation import gettext_lazy as _

from lupaus.communication import kinds
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.foundation.wake import wake
from lupaus.scheduling.models import Cancellation, Occurrence, Offer, Series, SeriesMove


def _kind(name: str, says: object) -> MessageKind:
    return kinds.register(MessageKind(f"scheduling.{name}", MessageType.SERVICE, says=says))


BOOKED = _kind("series_booked", _("Sarjan tilausvahvistus"))
CONFIRMED = _kind("series_confirmed", _("Tekijä vahvisti sarjan"))
OFFERED = _kind("series_offered", _("Uusi sarja tarjolla"))
ENDED = _kind("series_ended", _("Sarja päättyi"))
DAY_IN_THE_WAY = _kind("series_day_in_the_way", _("Sarjan päivä ei onnistu"))
MOVED = _kind("series_moved", _("Sarjan aika muuttui"))
PAUSED = _kind("series_paused", _("Sarja on tauolla"))


def tell_booked(series: Series, offers: list[Offer]) -> None:
    """Confirm a series to the customer, and offer it to the providers, each of whom gets one letter."""
    wake("scheduling.tell_series_booked", series_id=str(series.id))
    for offer in offers:
        tell_offered(offer)


def tell_offered(offer: Offer) -> None:
    """Offer to a provider all visits of a series that they have been asked to do together with this one."""
    wake("scheduling.tell_series_offered", offer_id=str(offer.id))


def tell_confirmed(offer: Offer) -> None:
    """Tell the customer who comes each time: the one who has accepted the offer and those with it."""
    wake("scheduling.tell_series_confirmed", offer_id=str(offer.id))


def tell_ended(series: Series) -> None:
    """Tell customer and provider that the series is over, and which visits will not be."""
    wake("scheduling.tell_series_ended", series_id=str(series.id))


def tell_moved(move: SeriesMove) -> None:
    """Tell customer and providers the new times of this and the following visits."""
    wake("scheduling.tell_series_moved", move_id=str(move.id))


def tell_in_the_way(occurrence: Occurrence) -> None:
    """Tell the customer that a day of the series cannot be as agreed, and ask for a choice."""
    wake("scheduling.tell_day_in_the_way", occurrence_id=str(occurrence.id))


def tell_paused(series: Series, one: Cancellation) -> None:
    """Tell customer and providers which visits will not be: those that were cancelled at once with this one."""
    wake("scheduling.tell_series_paused", series_id=str(series.id), cancellation_id=str(one.id))
