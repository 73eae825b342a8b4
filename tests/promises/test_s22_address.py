"""Clause S22: the address and its coordinates; who sees how exactly."""

import pytest

from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Purpose, Relation, Role, access
from lupaus.promises.categories import Category
from lupaus.register import geocoding
from lupaus.register.geocoding import UnknownPostcode
from lupaus.register.models import Address
from lupaus.scheduling import availability
from lupaus.scheduling.models import Visit
from lupaus.vault.reading import is_withheld, processing
from tests.scheduling import town as towns
from tests.scheduling.town import AT, Town, accept, open_offer, provider_actor

PROMISE = Promise(
    "S22",
    State.PARTLY,
    missing="there is no export archive yet: coordinates and source are on the page of own data only",
)


@pytest.fixture
def town(db: None) -> Town:
    return towns.build()


def street_as_seen(visit: Visit) -> object:
    """Return the street as the provider who has been asked reads it."""
    offer = open_offer(visit) if visit.provider is None else None
    provider = offer.provider if offer else visit.provider
    with processing(provider_actor(provider), Purpose.SERVICE_DELIVERY, AT):
        return Address.objects.get(id=visit.order.address_id).street


def test_an_area_nobody_works_in_is_not_served(town: Town) -> None:
    assert not availability.is_served("33100", town.cleaning.id, at=AT)
    assert availability.is_served("00500", town.cleaning.id, at=AT)


@pytest.mark.django_db
def test_a_postcode_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownPostcode):
        geocoding.locate("Esimerkkikatu 1", "99999")


@pytest.mark.django_db
def test_an_address_is_found_without_asking_anybody_outside() -> None:
    found = geocoding.locate("Esimerkkikatu 5 A 12", "00500")

    assert (found.city, found.source) == ("Helsinki", "table")


def test_before_accepting_a_provider_sees_the_square_only(town: Town) -> None:
    visit = town.booked()

    assert is_withheld(street_as_seen(visit))
    assert visit.grid == geocoding.locate("", "00500").coordinates.grid()


def test_after_accepting_a_provider_sees_the_street(town: Town) -> None:
    visit = accept(town.booked())

    assert street_as_seen(visit) == towns.STREETS["00500"]


def test_the_source_of_the_coordinates_is_kept(town: Town) -> None:
    address = Address.objects.get(id=town.booked().order.address_id)

    assert address.coordinates_source == "table"


def test_control_with_a_table_that_asks_for_no_relation_the_street_shows_too_early(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_row = access.Access(Role.PROVIDER, Purpose.SERVICE_DELIVERY, Relation.ANY, frozenset({Category.STREET}))
    monkeypatch.setattr(access, "ACCESS", (*access.ACCESS, open_row))

    assert street_as_seen(town.booked()) == towns.STREETS["00500"]
