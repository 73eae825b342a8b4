"""Fields that the setting up of a company needs beside the furniture's."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from lupaus.kernel import typed
from lupaus.kernel.refused import Refused
from lupaus.sites.furniture.amounts import Value
from lupaus.sites.furniture.fields import Line

QUARTER = 15
MOST_HOURS = 12


class Checked(Line):
    """A line that a rule of a room reads; what the rule refuses with is the field's own sentence."""

    # Any: passed through to Line.
    def __init__(self, *, check: Callable[[str], str], **kwargs: Any) -> None:
        """Make the field with the rule that reads it."""
        self.check = check
        super().__init__(**kwargs)

    def read(self, text: str) -> str:
        """Return what the rule makes of the text."""
        try:
            return self.check(typed.plain_digits(text))
        except Refused as no:
            raise self.refuse(str(no)) from no


class Duration(Value):
    """A length of time as whole minutes, in quarters of an hour: "2", "2,5", "2 h 30 min", "2:30"."""

    invalid = _("Anna aika tunteina varttitunnin tarkkuudella, esimerkiksi 2 tai 2,5")

    # Any: passed through to Line.
    def __init__(self, **kwargs: Any) -> None:
        """Make the field."""
        super().__init__(longest=15, inputmode="decimal", short=True, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Return minutes as hours people write: "2,5"."""
        return f"{value / 60:g}".replace(".", ",") if isinstance(value, int) else value

    def read(self, text: str) -> int:
        """Return the minutes, from a quarter of an hour to twelve hours."""
        minutes = _minutes(typed.plain_digits(text).lower())
        if minutes is None or minutes % QUARTER or not QUARTER <= minutes <= MOST_HOURS * 60:
            raise self.refuse()
        return minutes


def _minutes(text: str) -> int | None:
    if found := re.fullmatch(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?\s*(?:h|t|tuntia)?", text):
        return round((int(found[1]) + float(f"0.{found[2] or 0}")) * 60)
    if found := re.fullmatch(r"([0-9]{1,2})\s*(?::|h|t)\s*([0-9]{1,2})\s*(?:min)?", text):
        return int(found[1]) * 60 + int(found[2])
    return None
