"""A map service outside is asked only while its partner may receive addresses; otherwise our own table answers."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import Settings

from lupaus.partners import disclosures, papers
from lupaus.partners.models import Disclosure, Partner, Way
from lupaus.promises import Actor, Purpose, Recipient
from lupaus.register import addresses, geocoding
from lupaus.register.addresses import Place
from lupaus.register.models import CoordinatesSource, Customer
from lupaus.vault.reading import processing
from tests.partnership import complete, profile
from tests.register import geocoders
from tests.register.geocoders import FakeGeocoder
from tests.support import NOON, SYSTEM

pytestmark = pytest.mark.django_db
KINDS = {"digitransit": geocoders.pelias, "nominatim": geocoders.nominatim, "photon": geocoders.photon}


@pytest.fixture(params=sorted(KINDS))
def service(request: pytest.FixtureRequest, settings: Settings) -> Iterator[FakeGeocoder]:
    with geocoders.serve(KINDS[request.param]) as server:
        settings.LUPAUS_GEOCODER, settings.LUPAUS_GEOCODER_URL = request.param, server.url
        yield server


@pytest.fixture
def partner() -> Partner:
    return complete(Recipient.MAP_SERVICE, profile(Recipient.MAP_SERVICE, hosts=("127.0.0.1",)))


def _located(after: timedelta = timedelta()) -> Place:
    with processing(SYSTEM, Purpose.ORDERING, NOON + after):
        return Place.checked(street="Esimerkkikatu 5", postcode="00500")


def test_a_partner_that_may_receive_addresses_is_asked(service: FakeGeocoder, partner: Partner) -> None:
    place = _located()

    assert place.located.source != CoordinatesSource.TABLE
    assert (len(service.asked), place.located.told) == (1, partner.pk)


def test_without_an_agreement_in_force_our_own_table_answers(service: FakeGeocoder, partner: Partner) -> None:
    papers.end(partner.agreements.get(), by=SYSTEM, at=NOON + timedelta(hours=1))

    place = _located(timedelta(hours=2))

    assert (place.located.source, place.located.told) == (CoordinatesSource.TABLE, None)
    assert service.asked == []


def test_control_with_the_gate_taken_away_the_address_leaves(
    service: FakeGeocoder, partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers.end(partner.agreements.get(), by=SYSTEM, at=NOON + timedelta(hours=1))
    monkeypatch.setattr("lupaus.partners.standing.QUESTIONS", ())

    _located(timedelta(hours=2))

    assert len(service.asked) == 1


def test_the_person_is_told_that_the_map_service_learnt_the_address(
    service: FakeGeocoder, partner: Partner, maija: Actor, customer: Customer
) -> None:
    service.status = 500  # it has no answer, and has been told all the same

    addresses.add(customer, _located(), by=maija, at=NOON)

    (shown,) = disclosures.told(disclosures.of([customer.subject_id]))
    assert (shown.row.way, shown.row.categories, shown.row.partner) == (Way.MAP, ["postcode", "street"], partner)


def test_a_service_that_nobody_named_is_not_asked(settings: Settings) -> None:
    settings.LUPAUS_GEOCODER, settings.LUPAUS_GEOCODER_URL = "photon", "https://photon.example"

    with processing(SYSTEM, Purpose.ORDERING, NOON):
        found = geocoding.locate("Esimerkkikatu 5", "00500")

    assert found.source == CoordinatesSource.TABLE
    assert not Disclosure.objects.exists()
