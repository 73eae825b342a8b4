"""The form that takes a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lupaus.sites.furniture.fields import Words
from lupaus.sites.furniture.forms import Form


class Upload(forms.FileField):
    """One file, of any kind and name: what it is, is seen from its bytes."""

    why, unmarked = None, False

    # Any: passed through to Django's field.
    def __init__(self, *, missing: Words, **kwargs: Any) -> None:
        """Make the field; `missing` is what is answered when no file was chosen."""
        messages = dict.fromkeys(("required", "invalid", "missing", "empty", "max_length", "contradiction"), missing)
        super().__init__(allow_empty_file=True, error_messages=messages, **kwargs)


class FileForm(Form):
    """A register to be brought in."""

    file = Upload(
        label=_("Tiedosto"),
        help_text=_("CSV tai Excel (XLSX). Enintään 20 000 riviä. Yli megatavun tiedosto tuodaan komentorivillä."),
        missing=_("Valitse tiedosto"),
    )

    def chosen(self) -> tuple[str, bytes]:
        """Return the name of the file and its bytes."""
        file = self.cleaned_data["file"]
        return file.name or "", file.read()
