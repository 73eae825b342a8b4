"""Form fields for sums, counts, days and times of day, read as people in Finland write them."""

import re
from datetime import date, time
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from lupaus.kernel import spoken, typed
from lupaus.kernel.money import Money, NotAnAmount
from lupaus.sites.furniture.fields import Line

MONTHS: Final = (
    "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu",
    "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu",
)  # fmt: skip
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2099, 12, 31)


class Value(Line):
    """Base of the fields whose value is not text: nothing typed is None."""

    def to_python(self, value: object) -> object:
        """Return the parsed value, None when empty; a value that is parsed already stays."""
        if value is not None and not isinstance(value, str):
            return value
        read = super().to_python(value)
        return None if read == "" else read


class Euros(Value):
    """A sum of euros as `Money`: "1 000,50", "42", "42.5 €"; between `least` and `most`, both allowed."""

    invalid = _("Anna summa euroina, esimerkiksi 42,50")

    # Any: passed through to Field.
    def __init__(self, *, least: Money | None = None, most: Money | None = None, **kwargs: Any) -> None:
        """Make the field; from 0 to 100 000 € unless told otherwise."""
        self.least, self.most = least or Money.zero(), most or Money.euros(100_000)
        super().__init__(longest=20, inputmode="decimal", short=True, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Return money as a number people write."""
        return value.number if isinstance(value, Money) else value

    def read(self, text: str) -> Money:
        """Return the sum inside the bounds."""
        try:
            amount = Money.parse(typed.plain_digits(text))
        except NotAnAmount as invalid:
            raise self.refuse() from invalid
        if not self.least <= amount <= self.most:
            raise self.refuse(
                _("Anna summa väliltä %(least)s – %(most)s.") % {"least": self.least, "most": self.most}, "bounds"
            )
        return amount


class Whole(Value):
    """A whole number from `least` to `most`. Digits of every script are read; 1e5 and 1_000 are not."""

    invalid = _("Anna luku numeroina.")

    # Any: passed through to Field.
    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        """Make the field with its bounds."""
        self.least, self.most = least, most
        super().__init__(longest=12, inputmode="numeric", short=True, **kwargs)

    def read(self, text: str) -> int:
        """Return the number inside the bounds."""
        digits = re.sub(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))", "", typed.plain_digits(text))
        if not re.fullmatch("[0-9]{1,9}", digits):
            raise self.refuse()
        number = int(digits)
        if not self.least <= number <= self.most:
            raise self.refuse(
                _("Anna luku väliltä %(least)s–%(most)s.") % {"least": self.least, "most": self.most}, "bounds"
            )
        return number


class Day(Value):
    """A day as `date`: "24.12.2026", "24.12.", "24. joulukuuta", "2026-12-24".

    Without a year it is the next such day, counted from `Form(today=…)`.
    """

    invalid = _("Anna päivä, esimerkiksi 24.12.2026")
    today: date | None = None

    # Any: passed through to Field.
    def __init__(self, *, least: date = EARLIEST, most: date = LATEST, **kwargs: Any) -> None:
        """Make the field with its bounds, both allowed."""
        self.least, self.most = least, most
        super().__init__(longest=30, inputmode="text", short=True, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Return a day as people write it."""
        return spoken.plain_day(value) if isinstance(value, date) else value

    def read(self, text: str) -> date:
        """Return the day inside the bounds."""
        try:
            day = _read_day(typed.plain_digits(text).lower(), self.today)
        except ValueError as invalid:
            raise self.refuse() from invalid
        if not self.least <= day <= self.most:
            bounds = {"least": spoken.plain_day(self.least), "most": spoken.plain_day(self.most)}
            raise self.refuse(_("Valitse päivä väliltä %(least)s–%(most)s.") % bounds, "bounds")
        return day


class TimeOfDay(Value):
    """A time of day as `time`: "9", "9.00", "9:00", "klo 9.30"."""

    invalid = _("Anna kellonaika, esimerkiksi 9.00")

    # Any: passed through to Field.
    def __init__(self, **kwargs: Any) -> None:
        """Make the field."""
        super().__init__(longest=12, inputmode="text", short=True, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Return a time as people write it."""
        return f"{value.hour}.{value.minute:02d}" if isinstance(value, time) else value

    def read(self, text: str) -> time:
        """Return the time; 24 hours."""
        found = re.fullmatch(r"(?:klo\s*)?([0-9]{1,2})(?:[.:]([0-9]{2}))?", typed.plain_digits(text).lower())
        if found is None:
            raise self.refuse()
        try:
            return time(int(found[1]), int(found[2] or 0))
        except ValueError as invalid:
            raise self.refuse() from invalid


def _read_day(text: str, today: date | None) -> date:
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    found = re.fullmatch(
        r"(?:(?:ma|ti|ke|to|pe|la|su)\s+)?([0-9]{1,2})\.\s*(?:([0-9]{1,2})\.|([a-zäö]+?)(?:ta)?)\s*([0-9]{4})?", text
    )
    if found is None or (found[4] is None and today is None):
        raise ValueError(text)
    month = int(found[2]) if found[2] else MONTHS.index(found[3]) + 1
    if found[4]:
        return date(int(found[4]), month, int(found[1]))
    return _next(int(found[1]), month, today or EARLIEST)


def _next(day: int, month: int, today: date) -> date:
    """Return the first such day on or after `today`; 29 February waits for its year."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(day, month)
