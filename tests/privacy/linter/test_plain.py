"""How plainly a notice speaks, and how plainly ours does."""

from collections.abc import Callable

import pytest
from django.test import Client

from lupaus.privacy.linter import linter, plain
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.reading import text_of
from tests.privacy.linter.conftest import TODAY
from tests.privacy.linter.test_own_notice import PAGES


def measured(text: str, language: str) -> tuple[float, list[str]]:
    found = plain.plainness(linter.read(text, language, TODAY))
    return found.median_words, [finding.rule for finding in found.findings]


@pytest.mark.parametrize(
    ("language", "words", "count"),
    [("fi", "Tietosuoja on sana", 26), ("sv", "Dataskydd är ett ord", 26), ("en", "Privacy is a word", 26)],
)
def test_a_sentence_of_more_than_25_words_is_too_long(language: str, words: str, count: int) -> None:
    begun = words.split()
    long = " ".join([*begun, *["sana"] * (count - len(begun))])
    short = " ".join([*begun, *["sana"] * (count - 1 - len(begun))])

    assert measured(f"{long}.", language) == (26.0, ["P1"])
    assert measured(f"{short}.", language) == (25.0, [])


@pytest.mark.parametrize(
    ("language", "chain", "fine"),
    [
        ("fi", "Tietosuoja: ne kerätään, tallennetaan ja poistetaan.", "Tietosuoja: keräämme ja poistamme tiedot."),
        ("sv", "Dataskydd är att de samlas, lagras och raderas.", "Dataskydd är att vi samlar och raderar dem."),
        ("en", "Privacy: data is collected, is stored and is deleted.", "Privacy: we collect data and delete it."),
    ],
)  # fmt: skip
def test_a_chain_of_passives_is_flagged(language: str, chain: str, fine: str) -> None:
    assert measured(chain, language)[1] == ["P2"]
    assert measured(fine, language)[1] == []


def test_headings_items_and_rows_are_no_sentences(read: Callable[..., Notice]) -> None:
    found = plain.plainness(read("fi_old.txt"))

    assert (found.sentences, found.median_words, found.is_plain) == (51, 9.0, False)


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_our_own_notice_speaks_plainly(client: Client, address: str) -> None:
    page = client.get(address).content

    found = plain.plainness(linter.read(text_of(page, "notice.html"), PAGES[address], TODAY))

    assert found.sentences > 20
    assert (found.median_words <= plain.MEDIAN, [finding.sentence for finding in found.findings]) == (True, [])
