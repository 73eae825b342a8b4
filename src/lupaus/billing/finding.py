"""Find a customer by whatever is in the caller's hand: also by the number of an order, an invoice or a payment."""

from django.db.models import Q

from lupaus.billing import queries
from lupaus.billing.models import CustomerInvoice
from lupaus.orders.models import Order
from lupaus.register import search
from lupaus.register.models import Customer
from lupaus.register.search import Found
from lupaus.vault import searching


def find(text: str, *, among: Q | None = None) -> Found:
    """Return the customers that `register.search` finds, or else the one whose order or invoice has this number.

    `among` narrows the search (`scheduling.standings.current`); who holds a paper of ours is found all the same.
    """
    found = search.find(text, among=among)
    return found if found.customers else _by_paper(text.strip())


def _by_paper(text: str) -> Found:
    orders = Order.objects.filter(number=searching.digits(text) or text).values_list("customer", flat=True)
    invoice = queries.find(text)
    links = CustomerInvoice.objects.filter(invoice=invoice).values_list("customer", flat=True) if invoice else ()
    named = Customer.objects.filter(pk__in={*orders, *links}, merged_into=None)
    return Found(tuple(named[: search.MOST]), has_more=False)
