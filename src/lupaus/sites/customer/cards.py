"""A visit as its customer sees it at one moment."""

from collections.abc import Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lupaus.catalogue.engine.terms import Equipment
from lupaus.kernel.money import Money
from lupaus.orders import queries as orders
from lupaus.orders.household import children_in_words, pets_in_words
from lupaus.orders.rules import CancellationOffer
from lupaus.scheduling import queries, ratings, rules
from lupaus.scheduling.models import ByKind, Cancellation, CancelReason, Comment, NoShow, Rating, Visit, VisitState
from lupaus.sites.customer import bills, events
from lupaus.sites.customer.bills import PriceLine
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

EQUIPMENT_WORDS: Final[dict[Equipment, str | Promise]] = {
    Equipment.OWN: lazy("Käytetään sinun välineitäsi"),
    Equipment.OURS: lazy("Tuomme välineet mukanamme"),
}

SAID_BY_US: Final[dict[str, str | Promise]] = {
    CancelReason.NOT_NEEDED: lazy("Toimisto perui: et tarvinnut käyntiä"),
    CancelReason.OTHER_TIME: lazy("Toimisto perui: aika ei sopinut sinulle"),
    CancelReason.ILLNESS: lazy("Toimisto perui: sinulle tuli este"),
    CancelReason.NO_PROVIDER: lazy("Toimisto perui: emme löytäneet tekijää"),
    CancelReason.OTHER: lazy("Toimisto perui: muu syy"),
}
"""Why a visit was cancelled by somebody else than the customer, told to the customer."""

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
        """Return what was agreed, without what was left undone, or the fee of a visit that was lost; VAT included."""
        lost = self.cancellation or self.no_show
        return Money(lost.fee_cents) if lost is not None else self.total

    @property
    def is_lost(self) -> bool:
        """Say whether the visit will not be, or was for nothing: its price is a fee then."""
        return self.cancellation is not None or self.no_show is not None

    @property
    def fee_name(self) -> str:
        """Return what the fee of a lost visit is called."""
        return _("Peruutusmaksu") if self.cancellation else _("Maksu käynnistä, jolle emme päässeet sisään")

    @property
    def reason(self) -> str:
        """Return why the visit was cancelled, in the voice of who did it; "" when it was not."""
        if self.cancellation is None:
            return ""
        reason = CancelReason(self.cancellation.reason)
        by_customer = self.cancellation.by_kind == ByKind.CUSTOMER
        return str(reason.label if by_customer else SAID_BY_US[reason])

    @property
    def price_note(self) -> str:
        """Return what stands beside the price."""
        if not self.is_lost:
            return _("sisältää arvonlisäveron")
        return ", ".join(filter(None, (self.fee_name, self.reason)))

    @property
    def no_show(self) -> NoShow | None:
        """Return that nobody opened the door, None when somebody did."""
        return getattr(self.visit, "no_show", None)

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
    def lines(self) -> list[PriceLine]:
        """Return what was ordered and what it costs, line by line."""
        return bills.lines_of(self.visit)

    @property
    def vat(self) -> list[tuple[str, Money]]:
        """Return the VAT in what the visit costs, by rate."""
        return bills.vat_of(self.lines)

    @property
    def labour(self) -> Money:
        """Return how much of what the visit costs is work."""
        return bills.labour_in(self.lines)

    @property
    def equipment(self) -> str:
        """Return whose equipment is used, "" when the work needs none."""
        return str(EQUIPMENT_WORDS.get(Equipment(self.order.equipment), ""))

    @property
    def total(self) -> Money:
        """Return what was agreed, without the add-ons that were left undone."""
        return queries.price_of(self.visit)

    @property
    def may_order_again(self) -> bool:
        """Say whether the same can be ordered once more: the place is still the customer's."""
        return self.order.address.removed_at is None

    @property
    def household(self) -> str:
        """Return who else is at home in words, "" when nothing was told or it does not open."""
        told = orders.household_of(self.order)
        if told is None or is_withheld(told.pets):
            return ""
        return ", ".join([*pets_in_words(told.pets), *children_in_words(told.children)])
