"""A call as the office takes it down: the page is sent back as it stands, with what was typed and one button."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse

from tests.hostile.forms import Form, forms_of
from tests.world import World

MATTI = {
    "first_name": "Matti",
    "last_name": "Malli",
    "email": "matti.malli@esimerkki.fi",
    "phone": "040 765 4321",
    "street": "Esimerkkikatu 5 A 12",
    "access": "at_home",
}


@dataclass
class Call:
    """The page of one call in a browser of the office."""

    world: World
    path: str
    who: str = "office"
    answer: Any = None  # Any: Django's test response
    typed: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the page."""
        self.answer = self.world.client(self.who).get(self.path)

    @property
    def html(self) -> str:
        """Return the page as it is now."""
        return str(self.answer.content.decode())

    @property
    def form(self) -> Form:
        """Return the form of the call."""
        return next(form for form in forms_of(self.html, self.path) if "service" in form.fields)

    def says(self, **typed: object) -> "Call":
        """Type what the caller says; it is sent with the next button."""
        self.typed |= typed
        return self

    def press(self, name: str, value: str, **typed: object) -> HttpResponse:
        """Send the page as it stands with what was typed and one button."""
        sent: dict[str, object] = {**self.form.fields, **self.typed, **typed, name: value}
        self.answer = self.world.client(self.who).post(self.path, sent)
        return self.answer

    @property
    def times(self) -> list[str]:
        """Return the times that can be pressed."""
        return [value for name, value in self.form.buttons if name == "starts_at"]

    def pick(self, number: int = 0) -> str:
        """Press one of the times and return it."""
        time = self.times[number]
        self.press("starts_at", time)
        return time

    def order(self) -> HttpResponse:
        """Press the last button, with the start in the time of withdrawal agreed to."""
        agreed = {"early_start": "on"} if "early_start" in self.html else {}
        return self.press("do", "order", **agreed)


def wrong(answer: HttpResponse) -> list[str]:
    """Return what the page says is wrong."""
    page = answer.content.decode()
    found = re.findall(r'(?s)<p class="wrong"[^>]*>.*?</p>|role="alert">.*?</div>', page)
    return [re.sub(r"<[^>]+>", "", words).strip() for words in found]
