"""Laws of the arithmetic, without a database."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.pricing import LineKind, Quote, VatPart
from lupaus.catalogue.engine.terms import AddOnTerms, Equipment, Selection, Terms, Unit
from lupaus.kernel.money import Money
from lupaus.kernel.tongue import Names

STANDARD, REDUCED = Decimal("25.5"), Decimal("13.5")

cents = st.integers(0, 1_000_000)
rates = st.sampled_from([STANDARD, REDUCED, Decimal(10), Decimal(0)])
percents = st.integers(0, 100)

add_ons = st.builds(
    AddOnTerms,
    code=st.sampled_from(["oven", "fridge", "windows"]),
    name=st.just(Names("Lisä", "Tillägg")),
    price_cents=cents,
    minutes=st.integers(0, 240),
    vat_percent=rates,
    labour_percent=percents,
)


@st.composite
def any_terms(draw: st.DrawFn) -> Terms:
    unit = draw(st.sampled_from([Unit.HOUR, Unit.SQUARE_METRE]))
    size = draw(st.integers(1, 48)) * 15 if unit is Unit.HOUR else draw(st.integers(1, 500))
    return Terms(
        on=date(2026, 11, 23),
        service="cleaning",
        name=Names("Siivous"),
        unit=unit,
        size=size,
        price_cents=draw(cents),
        minimum_cents=draw(cents),
        vat_percent=draw(rates),
        labour_percent=draw(percents),
        equipment=draw(st.sampled_from(list(Equipment))),
        equipment_name=Names("Siivousvälineet ja aineet"),
        equipment_fee_cents=draw(cents),
        minutes_fixed=draw(st.integers(0, 120)),
        minutes_per_100_m2=draw(st.integers(0, 300)),
        add_ons=tuple(draw(st.lists(add_ons, max_size=4))),
    )


@given(any_terms())
def test_lines_sum_to_the_total_and_vat_to_its_parts(terms: Terms) -> None:
    quote = pricing.price(terms)

    assert Money.sum(line.gross for line in quote.lines) == quote.total
    assert Money.sum(part.gross for part in quote.vat) == quote.total
    assert Money.sum(line.net for line in quote.lines) == quote.net == Money.sum(part.net for part in quote.vat)
    for part in quote.vat:
        lines = [line for line in quote.lines if line.vat_percent == part.percent]
        assert (Money.sum(line.vat for line in lines), Money.sum(line.net for line in lines)) == (part.vat, part.net)


@given(any_terms())
def test_net_and_vat_make_up_every_line_and_part(terms: Terms) -> None:
    quote = pricing.price(terms)

    assert all(line.net + line.vat == line.gross for line in quote.lines)
    assert all(part.net + part.vat == part.gross for part in quote.vat)
    assert all(Money.zero() <= line.vat <= line.gross for line in quote.lines)
    assert [part.vat for part in quote.vat] == [part.gross.vat_part(part.percent) for part in quote.vat]


@given(any_terms())
def test_a_share_of_vat_is_never_a_cent_off_the_lines_own(terms: Terms) -> None:
    for line in pricing.price(terms).lines:
        assert abs(line.vat.cents - line.gross.cents * line.vat_percent / (100 + line.vat_percent)) <= Decimal("1.5")


@given(any_terms())
def test_a_larger_size_never_costs_less_or_takes_less_time(terms: Terms) -> None:
    larger = replace(terms, size=terms.size + (15 if terms.unit is Unit.HOUR else 1))

    assert pricing.price(larger).total >= pricing.price(terms).total
    assert pricing.duration(larger) >= pricing.duration(terms)


@given(any_terms(), add_ons)
def test_an_add_on_adds_exactly_its_price(terms: Terms, extra: AddOnTerms) -> None:
    more = pricing.price(replace(terms, add_ons=(*terms.add_ons, extra)))

    assert more.total - pricing.price(terms).total == Money(extra.price_cents)


@given(any_terms())
def test_labour_is_a_part_of_the_total_and_never_equipment(terms: Terms) -> None:
    quote = pricing.price(terms)

    assert Money.zero() <= quote.labour <= quote.total
    assert all(not line.labour for line in quote.lines if line.kind is LineKind.EQUIPMENT)


@given(any_terms())
def test_the_same_terms_give_the_same_quote_after_storing(terms: Terms) -> None:
    assert pricing.price(Terms.from_json(terms.as_json())) == pricing.price(terms)


@given(any_terms())
def test_visits_last_whole_quarters(terms: Terms) -> None:
    assert pricing.duration(terms) % timedelta(minutes=15) == timedelta()


@given(st.text(), st.integers(), st.lists(st.text()), st.sampled_from(list(Equipment)))
def test_a_selection_comes_back_as_it_was_stored(
    service: str, size: int, chosen: list[str], equipment: Equipment
) -> None:
    selection = Selection(service, size, tuple(chosen), equipment)

    assert Selection.from_json(selection.as_json()) == selection


HOURLY = Terms(
    on=date(2026, 11, 23),
    service="kotisiivous",
    name=Names("Kotisiivous"),
    unit=Unit.HOUR,
    size=150,
    price_cents=42_00,
    minimum_cents=0,
    vat_percent=STANDARD,
    labour_percent=100,
    equipment=Equipment.OURS,
    equipment_name=Names("Siivousvälineet ja aineet"),
    equipment_fee_cents=8_00,
    minutes_fixed=0,
    minutes_per_100_m2=0,
    add_ons=(
        AddOnTerms(
            code="uuni", name=Names("Uuni"), price_cents=25_00, minutes=30, vat_percent=STANDARD, labour_percent=80
        ),
    ),
)


def summary(quote: Quote) -> list[tuple[str, Decimal, Unit, int, int, int]]:
    return [
        (str(line.name), line.quantity, line.unit, line.gross.cents, line.vat.cents, line.labour.cents)
        for line in quote.lines
    ]


def test_an_hourly_price_with_everything_worked_out_by_hand() -> None:
    quote = pricing.price(HOURLY)

    assert summary(quote) == [
        ("Kotisiivous", Decimal("2.5"), Unit.HOUR, 105_00, 21_33, 105_00),
        ("Uuni", Decimal(1), Unit.PIECE, 25_00, 5_08, 20_00),
        ("Siivousvälineet ja aineet", Decimal(1), Unit.PIECE, 8_00, 1_63, 0),
    ]
    assert quote.vat == (VatPart(STANDARD, Money(109_96), Money(28_04), Money(138_00)),)
    assert (quote.total, quote.labour, quote.duration) == (Money(138_00), Money(125_00), timedelta(hours=3))


def test_a_minimum_replaces_quantity_and_price() -> None:
    quote = pricing.price(replace(HOURLY, size=30, minimum_cents=60_00, equipment=Equipment.OWN, add_ons=()))

    (line,) = quote.lines
    assert (line.quantity, line.unit, line.unit_price, line.gross, line.is_minimum) == (
        Decimal(1), Unit.PIECE, Money(60_00), Money(60_00), True,
    )  # fmt: skip


def test_square_metres_are_priced_and_timed_by_their_number() -> None:
    terms = replace(
        HOURLY, unit=Unit.SQUARE_METRE, size=72, price_cents=2_35, minutes_fixed=30, minutes_per_100_m2=150, add_ons=()
    )

    quote = pricing.price(terms)

    assert (quote.lines[0].gross, quote.duration) == (Money(169_20), timedelta(minutes=150))


def test_two_rates_of_vat_stand_apart_highest_first() -> None:
    mixed = replace(HOURLY, vat_percent=REDUCED, equipment=Equipment.OWN)

    assert pricing.price(mixed).vat == (
        VatPart(STANDARD, Money(19_92), Money(5_08), Money(25_00)),
        VatPart(REDUCED, Money(92_51), Money(12_49), Money(105_00)),
    )


def test_our_equipment_without_a_fee_makes_no_line() -> None:
    assert len(pricing.price(replace(HOURLY, equipment_fee_cents=0)).lines) == 2


def test_nothing_to_pay_is_a_quote_too() -> None:
    free = replace(HOURLY, price_cents=0, equipment=Equipment.NONE, add_ons=())

    assert pricing.price(free).total == Money.zero()
