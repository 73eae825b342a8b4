from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from lupaus.kernel import spoken, tongue
from lupaus.kernel.money import Money, NotAnAmount
from lupaus.kernel.period import Period

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
MORNING = Period.of(datetime(2026, 11, 25, 7, tzinfo=UTC), timedelta(hours=3))


@pytest.fixture(params=["fi", "sv", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    asked = tongue._asked
    before = asked.language, asked.text
    tongue.ask(language=lambda: request.param, text=lambda text: f"{request.param}: {text}")
    yield request.param
    asked.language, asked.text = before


def test_times_are_said_in_the_language_that_is_active(language: str) -> None:
    said = spoken.when(MORNING, now=NOW), spoken.long_day(date(2026, 11, 25)), spoken.plain_day(date(2026, 11, 5))

    assert (
        said
        == {
            "fi": ("ke\xa025.11. klo\xa09.00–12.00", "Keskiviikko 25.11.", "5.11.2026"),
            "sv": ("on\xa025.11 kl.\xa09.00–12.00", "Onsdag 25.11", "5.11.2026"),
            "en": ("Wed\xa025\xa0Nov at\xa09:00–12:00", "Wednesday 25\xa0Nov", "5\xa0Nov\xa02026"),
        }[language]
    )


def test_money_is_said_in_the_language_that_is_active(language: str) -> None:
    said = str(Money(160_050)), str(Money(-5)), Money(160_050).number

    assert (
        said
        == {
            "fi": ("1\xa0600,50\xa0€", "−0,05\xa0€", "1\xa0600,50"),
            "sv": ("1\xa0600,50\xa0€", "−0,05\xa0€", "1\xa0600,50"),
            "en": ("€1,600.50", "−€0.05", "1,600.50"),
        }[language]
    )


def test_a_refusal_of_the_kernel_is_translated_when_it_is_read(language: str) -> None:
    assert str(NotAnAmount()) == f"{language}: Anna summa euroina, esimerkiksi 1 000,50"


@pytest.mark.parametrize("code", [None, "", "de", "fi-FI", "xx"])
def test_a_language_we_do_not_speak_is_finnish(code: str | None) -> None:
    asked = tongue._asked
    before = asked.language, asked.text
    tongue.ask(language=lambda: code, text=str)
    try:
        assert tongue.spoken() == "fi"
    finally:
        asked.language, asked.text = before
