"""Our own notice, as its pages show it, has nothing for the linter to find."""

from datetime import date

import pytest
from django.test import Client

from lupaus.company import profiles
from lupaus.company.profiles import Details
from lupaus.privacy.linter import linter
from lupaus.privacy.linter.reading import text_of
from tests.support import NOON, SYSTEM

pytestmark = pytest.mark.django_db

PAGES = {"/tietosuoja": "fi", "/dataskydd": "sv", "/privacy": "en"}


@pytest.fixture
def company() -> None:
    details = Details(
        name="Kotipalvelu Malli Oy", business_id="1234567-1", street="Mallikatu 1", postcode="00100", city="Helsinki",
        email="info@malli.example", phone="010 123 4567", is_in_prepayment_register=True,
        register_role="Tietosuojavastaava", register_email="tietosuoja@malli.example",
    )  # fmt: skip
    profiles.change(details, by=SYSTEM, at=NOON.replace(year=2025))


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize(("address", "language"), PAGES.items())
def test_our_own_notice_yields_nothing(client: Client, address: str, language: str) -> None:
    page = client.get(address).content

    report = linter.lint(linter.read(text_of(page, "notice.html"), None, date(2026, 11, 25)))

    assert (report.language, report.is_whole, report.findings) == (language, True, ())
