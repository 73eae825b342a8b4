"""What a customer's page is about: things that are theirs. Anything else is not there."""

from uuid import UUID

from django.http import Http404

from lupaus.promises import Purpose, Role
from lupaus.register import queries as register
from lupaus.register.models import Address, BillingParty, Customer
from lupaus.scheduling import queries as visits
from lupaus.scheduling.models import Visit
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.doors import door

visit_door = door(Purpose.SERVICE_DELIVERY, roles={Role.CUSTOMER})
data_door = door(Purpose.SELF_SERVICE, roles={Role.CUSTOMER})
bill_door = door(Purpose.INVOICING, roles={Role.CUSTOMER})


def visit(request: Request, visit_id: UUID) -> Visit:
    """Return one of the customer's own visits.

    Raises:
        Http404: it is nobody's or somebody else's.
    """
    try:
        return visits.visit_of(request.actor, visit_id)
    except Visit.DoesNotExist as none:
        raise Http404 from none


def customer(request: Request, customer_id: UUID) -> Customer:
    """Return one of the customers that the person is.

    Raises:
        Http404: it is nobody's or somebody else's.
    """
    try:
        return register.managed_customers(request.actor).get(id=customer_id)
    except Customer.DoesNotExist as none:
        raise Http404 from none


def managed(request: Request, customer_id: UUID) -> Customer:
    """Return one of the customers whose data the person corrects: their own, not a company's they only order for.

    Raises:
        Http404: it is somebody else's.
    """
    try:
        return register.managed_customers(request.actor).get(id=customer_id)
    except Customer.DoesNotExist as none:
        raise Http404 from none


def address(request: Request, address_id: UUID) -> Address:
    """Return one of the customer's own addresses that is in use.

    Raises:
        Http404: it is nobody's, somebody else's, or removed.
    """
    try:
        return register.own_addresses(request.actor).select_related("customer").get(id=address_id)
    except Address.DoesNotExist as none:
        raise Http404 from none


def payer(request: Request, payer_id: UUID) -> BillingParty:
    """Return one of the payers that the customer has given.

    Raises:
        Http404: it is nobody's or somebody else's.
    """
    try:
        return register.own_payers(request.actor).get(id=payer_id)
    except BillingParty.DoesNotExist as none:
        raise Http404 from none
