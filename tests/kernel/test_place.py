import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.kernel.place import Coordinates, GridPoint

finland = st.builds(Coordinates, st.floats(59.5, 70.1), st.floats(19.1, 31.6))
anywhere = st.builds(Coordinates, st.floats(-90, 90), st.floats(-180, 180))


@given(finland)
def test_a_place_lies_within_its_cell_of_500_metres(place: Coordinates) -> None:
    assert place.distance_metres(place.grid().centre()) <= 250 * math.sqrt(2) * 1.01


@given(finland)
def test_the_middle_of_a_cell_is_in_the_cell(place: Coordinates) -> None:
    assert place.grid().centre().grid() == place.grid()


@given(finland)
def test_many_exact_places_share_a_cell(place: Coordinates) -> None:
    cell = place.grid()
    centre = cell.centre()

    assert Coordinates(centre.latitude + 0.001, centre.longitude + 0.002).grid() == cell


@given(anywhere)
def test_every_place_on_the_globe_has_a_cell(place: Coordinates) -> None:
    assert isinstance(place.grid(), GridPoint)


@given(anywhere, anywhere)
def test_there_is_as_far_as_back(here: Coordinates, there: Coordinates) -> None:
    assert here.distance_metres(there) == pytest.approx(there.distance_metres(here))
    assert here.distance_metres(here) == 0


def test_the_railway_station_and_kallio_are_two_kilometres_apart() -> None:
    station, kallio = Coordinates(60.1719, 24.9414), Coordinates(60.1841, 24.9490)

    assert station.distance_metres(kallio) == pytest.approx(1420, rel=0.01)
    assert station.grid().distance_metres(kallio.grid()) == pytest.approx(1420, abs=710)


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (math.nan, 0), (0, math.inf), (-90.1, 0)])
def test_what_is_no_place_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="No such place"):
        Coordinates(latitude, longitude)
