from collections.abc import Iterator

import pytest

from lupaus.promises import Purpose
from lupaus.vault.reading import processing
from tests.scheduling import town as towns
from tests.scheduling.town import AT, OWNER, Town


@pytest.fixture
def town(db: None) -> Town:
    """A company with three providers, which has no customers yet."""
    return towns.build()


@pytest.fixture
def looking(db: None) -> Iterator[None]:
    """The owner's own page, on which files are read."""
    with processing(OWNER, Purpose.CUSTOMER_CARE, AT, place="staff:imports"):
        yield
