"""Widgets drawn with our templates."""

from typing import Any

from django import forms


class Telephone(forms.TextInput):
    """A telephone number, so that phones show their number pad."""

    input_type = "tel"


class Email(forms.TextInput):
    """An e-mail address, so that phones show their @."""

    input_type = "email"


class RadioChips(forms.RadioSelect):
    """One of a few, all visible; a wider grid when the labels are long."""

    template_name = "furniture/widgets/chips.html"
    option_template_name = "furniture/widgets/chip.html"

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, wide: bool = False, **kwargs: Any) -> None:
        """Make the chips."""
        super().__init__(*args, **kwargs)
        self.wide = wide

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template needs, the width among it."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["wide"] = self.wide
        return context


class CheckboxChips(forms.CheckboxSelectMultiple):
    """Some of a few, all visible."""

    template_name = RadioChips.template_name
    option_template_name = RadioChips.option_template_name

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, wide: bool = False, **kwargs: Any) -> None:
        """Make the chips."""
        super().__init__(*args, **kwargs)
        self.wide = wide

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template needs, the width among it."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["wide"] = self.wide
        return context


class Tick(forms.CheckboxInput):
    """One box with its sentence; the field template puts both in one pressable row."""

    is_tick = True
