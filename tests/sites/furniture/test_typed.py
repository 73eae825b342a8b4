import pytest

from lupaus.kernel import typed
from lupaus.sites.furniture import identifiers


def test_accents_are_composed_and_invisible_controls_removed() -> None:
    assert typed.tidy(" A\u0308iti\u202e\u200b\u2066 ") == "Äiti"


@pytest.mark.parametrize("name", ["O'Brien", "null", "None", "-", "../", "Robert'); DROP", "Áŋŋel Þórr ß", "=1+1"])
def test_odd_names_stay_as_they_are(name: str) -> None:
    assert typed.tidy(name) == name
    assert not typed.looks_blank(name)


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", "\u3164", "\u2800\u2800", "\u0301", "\u00a0"])
def test_what_nobody_sees_looks_blank(nothing: str) -> None:
    assert typed.looks_blank(nothing)


@pytest.mark.parametrize("bad", ["a\x00b", "\ud800", "\x1b[31m", "\uffff"])
def test_what_is_not_text_cannot_be_stored(bad: str) -> None:
    assert not typed.is_storable(bad)


def test_tabs_and_line_breaks_are_text() -> None:
    assert typed.is_storable("a\tb\r\nc")
    assert typed.has_lines("a\nb")
    assert typed.tidy("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


def test_marks_belong_to_the_letter_before_them() -> None:
    assert typed.graphemes("e" + "\u0301" * 300) == 1
    assert typed.is_overloaded("e" + "\u0301" * 300)
    assert not typed.is_overloaded("Nguyễn Ǟ ọ̈̄")


def test_digits_of_every_script_are_read() -> None:
    assert typed.plain_digits("１２ ١٢ 12") == "12 12 12"


@pytest.mark.parametrize(
    "text", ["131052-308T", "hän on 131052-308T.", "131052 308t", "131052–308T", "131052A308T", "010594Y9032"]
)
def test_a_personal_identity_code_is_found(text: str) -> None:
    assert identifiers.holds_hetu(text)


@pytest.mark.parametrize("text", ["040 123 4567", "0401234567", "131052-308X", "10000-1", "2026-1187", "321352-308T"])
def test_other_numbers_are_no_identity_codes(text: str) -> None:
    assert not identifiers.holds_hetu(text)


@pytest.mark.parametrize("text", ["4111 1111 1111 1111", "korttini on 5555555555554444", "3782-822463-10005"])
def test_a_payment_card_is_found(text: str) -> None:
    assert identifiers.holds_card(text)


@pytest.mark.parametrize("text", ["FI21 1234 5600 0007 85", "4111 1111 1111 1112", "9111 1111 1111 1111"])
def test_other_long_numbers_are_no_cards(text: str) -> None:
    assert not identifiers.holds_card(text)
