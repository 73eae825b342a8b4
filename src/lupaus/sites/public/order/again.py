"""Order the same once more: a press on one's own pages, and the last screen of the order is filled in."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.orders import again as orders
from lupaus.orders import drafts, withdrawal
from lupaus.orders.models import Draft, Order
from lupaus.orders.queries import own_orders
from lupaus.promises import Purpose
from lupaus.register.models import Kind
from lupaus.scheduling import alike, availability, holds, queries
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.public.order import drafting


@require_POST
@door(Purpose.ORDERING)
def again(visit: Visit, order_id: UUID) -> HttpResponse:
    """Fill in an order like an earlier one of one's own and hold a time like the last; nothing is ordered yet."""
    earlier = own_orders(visit.actor).select_related("address", "customer", "payer").filter(id=order_id).first()
    if earlier is None:
        raise Http404
    drafting.leave(visit)
    try:
        draft = orders.begin(earlier, by=visit.actor, at=visit.at)
    except Refused as no:
        messages.info(visit, str(no))
        return redirect("public:order_service")
    drafting.adopt(visit, draft)
    _tell_what_changed(visit, draft, earlier)
    return _suggested(visit, draft, earlier)


def _suggested(visit: Visit, draft: Draft, earlier: Order) -> HttpResponse:
    """Hold a time like the last one and lead to the check; to the screen of times when there is none."""
    last = queries.visits_of(visit.actor).filter(order=earlier).first()
    if last is None:
        return redirect("public:order_time")
    request = availability.request_of(draft, at=visit.at)
    found = alike.time_like(request, last.starts_at, not_before_on=_not_before(visit, earlier), at=visit.at)
    if found is None:
        return redirect("public:order_time")
    try:
        holds.hold(draft, found.starts_at, by=visit.actor, at=visit.at)
    except Refused:  # somebody was quicker
        return redirect("public:order_time")
    messages.info(visit, _("Ehdotamme samaa viikonpäivää ja kellonaikaa kuin viimeksi. Voit vaihtaa ajan."))
    return redirect("public:order_check")


def _not_before(visit: Visit, earlier: Order) -> date:
    """Return the first day for which a consumer need not ask for an early start; for a company, any day."""
    today = walltime.day_of(visit.at)
    return today if not Kind(earlier.customer.kind).is_consumer else withdrawal.ends_on(today) + timedelta(days=1)


def _tell_what_changed(visit: Visit, draft: Draft, earlier: Order) -> None:
    quote = drafts.quote(draft, at=visit.at)
    if quote is not None and quote.total != Money(earlier.total_cents):
        prices = {"was": Money(earlier.total_cents), "now": quote.total}
        messages.info(visit, _("Hinta on muuttunut viime kerrasta: aiemmin %(was)s, nyt %(now)s.") % prices)
