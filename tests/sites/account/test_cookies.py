"""Signing in without cookies."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def post(**headers: str) -> object:
    return Client(enforce_csrf_checks=True).post("/account/login/", {"email": "aino@example.fi"}, headers=headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/account/login/"},
    ],
)
def test_a_browser_without_cookies_gets_an_explanation(headers: dict[str, str]) -> None:
    answer = post(**headers)

    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert "Tarvitsemme tähän evästeen" in answer.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Referer": "https://evil.example/"}],
)
def test_a_form_from_another_site_is_refused(headers: dict[str, str]) -> None:
    assert post(**headers).status_code == 403  # type: ignore[attr-defined]


def test_looking_at_the_sign_in_page_sets_one_cookie_at_most(client: Client) -> None:
    answer = client.get("/account/login/")

    assert list(answer.cookies) == ["lupaus_csrf"]
