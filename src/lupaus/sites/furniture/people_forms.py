"""The form for somebody who is linked to a customer, on the customer's own pages and on the office's."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lupaus.register.linked_people import Details
from lupaus.register.models import Language
from lupaus.sites.furniture import fields, forms


class Person(forms.Form):
    """A name, and an e-mail address or a phone number by which they are told that we hold them."""

    first_name = fields.PersonName(label=_("Etunimi"), missing=_("Anna etunimi"))
    last_name = fields.PersonName(label=_("Sukunimi"), missing=_("Anna sukunimi"))
    email = fields.Email(label=_("Sähköposti"))
    phone = fields.Phone(label=_("Puhelin"))

    def details(self, language: str = Language.FINNISH) -> Details:
        """Return what was typed.

        Raises:
            Refused: as `Details.checked`.
        """
        names = ("first_name", "last_name", "email", "phone")
        given: dict[str, Any] = {name: self.cleaned_data[name] or "" for name in names}
        return Details.checked(**given, language=language)
