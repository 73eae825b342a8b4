"""Who sells and who pays, read from the company's profile and from the order."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from lupaus.billing.contents import Buyer, Seller
from lupaus.company import queries as company
from lupaus.kernel.refused import Refused
from lupaus.orders.models import Order
from lupaus.register.models import Kind
from lupaus.vault.reading import is_withheld


class NoBankAccount(Refused):
    """When the company has not said where it is to be paid."""

    message = _("Yrityksellä ei ole tilinumeroa. Anna se asetuksissa kohdassa Yrityksen tiedot, niin laskut lähtevät.")


class NotReadable(TypeError):
    """An invoice was about to be made by somebody who may not read who pays: a defect in our code."""


def seller(at: datetime) -> Seller:
    """Return the company as it is at `at`.

    Raises:
        NoProfileYet: nobody has entered the company.
        NoBankAccount: it has no account number.
    """
    profile = company.profile(at)
    if not profile.iban:
        raise NoBankAccount
    return Seller(
        name=profile.name,
        business_id=profile.business_id,
        lines=(profile.street, f"{profile.postcode} {profile.city}"),
        email=profile.email,
        phone=profile.phone,
        iban="".join(profile.iban.split()),
        bic=profile.bic,
    )


def buyer(order: Order) -> Buyer:
    """Return the payer the order names, else the customer at the address of the service.

    Raises:
        NotReadable: the present processing does not open the payer.
    """
    if order.payer is not None:
        payer = order.payer
        lines = (_read(payer.street), f"{payer.postcode} {payer.city}")
        return Buyer(_read(payer.name), payer.business_id, lines, _read(payer.email))
    customer, address = order.customer, order.address
    person = f"{_read(customer.first_name)} {_read(customer.last_name)}"
    lines = (_read(address.street), f"{address.postcode} {address.city}")
    if customer.kind != Kind.PERSON:
        named = _read(customer.company_name)
        care_of = () if named == person else (person,)
        body = not customer.business_id
        return Buyer(named, customer.business_id, (*care_of, *lines), _read(customer.email), is_body=body)
    return Buyer(person, "", lines, _read(customer.email))


def _read(value: object) -> str:
    if is_withheld(value):
        raise NotReadable
    return "" if value is None else str(value)
