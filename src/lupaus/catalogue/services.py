"""Put services and add-ons on sale, change them, take them off, and say which go together."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.engine.pricing import QUARTER_MINUTES
from lupaus.catalogue.models import AddOn, EquipmentRule, OnHoliday, Pricing, Service, ServiceAddOn
from lupaus.company.locks import lock_table
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.kernel.statutes import VatClass
from lupaus.promises import Actor, Purpose

LONGEST_VISIT_MINUTES = 12 * 60
LARGEST_SIZE_M2 = 10_000


class SizesAreNoRange(Refused):
    """When the largest size is smaller than the smallest, or nothing fits between them."""

    message = _("Suurimman koon pitää olla sama kuin pienin tai suurempi.")


class HoursAreNotQuarters(Refused):
    """When a service priced by the hour could be ordered for a time that is not whole quarters."""

    message = _("Anna ajat varttitunnin tarkkuudella, esimerkiksi 2 tuntia 30 minuuttia.")


class VisitIsTooLong(Refused):
    """When a visit could last longer than a working day."""

    message = _("Käynti voi kestää enintään 12 tuntia. Pienennä suurinta kokoa tai kestoa.")


class NameIsTaken(Refused):
    """When another service or add-on already has the name."""

    message = _("Tämän niminen on jo valikoimassa. Anna toinen nimi.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDetails:
    """What a service is; its code is made from the first Finnish name it gets and stays.

    Swedish and English may be left out: readers of those languages then see Finnish.
    """

    name: str
    description: str
    pricing: Pricing
    size_minimum: int
    size_maximum: int
    size_step: int
    equipment: EquipmentRule = EquipmentRule.EITHER
    on_holiday: OnHoliday = OnHoliday.AFTER
    vat: VatClass = VatClass.STANDARD
    minutes_fixed: int = 0
    minutes_per_100_m2: int = 0
    labour_percent: int = 100
    name_sv: str = ""
    name_en: str = ""
    description_sv: str = ""
    description_en: str = ""

    def checked(self) -> "ServiceDetails":
        """Return the details when visits can be planned from them.

        Raises:
            SizesAreNoRange: nothing can be ordered.
            HoursAreNotQuarters: sizes in minutes are not whole quarters.
            VisitIsTooLong: the largest visit is longer than 12 hours.
        """
        if not 0 < self.size_minimum <= self.size_maximum or self.size_step < 1:
            raise SizesAreNoRange
        sizes = (self.size_minimum, self.size_maximum, self.size_step)
        if self.pricing is Pricing.HOUR and any(size % QUARTER_MINUTES for size in sizes):
            raise HoursAreNotQuarters
        if self._longest_minutes() > LONGEST_VISIT_MINUTES or self.size_maximum > LARGEST_SIZE_M2:
            raise VisitIsTooLong
        return self

    def _longest_minutes(self) -> int:
        if self.pricing is Pricing.HOUR:
            return self.size_maximum
        return self.minutes_fixed + self.size_maximum * self.minutes_per_100_m2 // 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOnDetails:
    """What an add-on is; as for a service, only its Finnish name must be given."""

    name: str
    name_sv: str = ""
    name_en: str = ""
    minutes: int
    vat: VatClass = VatClass.STANDARD
    labour_percent: int = 100


@transaction.atomic
def add(details: ServiceDetails, *, by: Actor, at: datetime, add_ons: Iterable[AddOn] = ()) -> Service:
    """Put a service into the catalogue, with the add-ons that go with it; it is on offer once it has a price.

    Raises:
        NameIsTaken: another service has the name.
        Refused: as `ServiceDetails.checked`.
    """
    fields = _columns(details.checked())
    code = _code(Service.objects.all(), details.name)
    service = Service.objects.create(code=code, position=Service.objects.count(), **fields)
    _link(("service", service.id), ("add_on_id", add_ons))
    _record("service.added", service, by=by, at=at)
    return service


@transaction.atomic
def change(
    service: Service, details: ServiceDetails, *, by: Actor, at: datetime, add_ons: Iterable[AddOn] | None = None
) -> Service:
    """Change what a service is from now on; orders keep what they agreed. Without `add_ons` those stay as they are.

    Raises:
        NameIsTaken: another service has the name.
        Refused: as `ServiceDetails.checked`.
    """
    changed = _change(service, _columns(details.checked()), by=by, at=at, action="service.changed")
    if add_ons is not None:
        _link(("service", service.id), ("add_on_id", add_ons))
    return changed


@transaction.atomic
def withdraw(service: Service, *, by: Actor, at: datetime) -> Service:
    """Take a service off sale; withdrawing twice is harmless."""
    return _change(service, {"withdrawn_at": service.withdrawn_at or at}, by=by, at=at, action="service.withdrawn")


@transaction.atomic
def restore(service: Service, *, by: Actor, at: datetime) -> Service:
    """Put a withdrawn service back on sale."""
    return _change(service, {"withdrawn_at": None}, by=by, at=at, action="service.restored")


@transaction.atomic
def add_add_on(details: AddOnDetails, services: Iterable[Service], *, by: Actor, at: datetime) -> AddOn:
    """Put an add-on into the catalogue, to go with `services`.

    Raises:
        NameIsTaken: another add-on has the name.
    """
    code = _code(AddOn.objects.all(), details.name)
    add_on = AddOn.objects.create(code=code, position=AddOn.objects.count(), **_columns(details))
    _link(("add_on", add_on.id), ("service_id", services))
    _record("add_on.added", add_on, by=by, at=at)
    return add_on


@transaction.atomic
def change_add_on(
    add_on: AddOn, details: AddOnDetails, services: Iterable[Service], *, by: Actor, at: datetime
) -> AddOn:
    """Change what an add-on is and which services it goes with.

    Raises:
        NameIsTaken: another add-on has the name.
    """
    changed = _change(add_on, _columns(details), by=by, at=at, action="add_on.changed")
    _link(("add_on", add_on.id), ("service_id", services))
    return changed


@transaction.atomic
def withdraw_add_on(add_on: AddOn, *, by: Actor, at: datetime) -> AddOn:
    """Take an add-on off sale; withdrawing twice is harmless."""
    return _change(add_on, {"withdrawn_at": add_on.withdrawn_at or at}, by=by, at=at, action="add_on.withdrawn")


@transaction.atomic
def restore_add_on(add_on: AddOn, *, by: Actor, at: datetime) -> AddOn:
    """Put a withdrawn add-on back on sale."""
    return _change(add_on, {"withdrawn_at": None}, by=by, at=at, action="add_on.restored")


def _columns(details: ServiceDetails | AddOnDetails) -> dict[str, object]:
    finnish = {"name": "name_fi", "description": "description_fi"}
    return {finnish.get(name, name): value for name, value in asdict(details).items()}


def _code(others: QuerySet[Service] | QuerySet[AddOn], name: str) -> str:
    """Return a code nobody has: the name in plain letters, with a number where two names come out alike."""
    _check_name(others, name)
    stem = slugify(name)[:36].strip("-") or "palvelu"
    taken = set(others.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = [f"{stem}-{number}" for number in range(2, len(taken) + 3)]
    return next(code for code in (stem, *numbered) if code not in taken)


def _check_name(others: QuerySet[Service] | QuerySet[AddOn], name: str) -> None:
    lock_table(others.model)
    if others.filter(name_fi__iexact=name).exists():
        raise NameIsTaken


def _change[Sold: (Service, AddOn)](
    thing: Sold, fields: dict[str, object], *, by: Actor, at: datetime, action: str
) -> Sold:
    locked = type(thing).objects.select_for_update().get(id=thing.id)
    if "name_fi" in fields:
        _check_name(type(thing).objects.exclude(id=thing.id), str(fields["name_fi"]))
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*fields])
    _record(action, locked, by=by, at=at)
    return locked


def _link(side: tuple[str, UUID], others: tuple[str, Iterable[Service | AddOn]]) -> None:
    """Let one side ("service", id) go with exactly the `others` ("add_on_id", add-ons)."""
    (one, one_id), (column, rows) = side, others
    wanted = {row.id for row in rows}
    present = ServiceAddOn.objects.filter(**{f"{one}_id": one_id})
    present.exclude(**{f"{column}__in": wanted}).delete()
    links = [ServiceAddOn(**{f"{one}_id": one_id, column: other_id}) for other_id in sorted(wanted)]
    ServiceAddOn.objects.bulk_create(links, ignore_conflicts=True)


def _record(action: str, thing: Service | AddOn, *, by: Actor, at: datetime) -> None:
    about = ("service" if isinstance(thing, Service) else "add_on", thing.id)
    entries.record(action, by=by, purpose=Purpose.SERVICE_DELIVERY, at=at, about=about)
