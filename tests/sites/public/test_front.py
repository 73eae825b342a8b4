import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lupaus.catalogue import services
from lupaus.privacy.proof.now import Stand
from lupaus.privacy.proof.rows import ROWS
from lupaus.privacy.proof.rug import Rug, Strip, Thread
from lupaus.sites.furniture import company
from tests.sites.public.conftest import AT, OWNER, Shop


def words(answer: object) -> str:
    """Return what a reader sees of a page, on one line."""
    return re.sub("[ \\n]+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))  # type: ignore[attr-defined]


def weave(monkeypatch: pytest.MonkeyPatch, *strips: Strip) -> None:
    threads = [Thread(row.name, strip, row.text, at) for at, (row, strip) in enumerate(zip(ROWS, strips, strict=False))]
    monkeypatch.setattr(Stand, "rug", property(lambda _stand: Rug(tuple(threads))))


def test_the_home_page_shows_the_least_price_and_what_the_credit_leaves(shop: Shop) -> None:
    page = words(Client().get("/"))

    assert (
        "Kotisiivous Siivous tunneittain. alk. 84,00\xa0€ 42,00\xa0€ / tunti, vähintään 2\xa0h "
        "Kotitalousvähennyksen jälkeen noin 54,60\xa0€"
    ) in page


def test_without_results_there_is_no_rug_and_no_promise(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    weave(monkeypatch)

    page = Client().get("/").content.decode()

    assert "rug-big" not in page
    assert "Koodi valvoo" not in page


def test_the_rug_says_in_words_what_is_kept_and_what_is_not(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    weave(monkeypatch, Strip.ENFORCED, Strip.BROKEN, Strip.PARTLY, Strip.NOT_YET)

    page = words(Client().get("/"))

    assert "paikka 4 raidalle" in page
    assert "Kokonaan pitää 1, osittain 1, annetun sanan varassa on 0, rikki on 1 ja kutomatta 1." in page


def test_only_enforced_promises_are_said_to_be_guarded_by_code(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    weave(monkeypatch, Strip.BROKEN, Strip.ENFORCED, Strip.PARTLY)

    page = Client().get("/").content.decode()

    assert page.count('class="promise"') == 1
    assert ROWS[1].text.fi in page


def test_the_list_of_services_shows_add_ons_with_prices(shop: Shop) -> None:
    assert "Kotisiivous 42,00\xa0€ / tunti 84,00\xa0€ Uuni&nbsp;25,00\xa0€" in words(Client().get("/services/"))


@pytest.mark.parametrize("path", ["/", "/services/", "/order/", "/saavutettavuus", "/cookies/"])
def test_a_company_that_has_nothing_yet_has_pages_all_the_same(db: None, path: str) -> None:
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/services/", "/order/"])
def test_pages_ask_the_database_as_often_for_one_service_as_for_two(shop: Shop, path: str) -> None:
    with CaptureQueriesContext(connection) as two:
        Client().get(path)
    services.withdraw(shop.windows, by=OWNER, at=AT)
    with CaptureQueriesContext(connection) as one:
        Client().get(path)

    assert len(two) == len(one)


@pytest.mark.parametrize("status", ["400", "403", "404", "405", "413", "429", "500", "503"])
def test_an_error_page_needs_no_database_and_gives_a_telephone(status: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = company.Contact("Malli Oy", "+358101234567", "info@malli.example")
    monkeypatch.setattr(company.LastKnown, "contact", known)

    page = render_to_string(f"{status}.html", {"status": status, "sentence": "Näin kävi."})

    assert "Näin kävi." in page
    assert 'href="tel:+358101234567">010 123 4567' in page


def test_a_page_that_is_not_there_echoes_nothing(shop: Shop) -> None:
    answer = Client().get("/<svg onload=alert(1)>/")

    assert answer.status_code == 404
    assert "onload" not in answer.content.decode()
