"""Read the forms of a page as a browser does: where they are sent, which fields they have, what stands in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

TYPED = frozenset({"text", "search", "email", "tel", "url", "number", "password", "date", "time", "textarea", ""})
"""Kinds of fields that somebody can type anything into."""


VALID = {
    "email": "uusi@esimerkki.fi",
    "login": "uusi@esimerkki.fi",
    "phone": "040 111 2233",
    "postcode": "00510",
    "business_id": "2617416-4",
    "price": "45,00",
    "amount": "10,00",
    "minimum": "20,00",
    "equipment_fee": "5,00",
    "first": "24.12.2026",
    "last": "26.12.2026",
    "from_on": "1.2.2027",
    "paid_on": "25.11.2026",
    "opens": "9.00",
    "closes": "15.00",
    "minutes": "30",
    "labour_percent": "100",
    "size_minimum": "60",
    "size_maximum": "240",
    "size_step": "30",
}
"""What is right in a field of that name, where a word would not be."""


@dataclass
class Form:
    """One form: `fields` holds what would be sent as it stands, `typed` the names that are typed into."""

    action: str
    method: str = "get"
    fields: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def standing(self) -> dict[str, list[str]]:
        """Return the fields as they stand on the page; the first button is pressed."""
        return {**self.fields, **{name: [value] for name, value in self.buttons[:1]}}

    def filled(self, words: str = "Aino") -> dict[str, list[str]]:
        """Return the fields with something typed into those that are empty; the first button is pressed."""
        sent = {name: values or [words] for name, values in self.fields.items()}
        sent |= {name: [VALID.get(name, words)] for name in self.typed if not any(sent.get(name, []))}
        for name, value in self.buttons[:1]:
            sent[name] = [value]
        return sent


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = ""
        self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.address, found.get("action", "") or self.address)
            self._form = Form(action, found.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._control(self._form, tag, found, {name for name, _ in attrs})

    def _control(self, form: Form, tag: str, found: dict[str, str], names: set[str]) -> None:
        name = found.get("name", "")
        if tag == "input" and name:
            self._input(form, name, found, names)
        elif tag == "textarea" and name:
            self._textarea = name
            form.typed.append(name)
            form.fields[name] = []
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in names or self._select not in form.fields):
            form.fields[self._select] = [found.get("value", "")]
        elif tag == "button" and name:
            form.buttons.append((name, found.get("value", "")))

    @staticmethod
    def _input(form: Form, name: str, found: dict[str, str], names: set[str]) -> None:
        kind = found.get("type", "").lower()
        if kind in {"radio", "checkbox"}:
            if "checked" in names or (kind == "radio" and name not in form.fields):
                form.fields[name] = [found.get("value", "on")]
        elif kind == "file":
            form.files.append(name)
        elif kind == "submit":
            form.buttons.append((name, found.get("value", "")))
        else:
            form.fields.setdefault(name, []).append(found.get("value", ""))
            if kind in TYPED:
                form.typed.append(name)

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._textarea:
            self._form.fields[self._textarea].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""


def forms_of(page: str, address: str) -> Iterator[Form]:
    """Yield the forms of a page that was read at `address`."""
    reader = _Reader(address)
    reader.feed(page)
    yield from reader.forms
