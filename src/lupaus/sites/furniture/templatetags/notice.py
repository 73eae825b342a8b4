"""What templates of the notice use: where a row of it leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django import template
from django.urls import NoReverseMatch, reverse

from lupaus.kernel import walltime
from lupaus.privacy.notice.document import Row

register = template.Library()


@register.filter
def day_of(moment: datetime) -> date:
    """Return the day of a moment in Helsinki."""
    return walltime.day_of(moment)


@register.filter
def address(href: str) -> str:
    """Return the address that a row leads to; nothing while the page does not stand."""
    kind, _, name = href.partition(":")
    if kind != "page":
        return href
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the heading of its column, for narrow screens."""

    label: str
    words: str


@register.filter
def labelled(row: Row, columns: Sequence[str]) -> list[Cell]:
    """Return the cells of a row with their columns."""
    return [Cell(label, words) for label, words in zip(columns, row.cells, strict=True)]
