"""No page for people outside the company mixes languages: whoever asks for Swedish or English reads no Finnish."""

import re
from html.parser import HTMLParser

import pytest

from tests.doors import DOORS, ORDERING, OWNER, A, P
from tests.hostile.conftest import Walk

pytestmark = pytest.mark.django_db

FINNISH = re.compile(
    r"\b(ja|ei|klo|että|jos|kun|tai|ovat|sinun|sinulla|meidän|voit|mitä|miksi|miten|tämä|tämän|näkyy|lähetimme"
    r"|käynti|käynnin|käynnit|tilaus|tilauksen|osoite|osoitteen|laskun|laskut|tekijä|tekijän|asiakas|asiakkaan"
    r"|puhelin|hinta|yhteensä|päivä|aika|tiedot|tietoja|virhe|maanantai|valitse|anna|kirjaudu)\b",
    re.IGNORECASE,
)
AUDIENCES = (ORDERING, A, P)
AGREED = {"Siivousvälineet ja aineet"}
"""Words of an order that was made in Finnish: an agreement is shown as it was made."""
NO_PAGES = ("staff:", "desk:", "developer:")


class _Texts(HTMLParser):
    """Collects what is read on a page, without what people typed and what is marked as another language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language, self.skipped, self.found = language, [], list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_ours = tag not in {"bdi", "style", "script"} and given.get("lang", self.language) == self.language
        if not is_ours or tag in self.skipped[-1:]:
            self.skipped.append(tag)
        self.found += [given.get(name) or "" for name in ("aria-label", "placeholder", "title", "alt")]

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and self.skipped[-1] == tag:
            self.skipped.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.found.append(data)


def finnish_in(page: str, language: str) -> list[str]:
    texts = _Texts(language)
    texts.feed(page)
    read = (" ".join(text.split()) for text in texts.found)
    return [text for text in read if FINNISH.search(text) and text not in AGREED]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("who", AUDIENCES)
def test_whoever_asks_for_a_language_reads_no_finnish(walk: Walk, who: str, language: str) -> None:
    mixed, pages = {}, 0
    for door in DOORS.values():
        if who in door.actors and not door.posts and not door.name.startswith(NO_PAGES) and "notice" not in door.name:
            with walk.attempt(who) as client:
                answer = client.get(walk.address(door), headers={"accept-language": language})
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                pages += 1
                if found := finnish_in(answer.content.decode(), language):
                    mixed[door.name] = found

    assert "\n".join(f"{name}: {each}" for name, found in mixed.items() for each in found) == ""
    assert pages > 5


def test_control_finnish_is_found_on_a_finnish_page(walk: Walk) -> None:
    with walk.attempt(OWNER) as client:
        page = client.get("/staff/", headers={"accept-language": "en"}).content.decode()

    assert finnish_in(page.replace('lang="fi"', ""), "en") != []
