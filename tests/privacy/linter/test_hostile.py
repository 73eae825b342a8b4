"""Whatever is given to the linter: an answer, never a traceback, and in a bounded time."""

import io
import time
from collections.abc import Callable
from datetime import date
from random import Random

import pytest
import typst
from pypdf import PdfWriter

from lupaus.privacy.linter import answers, linter
from lupaus.privacy.linter.linter import Report
from lupaus.privacy.linter.reading import LONGEST_TEXT, Unreadable, text_of
from tests.privacy.linter.conftest import NOTICES, TODAY

SLOW = 15.0
"""Seconds of one core; the longest text that is read takes two on a quiet machine, and a busy one is slower."""
TEN_MEGABYTES = 10_000_000
SUBJECT = "Tietosuojaseloste. Henkilötietoja käsittelee rekisterinpitäjä. "


def report(content: bytes, name: str = "a.txt", language: str | None = None) -> Report:
    return linter.lint(linter.read(text_of(content, name), language, TODAY))


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t\r\n ", "a.txt", "empty"),
        ("\u200b\u00ad\u2060".encode(), "a.txt", "empty"),
        (b"...!!!", "a.txt", "empty"),
        (b"<html><script>evil()</script></html>", "a.html", "empty"),
        (bytes(range(256)) * 100, "a.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 500, "a.png", "binary"),
        (b"a" * TEN_MEGABYTES, "a.txt", "large"),
        (b"a" * 20_000_001, "a.txt", "large"),
        (b"%PDF-1.7 nonsense", "a.pdf", "pdf"),
        (b"", "a.pdf", "pdf"),
        (b"hei", "a.txt", "unclear"),
        (b"12345 67890", "a.txt", "unclear"),
        ("Политика конфиденциальности и обработка данных".encode(), "a.txt", "foreign"),
        ("مدونة الخصوصية وحماية البيانات الشخصية".encode(), "a.txt", "foreign"),
        ("\u202eمدونة الخصوصية\u202c وحماية البيانات".encode(), "a.txt", "foreign"),
        ("個人情報の取り扱いについて 当社は お客様の".encode(), "a.txt", "foreign"),
        ("Wir verarbeiten Ihre Daten für uns und das ist nicht alles.".encode(), "a.txt", "foreign"),
        (b"Vi behandler dine personoplysninger, og du kan ikke se dem.", "a.txt", "foreign"),
        ("Me töötleme teie isikuandmeid ja see on meie õigus, kui te seda soovite.".encode(), "a.txt", "foreign"),
        (b"Mix the flour and sugar. Bake the cookies in the oven for 20 minutes and let them cool.", "a.txt", "other"),
        ("Vatkaa munat ja sokeri. Lisää jauhot ja paista uunissa. Tarjoile kahvin kanssa.".encode(), "a.txt", "other"),
        ("Vispa ägg och socker. Rör ner mjölet och grädda i ugnen. Servera med kaffe.".encode(), "a.txt", "other"),
    ],
)  # fmt: skip
def test_what_cannot_be_linted_is_answered(content: bytes, name: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        report(content, name)

    assert refused.value.code == code
    assert all(answers.UNREADABLE[code].in_language(language) for language in ("fi", "sv", "en"))


def test_a_pdf_without_text_is_answered() -> None:
    paper = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.write(paper)

    with pytest.raises(Unreadable) as refused:
        report(paper.getvalue(), "scan.pdf")

    assert refused.value.code == "scanned"


BOMBS = {
    "one line": "henkilötietoja " * 20_000,
    "one word": "tietosuoja" + "a" * 280_000,
    "negations": SUBJECT + "ei " * 90_000,
    "nearly a transfer": SUBJECT + ("ei " + "eu " * 30 + "ulkopuol ") * 2_000,
    "nearly a disclosure": SUBJECT + "voidaan luovuttaa " * 15_000,
    "nearly a date": SUBJECT + "1.1.1.1.1." * 28_000,
    "nearly a length of time": SUBJECT + "yhden (1) " * 28_000,
    "nearly an address": SUBJECT + "a.a@" * 70_000,
    "nearly a name": SUBJECT + "Aa Bb-Cc " * 30_000,
    "spaces": SUBJECT + " " * 250_000 + "x",
    "brackets": SUBJECT + "[" * 250_000,
    "links": SUBJECT + "[a](b" * 50_000,
    "bullets": "- henkilötieto\n" * 18_000,
    "headings": "Tietojen säilytys:\n" * 15_000,
    "numbered": "1. Tietojen siirto\n" * 15_000,
    "cells": "a | henkilötieto\n" * 17_000,
    "contradictions": "Tietoja ei siirretä EU:n ulkopuolelle.\nTietoja käsitellään EU:n ulkopuolella.\n" * 3_500,
    "combining": SUBJECT + "a\u0301\u0302\u0303" * 60_000,
    "surrogates": SUBJECT + "\ud800" * 1_000,
    "nul": SUBJECT + "\x00" * 1_000,
}


def answered(content: bytes, name: str) -> float:
    """Return the seconds that an answer takes: findings, or why there are none."""
    began = time.thread_time()
    try:
        assert isinstance(report(content, name, "fi").findings, tuple)
    except Unreadable as answer:
        told.append(answer.code)
    return time.thread_time() - began


told: list[str] = []


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_answered_in_a_bounded_time(name: str) -> None:
    assert answered(BOMBS[name][: LONGEST_TEXT // 10].encode("utf-8", "replace"), "a.txt") < SLOW / 5


@pytest.mark.drill
@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("ending", [".txt", ".md", ".html"])
def test_a_bomb_of_the_greatest_length_is_answered_in_a_bounded_time(name: str, ending: str) -> None:
    assert answered(BOMBS[name][:LONGEST_TEXT].encode("utf-8", "replace"), f"a{ending}") < SLOW


@pytest.mark.parametrize(
    "page", ["<div>" * 20_000, "<svg>" * 20_000, "<!--" * 20_000, "<![CDATA[" * 9_000, "<?" * 40_000, "</" * 40_000,
             "<p " + "a=b " * 20_000, "<p " + "='" * 40_000, "&#x" * 30_000, "<" * 90_000]
)  # fmt: skip
def test_a_hostile_page_is_answered_in_a_bounded_time(page: str) -> None:
    assert answered((f"<html><p>{SUBJECT}</p>" + page).encode(), "a.html") < SLOW / 5


@pytest.mark.drill
def test_twice_the_text_takes_about_twice_the_time() -> None:
    """The control of the bombs: a quadratic pattern would take four times as long."""
    old = (NOTICES / "fi_old.txt").read_text(encoding="utf-8")

    def seconds(times: int) -> float:
        best = []
        for _ in range(2):
            began = time.thread_time()
            linter.lint(linter.read(old * times, "fi", TODAY))
            best.append(time.thread_time() - began)
        return min(best)

    assert seconds(16) < 3.2 * seconds(8)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_old_notice_is_read_in_every_encoding(encoding: str, read: Callable[..., object]) -> None:
    text = (NOTICES / "fi_old.txt").read_text(encoding="utf-8").replace("•", "-")
    expected = [finding.rule for finding in report(text.encode()).findings]

    assert [finding.rule for finding in report(text.encode(encoding)).findings] == expected
    assert len(set(expected)) == 20


def test_invisible_signs_hide_nothing() -> None:
    text = "Tietosuojaseloste. Pyyn\u00adtö tulee lä\u200bhettää alle\u2060kirjoitettuna.\u202e"

    assert [finding.rule for finding in report(text.encode()).findings] == ["L03"]


def test_a_notice_of_any_day_is_read() -> None:
    for day in ("31.2.2026", "0.0.0000", "99.99.9999", "1.1.2999", "2026-13-45", "31 foobar 2026"):
        linter.lint(linter.read(f"{SUBJECT} Päivitetty {day}.", "fi", date(2026, 1, 1)))


def test_a_broken_pdf_is_answered_however_it_is_broken() -> None:
    whole = typst.compile(b"#text[Tietosuojaseloste]")
    random = Random(1)
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(random.choice([1, 5, 40])):
            broken[random.randrange(len(broken))] = random.randrange(256)

        answered(bytes(broken[: random.randrange(1, len(broken))]), "a.pdf")
        answered(bytes(broken), "a.pdf")
