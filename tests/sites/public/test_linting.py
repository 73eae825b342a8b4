"""Anybody pastes a notice: findings as a page and as JSON, without a cookie, a trace or a traceback."""

import json
import logging

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.canaries import database

pytestmark = pytest.mark.django_db

ADDRESS = "/tietosuoja/tarkistus"
OLD = (
    "Tietosuojaseloste\n\nAsiakkaalla on henkilötietolain nojalla oikeus tarkistaa tietonsa kerran vuodessa. "
    "Pyyntö tulee lähettää allekirjoitettuna."
)
RECIPE = "Sekoita jauhot ja sokeri. Paista uunissa 20 minuuttia. Anna jäähtyä ja tarjoile kermavaahdon kanssa."
GERMAN = "Wir verarbeiten Ihre personenbezogenen Daten und das ist nicht alles, was wir mit den Daten tun."
CANARY = "kanariakaswqzx"


def rules(body: bytes) -> list[str]:
    return [finding["rule"] for finding in json.loads(body)]


def test_the_page_asks_for_a_text_and_sets_no_cookie(client: Client) -> None:
    page = client.get(ADDRESS)

    assert (page.status_code, dict(page.cookies)) == (200, {})
    assert "Tarkista tietosuojaseloste" in page.content.decode()
    assert '<textarea name="text"' in page.content.decode()


def test_a_pasted_notice_is_answered_sentence_by_sentence(client: Client) -> None:
    page = client.post(ADDRESS, {"text": OLD, "language": "auto"})

    assert (page.status_code, dict(page.cookies)) == (200, {})
    assert [finding.rule for finding in page.context["report"].findings] == ["L01", "L02", "L03"]
    shown = page.content.decode()
    assert "3 huomautusta" in shown
    assert "Henkilötietolaki (523/1999) ei ole ollut voimassa 1.1.2019 jälkeen" in shown
    assert 'lang="fi"' in shown


def test_findings_speak_the_language_of_the_notice(client: Client) -> None:
    text = "Privacy notice\n\nYour request for access to personal data must be signed."

    page = client.post(ADDRESS, {"text": text, "language": "auto"})

    assert '<section class="stack" id="result" lang="en"' in page.content.decode()
    assert "Remove the demand for a signature." in page.content.decode()


@pytest.mark.parametrize(
    ("address", "extra"), [(ADDRESS, {"HTTP_ACCEPT": "application/json"}), (f"{ADDRESS}.json", {})]
)
def test_programs_get_json(client: Client, address: str, extra: dict[str, str]) -> None:
    answer = client.post(address, {"text": OLD}, **extra)  # type: ignore[arg-type]

    assert (answer.status_code, answer["Content-Type"], rules(answer.content)) == (
        200, "application/json", ["L01", "L02", "L03"],
    )  # fmt: skip
    assert set(json.loads(answer.content)[0]) == {"rule", "sentence", "why", "mend"}


def test_a_program_may_send_the_bare_text(client: Client) -> None:
    answer = client.post(f"{ADDRESS}.json?lang=fi", OLD.encode(), content_type="text/plain")

    assert rules(answer.content) == ["L01", "L02", "L03"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Liitä selosteen teksti"),
        (RECIPE, "Tämä ei näytä tietosuojaselosteelta."),
        (GERMAN, "Teksti näyttää olevan muulla kielellä."),
        ("سياسة الخصوصية: نحن نجمع بياناتك الشخصية ونحميها", "Teksti näyttää olevan muulla kielellä."),
        ("x" * 60_001, "Lyhennä tekstiä, enintään 60000 merkkiä."),
    ],
)  # fmt: skip
def test_what_is_no_notice_gets_an_answer(client: Client, text: str, words: str) -> None:
    page = client.post(ADDRESS, {"text": text, "language": "auto"})
    answer = client.post(f"{ADDRESS}.json", {"text": text})

    assert (page.status_code, answer.status_code) == (422, 422)
    assert words in page.content.decode()
    assert list(json.loads(answer.content)) == ["answer"]


def test_markup_in_a_notice_is_shown_as_text(client: Client) -> None:
    text = f"{OLD} Tietosuoja <script>alert(1)</script> on allekirjoitettuna lähetettävä pyyntö \u202e<b>."

    page = client.post(ADDRESS, {"text": text, "language": "fi"}).content.decode()

    assert "<script>alert" not in page


def test_the_text_is_neither_stored_nor_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    text = OLD.replace("Pyyntö", f"Pyyntö {CANARY}")
    with caplog.at_level(logging.DEBUG):
        page = client.post(ADDRESS, {"text": text, "language": "auto"})

    assert CANARY in page.content.decode()  # it could leak
    assert CANARY not in database()
    assert CANARY not in caplog.text


def test_a_longer_text_costs_no_more_queries(client: Client) -> None:
    counts = []
    for text in (OLD, OLD * 3):
        with CaptureQueriesContext(connection) as queries:
            client.post(ADDRESS, {"text": text, "language": "auto"})
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_one_network_is_answered_so_often_and_no_more(client: Client) -> None:
    cache.clear()
    answers = [client.post(f"{ADDRESS}.json", {"text": OLD}).status_code for _ in range(31)]
    forged = client.post(f"{ADDRESS}.json", {"text": OLD}, HTTP_X_FORWARDED_FOR="192.0.2.7")
    page = client.post(ADDRESS, {"text": OLD, "language": "auto"})

    assert (set(answers[:30]), answers[30], forged.status_code, page.status_code) == ({200}, 429, 429, 429)
    cache.clear()


def test_a_page_of_another_site_is_turned_away(client: Client) -> None:
    foreign = [client.post(ADDRESS, {"text": OLD}, HTTP_ORIGIN=each) for each in ("https://evil.example", "null")]
    ours = client.post(ADDRESS, {"text": OLD, "language": "auto"}, HTTP_ORIGIN="http://testserver")

    assert ([answer.status_code for answer in foreign], ours.status_code) == ([403, 403], 200)


@pytest.mark.parametrize("notice", ["/tietosuoja", "/dataskydd", "/privacy"])
def test_the_notice_leads_to_the_linter(client: Client, notice: str) -> None:
    assert f'href="{ADDRESS}"' in client.get(notice).content.decode()
