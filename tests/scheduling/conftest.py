import pytest

from tests.scheduling import town as towns
from tests.scheduling.town import Town


@pytest.fixture
def town(db: None) -> Town:
    """A company with three providers."""
    return towns.build()
