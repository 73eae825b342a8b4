"""Ask us to call or write, without ordering anything: an entry of its own, with its own purpose and its own end."""

from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lupaus.care import requests
from lupaus.care.models import CallTime
from lupaus.kernel.refused import Refused
from lupaus.promises import Purpose
from lupaus.register.texts import LONGEST_NOTE
from lupaus.sites.furniture import choices, errors, fields, forms
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.furniture.why import Why


class ContactForm(forms.Form):
    """Who asks, what, and how we answer."""

    name = fields.PersonName(label=_("Nimesi"), missing=_("Anna nimesi"), autocomplete="name")
    phone = fields.Phone(label=_("Puhelin"))
    email = fields.Email(label=_("Sähköposti"), help_text=_("Riittää, että annat toisen: puhelimen tai sähköpostin."))
    call_time = choices.OneOf(
        label=_("Milloin tavoitamme sinut?"),
        options=CallTime.choices,
        missing=_("Valitse, milloin tavoitamme sinut"),
        wide=True,
    )
    text = fields.Lines(
        label=_("Miten voimme auttaa?"),
        help_text=_("Älä kirjoita terveystietoja tai ovikoodeja."),
        missing=_("Kirjoita, missä voimme auttaa"),
        longest=LONGEST_NOTE,
        why=Why("care.ContactRequest", "text"),
    )

    def clean(self) -> dict[str, Any]:
        """Keep the checked request, or say beside the fields what is missing."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            names = ("name", "phone", "email", "text", "call_time")
            try:
                told = {name: given[name] or "" for name in names}
                given["request"] = requests.Request.checked(**told, language=get_language() or "fi")
            except Refused as no:
                self.add_error("email", str(no))
        return given


@door(Purpose.CONTACT_REQUEST)
def contact(visit: Visit) -> HttpResponse:
    """Ask; the answer is the same for everybody, known to us or not."""
    form = ContactForm(visit.POST if visit.method == "POST" else None)
    if not form.is_valid():
        return render(visit, "public/contact.html", {"form": form}, status=422 if form.is_bound else 200)
    if not ratelimit.consume(visit, action="contact_request"):
        return errors.answer(visit, HTTPStatus.TOO_MANY_REQUESTS)
    requests.ask(form.cleaned_data["request"], by=visit.actor, at=visit.at)
    return redirect("public:contact_sent")


@door(Purpose.CONTACT_REQUEST)
def sent(visit: Visit) -> HttpResponse:
    """Say thank you, and until when it is kept."""
    return render(visit, "public/contact_sent.html")
