"""What stands in for a personal value: sealed bytes, and a value that was withheld."""

from dataclasses import dataclass

from django.utils.translation import gettext

from lupaus.promises import Category


class Sealed(bytes):
    """Ciphertext as it lies in a column."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """A value that is on record and does not open for this actor, purpose and moment.

    Prints as a sentence for the reader. Refuses to be assigned or saved, so that a page that could not read a
    value can never overwrite it.
    """

    category: Category

    def __str__(self) -> str:
        return gettext("On kirjattu, ei näy sinulle")


def is_withheld(value: object) -> bool:
    """Say whether a value was withheld."""
    return isinstance(value, Withheld)
