"""That customers and providers are to be written about a visit: noted within the act, as ids and nothing else.

What is noted is rolled back with the act and lost with nothing else: it lies in the queue in the act's own transaction,
and a job makes and seals the letter (`letters`). So nobody who presses a button waits for a letter to be made, and
nothing that a letter needs can keep an act from happening.
"""

from django.utils.translation import gettext_lazy as _

from lupaus.communication import kinds
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.foundation.wake import wake
from lupaus.providers.models import Provider
from lupaus.scheduling.models import Cancellation, Milestone, NoShow, Offer, Visit


def _kind(name: str, says: object) -> MessageKind:
    return kinds.register(MessageKind(f"scheduling.{name}", MessageType.SERVICE, says=says))


BOOKED = _kind("visit_booked", _("Tilausvahvistus"))
CONFIRMED = _kind("visit_confirmed", _("Tekijä vahvisti käynnin"))
MOVED = _kind("visit_moved", _("Käynnin aika siirtyi"))
CANCELLED = _kind("visit_cancelled", _("Käynti peruttiin"))
FINISHED = _kind("visit_finished", _("Työ valmistui"))
NO_SHOW = _kind("visit_no_show", _("Paikalla ei ollut ketään"))
OFFERED = _kind("visit_offered", _("Uusi käynti tarjolla"))
CHANGED = _kind("visit_changed", _("Muutos tekijän käyntiin"))


def tell_booked(booked: Milestone, offer: Offer) -> None:
    """Confirm an order to the customer, and offer the visit to the provider."""
    wake("scheduling.tell_booked", milestone_id=str(booked.id), offer_id=str(offer.id))


def tell_offered(offer: Offer) -> None:
    """Offer a visit to a provider."""
    wake("scheduling.tell_offered", offer_id=str(offer.id))


def tell_confirmed(offer: Offer) -> None:
    """Tell the customer who is coming: the one who has accepted the offer."""
    wake("scheduling.tell_confirmed", offer_id=str(offer.id))


def tell_moved(moved: Milestone, before: Milestone, provider: Provider | None = None) -> None:
    """Tell the customer the new time, and the provider who keeps the visit; `before` is what was agreed until now."""
    ids = {"milestone_id": str(moved.id), "before_id": str(before.id)}
    wake("scheduling.tell_moved", **ids, **({"provider_id": str(provider.id)} if provider else {}))


def tell_cancelled(cancellation: Cancellation, provider: Provider | None) -> None:
    """Tell the customer that the visit will not be, and the provider if there was one."""
    ids = {"cancellation_id": str(cancellation.id)}
    wake("scheduling.tell_cancelled", **ids, **({"provider_id": str(provider.id)} if provider else {}))


def tell_finished(visit: Visit) -> None:
    """Tell the customer that the work is done, and ask for a look and a rating."""
    wake("scheduling.tell_finished", visit_id=str(visit.id))


def tell_no_show(no_show: NoShow) -> None:
    """Tell the customer that nobody opened the door, and what it costs."""
    wake("scheduling.tell_no_show", no_show_id=str(no_show.id))


def tell_provider_off(reassigned: Milestone, before: Milestone, provider: Provider) -> None:
    """Tell a provider that a visit is no longer theirs; `before` is the time they knew."""
    ids = {"milestone_id": str(reassigned.id), "before_id": str(before.id), "provider_id": str(provider.id)}
    wake("scheduling.tell_provider_off", **ids)
