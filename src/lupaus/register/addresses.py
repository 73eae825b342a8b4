"""Add, correct and remove the places where we work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.company import identifiers
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.partners import disclosures
from lupaus.partners.models import Way
from lupaus.promises import Actor, Basis, Purpose
from lupaus.register import geocoding, revisions, texts
from lupaus.register.customers import purpose_of
from lupaus.register.geocoding import Located
from lupaus.register.models import Access, Address, AddressLabel, Customer, RevisedField

LONGEST_CODE = 40
LONGEST_INSTRUCTIONS = 500


class StreetMissing(Refused):
    """When a street address holds nothing that can be seen."""

    message = _("Anna katuosoite, esimerkiksi Esimerkkikatu 5 A 12")


class CodeMissing(Refused):
    """When somebody says that there is a door code and gives none."""

    message = _("Anna ovikoodi tai kerro kulkuohjeissa, miten pääsemme sisään")


class WayInMissing(Refused):
    """When somebody says that we get in some other way and does not say how."""

    message = _("Kerro kulkuohjeessa, miten pääsemme sisään")


class AddressIsNeeded(Refused):
    """When an address is to be removed or moved on the map and a visit is still to be made there; raised from above."""

    message = _("Tähän osoitteeseen on tulossa käynti. Peru tai siirrä se ensin tai soita meille.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """How the provider gets in. Made by `checked`."""

    access: Access = Access.AT_HOME
    code: str | None = None
    instructions: str | None = None

    @classmethod
    def checked(cls, *, access: str, code: str = "", instructions: str = "") -> Self:
        """Return the way in in the form in which we keep it; a code is kept only when the way in is by code.

        Raises:
            CodeMissing: by code, and neither a code nor instructions given.
            WayInMissing: in some other way, and no instructions given.
            TooLong: of `texts`.
        """
        kind = Access(access)
        given = texts.line(code, limit=LONGEST_CODE) if kind is Access.CODE else ""
        told = texts.lines(instructions, limit=LONGEST_INSTRUCTIONS)
        if kind is Access.CODE and not given and not told:
            raise CodeMissing
        if kind is Access.OTHER and not told:
            raise WayInMissing
        return cls(access=kind, code=given or None, instructions=told or None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A street address with where it lies and how one gets in. Made by `checked`."""

    street: str
    postcode: str
    located: Located
    way_in: WayIn = WayIn()
    label: AddressLabel = AddressLabel.HOME

    @classmethod
    def checked(
        cls, *, street: str, postcode: str, way_in: WayIn | None = None, label: str = AddressLabel.HOME
    ) -> Self:
        """Return the place in the form in which we keep it, found on the map.

        Asks the geocoder, which may be an outside service: not to be called inside a transaction.

        Raises:
            StreetMissing, TooLong: see each.
            InvalidPostcode: of `company.identifiers`.
            UnknownPostcode: of `geocoding`.
        """
        tidy, code = street_line(street), identifiers.postcode(postcode)
        located = geocoding.locate(tidy, code)
        return cls(street=tidy, postcode=code, located=located, way_in=way_in or WayIn(), label=AddressLabel(label))


def told_map_service(place: Place, subject: UUID, *, at: datetime) -> None:
    """Write down that the map service learnt where a person's address is, if it was asked."""
    if place.located.told is not None:
        purpose, basis, sent = Purpose.SERVICE_DELIVERY, Basis.CONTRACT, geocoding.SENT
        disclosures.record([subject], place.located.told, sent, purpose=purpose, basis=basis, way=Way.MAP, at=at)


type Guard = Callable[[Address, datetime], None]

_guards: list[Guard] = []


def guard_removal(guard: Guard) -> None:
    """Let a room above keep an address where it is, by raising `AddressIsNeeded`; called from `apps.ready()`."""
    if guard not in _guards:
        _guards.append(guard)


@entries.act()
def add(customer: Customer, place: Place, *, by: Actor, at: datetime) -> Address:
    """Add a place where we work for the customer."""
    address = Address(subject_id=customer.subject_id, customer=customer, label=place.label, added_at=at)
    _put_place(address, place)
    _put_way_in(address, place.way_in)
    address.save()
    told_map_service(place, address.subject_id, at=at)
    _record("address.added", address, by=by, at=at)
    return address


@transaction.atomic
def change(address: Address, place: Place, *, by: Actor, at: datetime) -> Address:
    """Correct where an address lies; the way in stays as it is. The earlier street is kept for the customer to see.

    Raises:
        AddressIsNeeded: a coming visit is to be made there, and the new place is elsewhere on the map.
    """
    row = _locked(address)
    grid = place.located.coordinates.grid()
    if (grid.row, grid.column) != (row.grid_row, row.grid_column):
        _check_needed(row, at)
    revisions.keep(row.customer, RevisedField.STREET, row.street, row.postcode, row.city, by=by, at=at)
    row.label = place.label
    _put_place(row, place)
    row.save()
    told_map_service(place, row.subject_id, at=at)
    _record("address.changed", row, by=by, at=at)
    return row


@transaction.atomic
def change_way_in(address: Address, way_in: WayIn, *, by: Actor, at: datetime) -> Address:
    """Replace how one gets in; the earlier code and instructions are gone."""
    row = _locked(address)
    revisions.keep(row.customer, RevisedField.ACCESS, by=by, at=at)
    _put_way_in(row, way_in)
    row.save()
    _record("address.way_in_changed", row, by=by, at=at)
    return row


@transaction.atomic
def remove(address: Address, *, by: Actor, at: datetime) -> Address:
    """Remove an address: its code, instructions and coordinates are gone at once, and it is offered no more.

    Street and postcode stay on record for the visits that were made there, until the customer's data goes.

    Raises:
        AddressIsNeeded: a coming visit is to be made there.
    """
    row = _locked(address)
    _check_needed(row, at)
    if row.removed_at is None:
        row.removed_at = at
        row.access_code = row.access_instructions = row.coordinates = row.grid_row = row.grid_column = None
        row.coordinates_source = ""
        row.save()
        _record("address.removed", row, by=by, at=at)
    return row


def street_line(text: str) -> str:
    """Return a street address as its owner wrote it.

    Raises:
        StreetMissing: nothing can be seen in it.
        TooLong: of `texts`.
    """
    tidy = texts.line(text, limit=texts.LONGEST_STREET)
    if not tidy:
        raise StreetMissing
    return tidy


def _check_needed(address: Address, at: datetime) -> None:
    for guard in _guards:
        guard(address, at)


def _put_place(address: Address, place: Place) -> None:
    coordinates, grid = place.located.coordinates, place.located.coordinates.grid()
    address.street, address.postcode, address.city = place.street, place.postcode, place.located.city
    address.coordinates = {"latitude": coordinates.latitude, "longitude": coordinates.longitude}
    address.coordinates_source = place.located.source
    address.grid_row, address.grid_column = grid.row, grid.column


def _put_way_in(address: Address, way_in: WayIn) -> None:
    address.access, address.access_code, address.access_instructions = way_in.access, way_in.code, way_in.instructions


def _locked(address: Address) -> Address:
    return Address.objects.select_for_update(of=("self",)).select_related("customer").get(id=address.id)


def _record(action: str, address: Address, *, by: Actor, at: datetime) -> None:
    entries.record(
        action, by=by, purpose=purpose_of(by), at=at, subjects=[address.subject_id], about=("address", address.id)
    )
