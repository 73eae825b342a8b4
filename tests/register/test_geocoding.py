"""One contract for every geocoder, tried against a server of our own on this machine."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from lupaus.kernel.place import Coordinates
from lupaus.register import geocoding
from lupaus.register.geocoding import CannotLocate, Geocoder, Located, PostcodeCentre, outside, table
from lupaus.register.geocoding.outside import Digitransit, Komoot, OpenStreetMap
from lupaus.register.geocoding.table import Table
from lupaus.register.models import CoordinatesSource, PostcodeArea
from tests.register import geocoders
from tests.register.geocoders import Answer, FakeGeocoder

CENTRE = PostcodeCentre("00500", "Helsinki", Coordinates(60.187, 24.964))


@dataclass
class Service:
    """A geocoder and the server it asks; the table asks none."""

    geocoder: Geocoder
    server: FakeGeocoder


OUTSIDE: dict[str, tuple[Answer, Callable[[str], Geocoder]]] = {
    "digitransit": (geocoders.pelias, lambda url: Digitransit(f"{url}/geocoding/v1", "a-key")),
    "nominatim": (geocoders.nominatim, OpenStreetMap),
    "photon": (geocoders.photon, Komoot),
}


@pytest.fixture(params=sorted(OUTSIDE))
def service(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(outside, "TIMEOUT_SECONDS", 0.5)
    answer, make = OUTSIDE[request.param]
    with geocoders.serve(answer) as server:
        yield Service(make(server.url), server)


def test_it_says_where_an_address_lies(service: Service) -> None:
    assert service.geocoder.find("Esimerkkikatu 5 A 12", CENTRE) == Coordinates(60.19, 24.97)
    assert service.server.asked == ["Esimerkkikatu 5 A 12, 00500 Helsinki"]


def test_it_names_itself_as_the_source(service: Service, request: pytest.FixtureRequest) -> None:
    assert service.geocoder.source.value in request.node.name


def test_an_unknown_address_is_no_answer(service: Service) -> None:
    service.server.place = None

    with pytest.raises(CannotLocate):
        service.geocoder.find("Olematon 1", CENTRE)


def test_an_answer_in_another_town_is_not_believed(service: Service) -> None:
    service.server.place = (61.498, 23.761)

    with pytest.raises(CannotLocate):
        service.geocoder.find("Esimerkkikatu 5", CENTRE)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
def test_a_service_that_refuses_is_no_answer(service: Service, status: int) -> None:
    service.server.status = status

    with pytest.raises(CannotLocate):
        service.geocoder.find("Esimerkkikatu 5", CENTRE)


@pytest.mark.filterwarnings("ignore:Latitude normalization")  # geopy warns of what we refuse
@pytest.mark.parametrize(
    "raw",
    [
        b"", b"<html>", b"null", b"[]", b"{}", b'"x"', b"[1]", b"\xff\xfe", b'{"features": 1}', b'{"features": [{}]}',
        b'[{"lat": "x", "lon": "y"}]', b'[{"lat": "1e400", "lon": "1"}]',
        b'{"features": [{"geometry": {"coordinates": ["a", "b"]}, "properties": {}}]}',
        b'{"features": [{"geometry": {"coordinates": [999, 999]}, "properties": {}}]}',
    ],
)  # fmt: skip
def test_nonsense_is_no_answer(service: Service, raw: bytes) -> None:
    service.server.raw = raw

    with pytest.raises(CannotLocate):
        service.geocoder.find("Esimerkkikatu 5", CENTRE)


def test_a_slow_service_is_not_waited_for(service: Service) -> None:
    service.server.delay = 1.0

    with pytest.raises(CannotLocate):
        service.geocoder.find("Esimerkkikatu 5", CENTRE)


def test_a_service_that_is_down_is_no_answer(service: Service) -> None:
    answer = OUTSIDE[service.geocoder.source.value]
    gone = answer[1]("http://127.0.0.1:9")

    with pytest.raises(CannotLocate):
        gone.find("Esimerkkikatu 5", CENTRE)


def test_the_address_stands_in_no_log(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        service.geocoder.find("Salakatu 77", CENTRE)

    assert "Salakatu" not in caplog.text


def test_the_key_of_digitransit_travels_in_a_header_and_in_no_url() -> None:
    with geocoders.serve(geocoders.pelias) as server:
        Digitransit(f"{server.url}/geocoding/v1", "a-key").find("Esimerkkikatu 5", CENTRE)

        assert server.headers[0]["digitransit-subscription-key"] == "a-key"


def test_the_table_answers_with_the_centre_and_asks_nobody() -> None:
    assert Table().find("Esimerkkikatu 5", CENTRE) == CENTRE.coordinates


def test_forty_areas_of_the_region_come_with_the_program() -> None:
    areas = table.shipped()

    assert len(areas) == 40
    assert {area.city for area in areas.values()} == {"Helsinki", "Espoo", "Vantaa"}
    middle = Coordinates(60.2, 24.95)
    assert all(area.coordinates.distance_metres(middle) < 20_000 for area in areas.values())
    assert len({area.coordinates.grid() for area in areas.values()}) == 40


def test_the_table_is_in_use_unless_another_is_named(db: None, settings: Settings) -> None:
    settings.LUPAUS_GEOCODER = "table"

    assert geocoding.locate("Esimerkkikatu 5", "00500") == Located(
        CENTRE.coordinates, "Helsinki", CoordinatesSource.TABLE
    )


@pytest.mark.parametrize("kind", sorted(OUTSIDE))
def test_the_environment_names_another(kind: str, db: None, settings: Settings) -> None:
    with geocoders.serve(OUTSIDE[kind][0]) as server:
        settings.LUPAUS_GEOCODER = kind
        settings.LUPAUS_GEOCODER_URL = server.url

        located = geocoding.locate("Esimerkkikatu 5", "00500")

    assert located == Located(Coordinates(60.19, 24.97), "Helsinki", CoordinatesSource(kind))


def test_digitransit_has_an_address_of_its_own(settings: Settings) -> None:
    settings.LUPAUS_GEOCODER = "digitransit"
    settings.LUPAUS_GEOCODER_URL = ""

    assert isinstance(geocoding.geocoder(), Digitransit)


def test_a_geocoder_that_fails_leaves_the_table(db: None, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with geocoders.serve(geocoders.photon) as server:
        server.status = 500
        settings.LUPAUS_GEOCODER = "photon"
        settings.LUPAUS_GEOCODER_URL = server.url

        located = geocoding.locate("Salakatu 77", "00500")

    assert located == Located(CENTRE.coordinates, "Helsinki", CoordinatesSource.TABLE)
    assert "Geocoder had no answer" in caplog.text
    assert "Salakatu" not in caplog.text


@pytest.mark.parametrize(("kind", "url"), [("google", "https://example.com"), ("photon", "")])
def test_a_geocoder_that_is_not_ours_stops_the_start(kind: str, url: str, settings: Settings) -> None:
    settings.LUPAUS_GEOCODER = kind
    settings.LUPAUS_GEOCODER_URL = url

    with pytest.raises(ImproperlyConfigured, match="LUPAUS_GEOCODER"):
        geocoding.geocoder()


def test_areas_are_found_by_the_beginning_of_their_postcode(db: None) -> None:
    PostcodeArea.objects.create(postcode="00501", city="Helsinki", latitude=60.19, longitude=24.96)

    found = {area.postcode for area in geocoding.areas(["005", "011"])}

    assert found == {"00500", "00501", "00510", "00520", "00530", "00550", "00560", "00570"}
    assert geocoding.areas([]) == []
