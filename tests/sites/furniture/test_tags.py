import gzip
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.terms import Equipment, Terms, Unit
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.kernel.tongue import Names
from lupaus.sites.furniture import price, weaving
from lupaus.sites.furniture.icons import DRAWINGS
from lupaus.sites.furniture.why import Why

STYLES = Path(__file__).parents[3] / "src/lupaus/static/lupaus/css"
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
PERIOD = Period.of(datetime(2026, 11, 25, 7, tzinfo=UTC), timedelta(hours=3))


def drawn(source: str, **names: object) -> str:
    request = SimpleNamespace(at=NOW, GET={})
    return Template("{% load furniture %}" + source).render(Context({"request": request, **names}))


def terms(**changes: object) -> Terms:
    usual = {
        "on": date(2026, 11, 22), "service": "cleaning", "name": Names("Kotisiivous"), "unit": Unit.HOUR, "size": 180,
        "price_cents": 4200, "minimum_cents": 0, "vat_percent": Decimal("25.5"), "labour_percent": 100,
        "equipment": Equipment.OURS, "equipment_name": Names("Siivousvälineet"), "equipment_fee_cents": 800,
        "minutes_fixed": 0, "minutes_per_100_m2": 0,
    }  # fmt: skip
    return Terms(**{**usual, **changes})  # type: ignore[arg-type]


def test_money_and_times_are_said_as_people_say_them() -> None:
    said = drawn(
        "{{ a|money }}|{{ b|money }}|{% when p %}|{{ p|when:request.at }}|{{ m|lasting }}",
        a=Money(160000),
        b=5,
        p=PERIOD,
        m=150,
    )

    assert said == (
        '1\xa0600,00\xa0€|0,05\xa0€|<time datetime="2026-11-25T07:00:00+00:00">ke\xa025.11. klo\xa09.00–12.00</time>'
        "|ke\xa025.11. klo\xa09.00–12.00|2\xa0h\xa030\xa0min"
    )


def test_what_people_typed_is_isolated_and_escaped() -> None:
    assert drawn("{{ name|bdi }}", name="<b>\u202e") == "<bdi>&lt;b&gt;\u202e</bdi>"


@pytest.mark.parametrize(
    ("value", "shown"), [("+358401234567", "040 ••• ••67"), ("maija@esimerkki.fi", "m••••@esimerkki.fi")]
)
def test_a_masked_value_shows_its_ends_only(value: str, shown: str) -> None:
    assert drawn("{{ value|masked }}", value=value) == shown


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_icon_is_hidden_from_screen_readers(name: str) -> None:
    assert drawn(f'{{% icon "{name}" %}}').startswith('<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><')


def test_the_price_card_shows_lines_vat_and_the_arithmetic_of_the_credit() -> None:
    card = drawn("{% price_card quote credit_on=day %}", quote=pricing.price(terms()), day=NOW.date())
    said = re.sub("[ \\n]+", " ", re.sub("<[^>]+>", " ", card))

    assert "Kotisiivous 3\xa0h × 42,00\xa0€ 126,00\xa0€ Siivousvälineet 8,00\xa0€ Yhteensä 134,00\xa0€" in said
    assert "Hinnassa alv 25,5\xa0% 27,23\xa0€" in said
    assert "noin 89,90\xa0€" in said
    assert "Työn osuus hinnasta 126,00\xa0€ Siitä 35\xa0% 44,10\xa0€" in said
    assert "Vähennys, jos tämä on vuoden ainoa ostos 0,00\xa0€" in said


def test_a_year_whose_credit_is_not_known_is_said_to_be_so() -> None:
    said = drawn("{% price_card quote credit_on=day %}", quote=pricing.price(terms()), day=date(2031, 1, 1))

    assert "vuoden 2031 määrä ei ole vielä tiedossamme" in said


def test_the_credit_never_exceeds_the_maximum_of_the_year() -> None:
    found = price.credit(Money.euros(9000), Money.euros(9000), date(2026, 11, 22))

    assert found is not None
    assert (found.share, found.alone, found.left) == (Money.euros(1600), Money.euros(1600), Money.euros(7400))


def test_without_labour_there_is_no_credit_to_speak_of() -> None:
    said = drawn("{% price_card quote credit_on=day %}", quote=pricing.price(terms(labour_percent=0)), day=NOW.date())

    assert "Kotitalousvähenny" not in said


def test_the_minimum_price_is_named_as_such() -> None:
    quote = pricing.price(terms(minimum_cents=20000))

    assert price.wording(quote.lines[0]) == "Kotisiivous, vähimmäishinta"


def test_square_metres_are_multiplied_in_the_open() -> None:
    quote = pricing.price(
        terms(unit=Unit.SQUARE_METRE, size=60, price_cents=150, minutes_fixed=30, minutes_per_100_m2=60)
    )

    assert price.wording(quote.lines[0]) == "Kotisiivous 60\xa0m² × 1,50\xa0€"


def test_the_chip_is_read_from_the_declaration() -> None:
    said = drawn("{% why reason %}", reason=Why("register.Address", "street"))

    assert "Miksi kysymme?" in said
    assert "Peruste: sopimus." in said
    assert "Käynnin tekijä otettuaan käynnin vastaan" in said
    assert "1 vuosi sopimuksen päättymisestä." in said


def test_a_door_code_is_seen_by_the_provider_alone() -> None:
    assert Why("register.Address", "access_code").reason().viewers == (
        "Vain käynnin tekijä, 2 tuntia ennen käyntiä ja käynnin ajan."
    )


def threads(*states: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(row=f"S{at}", strip=state) for at, state in enumerate(states, start=1)]


def test_a_broken_promise_sticks_out_of_the_band() -> None:
    strips = weaving.band(threads("enforced", "broken", "not-yet"))

    assert [(strip.colour, strip.sticks_out) for strip in strips] == [("k1", False), ("kx", True), ("", False)]


def test_only_a_broken_promise_unravels_the_rug() -> None:
    rug = weaving.big(threads("enforced", "broken", "partly", "not-yet"))

    assert [weft.is_broken for weft in rug.wefts] == [False, False, True, False]
    assert rug.wefts[3].width < rug.wefts[1].width * 0.75


def test_the_rug_grows_from_its_beginning() -> None:
    rug = weaving.big(threads("not-yet", "enforced", "not-yet", "enforced"))

    assert [bool(weft.colour) for weft in rug.wefts] == [False, False, True, True]


def test_nothing_is_drawn_without_results() -> None:
    assert "<svg" not in drawn("{% rug strips %}", strips=[])


def test_the_style_sheets_together_weigh_at_most_12_kilobytes() -> None:
    every = b"".join(path.read_bytes() for path in sorted(STYLES.glob("*.css")))

    assert len(gzip.compress(every)) <= 12_000


def test_the_focus_colour_is_used_for_the_focus_ring_only() -> None:
    every = "".join(path.read_text(encoding="utf-8") for path in STYLES.glob("*.css"))

    assert every.count("var(--focus)") == 1


def test_a_band_is_as_wide_as_its_strips() -> None:
    assert 'viewBox="0 0 30 30"' in drawn("{% rug strips %}", strips=threads("enforced", "broken", "not-yet"))


def test_the_numbers_of_a_drawing_are_written_for_machines() -> None:
    svg = drawn('{% rug_big strips "raidat" %}', strips=threads("enforced", "broken"))

    assert re.findall(r'(?:x|y|width|height)="\d+,', svg) == []
    assert 'y="46.0"' in svg


def test_the_big_rug_says_in_words_what_it_shows() -> None:
    assert 'aria-label="kolme raitaa"' in drawn(
        '{% rug_big strips "kolme raitaa" %}', strips=threads("enforced", "broken", "partly")
    )
