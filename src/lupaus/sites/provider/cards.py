"""What a provider's card of a visit shows now: nothing that its window does not open."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.engine.pricing import LineKind
from lupaus.kernel import spoken
from lupaus.kernel.period import Period
from lupaus.orders.household import children_in_words, pets_in_words
from lupaus.orders.models import HealthNote, OrderLine
from lupaus.register.models import Access
from lupaus.scheduling import queries, relations
from lupaus.scheduling.comments import OPEN_FOR
from lupaus.scheduling.models import Comment, CommentTopic, Visit, VisitState
from lupaus.scheduling.relations import Window
from lupaus.vault.reading import is_withheld

BEFORE: Final = relations.BEFORE_START
AFTER: Final = relations.AFTER_PLANNED_END

STEPS: Final[dict[str, tuple[str, str | Promise, str]]] = {
    VisitState.ACCEPTED: ("travel", _("Olen matkalla"), "move"),
    VisitState.TRAVELLING: ("start", _("Aloita käynti"), "clock"),
    VisitState.STARTED: ("finish", _("Lopeta käynti"), "check"),
}
"""By state: the step that comes next, the words on its button, the icon."""

MARKS: Final[dict[str, tuple[str, str]]] = {
    VisitState.TRAVELLING: ("info", "move"),
    VisitState.STARTED: ("warn", "clock"),
    VisitState.FINISHED: ("ok", "check"),
    VisitState.APPROVED: ("ok", "check"),
    VisitState.CANCELLED: ("no", "cross"),
    VisitState.NO_SHOW: ("no", "cross"),
}
"""By state: the tag's colour and icon."""

WAYS_IN: Final[dict[str, str | Promise]] = {
    Access.AT_HOME: _("Asiakas avaa oven"),
    Access.CODE: _("Ovikoodi tai avainboksi"),
    Access.KEY: _("Avain on toimistolla"),
    Access.OTHER: _("Katso kulkuohje"),
}
"""How one gets in, as it is said to the one who comes."""
LONGEST_CODE: Final = 12

SAID: Final[dict[str, str | Promise]] = {VisitState.TRAVELLING: _("Olet matkalla")}
"""By state: what is said to the one who does it, where that is not what others are told."""


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next: the word that is posted, the words on the button, the icon."""

    word: str
    says: str | Promise
    icon: str


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the order as work to do; `ticked` is None for what is not ticked off."""

    line: OrderLine
    ticked: bool | None


@dataclass(frozen=True, slots=True)
class Revealed:
    """What one press opened, until when it can be opened, and when it was pressed."""

    words: tuple[str, ...]
    at: datetime
    until_at: datetime

    @property
    def is_short(self) -> bool:
        """Say whether the first of them is a code to be read from a distance, not a sentence."""
        return len(self.words[0]) <= LONGEST_CODE


class Card:
    """One visit as its provider sees it at one moment."""

    def __init__(self, visit: Visit, *, at: datetime) -> None:
        """Read what the day's list needs; codes and health notes are not read here."""
        self.visit = visit
        self.at = at
        self.period = visit.planned
        self.customer = visit.order.customer
        self.address = visit.order.address
        self._window = Window(visit.starts_at, visit.ends_at, visit.finished_at, visit.state)

    @property
    def caller(self) -> str:
        """Return what to call the customer: the first name, or "asiakas" once it no longer opens."""
        name = self.customer.first_name
        return gettext("asiakas") if is_withheld(name) else str(name)

    @property
    def place(self) -> str:
        """Return the street, or the area when the street does not open."""
        street = self.address.street
        return self.area if is_withheld(street) else str(street)

    @property
    def area(self) -> str:
        """Return postcode and town, which are no secret to whoever was asked to come."""
        return f"{self.address.postcode} {self.address.city}"

    @property
    def company(self) -> str:
        """Return the company's name, "" for a person or when it does not open."""
        name = self.customer.company_name
        return "" if name is None or is_withheld(name) else str(name)

    @property
    def state(self) -> tuple[str, str, str]:
        """Return words, colour and icon of the tag."""
        colour, picture = MARKS.get(self.visit.state, ("", ""))
        if self.visit.state == VisitState.STARTED and self.visit.started_at:
            begun = spoken.clock(self.visit.started_at)
            return gettext("Käynnissä %(begun)s alkaen") % {"begun": begun}, colour, picture
        return str(SAID.get(self.visit.state) or VisitState(self.visit.state).label), colour, picture

    @property
    def is_under_way(self) -> bool:
        """Say whether the provider is on the way or at work."""
        return self.visit.state in {VisitState.TRAVELLING, VisitState.STARTED}

    @property
    def is_over(self) -> bool:
        """Say whether nothing is left to do."""
        return self.visit.state not in STEPS

    @property
    def next_step(self) -> Step | None:
        """Return what the provider does next, None when the visit is over or still more than 2 h away."""
        if self.visit.state not in STEPS or self.at < self.opens_at:
            return None
        return Step(*STEPS[self.visit.state])

    @property
    def tasks(self) -> list[Task]:
        """Return the work, line by line; add-ons with their tick."""
        ticked = {line.pk: done for line, done in queries.add_ons_of(self.visit)}
        lines = self.visit.order.lines.all()
        return [Task(line, ticked.get(line.pk)) for line in lines if line.kind != LineKind.EQUIPMENT]

    @property
    def unticked(self) -> list[OrderLine]:
        """Return the add-ons of which nobody has said that they are done."""
        return [line for line, is_done in queries.add_ons_of(self.visit) if not is_done]

    @property
    def asks_about_add_ons(self) -> bool:
        """Say whether the visit can be finished only by saying what was left undone."""
        return self.visit.state == VisitState.STARTED and bool(self.unticked)

    @property
    def may_tick(self) -> bool:
        """Say whether add-ons can be ticked now."""
        return self.visit.state in {VisitState.STARTED, VisitState.FINISHED}

    @property
    def tags(self) -> list[tuple[str, str, str]]:
        """Return words, colour and icon of what to know before going in."""
        household = getattr(self.visit.order, "household", None)
        pets = _opened(household.pets) if household else {}
        children = _opened(household.children) if household else {}
        return [
            *((words, "", "paw") for words in pets_in_words(pets)),
            *((words, "", "user") for words in children_in_words(children)),
            *([(gettext("Ota välineet mukaan"), "", "")] if self.visit.order.equipment == "ours" else []),
            *([(gettext("Terveystoive"), "info", "lock")] if self.health_note else []),
        ]

    @property
    def health_note(self) -> HealthNote | None:
        """Return that there is a health note; its words stay closed until somebody presses."""
        return getattr(self.visit.order, "health_note", None)

    @property
    def way_in(self) -> str:
        """Return how one gets in, without the code."""
        return str(WAYS_IN[self.address.access])

    @property
    def has_code(self) -> bool:
        """Say whether there is something to reveal: a code or instructions."""
        return _is_there(self.address, "access_code") or _is_there(self.address, "access_instructions")

    @property
    def has_directions(self) -> bool:
        """Say whether there are only instructions to reveal, no code."""
        return self.has_code and not _is_there(self.address, "access_code")

    @property
    def is_at_work(self) -> bool:
        """Say whether the provider is inside, where the work comes before the door."""
        return bool(self.visit.state == VisitState.STARTED)

    @property
    def opens_at(self) -> datetime:
        """Return when phone, code and health note open."""
        return self.visit.starts_at - BEFORE

    @property
    def closes_at(self) -> datetime:
        """Return when code and health note close."""
        return self.visit.ends_at + AFTER

    @property
    def is_at_the_door(self) -> bool:
        """Say whether code and health note open on pressing now."""
        return relations.is_at_the_door(self._window, self.at)

    @property
    def opens_later(self) -> bool:
        """Say whether the window is still ahead."""
        return not self.is_over and self.at < self.opens_at

    @property
    def phone(self) -> str:
        """Return the customer's number, "" outside its window."""
        if not relations.is_meeting(self._window, self.at):
            return ""
        number = self.customer.phone
        return "" if is_withheld(number) else str(number)

    @property
    def route(self) -> str:
        """Return a link that the phone's own map opens, "" when the street does not open."""
        street = self.address.street
        return "" if is_withheld(street) else f"geo:0,0?q={quote(f'{street}, {self.area}')}"

    @property
    def note(self) -> str:
        """Return what the customer wrote with the order, "" when there is nothing or it does not open."""
        note = self.visit.order.note
        return "" if note is None or is_withheld(note) else str(note)

    @property
    def comments(self) -> list[Comment]:
        """Return what has been said to the customer."""
        return list(self.visit.comments.all())

    @property
    def may_comment(self) -> bool:
        """Say whether something can be said to the customer now."""
        done_at = self.visit.finished_at
        return self.visit.state == VisitState.STARTED or (done_at is not None and self.at < done_at + OPEN_FOR)

    @property
    def topics(self) -> list[tuple[str, str]]:
        """Return what can be said with one press."""
        return [(topic.value, str(topic.label)) for topic in CommentTopic]

    @property
    def length(self) -> timedelta:
        """Return how long the visit is planned to take."""
        return Period(self.visit.starts_at, self.visit.ends_at).length


def current(cards: list[Card]) -> Card | None:
    """Return the card to work with now: the one under way, else the first that is not over."""
    open_cards = [card for card in cards if not card.is_over]
    return next((card for card in open_cards if card.is_under_way), open_cards[0] if open_cards else None)


def _opened(counts: object) -> dict[str, int]:
    """Return counts by kind; none when nothing was told or it does not open."""
    return counts if isinstance(counts, dict) else {}


def _is_there(row: object, column: str) -> bool:
    """Say whether an encrypted column holds anything, without opening it."""
    return row.__dict__.get(column) is not None
