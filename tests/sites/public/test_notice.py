"""The notice pages: three languages, no cookie, nothing from outside, and the JSON that the fingerprint is of."""

import hashlib
import json
import re

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from lupaus.company import profiles
from lupaus.company.profiles import Details
from lupaus.privacy import versions
from lupaus.privacy.notice.plain import PLAIN
from lupaus.privacy.proof.now import Stand
from lupaus.privacy.proof.rug import Rug, Strip, Thread
from lupaus.promises import Text
from tests.support import NOON, SYSTEM

pytestmark = pytest.mark.django_db

PAGES = {"/tietosuoja": "Tietosuojaseloste", "/dataskydd": "Dataskyddsbeskrivning", "/privacy": "Privacy notice"}


@pytest.fixture
def company() -> None:
    details = Details(
        name="Kotipalvelu Malli Oy", business_id="1234567-1", street="Mallikatu 1", postcode="00100", city="Helsinki",
        email="info@malli.example", phone="010 123 4567", is_in_prepayment_register=True,
        register_role="Tietosuojavastaava", register_email="tietosuoja@malli.example",
    )  # fmt: skip
    profiles.change(details, by=SYSTEM, at=NOON.replace(year=2025))


@pytest.mark.parametrize(("address", "title"), PAGES.items())
@pytest.mark.usefixtures("company")
def test_the_notice_is_there_in_three_languages(client: Client, address: str, title: str) -> None:
    page = client.get(address)

    assert page.status_code == 200
    for words in (
        title,
        "Kotipalvelu Malli Oy",
        "1234567-1",
        "Mallikatu 1, 00100 Helsinki",
        "tietosuoja@malli.example",
    ):
        assert words in page.content.decode()


@pytest.mark.parametrize("address", [*PAGES, "/tietosuoja.json"])
def test_reading_the_notice_sets_no_cookie(client: Client, address: str) -> None:
    page = client.get(address)

    assert (page.status_code, dict(page.cookies)) == (200, {})


def test_before_the_company_is_named_the_page_says_so(client: Client) -> None:
    assert "Yritys ei ole vielä antanut tietojaan" in client.get("/tietosuoja").content.decode()


@pytest.mark.usefixtures("company")
def test_the_fingerprint_is_of_the_very_bytes_of_the_json(client: Client) -> None:
    body = client.get("/tietosuoja.json").content
    notices = body[body.index(b'"notices":') + len(b'"notices":') : -2]

    assert json.loads(body)["fingerprint"] == hashlib.sha256(notices).hexdigest() == versions.current_hash(NOON)
    assert versions.current_hash(NOON)[:16] in client.get("/tietosuoja").content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_the_list_of_contents_leads_to_every_part(client: Client, address: str) -> None:
    html = client.get(address).content.decode()

    anchors = re.findall(r'<li><a href="#([a-z]+)">', html)
    assert len(anchors) >= 7
    assert set(re.findall(r'<section class="(?:card )?stack" id="([a-z]+)"', html)) == set(anchors)


@pytest.mark.parametrize(("address", "language"), [("/tietosuoja", "fi"), ("/dataskydd", "sv"), ("/privacy", "en")])
def test_the_summary_in_plain_language_stands_before_the_rest(client: Client, address: str, language: str) -> None:
    html = client.get(address).content.decode()

    places = [html.index(escape(each.text.in_language(language))) for each in PLAIN]
    assert places == sorted(places)
    assert places[-1] < html.index('id="controller"')


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_summary_is_plain(language: str) -> None:
    """Few words to a sentence, as plain language asks. Source: Selkokeskus."""
    words = [
        len(sentence.split())
        for each in PLAIN
        for sentence in re.split(r"(?<=[.])\s+", each.text.in_language(language))
    ]

    assert max(words) <= 15
    assert sum(words) / len(words) <= 10


def test_a_broken_promise_is_not_folded_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    strips = {"S22": Strip.ENFORCED, "S24": Strip.BROKEN}
    threads = tuple(Thread(row, strip, Text(row, row, row), at) for at, (row, strip) in enumerate(strips.items()))
    monkeypatch.setattr(Stand, "rug", property(lambda _stand: Rug(threads)))

    part = client.get("/tietosuoja").content.decode().partition('id="viewers"')[2].partition('id="use"')[0]

    assert part.index('<div class="promise broken">') < part.rindex('<details class="fold">')
    assert part.index('<div class="promise ">') > part.rindex('<details class="fold">')


def test_without_results_no_promise_is_shown(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stand, "rug", property(lambda _stand: Rug()))

    page = client.get("/tietosuoja").content.decode()

    assert 'class="promise' not in page
    assert 'class="rug"' not in page
    assert "Lupauksia ei ole vielä testattu tällä versiolla" in page


def test_promises_stand_as_the_tests_left_them(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    strips = {"S22": Strip.ENFORCED, "S47": Strip.BROKEN, "S5": Strip.PARTLY, "S10": Strip.NOT_YET}
    threads = tuple(
        Thread(row, strip, Text(f"Lause {row}", "", ""), place) for place, (row, strip) in enumerate(strips.items())
    )
    monkeypatch.setattr(Stand, "rug", property(lambda _stand: Rug(threads)))

    page = client.get("/tietosuoja").content.decode()

    assert 'class="promise "><p>Lause S22</p>' in page
    assert 'class="promise broken"><p>Lause S47</p>' in page
    assert "Ei toteudu nyt" in page
    assert "<li>Lause S5</li>" in page
    assert "Lause S10" not in page


@pytest.mark.usefixtures("company")
def test_the_page_asks_the_database_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/tietosuoja")

    with django_assert_max_num_queries(12):
        client.get("/tietosuoja")
