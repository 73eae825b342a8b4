"""From what somebody chose to what it costs."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from lupaus.catalogue import queries
from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.pricing import Quote
from lupaus.catalogue.engine.terms import AddOnTerms, Equipment, Selection, Terms, Unit
from lupaus.catalogue.models import EquipmentRule, Service
from lupaus.catalogue.queries import AddOnOffering, Offering
from lupaus.kernel import statutes
from lupaus.kernel.refused import Refused
from lupaus.kernel.statutes import VatClass
from lupaus.kernel.tongue import Names

EQUIPMENT = Names("Siivousvälineet ja aineet", "Städutrustning och städmedel", "Cleaning equipment and supplies")


class SizeOutOfBounds(Refused):
    """When the size is not one of those the service is offered in."""

    message = _("Valitse koko väliltä %(least)s–%(most)s.")


class AddOnNotOfService(Refused):
    """When an add-on does not go with the service, or is no longer sold."""

    message = _("Tätä lisäpalvelua ei saa tähän palveluun. Valitse lisäpalvelut uudelleen.")


class EquipmentNotOffered(Refused):
    """When the choice of equipment does not fit the service."""

    message = _("Valitse, käytetäänkö sinun vai meidän välineitä.")


def quote(selection: Selection, on: date, *, performed_on: date | None = None) -> Quote:
    """Return what the selection costs by the price list of a day.

    `performed_on` is the day of the visit: it decides the rate of VAT, never the price. Without it, `on` does.

    Raises:
        UnknownService: the service is not on offer.
        SizeOutOfBounds: the size is not offered.
        AddOnNotOfService: an add-on does not go with the service.
        EquipmentNotOffered: the choice of equipment does not fit.
    """
    return pricing.price(terms(selection, on, performed_on=performed_on))


def terms(selection: Selection, on: date, *, performed_on: date | None = None) -> Terms:
    """Return the frozen numbers that the price of the selection follows from; raises as `quote` does."""
    return terms_of(queries.chosen(selection, on), selection, on, performed_on=performed_on)


def terms_of(offering: Offering, selection: Selection, on: date, *, performed_on: date | None = None) -> Terms:
    """Return the terms when the offering is already at hand: no query. Raises as `quote` does."""
    service, taxed_on = offering.service, performed_on or on
    _check_size(service, selection.size)
    _check_equipment(service, selection.equipment)
    return Terms(
        on=on,
        service=service.code,
        name=service.names,
        unit=Unit.HOUR if offering.is_hourly else Unit.SQUARE_METRE,
        size=selection.size,
        price_cents=offering.price.price_cents,
        minimum_cents=offering.price.minimum_cents,
        vat_percent=_vat_percent(service.vat, taxed_on),
        labour_percent=service.labour_percent,
        equipment=selection.equipment,
        equipment_name=EQUIPMENT,
        equipment_fee_cents=offering.price.equipment_fee_cents,
        minutes_fixed=service.minutes_fixed,
        minutes_per_100_m2=service.minutes_per_100_m2,
        add_ons=tuple(_add_on_terms(chosen, taxed_on) for chosen in _chosen(offering, selection)),
    )


def equipment_choices(service: Service) -> tuple[Equipment, ...]:
    """Return the choices of equipment that fit a service; one choice means there is nothing to ask."""
    return {
        EquipmentRule.NOT_NEEDED: (Equipment.NONE,),
        EquipmentRule.EITHER: (Equipment.OWN, Equipment.OURS),
        EquipmentRule.OURS: (Equipment.OURS,),
    }[EquipmentRule(service.equipment)]


def _check_size(service: Service, size: int) -> None:
    if size not in range(service.size_minimum, service.size_maximum + 1, service.size_step):
        raise SizeOutOfBounds(least=service.size_minimum, most=service.size_maximum)


def _check_equipment(service: Service, equipment: Equipment) -> None:
    if equipment not in equipment_choices(service):
        raise EquipmentNotOffered


def _chosen(offering: Offering, selection: Selection) -> list[AddOnOffering]:
    """Return the chosen add-ons in the catalogue's order, each once."""
    wanted = set(selection.add_ons)
    chosen = [add_on for add_on in offering.add_ons if add_on.add_on.code in wanted]
    if len(chosen) != len(wanted):
        raise AddOnNotOfService
    return chosen


def _add_on_terms(offered: AddOnOffering, taxed_on: date) -> AddOnTerms:
    return AddOnTerms(
        code=offered.add_on.code,
        name=offered.add_on.names,
        price_cents=offered.price.price_cents,
        minutes=offered.add_on.minutes,
        vat_percent=_vat_percent(offered.add_on.vat, taxed_on),
        labour_percent=offered.add_on.labour_percent,
    )


def _vat_percent(vat: str, on: date) -> Decimal:
    return statutes.vat_rate(VatClass(vat), on)
