"""The language of a page: the person's own, the one this browser chose, the one it asks for."""

import pytest
from django.test import Client

from lupaus.promises import Role
from tests.support import account, sign_in

pytestmark = pytest.mark.django_db


def language_of(client: Client, path: str = "/cookies/", **headers: str) -> str:
    return client.get(path, headers=headers)["Content-Language"]


@pytest.mark.parametrize(
    ("asked", "answered"), [("sv-FI,sv;q=0.9", "sv"), ("en-GB", "en"), ("de,fr;q=0.5", "fi"), ("", "fi")]
)
def test_a_page_answers_in_the_language_that_the_browser_asks_for(asked: str, answered: str) -> None:
    assert language_of(Client(), **{"accept-language": asked}) == answered


def test_a_visitor_chooses_with_one_click_and_nothing_is_written() -> None:
    client = Client()

    answer = client.get("/language/sv/?next=/services/")

    assert (answer.status_code, answer["Location"]) == (302, "/services/")
    assert language_of(client, **{"accept-language": "en"}) == "sv"
    assert list(client.cookies) == ["lupaus_language"]


def test_who_is_signed_in_keeps_the_language_at_another_browser() -> None:
    user, home, phone = account("maija@esimerkki.fi", Role.CUSTOMER), Client(), Client()
    sign_in(home, user)
    sign_in(phone, user)

    home.post("/language/", {"language": "en", "next": "/my/"})

    assert language_of(phone, **{"accept-language": "fi"}) == "en"


@pytest.mark.parametrize(
    "to", ["//paha.example", "https://paha.example/", "/\\paha.example", "javascript:alert(1)", "@paha"]
)
def test_choosing_a_language_leads_nowhere_else(to: str) -> None:
    assert Client().get("/language/sv/", {"next": to})["Location"] == "/"


@pytest.mark.parametrize("code", ["de", "se", "fi-FI", "\u0661", "x" * 300])
def test_a_language_that_we_do_not_speak_is_no_page(code: str) -> None:
    assert Client().get(f"/language/{code}/").status_code == 404


def test_the_notice_is_followed_to_its_page_in_the_other_language() -> None:
    assert Client().get("/language/sv/?next=/tietosuoja")["Location"] == "/dataskydd"


def test_the_companys_own_pages_are_in_finnish() -> None:
    client = Client()
    sign_in(client, account("omistaja@malli.example", Role.OWNER), second_factor=True)

    assert language_of(client, "/staff/", **{"accept-language": "en"}) == "fi"


def test_no_language_is_left_over_for_the_next_request() -> None:
    Client().get("/cookies/", headers={"accept-language": "en"})

    assert language_of(Client()) == "fi"


def test_the_choice_is_shown_in_the_words_of_each_language() -> None:
    page = Client().get("/cookies/").content.decode()

    assert [word for word in ("Suomi", "Svenska", "English") if word not in page] == []
