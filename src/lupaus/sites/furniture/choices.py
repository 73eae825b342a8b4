"""Form fields for choosing: one chip, several chips, one tick. Real radios and checkboxes."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lupaus.sites.furniture import widgets
from lupaus.sites.furniture.fields import Words
from lupaus.sites.furniture.why import Why

Options = Iterable[tuple[str, Words]] | Callable[[], Iterable[tuple[str, Words]]]


class OneOf(forms.TypedChoiceField):
    """Exactly one of the options, as radio chips. `coerce=int` or another callable turns it into a value."""

    # Any: passed through to Django's field.
    def __init__(
        self, *, options: Options = (), missing: Words = "", why: Why | None = None, wide: bool = False, **kwargs: Any
    ) -> None:
        """Make the field; required when `missing` says what to answer to emptiness."""
        self.why = why
        kwargs.setdefault("widget", widgets.RadioChips(wide=wide))
        kwargs.setdefault("required", bool(missing))
        super().__init__(choices=options, error_messages=_messages(missing), **kwargs)


class AnyOf(forms.TypedMultipleChoiceField):
    """Any number of the options, as checkbox chips."""

    # Any: passed through to Django's field.
    def __init__(
        self, *, options: Options = (), missing: Words = "", why: Why | None = None, wide: bool = False, **kwargs: Any
    ) -> None:
        """Make the field; required when `missing` says what to answer to emptiness."""
        self.why = why
        kwargs.setdefault("widget", widgets.CheckboxChips(wide=wide))
        kwargs.setdefault("required", bool(missing))
        super().__init__(choices=options, error_messages=_messages(missing), **kwargs)


class Dropdown(forms.TypedChoiceField):
    """Exactly one of many options, as the browser's own list; for more than about eight."""

    # Any: passed through to Django's field.
    def __init__(self, *, options: Options = (), missing: Words = "", why: Why | None = None, **kwargs: Any) -> None:
        """Make the field; required when `missing` says what to answer to emptiness."""
        self.why = why
        kwargs.setdefault("required", bool(missing))
        super().__init__(choices=options, error_messages=_messages(missing), **kwargs)


class Tick(forms.BooleanField):
    """One sentence to agree to. Never ticked beforehand."""

    widget = widgets.Tick

    # Any: passed through to Django's field.
    def __init__(self, *, missing: Words = "", why: Why | None = None, **kwargs: Any) -> None:
        """Make the field; required when `missing` says what to answer to emptiness."""
        self.why = why
        kwargs.setdefault("required", bool(missing))
        super().__init__(error_messages=_messages(missing), **kwargs)


def _messages(missing: Words) -> dict[str, Any]:
    """Return messages that do not repeat what was sent, as Django's own do."""
    choose = missing or _("Valitse jokin vaihtoehdoista.")
    return {"required": choose, "invalid_choice": choose, "invalid_list": choose}
