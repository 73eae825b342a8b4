"""Dated decisions as a page shows them: what is to come, what holds, what has held."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Dated[Content]:
    """One decision: from when, what it says, and its state: "coming", "now" while it holds, "past"."""

    id: UUID
    since: date
    content: Content
    state: str


def dated[Row, Content](
    listed: Iterable[Row],
    *,
    today: date,
    since: Callable[[Row], date],
    content: Callable[[Row], Content],
    begun: Callable[[Row], bool] | None = None,
) -> list[Dated[Content]]:
    """Return rows, which come newest first, with their state; `begun` tells more finely than by the day."""
    found, holds = [], False
    for row in listed:
        has_begun = begun(row) if begun else since(row) <= today
        state = "coming" if not has_begun else "past" if holds else "now"
        holds = holds or has_begun
        found.append(Dated(row.id, since(row), content(row), state))  # type: ignore[attr-defined]  # a model's row
    return found
