"""Fields that the setting up of a company needs beside the furniture's."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from lupaus.kernel import typed
from lupaus.kernel.refused import Refused
from lupaus.sites.furniture.amounts import Value
from lupaus.sites.furniture.fields import Line

QUARTER = 15
MOST_HOURS = 12
MOST_DAYS_AS_HOURS = 2


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


class Percent(Value):
    """A percentage as a decimal number: "7", "5,5", "5,50 %"; from zero to `most`."""

    invalid = _("Anna prosentti, esimerkiksi 5,5")

    # Any: passed through to Line.
    def __init__(self, *, most: int, **kwargs: Any) -> None:
        """Make the field with its upper bound."""
        self.most = most
        super().__init__(longest=8, inputmode="decimal", short=True, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Return the number as people write it."""
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value

    def read(self, text: str) -> Decimal:
        """Return the percentage, two decimals at most."""
        found = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*%?", typed.plain_digits(text))
        if found is None:
            raise self.refuse()
        value = Decimal(found[1].replace(",", "."))
        if value > self.most:
            raise self.refuse(_("Anna enintään %(most)s prosenttia.") % {"most": self.most}, "bounds")
        return value


class Notice(Value):
    """How long before a visit: "7 pv", "7 päivää", "48 h", "48 tuntia"."""

    invalid = _("Anna aika päivinä tai tunteina, esimerkiksi 7 pv tai 48 h")

    # Any: passed through to Line.
    def __init__(self, **kwargs: Any) -> None:
        """Make the field."""
        super().__init__(longest=15, short=True, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Return the time as people write it."""
        return spoken_notice(value) if isinstance(value, timedelta) else value

    def read(self, text: str) -> timedelta:
        """Return the time before the visit."""
        found = re.fullmatch(r"([0-9]{1,3})\s*(pv|päivää|päivä|d|h|t|tuntia|tunti)", typed.plain_digits(text).lower())
        if found is None:
            raise self.refuse()
        return timedelta(days=int(found[1])) if found[2][0] in "pd" else timedelta(hours=int(found[1]))


def spoken_notice(before: timedelta) -> str:
    """Return a time before a visit as the company says it: "7 pv", "48 h"."""
    days, rest = divmod(before, timedelta(days=1))
    in_days = not rest and days > MOST_DAYS_AS_HOURS
    return f"{days}\N{NO-BREAK SPACE}pv" if in_days else f"{before // timedelta(hours=1)}\N{NO-BREAK SPACE}h"


def _minutes(text: str) -> int | None:
    if found := re.fullmatch(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?\s*(?:h|t|tuntia)?", text):
        return round((int(found[1]) + float(f"0.{found[2] or 0}")) * 60)
    if found := re.fullmatch(r"([0-9]{1,2})\s*(?::|h|t)\s*([0-9]{1,2})\s*(?:min)?", text):
        return int(found[1]) * 60 + int(found[2])
    return None
