"""H43: an order left open over a change of prices: both prices are shown, nothing is ordered until one is agreed to."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
import time_machine

from lupaus.catalogue import prices
from lupaus.catalogue.prices import Amounts
from lupaus.kernel import statutes, walltime
from lupaus.kernel.money import Money
from lupaus.kernel.statutes import VatClass, VatRate
from lupaus.orders.models import Order, OrderLine
from tests.sites.public.conftest import AT, OWNER, TODAY, Browser

MIDNIGHT = walltime.midnight(TODAY + timedelta(days=1))
LATE, NEXT_DAY = MIDNIGHT - timedelta(minutes=3), MIDNIGHT + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def evening(shop: object) -> Iterator[None]:
    with time_machine.travel(LATE, tick=False):
        yield


def words(page: object) -> str:
    content = page.content.decode()  # type: ignore[attr-defined]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content)).replace("\xa0", " ").split())


def dearer_tomorrow(browser: Browser) -> None:
    dear = Amounts(Money(50_00), Money(0), Money(8_00))
    prices.set_price(browser.shop.cleaning, dear, from_on=TODAY + timedelta(days=1), by=OWNER, at=AT)


def test_h43_a_price_that_changes_at_midnight_is_shown_with_the_old_one_and_agreed_to_anew(browser: Browser) -> None:
    dearer_tomorrow(browser)
    browser.fill_in()
    assert "134,00 €" in words(browser.client.get("/order/check/"))

    with time_machine.travel(NEXT_DAY, tick=False):
        refused = browser.order()
        shown = words(refused)
        orders = Order.objects.count()
        agreed = browser.order(total=15800)

    assert refused.status_code == 409  # type: ignore[attr-defined]
    assert "158,00 €" in shown
    assert "134,00 €" in shown
    assert orders == 0
    assert agreed.status_code == 302  # type: ignore[attr-defined]
    assert Order.objects.get().total_cents == 15800


def test_h43_a_rate_of_vat_that_changes_at_midnight_is_that_of_the_day_of_the_order(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = VatRate(VatClass.STANDARD, Decimal(30), TODAY + timedelta(days=1), None, "a law of tomorrow")
    today = [
        VatRate(rate.vat_class, rate.percent, rate.from_on, changed.from_on, rate.source)
        if rate.vat_class is VatClass.STANDARD and rate.until_on is None
        else rate
        for rate in statutes.VAT_RATES
    ]
    monkeypatch.setattr(statutes, "VAT_RATES", (*today, changed))
    browser.fill_in()

    with time_machine.travel(NEXT_DAY, tick=False):
        browser.order()

    assert set(OrderLine.objects.values_list("vat_percent", flat=True)) == {Decimal(30)}


def test_h43_control_before_midnight_the_old_price_is_ordered_at(browser: Browser) -> None:
    dearer_tomorrow(browser)
    browser.fill_in()

    placed = browser.order()

    assert placed.status_code == 302  # type: ignore[attr-defined]
    assert Order.objects.get().total_cents == 13400
    assert set(OrderLine.objects.values_list("vat_percent", flat=True)) == {Decimal("25.5")}
