"""Messages between the customer and the office about one order."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.kernel.refused import Refused
from lupaus.orders import queries as orders
from lupaus.orders.models import Order
from lupaus.register.texts import LONGEST_NOTE
from lupaus.scheduling import queries, remarks
from lupaus.sites.customer.found import visit_door
from lupaus.sites.furniture import fields, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.why import Why


class RemarkForm(forms.Form):
    """What the customer writes."""

    text = fields.Lines(
        label=_("Viesti toimistolle"),
        help_text=_("Vain toimisto lukee tämän, tekijä ei. Älä kirjoita terveystietoja."),
        missing=_("Kirjoita viesti"),
        longest=LONGEST_NOTE,
        rows=5,
        why=Why("scheduling.Remark", "text"),
    )


@visit_door
def messages_of_order(request: Request, order_id: UUID) -> HttpResponse:
    """Show what was written about one's own order, and write more while its visits last."""
    order = orders.own_orders(request.actor).select_related("service").filter(id=order_id).first()
    if order is None:
        raise Http404
    if request.method != "POST":
        return _page(request, order, RemarkForm())
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, order, form, status=422)
    try:
        remarks.write(order, form.cleaned_data["text"], by=request.actor, at=request.at)
    except Refused as no:
        form.add_error("text", str(no))
        return _page(request, order, form, status=409)
    messages.success(request, say("Viesti on lähetetty. Saat sähköpostin, kun olemme vastanneet."))
    return redirect("customer:order_messages", order_id)


def _page(request: Request, order: Order, form: RemarkForm, *, status: int = 200) -> HttpResponse:
    until = remarks.open_until(order)
    visit = queries.visits_of(request.actor).filter(order_id=order.pk).first()
    names = {
        "order": order,
        "visit": visit,
        "remarks": list(remarks.of(order)),
        "until": until,
        "is_open": until is not None and request.at < until,
        "closed": remarks.Closed(),
        "form": form,
    }
    return render(request, "customer/order_messages.html", names, status=status)
