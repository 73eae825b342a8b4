"""What tests of the linter share: linting a text as on one day, and the notices beside this file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lupaus.privacy.linter import linter
from lupaus.privacy.linter.linter import Report
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.reading import text_of

TODAY = date(2026, 11, 25)
NOTICES = Path(__file__).parent / "notices"


@pytest.fixture
def read() -> Callable[..., Notice]:
    """Read a file of the folder `notices`."""
    return lambda name, language=None: linter.read(text_of((NOTICES / name).read_bytes(), name), language, TODAY)


@pytest.fixture
def lint() -> Callable[..., Report]:
    """Lint a text."""
    return lambda text, language=None: linter.lint(linter.read(text, language, TODAY))
