"""Texts as they are kept, whoever brings them."""

import pytest

from lupaus.register import texts
from lupaus.register.texts import NotText, TooLong


def test_a_line_is_one_line_with_single_spaces() -> None:
    assert texts.line("  Esimerkki\u202ekatu\t5\r\nA 12 ") == "Esimerkkikatu 5 A 12"


def test_lines_stay_lines() -> None:
    assert texts.lines(" Soita  summeria\r\n\r\nVirtanen\u200b ") == "Soita summeria\n\nVirtanen"


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "\u3164", "\u2800\n\u202e", "\u0301"])
def test_what_nobody_sees_is_nothing(nothing: str) -> None:
    assert (texts.line(nothing), texts.lines(nothing)) == ("", "")


@pytest.mark.parametrize("bad", ["a\x00", "\ud800", "a\x1b[31m"])
def test_what_is_no_text_is_refused(bad: str) -> None:
    with pytest.raises(NotText, match="emme voi tallentaa"):
        texts.line(bad)


@pytest.mark.parametrize("long", ["a" * 81, "e" + "\u0301" * 300])
def test_what_is_too_long_or_piled_up_is_refused(long: str) -> None:
    with pytest.raises(TooLong, match="80 merkkiä"):
        texts.line(long)


def test_length_is_what_a_reader_counts() -> None:
    assert texts.line("ọ̈" * 80).count("o") + texts.line("ọ̈" * 80).count("ọ") == 80


@pytest.mark.parametrize("town", ["a" * 61, "q\u0308" * 31])
def test_the_name_of_a_town_counts_every_code_point(town: str) -> None:
    with pytest.raises(TooLong, match="60 merkkiä"):
        texts.city(town)


def test_a_town_fills_its_column() -> None:
    assert len(texts.city("q\u0308" * 30)) == 60
