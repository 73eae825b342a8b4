"""What a caller is asked: the questions of an order made on the pages, in the words of the office."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.forms import Field, Form
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.catalogue.engine.terms import Equipment
from lupaus.orders import health
from lupaus.register.models import Address, Kind, Language
from lupaus.sites.furniture import choices
from lupaus.sites.public.order import address, contact, service

_EQUIPMENT = {Equipment.OWN: gettext_lazy("Asiakkaan välineet"), Equipment.OURS: gettext_lazy("Meidän välineet")}


class What(service.Service):
    """Service, size, add-ons, how often, and the postcode of a new address."""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask what the public page asks."""
        super().__init__(*args, **kwargs)
        self.fields["postcode"].help_text = ""
        if "equipment" in self.fields:
            field = self.fields["equipment"]
            assert isinstance(field, choices.OneOf)  # noqa: S101 -- declared by the public form
            fee = self.offering.equipment_fee
            field.choices = [
                (Equipment.OWN, _EQUIPMENT[Equipment.OWN]),
                (Equipment.OURS, f"{_EQUIPMENT[Equipment.OURS]}, {fee}" if fee else _EQUIPMENT[Equipment.OURS]),
            ]


class Where(address.Address):
    """The place and what one must know there; what is told of health rests on a spoken consent."""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, heard_by: UUID | None, saved: Sequence[Address] = (), **kwargs: Any) -> None:
        """Ask what the public page asks; `heard_by` is who hears the consent."""
        super().__init__(*args, saved=saved, **kwargs)
        self.heard_by = heard_by
        self.fields["access"].label = _("Miten tekijä pääsee sisään?")
        self.fields["health_consent"].label = _("Luin tämän ääneen ja asiakas vastasi kyllä: %(words)s") % {
            "words": health.SPOKEN_TEXT
        }

    def clean(self) -> dict[str, Any]:
        """Note who heard the consent."""
        given = super().clean()
        told = given.get("health")
        if told is not None:
            given["health"] = replace(told, text_version=health.SPOKEN_VERSION, spoken_to=self.heard_by)
        return given


class Who(contact.Contact):
    """A new caller, and who pays when it is somebody else."""

    language = choices.OneOf(
        label=gettext_lazy("Millä kielellä kirjoitamme hänelle?"),
        options=Language.choices,
        missing=gettext_lazy("Valitse kieli"),
        initial=Language.FINNISH,
    )

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask what the public page asks."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("Kuka tilaa?")
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (Kind.PERSON, _("Henkilö")),
            (Kind.COMPANY, _("Yritys")),
        ]
        self.fields["payer"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (contact.SELF, _("Tilaaja itse")),
            (contact.OTHER, _("Joku muu tai muu osoite")),
        ]

    def clean(self) -> dict[str, Any]:
        """Write to the caller in the language that was asked for."""
        given = super().clean()
        if "contact" in given and given.get("language"):
            given["contact"] = replace(given["contact"], language=Language(given["language"]))
        return given


def typed_into(form: Form, typed: QueryDict) -> Form:
    """Fill an unbound form with what has been typed so far: nothing is judged before the order is made."""
    for name, field in form.fields.items():
        if name in typed:
            form.initial[name] = _typed(field, typed, name)
    return form


def _typed(field: Field, typed: QueryDict, name: str) -> object:
    if isinstance(field, choices.AnyOf):
        return typed.getlist(name)
    return name in typed if isinstance(field, choices.Tick) else typed.get(name, "")
