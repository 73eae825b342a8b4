"""What a test of `tests/promises/` says about the clause that it shows."""

import re
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a promise is kept; the words of `lupaus promises` and of the notice."""

    ENFORCED = "enforced"
    """Code makes the contrary impossible."""
    EVIDENCED = "evidenced"
    """A dated record shows it."""
    DECLARED = "declared"
    """It is only said."""
    PARTLY = "partly"
    """Something of it is missing; never counted as kept."""
    NOT_YET = "not yet"
    """Nothing shows it on this version of the code."""


class BadPromise(ValueError):
    """A test module claims something that it cannot."""


@dataclass(frozen=True, slots=True)
class Promise:
    """The claim of one test module about one row, as its constant `PROMISE`.

    `missing` says in a few English words what is not there; it is filled exactly when `state` is PARTLY.

    Raises:
        BadPromise: the row's name, or state and `missing` together, make no sense.
    """

    row: str
    state: State
    missing: str = ""

    def __post_init__(self) -> None:
        """Refuse a claim that contradicts itself."""
        if not re.fullmatch(r"S([1-9]|[1-7][0-9]|80)", self.row):
            message = f"{self.row!r} is no row: S1 to S80"
            raise BadPromise(message)
        if self.state is State.NOT_YET:
            message = f"{self.row}: a row that is not built has no test"
            raise BadPromise(message)
        if (self.state is State.PARTLY) != bool(self.missing):
            message = f"{self.row}: `missing` says what is missing when the state is partly, and only then"
            raise BadPromise(message)
