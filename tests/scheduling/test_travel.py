from hypothesis import given
from hypothesis import strategies as st

from lupaus.kernel.place import Coordinates, GridPoint
from lupaus.scheduling.engine.travel import LONGEST_MINUTES, Travel

finland = st.builds(Coordinates, st.floats(59.5, 70.1), st.floats(19.1, 31.6))
town = st.builds(Coordinates, st.floats(60.0, 60.4), st.floats(24.4, 25.3)).map(Coordinates.grid)


@given(town, town, town)
def test_a_detour_is_never_shorter(a: GridPoint, b: GridPoint, c: GridPoint) -> None:
    for travel in (Travel(0, 30), Travel(5, 30), Travel(10, 7)):
        assert travel.minutes(a, c) <= travel.minutes(a, b) + travel.minutes(b, c)


@given(finland, finland)
def test_no_trip_is_longer_than_the_longest(here: Coordinates, there: Coordinates) -> None:
    minutes = Travel(5, 30).minutes(here.grid(), there.grid())

    assert 5 <= minutes <= LONGEST_MINUTES
