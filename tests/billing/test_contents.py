import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lupaus.billing.contents import Buyer, Contents, Row, Seller, VatSum
from lupaus.kernel.money import Money

SELLER = Seller(
    "Malli Oy", "1234567-1", ("Mallikatu 1", "00100 Helsinki"), "laskut@malli.example", "+358401234567", "FI58", ""
)
BUYER = Buyer("Öystein O'Neill-Äijälä", "", ("Esimerkkikatu 5", "00500 Helsinki"), "o@malli.example")


def row(cents: int, percent: str = "25.5", quantity: str = "1", labour: int = 0) -> Row:
    return Row("Kotisiivous", Decimal(quantity), "h", Decimal(percent), Money(cents), Money(labour))


def contents(*rows: Row) -> Contents:
    return Contents(SELLER, BUYER, rows, "10428-7")


def test_tax_is_counted_once_per_rate() -> None:
    made = contents(row(5020), row(5020), row(1135, "13.5"))

    assert made.vat_sums == (VatSum(Decimal("25.5"), Money(10040)), VatSum(Decimal("13.5"), Money(1135)))
    assert [(part.net, part.vat) for part in made.vat_sums] == [(Money(8000), Money(2040)), (Money(1000), Money(135))]


def test_a_unit_price_is_without_tax() -> None:
    assert row(15060, quantity="3").unit_net == Money(4000)


def test_a_credit_note_takes_back_every_row_and_names_its_reason() -> None:
    made = contents(row(5020, labour=5000)).reversed("Väärä summa")

    assert (made.total, made.labour, made.reason) == (Money(-5020), Money(-5000), "Väärä summa")


def test_the_seller_has_a_vat_number_made_of_its_business_id() -> None:
    assert SELLER.vat_id == "FI12345671"


@given(
    st.lists(
        st.tuples(st.integers(1, 10**6), st.sampled_from(["25.5", "13.5", "0"]), st.sampled_from(["1", "2.5", "0.25"])),
        min_size=1,
    )
)
def test_contents_survive_json_and_net_and_tax_add_up(rows: list[tuple[int, str, str]]) -> None:
    made = contents(*(row(cents, percent, quantity) for cents, percent, quantity in rows))

    assert Contents.of_json(json.loads(json.dumps(made.as_json()))) == made
    assert Money.sum(part.net + part.vat for part in made.vat_sums) == made.total
    assert made.reversed("").total + made.total == Money.zero()
