"""The base of every form: our rendering, our order of errors, no default phrases of the framework."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.forms.renderers import DjangoTemplates

from lupaus.sites.furniture.amounts import Day


class Renderer(DjangoTemplates):
    """Draws fields and forms with the furniture's templates, whatever the project's settings say."""

    field_template_name = "furniture/field.html"
    form_template_name = "furniture/form.html"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One line of the error summary: where it leads and the field's own words."""

    anchor: str
    words: str


class Form(forms.Form):
    """Base of our forms.

    `{% errors form %}` draws the summary, `{{ form.name.as_field_group }}` one field, `{{ form }}` all of them.
    The browser validates nothing (put `novalidate` on the form element): the words are ours.
    """

    default_renderer = Renderer
    use_required_attribute = False
    required_css_class = ""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        """Bind the form; `today` (in Finland) is what days without a year are counted from."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, Day):
                field.today = today

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a form that would answer emptiness with the framework's phrase."""
        super().__init_subclass__(**kwargs)
        phrase = forms.Field.default_error_messages["required"]
        for name, field in cls.__dict__.get("declared_fields", {}).items():
            if field.required and field.error_messages["required"] == phrase:
                raise ImproperlyConfigured(
                    f"{cls.__name__}.{name} is required and has no sentence of its own: give it missing=…"
                )

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what is wrong, in the order of the fields, errors of the whole form first."""
        for words in self.non_field_errors():
            yield Mistake("", str(words))
        for bound in self:
            anchor = bound.id_for_label or f"{bound.auto_id}_0"  # a group of chips is entered at its first chip
            yield from (Mistake(anchor, str(words)) for words in bound.errors)
