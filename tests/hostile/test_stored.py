"""H10: what people write is shown letter by letter on every page, in mails, on paper and in calendars.

Every text field of everybody in this world holds markup, a template and a format at once; what forms take is typed
into them too. Then everything that the product says is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.template import Context, Engine, engines
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.doors import DOORS, A, B
from tests.hostile import markup
from tests.hostile.conftest import Walk, post
from tests.hostile.forms import VALID
from tests.hostile.lines import production_log
from tests.hostile.markup import TAG, hostile
from tests.support import drain, outbox
from tests.world import AINO, BERIT, CLEANING, COMPANY, LIISA, PEKKA, QUILLE, Cast, Human

pytestmark = pytest.mark.django_db


def dressed(human: Human, letter: str) -> Human:
    """Return somebody whose every text is hostile; their address keeps what an address can hold."""
    named = replace(
        human,
        first_name=hostile(f"{letter}f"),
        last_name=hostile(f"{letter}l"),
        email=f"{letter}{{{{7*7}}}}${{y}}%n'{TAG}@kanarialintu.fi",
    )
    if not human.street:
        return named
    return replace(
        named,
        street=hostile(f"{letter}s"),
        code=hostile(f"{letter}c", 40),
        way_in=hostile(f"{letter}w"),
        note=hostile(f"{letter}n"),
        health=hostile(f"{letter}h"),
    )


CAST = Cast(
    a=dressed(AINO, "A"),
    b=dressed(BERIT, "B"),
    p=dressed(PEKKA, "P"),
    q=dressed(QUILLE, "Q"),
    payer=replace(LIISA, name=hostile("Lm"), street=hostile("Ls"), city=hostile("Lc", 60)),
    comment=hostile("Cm"),
    rating=hostile("Rt"),
    company=replace(
        COMPANY, name=hostile("Yn"), street=hostile("Ys"), city=hostile("Yc", 60), register_role=hostile("Yr", 60)
    ),
    service=replace(CLEANING, name=hostile("Sn", 60), description=hostile("Sd")),
    add_on=hostile("On", 60),
)
_OF_BOTH = ("order", "customer", "address", "visit")
"""What A and B both have, B's under a name with _b."""
ENDING = {"logout", "removal", "departure", "withdrawal", "cancellation", "show", "refusal", "credit", "end"}
"""Words in the names of doors behind which something is over, so that nothing of it would be left to read."""


def words(part: object = CAST) -> Iterator[str]:
    """Yield every hostile text of the cast."""
    if is_dataclass(part):
        for each in fields(part):
            yield from words(getattr(part, each.name))
    elif isinstance(part, str) and f"<{TAG}" in part:
        yield part


WORDS = {word: "".join(word.split()) for word in words()}
"""Each hostile text, and its letters without the spaces that paper breaks lines at."""


@dataclass
class Heard:
    """What was read: which hostile words were shown as they are, and what was obeyed instead, by place."""

    seen: dict[str, set[str]] = field(default_factory=dict)
    obeyed: dict[str, list[str]] = field(default_factory=dict)
    took: set[str] = field(default_factory=set)
    log: str = ""

    def page(self, place: str, answer: HttpResponse) -> None:
        """Read an answer of whatever kind."""
        kind = answer["Content-Type"].partition(";")[0]
        assert answer.status_code != 500, place
        if kind == "text/html":
            self.html(place, answer.content.decode())
        else:
            self.text(place, _READ[kind](answer.content))

    def html(self, place: str, page: str) -> None:
        """Read a page or the HTML of a mail."""
        reader = markup.read(page)
        self.obeyed[place] = reader.obeyed
        self.text(place, "\n".join(reader.texts))

    def text(self, place: str, text: str) -> None:
        """Read what is no markup."""
        self.obeyed[place] = [*self.obeyed.get(place, ()), *markup.evaluated(text)]
        on_one_line = "".join(text.split())
        self.seen[place] = {word for word, letters in WORDS.items() if letters in on_one_line}

    @property
    def guilty(self) -> dict[str, list[str]]:
        """Return the places that obey."""
        return {place: signs for place, signs in self.obeyed.items() if signs}


def of_calendar(content: bytes) -> str:
    calendar = Calendar.from_ical(content)
    return "\n".join(str(value) for event in calendar.walk() for value in event.values())


def of_workbook(content: bytes) -> str:
    sheets = load_workbook(BytesIO(content), read_only=True)
    rows = [row for sheet in sheets for row in sheet.iter_rows(values_only=True)]
    return "\n".join(str(value) for row in rows for value in row if value is not None)


def of_paper(content: bytes) -> str:
    """Return the words of a PDF, whose lines break anywhere."""
    pages = PdfReader(BytesIO(content)).pages
    return "\n".join(page.extract_text() for page in pages)


_READ = {
    "text/calendar": of_calendar,
    "application/pdf": of_paper,
    "text/plain": bytes.decode,
    "text/csv": bytes.decode,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": of_workbook,
    "application/json": bytes.decode,
}


@pytest.fixture(scope="module")
def heard(walk: Walk) -> Heard:
    """Type hostile text into every form, then read every page as two of those whom it is for, every mail and file."""
    found = Heard()
    with production_log() as log:
        _look(walk, found, "before")
        _tell(walk, found)
        _look(walk, found, "after")
        drain()
        for mail in outbox():
            place = f"mail {mail.kind} {mail.id}"
            found.html(place, mail.html)
            found.text(f"{place} text", f"{mail.subject}\n{mail.text}")
            for name, kind, content in mail.files:
                found.text(f"{place} {name}", _READ[kind](content))
    found.log = log.getvalue()
    return found


def _tell(walk: Walk, found: Heard) -> None:
    for door in DOORS.values():
        if ENDING & set(door.name.replace(":", "_").split("_")) or door.name.startswith(("account_", "mfa_")):
            continue
        for number, form in enumerate(walk.forms(door)):
            typed = {name: [hostile("Ty", 60)] for name in form.typed if name not in VALID}
            answer = post(walk.browser(door.first), form.action, {**form.filled(), **typed})
            found.page(f"{door.name} form {number}", answer)
            if typed and answer.status_code == 302:
                found.took.add(door.name)


def _look(walk: Walk, found: Heard, when: str) -> None:
    for door in DOORS.values():
        for who in {door.first, max(door.actors)} if when == "before" else {door.first}:
            found.page(f"{door.name} {who} {when}", walk.browser(who).get(walk.address(door)))
        if door.who == {A} and when == "before":
            for who, ids in ((A, {"visit": "done_visit"}), (B, {key: f"{key}_b" for key in _OF_BOTH})):
                other = {name: walk.world.ids[ids[value]] for name, value in door.args.items() if value in ids}
                found.page(f"{door.name} {who} other {when}", walk.browser(who).get(walk.address(door, **other)))


def test_h10_nothing_that_people_wrote_is_obeyed_anywhere(heard: Heard) -> None:
    assert heard.guilty == {}
    assert len(heard.seen) > 400


def test_h10_every_word_is_shown_as_it_was_written(heard: Heard) -> None:
    """So that the crawl is known to have read each field somewhere."""
    seen = set().union(*heard.seen.values())

    assert WORDS.keys() - seen == set()


def test_h10_mails_papers_and_calendars_were_read(heard: Heard) -> None:
    read = {place for place, seen in heard.seen.items() if seen}

    assert {f"customer:{page} a before" for page in ("invoice_pdf", "visit_calendar", "visit", "data")} <= read
    assert any(place.endswith(".ics") for place in read)
    assert any(place.endswith(".pdf") for place in read)
    assert any(place.startswith("mail ") and place.endswith(" text") for place in read)


def test_h10_forms_took_hostile_text(heard: Heard) -> None:
    assert {"customer:data_name", "customer:data_payer", "staff:settings_service_form"} <= heard.took
    assert len(heard.took) >= 8


def test_h10_no_log_holds_what_people_wrote(heard: Heard) -> None:
    assert heard.log
    assert TAG not in heard.log


OPEN_PAGES = ("customer:data", "customer:visits", "public:home")
"""Pages that show names whatever was typed into the forms before."""


def test_control_without_escaping_pages_obey(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same pages with Django's escaping off: the crawl sees it in each that shows a name."""
    monkeypatch.setattr(engines["django"].engine, "autoescape", False)
    found = Heard()
    for name in OPEN_PAGES:
        found.page(name, walk.browser(DOORS[name].first).get(walk.address(DOORS[name])))

    assert found.guilty.keys() == set(OPEN_PAGES)


@pytest.mark.parametrize(
    "template", ["<p>{{ word|safe }}</p>", "<p title={{ word|safe }}>", "<script>a = '{{ word|safe }}'</script>"]
)
def test_control_a_page_that_marks_a_word_safe_is_seen(template: str) -> None:
    page = Engine().from_string(template).render(Context({"word": CAST.a.first_name}))

    assert markup.read(page).obeyed


def test_control_a_format_made_of_a_word_is_seen() -> None:
    carried_out = CAST.comment.partition("{0")[2].join(("{0", "")).format("")

    assert markup.evaluated(CAST.comment) == []
    assert markup.evaluated(carried_out) == ["class 'str'"]
    assert markup.evaluated(CAST.comment.replace("{{7*7}}", "49")) == ["x49x"]
