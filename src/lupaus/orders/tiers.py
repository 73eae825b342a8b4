"""What cancelling and moving cost, the dearer the nearer the visit is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any, Final, Self

from django.utils.translation import gettext_lazy as _

from lupaus.kernel.refused import Refused

LONGEST_NOTICE: Final = timedelta(days=14)
WHOLE_PRICE: Final = 100
MOST_TIERS: Final = 4
_MINUTE: Final = timedelta(minutes=1)


class NotTerms(Refused):
    """When a notice is longer than 14 days, a fee more than the price, or a nearer tier is cheaper than a farther."""

    message = _(
        "Anna enintään 4 porrasta: ajat väliltä 0–336 tuntia, pisin ensin, ja maksut väliltä 0–100 prosenttia. "
        "Maksu ei voi pienentyä, kun käynti lähestyy."
    )


@dataclass(frozen=True, slots=True)
class Tier:
    """From `before` the visit on, cancelling costs `cancel_percent` of the price and moving `move_percent`.

    `move_percent` None: from then on the customer cannot move the visit without calling.
    """

    before: timedelta
    cancel_percent: int
    move_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Tiers:
    """The tiers of an agreement, the farthest from the visit first; before the first of them everything is free."""

    steps: tuple[Tier, ...] = ()

    @classmethod
    def of(cls, *steps: tuple[timedelta, int, int | None]) -> Self:
        """Return tiers from (before, percent of cancelling, percent of moving) each."""
        return cls(tuple(Tier(*step) for step in steps))

    @classmethod
    def from_json(cls, stored: Iterable[Mapping[str, Any]]) -> Self:  # Any: a JSON object
        """Return the tiers that `as_json` wrote."""
        return cls(tuple(Tier(row["minutes"] * _MINUTE, row["cancel"], row["move"]) for row in stored))

    def as_json(self) -> list[dict[str, int | None]]:
        """Return the tiers as plain JSON values."""
        return [
            {"minutes": step.before // _MINUTE, "cancel": step.cancel_percent, "move": step.move_percent}
            for step in self.steps
        ]

    def checked(self) -> Self:
        """Return the tiers when a company may have them.

        Raises:
            NotTerms: something is out of bounds or out of order.
        """
        if len(self.steps) > MOST_TIERS or not all(_is_in_bounds(step) for step in self.steps):
            raise NotTerms
        if not all(_follows(farther, nearer) for farther, nearer in pairwise(self.steps)):
            raise NotTerms
        return self

    @property
    def cancelling_costs(self) -> Sequence[Tier]:
        """Return the tiers from which on cancelling costs something."""
        return [step for step in self.steps if step.cancel_percent]

    @property
    def moving_costs(self) -> Sequence[Tier]:
        """Return the tiers from which on moving costs something or is not to be had without calling."""
        return [step for step in self.steps if step.move_percent != 0]

    @property
    def free_before(self) -> timedelta:
        """Return how long before the visit cancelling ends to be free; no time at all when it always is."""
        costs = self.cancelling_costs
        return costs[0].before if costs else timedelta()


def _is_in_bounds(step: Tier) -> bool:
    percents = [step.cancel_percent, *([] if step.move_percent is None else [step.move_percent])]
    return timedelta() <= step.before <= LONGEST_NOTICE and all(0 <= each <= WHOLE_PRICE for each in percents)


def _follows(farther: Tier, nearer: Tier) -> bool:
    """Say whether the nearer tier is really nearer and nowhere cheaper; not to be had is dearer than any fee."""
    dearest = WHOLE_PRICE + 1
    moves = [dearest if step.move_percent is None else step.move_percent for step in (farther, nearer)]
    return farther.before > nearer.before and farther.cancel_percent <= nearer.cancel_percent and moves[0] <= moves[1]
