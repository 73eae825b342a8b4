"""Clause S51: without cookies, signing in and ordering end in an explanation, not in a loop or an error."""

import pytest
from django.test import Client, override_settings

from lupaus.foundation import clock
from lupaus.privacy.proof.promise import Promise, State
from tests.sites.public.conftest import ADDRESS, AT, CONTACT, Shop, open_shop

PROMISE = Promise("S51", State.ENFORCED)

HERE = {"Origin": "http://testserver"}
SENT = {
    "/account/login/": {"email": "maija@esimerkki.fi"},
    "/order/": {"postcode": "00500", "service": "kotisiivous", "size": 180},
    "/order/time/": {"starts_at": "2026-11-26T07:00:00+00:00"},
    "/order/address/": ADDRESS,
    "/order/contact/": CONTACT,
    "/order/check/": {"total": 13400},
}


@pytest.fixture
def shop(db: None) -> Shop:
    clock.set_to(AT)
    return open_shop()


@pytest.mark.parametrize("path", SENT)
def test_a_form_without_cookies_is_answered_with_an_explanation(shop: Shop, path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path, SENT[path], headers=HERE)

    assert answer.status_code == 200
    assert "Tarvitsemme tähän evästeen" in answer.content.decode()


@pytest.mark.parametrize("path", SENT)
def test_the_explanation_is_no_page_that_leads_back_to_itself(shop: Shop, path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path, SENT[path], headers=HERE, follow=True)

    assert answer.redirect_chain == []


@pytest.mark.parametrize("path", ["/my/", "/work/", "/staff/"])
def test_a_page_behind_the_door_leads_to_signing_in_once(shop: Shop, path: str) -> None:
    first = Client().get(path)
    second = Client().get(first["Location"])

    assert (first.status_code, second.status_code) == (302, 200)


def test_a_form_from_another_site_is_refused_all_the_same(shop: Shop) -> None:
    answer = Client(enforce_csrf_checks=True).post(
        "/order/", SENT["/order/"], headers={"Origin": "https://evil.example"}
    )

    assert answer.status_code == 403


@override_settings(CSRF_FAILURE_VIEW="django.views.csrf.csrf_failure")
def test_control_without_our_answer_the_person_meets_a_bare_refusal(shop: Shop) -> None:
    answer = Client(enforce_csrf_checks=True).post("/order/", SENT["/order/"], headers=HERE)

    assert answer.status_code == 403
