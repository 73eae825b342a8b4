"""A visit as its customer sees it at one moment."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from lupaus.kernel.money import Money
from lupaus.orders import queries as orders
from lupaus.orders.household import children_in_words, pets_in_words
from lupaus.orders.rules import CancellationOffer
from lupaus.scheduling import queries, ratings, rules
from lupaus.scheduling.models import Cancellation, Comment, Rating, Visit, VisitState
from lupaus.sites.customer import events
from lupaus.sites.customer.events import Moment
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.vault.reading import is_withheld

TAGS: Final[dict[str, tuple[str, str]]] = {
    VisitState.WAITING: ("info", "clock"),
    VisitState.OFFERED: ("info", "clock"),
    VisitState.ACCEPTED: ("ok", "check"),
    VisitState.TRAVELLING: ("info", "move"),
    VisitState.STARTED: ("warn", "clock"),
    VisitState.FINISHED: ("ok", "check"),
    VisitState.APPROVED: ("ok", "check"),
    VisitState.CANCELLED: ("no", "cross"),
    VisitState.NO_SHOW: ("no", "cross"),
}
"""By state: the tag's colour and icon."""

SEARCHING: Final = frozenset({VisitState.WAITING, VisitState.OFFERED})


class Card:
    """One visit with what its customer may do now."""

    def __init__(self, visit: Visit, request: Request) -> None:
        """Keep who asks and when."""
        self.visit = visit
        self.order = visit.order
        self.period = visit.planned
        self._request = request

    @property
    def worker(self) -> str:
        """Return who comes, as customers are told: "Siiri S."; "" while nobody has confirmed."""
        return events.worker_of(self.visit)

    @property
    def tag(self) -> tuple[str, str, str]:
        """Return words, colour and icon of the state."""
        colour, picture = TAGS[self.visit.state]
        words = _("Etsimme tekijää") if self.visit.state in SEARCHING else VisitState(self.visit.state).label
        return str(words), colour, picture

    @property
    def price(self) -> Money:
        """Return what was agreed, or the fee of a visit that was lost, VAT included."""
        lost = self.cancellation or getattr(self.visit, "no_show", None)
        if lost is not None:
            return Money(lost.fee_cents)
        return Money(self.order.total_cents)

    @property
    def cancellation(self) -> Cancellation | None:
        """Return why the visit was cancelled and for how much, None when it was not."""
        return getattr(self.visit, "cancellation", None)

    @property
    def timeline(self) -> list[Moment]:
        """Return what has happened and what will, service, money and data together."""
        return events.timeline(self.visit, self._request)

    @property
    def offer(self) -> CancellationOffer:
        """Return what cancelling costs now."""
        return rules.cancellation_of(self.visit, at=self._request.at)

    @property
    def may_move(self) -> bool:
        """Say whether the customer can move the visit now."""
        return rules.may_move(self.visit, by=self._request.actor, at=self._request.at)

    @property
    def may_cancel(self) -> bool:
        """Say whether the customer can cancel the visit now."""
        return rules.may_cancel(self.visit, by=self._request.actor, at=self._request.at)

    @property
    def may_accept(self) -> bool:
        """Say whether the work waits for the customer's word."""
        return bool(self.visit.state == VisitState.FINISHED)

    @property
    def may_rate(self) -> bool:
        """Say whether the visit can be rated, or its rating changed."""
        return ratings.may_rate(self.visit, at=self._request.at)

    @property
    def may_tell(self) -> bool:
        """Say whether it still matters who is at home."""
        return self.visit.state in queries.COMING

    @property
    def rating(self) -> Rating | None:
        """Return the rating given, None without one."""
        return getattr(self.visit, "rating", None)

    @property
    def comments(self) -> Sequence[Comment]:
        """Return what the provider has said of the visit."""
        return list(self.visit.comments.all())

    @property
    def tasks(self) -> list[tuple[str, bool]]:
        """Return the add-ons, each with whether it has been ticked as done."""
        return [(line.name, is_done) for line, is_done in queries.add_ons_of(self.visit)]

    @property
    def household(self) -> str:
        """Return who else is at home in words, "" when nothing was told or it does not open."""
        told = orders.household_of(self.order)
        if told is None or is_withheld(told.pets):
            return ""
        return ", ".join([*pets_in_words(told.pets), *children_in_words(told.children)])
