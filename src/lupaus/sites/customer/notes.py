"""Correct the wish to whoever comes."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lupaus.orders import notes
from lupaus.sites.customer import found
from lupaus.sites.customer.correcting import Correction
from lupaus.sites.customer.found import visit_door
from lupaus.sites.furniture import fields, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.why import Why


class NoteForm(forms.Form):
    """What the provider is asked for; nothing is a good answer too."""

    note = fields.Lines(
        label=_("Toive tekijälle"),
        help_text=_("Älä kirjoita tähän terveystietoja."),
        longest=500,
        why=Why("orders.Order", "note"),
    )


@visit_door
def note(request: Request, visit_id: UUID) -> HttpResponse:
    """Correct what was wished for with the order that the visit belongs to."""
    order = found.visit(request, visit_id).order
    correction = Correction(
        _("Toive tekijälle"),
        _("Tallenna toive"),
        _("Toive on tallennettu. Tekijä näkee sen."),
        "note",
        back=reverse("customer:visit", args=[visit_id]),
    )
    if request.method != "POST":
        return correction.shown(request, NoteForm(initial={"note": order.note or ""}))
    form = NoteForm(request.POST)
    return correction.tried(
        request, form, lambda: notes.change(order, form.cleaned_data["note"], by=request.actor, at=request.at)
    )
