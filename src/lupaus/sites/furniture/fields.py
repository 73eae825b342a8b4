"""Form fields that forgive how people write and refuse what must not be stored.

Every field takes `missing=`, the sentence a person reads when they leave it empty ("Anna nimi"); without it the
field is optional and its label says so. Messages never repeat what was typed.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from lupaus.company import identifiers as rules
from lupaus.kernel import spoken, typed
from lupaus.kernel.refused import Refused
from lupaus.sites.furniture import identifiers, widgets
from lupaus.sites.furniture.why import Why

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Words = str | _StrPromise
MOST_CODE_POINTS: Final = 5
"""Code points allowed per counted sign, so that a short text cannot be a long string."""


class Field(forms.Field):
    """Base of our fields: a sentence of its own when empty, tidy text before anything else."""

    invalid: ClassVar[Words] = _("Tarkista tämä kohta.")

    # Any: Django's own keyword arguments (label, help_text, initial, widget) pass through unchanged.
    def __init__(self, *, missing: Words = "", why: Why | None = None, unmarked: bool = False, **kwargs: Any) -> None:
        """Make the field; required when `missing` says what to answer to emptiness.

        `unmarked` leaves "(valinnainen)" out, for a field that another answer makes necessary.
        """
        self.why, self.unmarked = why, unmarked
        messages = {"required": missing or _("Täytä tämä kohta."), "invalid": self.invalid}
        messages.update(kwargs.pop("error_messages", {}))
        kwargs.setdefault("required", bool(missing))
        super().__init__(error_messages=messages, **kwargs)

    def refuse(self, message: Words | None = None, code: str = "invalid") -> ValidationError:
        """Return the error to raise, with the field's own sentence unless told otherwise."""
        return ValidationError(message or self.error_messages[code], code=code)


class Line(Field):
    """One line of text, at most `longest` signs as a reader counts them."""

    widget = forms.TextInput
    lines: ClassVar[bool] = False

    # Any: passed through to Field.
    def __init__(
        self,
        *,
        longest: int = 100,
        inputmode: str = "",
        autocomplete: str = "",
        short: bool = False,
        plain: bool = False,
        **kwargs: Any,
    ) -> None:
        """Make the field; `inputmode` and `autocomplete` go to the browser as they are.

        `plain` says that the answer lands in a plain column of `longest`: the database counts code points, not signs.
        """
        self.longest, self.inputmode, self.autocomplete, self.short = longest, inputmode, autocomplete, short
        self.code_points = longest if plain else longest * MOST_CODE_POINTS
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """Return what the browser needs to help."""
        attrs: dict[str, object] = super().widget_attrs(widget)
        wished = {
            "inputmode": self.inputmode,
            "autocomplete": self.autocomplete,
            "class": "short n" if self.short else "",
        }
        return attrs | {name: value for name, value in wished.items() if value}

    def to_python(self, value: object) -> object:
        """Return the text tidied, "" when nobody would see anything in it."""
        text = value if isinstance(value, str) else ""
        if not typed.is_storable(text):
            raise self.refuse(
                _("Tekstissä on merkkejä, joita emme voi tallentaa. Kirjoita se uudelleen."), "unstorable"
            )
        tidied = typed.tidy(text)
        if not self.lines and typed.has_lines(tidied):
            raise self.refuse(_("Kirjoita tämä yhdelle riville."), "lines")
        return "" if typed.looks_blank(tidied) else self.read(tidied)

    def read(self, text: str) -> object:
        """Return the value of a tidy text that is not empty; subclasses parse here."""
        if typed.graphemes(text) > self.longest or len(text) > self.code_points or typed.is_overloaded(text):
            raise self.refuse(_("Lyhennä tekstiä, enintään %(longest)s merkkiä.") % {"longest": self.longest}, "long")
        if identifiers.holds_hetu(text):
            raise self.refuse(_("Poista henkilötunnus. Emme tarvitse sitä emmekä tallenna sitä."), "hetu")
        if identifiers.holds_card(text):
            raise self.refuse(_("Poista maksukortin numero. Emme tallenna sitä."), "card")
        return text

    def by_rule(self, rule: Callable[[str], str], text: str) -> str:
        """Return what a rule of the rooms makes of the text; what it refuses, the field refuses in its own words."""
        try:
            return rule(text)
        except Refused as no:
            raise self.refuse() from no


class Lines(Line):
    """Free text of several lines, personal as all free text is."""

    lines = True

    # Any: passed through to Field.
    def __init__(self, *, longest: int = 600, rows: int = 3, **kwargs: Any) -> None:
        """Make the field, so many rows high."""
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(longest=longest, **kwargs)


class Email(Line):
    """One e-mail address, its domain in small letters."""

    widget = widgets.Email
    invalid = _("Anna sähköpostiosoite, esimerkiksi maija@esimerkki.fi")

    # Any: passed through to Field.
    def __init__(self, **kwargs: Any) -> None:
        """Make the field with the browser's help."""
        super().__init__(longest=254, autocomplete=kwargs.pop("autocomplete", "email"), **kwargs)

    def read(self, text: str) -> str:
        """Return the address.

        Raises:
            ValidationError: several recipients, an address that no mail server of ours can reach, or no address.
        """
        if len(text) > self.longest or re.search(r'[\s,;"<>]', text) or text.count("@") != 1:
            raise self.refuse(_("Anna yksi sähköpostiosoite, esimerkiksi maija@esimerkki.fi"))
        name, domain = text.split("@")
        if not name.isascii():
            raise self.refuse(
                _("Emme voi vielä lähettää postia osoitteeseen, jossa on ääkkösiä ennen @-merkkiä. Anna toinen osoite.")
            )
        try:
            validate_email(f"{name}@{domain}")
        except ValidationError as invalid:
            raise self.refuse() from invalid
        return f"{name}@{domain.lower()}"


class Phone(Line):
    """A telephone number, kept as E.164 ("+358401234567") however it is written."""

    widget = widgets.Telephone
    invalid = _("Anna puhelinnumero, esimerkiksi 040 123 4567")

    # Any: passed through to Field.
    def __init__(self, **kwargs: Any) -> None:
        """Make the field with the browser's help."""
        super().__init__(longest=40, inputmode="tel", autocomplete=kwargs.pop("autocomplete", "tel"), **kwargs)

    def prepare_value(self, value: object) -> object:
        """Return a stored number as people write it."""
        return spoken.phone(value) if isinstance(value, str) else value

    def read(self, text: str) -> str:
        """Return the number in E.164; Finnish unless it begins with + or 00."""
        return self.by_rule(rules.phone, text)


class Postcode(Line):
    """A Finnish postcode: five digits."""

    invalid = _("Anna postinumero, viisi numeroa, esimerkiksi 00500")

    # Any: passed through to Field.
    def __init__(self, **kwargs: Any) -> None:
        """Make the field with the browser's help."""
        super().__init__(
            longest=12,
            inputmode="numeric",
            autocomplete=kwargs.pop("autocomplete", "postal-code"),
            short=True,
            **kwargs,
        )

    def read(self, text: str) -> str:
        """Return the five digits; "FI-00 500" is read too."""
        return self.by_rule(rules.postcode, text)


class BusinessId(Line):
    """A Finnish business ID (Y-tunnus) with its check digit: "1234567-1"."""

    invalid = _("Tarkista Y-tunnus. Se on muotoa 1234567-1.")

    # Any: passed through to Field.
    def __init__(self, **kwargs: Any) -> None:
        """Make the field."""
        super().__init__(longest=16, short=True, **kwargs)

    def read(self, text: str) -> str:
        """Return the ID with its dash; "FI12345671" is read too."""
        return self.by_rule(rules.business_id, text)


class PersonName(Line):
    """The name of a person or company: whatever people are called, but something that is seen."""

    # Any: passed through to Field.
    def __init__(self, *, longest: int = 80, **kwargs: Any) -> None:
        """Make the field with the browser's help."""
        super().__init__(longest=longest, autocomplete=kwargs.pop("autocomplete", "name"), **kwargs)
