"""Messages of customers about their orders: the longest wait first, answered one order at a time."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.kernel.refused import Refused
from lupaus.orders.models import Order
from lupaus.register.texts import LONGEST_NOTE
from lupaus.scheduling import queries, remarks, standings
from lupaus.sites.furniture import fields, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.staff import cases
from lupaus.sites.staff.cases import Reason
from lupaus.sites.staff.customers import care_door

_MOST: Final = 100


class AnswerForm(forms.Form):
    """What the office writes."""

    text = fields.Lines(
        label=gettext_lazy("Vastaus asiakkaalle"),
        help_text=gettext_lazy("Asiakas saa sähköpostin, jossa ei ole viestin tekstiä. Tekijä ei näe tätä."),
        missing=gettext_lazy("Kirjoita vastaus"),
        longest=LONGEST_NOTE,
        rows=5,
    )


@care_door
def waiting(request: Request) -> HttpResponse:
    """List the orders about which a customer waits for an answer; no names, no words."""
    rows = [(each, each.waited(request.at)) for each in remarks.waiting(_MOST)]
    return render(request, "staff/messages.html", {"rows": rows})


@care_door
def messages_of_order(request: Request, order_id: UUID) -> HttpResponse:
    """Show what was written about an order and answer; without an open case about its customer, open one first.

    A former customer's is opened where its reason is asked: having written is none of theirs.
    """
    order = Order.objects.select_related("customer", "service").filter(id=order_id).first()
    if order is None:
        raise Http404
    do = request.POST.get("do", "")
    if do == "open" and not standings.of(order.customer, at=request.at).is_former:
        cases.begin(request, order.customer, Reason.WROTE)
        return redirect("staff:order_messages", order_id)
    if do == "open":
        return redirect("staff:customer_case", order.customer_id)
    if cases.of(request, order.customer) is None:
        return render(request, "staff/order_messages_closed.html", {"order": order})
    if request.method != "POST":
        return _page(request, order, AnswerForm())
    return _set_aside(request, order) if do == "set_aside" else _answered(request, order)


def _answered(request: Request, order: Order) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, order, form, status=422)
    try:
        remarks.write(order, form.cleaned_data["text"], by=request.actor, at=request.at)
    except Refused as no:
        form.add_error("text", str(no))
        return _page(request, order, form, status=409)
    messages.success(request, _("Vastaus on lähetetty. Asiakas saa siitä sähköpostin."))
    return redirect("staff:messages")


def _set_aside(request: Request, order: Order) -> HttpResponse:
    remarks.set_aside(order, by=request.actor, at=request.at)
    messages.success(request, _("Merkitty: viesti ei vaadi vastausta."))
    return redirect("staff:messages")


def _page(request: Request, order: Order, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    written = list(remarks.of(order))
    until = remarks.open_until(order)
    names = {
        "order": order,
        "visit": queries.visits_of_customer(order.customer_id).filter(order_id=order.pk).first(),
        "remarks": written,
        "waits": any(each.is_of_customer and each.answered_at is None for each in written),
        "until": until,
        "is_open": until is not None and request.at < until,
        "form": form,
    }
    return render(request, "staff/order_messages.html", names, status=status)
