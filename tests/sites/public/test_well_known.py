"""What machines look up: whom to tell of a hole, and that nobody is followed."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from lupaus.company import profiles
from lupaus.foundation import clock
from tests.privacy.test_versions import COMPANY
from tests.support import NOON, SYSTEM

pytestmark = pytest.mark.django_db


def test_security_txt_names_an_address_and_never_expires(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    profiles.change(COMPANY, by=SYSTEM, at=NOON.replace(year=2025))

    text = client.get("/.well-known/security.txt").content.decode()

    assert "Contact: mailto:tietosuoja@malli.example" in text
    ends = re.search(r"(?m)^Expires: (\S+)$", text)
    assert ends
    assert timedelta(days=30) < datetime.fromisoformat(ends[1]) - clock.now() < timedelta(days=365)
    assert len(re.findall(r"(?m)^Expires:", text)) == 1


def test_the_wish_not_to_be_followed_is_obeyed(client: Client) -> None:
    answer = client.get("/.well-known/gpc.json")

    assert (answer["Content-Type"], answer.json()["gpc"]) == ("application/json", True)
