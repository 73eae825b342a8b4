"""Begin an order anew with everything that was told with an earlier one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue import queries as catalogue
from lupaus.catalogue.engine.terms import Selection, Terms
from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts, queries
from lupaus.orders.household import HouseholdAnswer
from lupaus.orders.models import Draft, Order
from lupaus.promises import Actor
from lupaus.register.billing_parties import Payer


class PlaceIsGone(Refused):
    """When the address of the earlier order has been removed."""

    message = _("Olet poistanut tilauksen osoitteen. Tee uusi tilaus, niin kysymme, mihin tulemme.")


@transaction.atomic
def begin(order: Order, *, by: Actor, at: datetime) -> Draft:
    """Open a draft in which only the time is missing: the same work, place, household, wish, customer and payer.

    Add-ons that are no longer sold are left out. What was told of health is not taken along: the consent was given
    for the visits of that order. Runs in the caller's processing, which must open the order.

    Raises:
        PlaceIsGone: see above.
        UnknownService, SizeOutOfBounds, EquipmentNotOffered: the service is no longer offered like that.
    """
    if order.address.removed_at is not None:
        raise PlaceIsGone
    told = queries.household_of(order)
    draft = drafts.open_draft(by=by, at=at, customer=order.customer)
    draft = drafts.choose_service(
        draft, postcode=order.address.postcode, selection=_selection(order, at=at), by=by, at=at
    )
    household = HouseholdAnswer.from_json(told.pets, told.children) if told else HouseholdAnswer()
    draft = drafts.use_address(draft, address=order.address, household=household, note=order.note or "", by=by, at=at)
    payer = Payer.of(order.payer) if order.payer else None
    return drafts.order_as(draft, customer=order.customer, payer=payer, by=by, at=at)


def _selection(order: Order, *, at: datetime) -> Selection:
    """Return what was chosen then, as far as it can be chosen today."""
    agreed = Terms.from_json(order.priced_from)
    today = catalogue.offering(agreed.service, walltime.day_of(at))
    sold = {each.add_on.code for each in today.add_ons}
    wanted = tuple(each.code for each in agreed.add_ons if each.code in sold)
    return Selection(agreed.service, agreed.size, wanted, agreed.equipment)
