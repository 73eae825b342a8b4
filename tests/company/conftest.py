from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from lupaus.company.profiles import Details
from lupaus.promises import Actor

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def owner() -> Actor:
    return Actor.system("test")


@dataclass(frozen=True)
class Make:
    """Details of a company, with any of them changed."""

    def __call__(self, **changed: Any) -> Details:
        typed: dict[str, Any] = {
            "name": "Kotipalvelu Malli Oy",
            "business_id": "1234567-1",
            "street": "Esimerkkikatu 1",
            "postcode": "00500",
            "city": "Helsinki",
            "email": "info@malli.example",
            "phone": "010 123 4567",
            "vat_id": "FI12345671",
            "iban": "FI21 1234 5600 0007 85",
            "bic": "NDEAFIHH",
            "is_in_prepayment_register": True,
            "register_role": "Tietosuojavastaava",
            "register_email": "tietosuoja@malli.example",
        }
        return Details(**typed | changed)


@pytest.fixture
def details() -> Make:
    return Make()
