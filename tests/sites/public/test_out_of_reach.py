"""An exact address that nobody reaches in time: three other times, and nothing typed is lost."""

from collections.abc import Callable
from datetime import datetime

import pytest

from lupaus.kernel.place import Coordinates
from lupaus.orders.models import Draft
from lupaus.register import geocoding
from lupaus.register.geocoding import PostcodeCentre, choice
from lupaus.register.models import CoordinatesSource
from lupaus.scheduling import holds
from tests.sites.public.conftest import AT, Browser
from tests.sites.public.test_front import words


class FarOff:
    """Finds every street at the far end of its postcode area, fourteen kilometres from the centre."""

    source = CoordinatesSource.DIGITRANSIT
    host = ""

    def find(self, street: str, centre: PostcodeCentre) -> Coordinates:
        return Coordinates(centre.coordinates.latitude + 0.125, centre.coordinates.longitude)


@pytest.fixture
def squeezed(browser: Browser, new_browser: Callable[[], Browser], monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Hold the time right after somebody else's, near the centre, and then live far off."""
    first = new_browser()
    first.fill_in()
    first.order()
    taken = Draft.objects.get(order__isnull=False).ends_at
    browser.choose_service()
    browser.choose_time(min(time for time in browser.free_times() if datetime.fromisoformat(time) >= taken))
    monkeypatch.setattr(choice, "geocoder", FarOff)
    assert geocoding.locate("Kaukotie 1", "00500").source == CoordinatesSource.DIGITRANSIT
    return browser


def test_three_other_times_are_offered_and_the_address_is_kept(squeezed: Browser) -> None:
    refused = squeezed.give_address(street="Kaukotie 1")

    assert refused.status_code == 409
    assert "Tekijä ei ehdi osoitteeseesi tähän aikaan." in words(refused)
    assert "on varattu sinulle" not in words(refused)
    assert len(refused.context["alternatives"]) == 3
    assert squeezed.choose_time(refused.context["alternatives"][0].starts_at.isoformat()).url == "/order/contact/"
    assert 'value="Kaukotie 1"' in squeezed.client.get("/order/address/").content.decode()


def test_near_the_centre_the_same_time_is_reached_control(squeezed: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FarOff, "find", lambda self, street, centre: centre.coordinates)

    assert squeezed.give_address(street="Lähikatu 1").url == "/order/contact/"
    assert holds.current(Draft.objects.get(order=None), at=AT) is not None
