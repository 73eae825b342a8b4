"""Cancel a visit: what it costs stands on the page before the button."""

from uuid import UUID

from django.contrib import messages
from django.forms import HiddenInput
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.scheduling import series_queries, undo, visits
from lupaus.scheduling.models import CancelReason, Visit
from lupaus.sites.customer import found
from lupaus.sites.customer.cards import Card
from lupaus.sites.customer.found import visit_door
from lupaus.sites.furniture import amounts, choices, forms
from lupaus.sites.furniture.doors import Visit as Request

REASONS = (CancelReason.NOT_NEEDED, CancelReason.OTHER_TIME, CancelReason.ILLNESS, CancelReason.OTHER)


class CancellationForm(forms.Form):
    """Why, and the fee that the person saw."""

    reason = choices.OneOf(
        label=_("Miksi perut?"),
        options=[(reason.value, reason.label) for reason in REASONS],
        coerce=CancelReason,
        missing=_("Valitse, miksi perut"),
        wide=True,
    )
    seen_fee = amounts.Whole(
        least=0, most=10**8, widget=HiddenInput, missing=_("Tarkista peruutusmaksu ja yritä uudelleen")
    )


@visit_door
def cancellation(request: Request, visit_id: UUID) -> HttpResponse:
    """Show the fee, then cancel."""
    visit = found.visit(request, visit_id)
    if request.method != "POST":
        return _page(request, visit, None)
    form = CancellationForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, form, status=422)
    if Card(visit, request).offer.fee > Money(form.cleaned_data["seen_fee"]):
        return _page(request, visit, None, refusal=say("Maksuton aika ehti päättyä. Katso uusi hinta."), status=409)
    try:
        done = visits.cancel(visit, form.cleaned_data["reason"], by=request.actor, at=request.at)
    except Refused as no:
        return _page(request, visit, form, refusal=str(no), status=409)
    fee = say("Peruutusmaksu on %(fee)s.") % {"fee": done.fee} if done.fee else say("Se ei maksa mitään.")
    may_undo = undo.may_restore(done.visit, at=request.at)
    back = reverse("customer:visit_restoration", args=[visit_id]) if may_undo else ""
    messages.success(request, say("Käynti on peruttu. %(fee)s") % {"fee": fee}, extra_tags=back)
    return redirect("customer:visit", visit_id)


def _page(
    request: Request, visit: Visit, form: CancellationForm | None, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    card = Card(visit, request)
    shown = form or CancellationForm(initial={"seen_fee": card.offer.fee.cents})
    names = {
        "card": card,
        "series": series_queries.series_of_visit(visit),
        "form": shown,
        "offer": card.offer,
        "steps": card.offer.ahead(request.at),
        "refusal": refusal,
    }
    return render(request, "customer/visit_cancellation.html", names, status=status)
