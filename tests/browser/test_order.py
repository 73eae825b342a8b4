"""The order as a person meets it: no scripts, phone and desk, keyboard, both themes."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lupaus.orders.models import Order
from tests.browser.conftest import DESK, NARROW, PHONE, Windows, fill_in_to, walk
from tests.sites.public.conftest import Shop

pytestmark = pytest.mark.browser

READING = ("/", "/services/", "/order/", "/saavutettavuus", "/cookies/", "/no-such-page")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
TYPED = "input:not([type=hidden], [type=radio], [type=checkbox]):visible, textarea:visible"

FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    at: at.outerHTML.slice(0, 80),
    body: at === document.body,
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: !!top && (top === at || at.contains(top) || top.contains(at)),
  };
}"""
WIDTH = "document.documentElement.scrollWidth"


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_an_order_is_made_without_scripts(shop: Shop, windows: Windows, size: tuple[int, int]) -> None:
    page = windows.open(size)

    fill_in_to(page, "done")

    expect(page.get_by_role("heading", level=1)).to_have_text("Kiitos, tilaus on tehty")
    assert page.url.endswith(f"/order/{Order.objects.get().id}/")


def test_the_whole_order_asks_for_at_most_nine_typed_fields(shop: Shop, windows: Windows) -> None:
    page, counted = windows.open(), 0

    for _screen in walk(page):
        counted += page.locator(TYPED).count()

    assert counted <= 9


def test_going_back_keeps_what_was_typed(shop: Shop, windows: Windows) -> None:
    page = windows.open()
    fill_in_to(page, "check")

    page.go_back()

    expect(page.get_by_label("Etunimi")).to_have_value("Maija")


def test_back_and_forward_walk_the_screens_and_nothing_is_lost(shop: Shop, windows: Windows) -> None:
    page = windows.open()
    fill_in_to(page, "check")
    titles = ["Kuka tilaa?", "Mihin tulemme?", "Milloin tulemme?", "Kotisiivous", "Mitä tehdään?"]
    heading = page.get_by_role("heading", level=1)

    for title in titles:
        page.go_back()
        expect(heading).to_have_text(title)
    for title in titles[-2::-1]:
        page.go_forward()
        expect(heading).to_have_text(title)
    page.go_forward()

    expect(heading).to_have_text("Tarkista ja tilaa")
    expect(page.get_by_text("Esimerkkikatu 5 A 12")).to_be_visible()


def test_going_back_after_the_order_says_that_it_is_done(shop: Shop, windows: Windows) -> None:
    page = windows.open()
    fill_in_to(page, "done")

    page.goto("/order/check/")

    expect(page.get_by_role("status")).to_have_text("Tilaus on jo tehty.")


def test_errors_are_summed_up_and_lead_to_their_fields(shop: Shop, windows: Windows) -> None:
    page = windows.open(scripts=True)
    fill_in_to(page, "contact")

    page.get_by_role("button", name="Jatka tarkistukseen").click()

    expect(page).to_have_title(re.compile("^Virhe: "))
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Anna etunimi").click()
    assert page.url.endswith("#id_first_name")


def test_a_company_is_asked_for_more_only_once_it_says_so(shop: Shop, windows: Windows) -> None:
    page = windows.open()
    fill_in_to(page, "contact")

    expect(page.get_by_label("Y-tunnus", exact=True)).to_be_hidden()
    page.get_by_label("Yritykselle").check()

    expect(page.get_by_label("Y-tunnus", exact=True)).to_be_visible()


def test_nothing_is_asked_from_another_host(shop: Shop, windows: Windows) -> None:
    page, asked = windows.open(scripts=True), set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))

    for path in READING:
        page.goto(path)
    fill_in_to(page, "done")

    assert asked == {page.url.split("/")[2]}


def test_the_policy_of_the_site_is_never_broken(shop: Shop, windows: Windows) -> None:
    page, complaints = windows.open(scripts=True), []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )

    for path in READING[:-1]:
        page.goto(path)
    fill_in_to(page, "done")

    assert complaints == []


def test_nothing_is_wider_than_a_narrow_phone(shop: Shop, windows: Windows) -> None:
    page, wide = windows.open(NARROW, scripts=True), []

    for place in shown(page):
        wide += [place] if page.evaluate(WIDTH) > NARROW[0] else []

    assert wide == []


@pytest.mark.parametrize(
    ("size", "dark"),
    [
        (PHONE, False),
        (DESK, True),
        pytest.param(PHONE, True, marks=pytest.mark.drill),
        pytest.param(DESK, False, marks=pytest.mark.drill),
    ],
)
def test_the_rules_of_accessibility_are_kept(shop: Shop, windows: Windows, size: tuple[int, int], dark: bool) -> None:
    page, found = windows.open(size, dark=dark, scripts=True, bypass_csp=True), []

    for place in shown(page):
        found += broken_rules(page, place)

    assert found == []


def test_a_broken_rule_is_found_control(shop: Shop, windows: Windows) -> None:
    page = windows.open(scripts=True, bypass_csp=True)
    page.goto("/")

    page.evaluate("document.querySelector('label').remove()")

    assert "label:" in [line.split()[1] for line in broken_rules(page, "home")]


def test_every_stop_of_the_tab_key_is_seen(shop: Shop, windows: Windows) -> None:
    page, hidden = windows.open((390, 700), scripts=True), []

    for place in shown(page):
        stops = tab_stops(page)
        hidden += [(place, stop["at"]) for stop in stops if not (stop["ring"] and stop["seen"])]
        assert len(stops) > 5

    assert hidden == []


def shown(page: Page) -> Iterator[str]:
    """Yield every page of the public site while it is shown, the screens of an order last."""
    for path in READING:
        page.goto(path)
        yield path
    yield from walk(page)


def broken_rules(page: Page, place: str) -> list[str]:
    """Return what the accessibility rules find on the page, one line each."""
    results = Axe().run(page, options=RULES).response
    return [f"{place} {each['id']}: {each['nodes'][0]['html'][:120]}" for each in results["violations"]]


def tab_stops(page: Page) -> list[dict[str, object]]:
    """Return where the tab key stops, at most sixty places, each with whether it can be seen."""
    stops: list[dict[str, object]] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["body"] and stops:
            break
        stops += [] if stop["body"] else [stop]
    return stops


def test_endless_words_break_no_page(shop: Shop, windows: Windows) -> None:
    page = windows.open(NARROW, scripts=True)
    fill_in_to(page, "contact")
    page.get_by_label("Etunimi").fill("Å" * 80)
    page.get_by_label("Sukunimi").fill("Z" * 80)
    page.get_by_label("Sähköposti", exact=True).fill(f"{'x' * 60}@{'y' * 60}.fi")
    page.get_by_label("Puhelin").fill("040 123 4567")

    page.get_by_role("button", name="Jatka tarkistukseen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Tarkista ja tilaa")
    assert page.evaluate(WIDTH) <= NARROW[0]
