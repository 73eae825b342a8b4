"""Property P10: no page shows anybody what is not for them, whatever the page was meant to do.

Every address that somebody may open is opened, and the bytes of the answer are searched for the words that the
access table withholds from them at this moment.
"""

import pytest

from tests.canaries import search
from tests.doors import DOORS, OFFICE, OWNER, PRIVACY, VISITOR, A, B, P, Q
from tests.hostile.conftest import Walk, post
from tests.world import AINO, BERIT, COMMENT, LIISA, PEKKA, QUILLE, RATING, Human

pytestmark = pytest.mark.django_db

FOR_NOBODY_ELSE = ("code", "way_in", "health")
"""Shown to the provider at the door and to the person; never on a page of the office."""


def words(human: Human, *but: str) -> set[str]:
    return {word for name, word in human.canaries().items() if name not in but}


def customers(*but: str) -> set[str]:
    return words(AINO, *but) | words(BERIT, *but) | {LIISA.name, LIISA.street, LIISA.email or "", COMMENT, RATING}


COLLEAGUES = words(PEKKA) | words(QUILLE)
FORBIDDEN = {
    VISITOR: customers() | COLLEAGUES,
    A: words(BERIT) | words(PEKKA, "first_name") | words(QUILLE, "first_name"),
    B: words(AINO) | words(PEKKA, "first_name") | words(QUILLE, "first_name") | {LIISA.name, COMMENT, RATING},
    # P has accepted a visit of A's in two days, and has carried one out a week ago: no phone, code or health now.
    P: words(BERIT) | words(QUILLE) | words(AINO, "first_name", "last_name", "street", "note")
    | {LIISA.name, LIISA.street, LIISA.email or "", RATING},
    Q: customers() | words(PEKKA),
    OFFICE: {word for human in (AINO, BERIT) for name, word in human.canaries().items() if name in FOR_NOBODY_ELSE},
    OWNER: customers(),
    PRIVACY: customers() | COLLEAGUES,
}  # fmt: skip


@pytest.mark.parametrize("who", FORBIDDEN, ids=FORBIDDEN.keys())
def test_no_page_shows_what_is_not_for_its_reader(walk: Walk, who: str) -> None:
    pages = {}
    for door in DOORS.values():
        if not door.name.startswith("developer:"):
            with walk.attempt(who) as client:
                pages[door.name] = client.get(walk.address(door)).content

    assert search(pages, FORBIDDEN[who]) == []
    assert len(pages) > 100


def test_no_page_shows_the_office_more_while_a_case_is_open(walk: Walk) -> None:
    (case,) = walk.forms(DOORS["staff:customer_case"])
    pages = {}
    with walk.attempt(OFFICE) as client:
        opened = post(client, case.action, case.filled())
        for name in ("staff:customer", "staff:customers", "staff:visit", "staff:customer_case"):
            pages[name] = client.get(walk.address(DOORS[name])).content

    assert opened.status_code == 302
    assert search({"staff:customer": pages["staff:customer"]}, [AINO.last_name])
    assert search(pages, FORBIDDEN[OFFICE]) == []


@pytest.mark.parametrize(
    ("who", "name", "word"),
    [
        (A, "customer:data", AINO.street),
        (P, "provider:visit", AINO.street),
        (OFFICE, "staff:visit", AINO.last_name),
    ],
)
def test_control_the_words_are_there_for_whom_they_are_for(walk: Walk, who: str, name: str, word: str) -> None:
    with walk.attempt(who) as client:
        page = client.get(walk.address(DOORS[name])).content

    assert search({name: page}, [word])
