"""Places where we work, and how one gets in."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from lupaus.company.identifiers import InvalidPostcode
from lupaus.journal.models import Entry
from lupaus.kernel.place import Coordinates
from lupaus.promises import Actor, Purpose
from lupaus.register import addresses, queries
from lupaus.register.addresses import AddressIsNeeded, CodeMissing, Place, StreetMissing, WayIn, WayInMissing
from lupaus.register.geocoding import UnknownPostcode
from lupaus.register.models import Address, Customer, Revision
from lupaus.vault.reading import processing


def test_an_address_is_kept_with_its_way_in_and_its_place(home: Address, maija: Actor, at: datetime) -> None:
    with processing(maija, Purpose.SELF_SERVICE, at):
        row = Address.objects.get()

        assert (row.street, row.postcode, row.city) == ("Esimerkkikatu 5 A 12", "00500", "Helsinki")
        assert (row.access, row.access_code, row.access_instructions) == (
            "code", "1234#", "Avainboksi oven vasemmalla puolella",
        )  # fmt: skip
        assert row.coordinates == {"latitude": 60.187, "longitude": 24.964}
    grid = Coordinates(60.187, 24.964).grid()
    assert (row.coordinates_source, row.grid_row, row.grid_column) == ("table", grid.row, grid.column)


def test_two_addresses_keep_their_codes_apart(home: Address, customer: Customer, maija: Actor, at: datetime) -> None:
    way_in = WayIn.checked(access="code", code="9876", instructions="")
    cottage = Place.checked(street="Mökkitie 1", postcode="02100", way_in=way_in, label="cottage")
    addresses.add(customer, cottage, by=maija, at=at + timedelta(minutes=1))

    with processing(maija, Purpose.SELF_SERVICE, at):
        codes = [(row.label, row.access_code) for row in queries.addresses_of([customer])]

    assert codes == [("home", "1234#"), ("cottage", "9876")]


def test_a_corrected_street_keeps_the_earlier_one_and_moves_on_the_map(
    home: Address, maija: Actor, at: datetime
) -> None:
    with processing(maija, Purpose.SELF_SERVICE, at):
        addresses.change(home, Place.checked(street="Toinen katu 2", postcode="01300"), by=maija, at=at)
    with processing(maija, Purpose.SELF_SERVICE, at):
        row, revision = Address.objects.get(), Revision.objects.get()

        assert (row.street, row.city, row.access_code) == ("Toinen katu 2", "Vantaa", "1234#")
        assert (revision.field, revision.old) == ("street", "Esimerkkikatu 5 A 12 00500 Helsinki")


def test_a_new_way_in_leaves_nothing_of_the_earlier_code(home: Address, maija: Actor, at: datetime) -> None:
    with processing(maija, Purpose.SELF_SERVICE, at):
        addresses.change_way_in(home, WayIn.checked(access="at_home", code="1234#"), by=maija, at=at)
    with processing(maija, Purpose.SELF_SERVICE, at):
        row, revision = Address.objects.get(), Revision.objects.get()

        assert (row.access, row.access_code, row.access_instructions) == ("at_home", None, None)
        assert (revision.field, revision.old) == ("access", None)


def test_a_removed_address_opens_no_door_and_is_offered_no_more(
    home: Address, customer: Customer, maija: Actor, at: datetime
) -> None:
    addresses.remove(home, by=maija, at=at)

    row = Address.objects.filter(
        access_code__isnull=True, access_instructions__isnull=True, coordinates__isnull=True, grid_row=None
    ).get()
    assert row.removed_at == at
    assert list(queries.addresses_of([customer])) == []


def test_removing_twice_is_journalled_once(home: Address, maija: Actor, at: datetime) -> None:
    addresses.remove(home, by=maija, at=at)
    addresses.remove(home, by=maija, at=at + timedelta(hours=1))

    assert Entry.objects.filter(action="address.removed").count() == 1
    assert Address.objects.get().removed_at == at


def test_the_database_refuses_a_removed_address_with_a_code(home: Address, at: datetime) -> None:
    with pytest.raises(IntegrityError, match="removed_address_opens_no_door"), transaction.atomic():
        Address.objects.filter(id=home.id).update(removed_at=at)


def test_a_room_above_can_keep_an_address_that_is_needed(
    home: Address, maija: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def guard(address: Address, at: datetime) -> None:
        raise AddressIsNeeded

    monkeypatch.setattr(addresses, "_guards", [])
    addresses.guard_removal(guard)
    addresses.guard_removal(guard)

    with pytest.raises(AddressIsNeeded, match="Peru tai siirrä se ensin"):
        addresses.remove(home, by=maija, at=at)
    assert addresses._guards == [guard]
    assert Address.objects.get().removed_at is None


def test_a_code_is_asked_for_when_there_is_said_to_be_one() -> None:
    with pytest.raises(CodeMissing):
        WayIn.checked(access="code", code=" ", instructions=" ")


def test_another_way_in_is_told() -> None:
    with pytest.raises(WayInMissing):
        WayIn.checked(access="other", code="1234", instructions=" ")


def test_instructions_are_enough_instead_of_a_code() -> None:
    assert (
        WayIn.checked(access="code", instructions="Soita summeria\n\n Virtanen ").instructions
        == "Soita summeria\n\nVirtanen"
    )


def test_a_code_is_not_kept_when_the_way_in_is_another() -> None:
    assert WayIn.checked(access="key", code="1234", instructions="Avain naapurissa").code is None


def test_an_address_without_a_street_is_refused(db: None) -> None:
    with pytest.raises(StreetMissing):
        Place.checked(street="\u200b", postcode="00500")


def test_a_postcode_that_is_none_is_refused(db: None) -> None:
    with pytest.raises(InvalidPostcode):
        Place.checked(street="Esimerkkikatu 5", postcode="5")


def test_a_postcode_that_we_do_not_know_is_refused(db: None) -> None:
    with pytest.raises(UnknownPostcode, match="99999"):
        Place.checked(street="Esimerkkikatu 5", postcode="99999")


def test_a_street_corrected_in_place_needs_no_leave(
    home: Address, maija: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def guard(address: Address, at: datetime) -> None:
        raise AddressIsNeeded

    monkeypatch.setattr(addresses, "_guards", [guard])
    with processing(maija, Purpose.SELF_SERVICE, at):
        addresses.change(home, Place.checked(street="Esimerkkikatu 5 B 3", postcode="00500"), by=maija, at=at)
        with pytest.raises(AddressIsNeeded):
            addresses.change(home, Place.checked(street="Muualla 1", postcode="01300"), by=maija, at=at)
