"""H10: a text that is markup, a template and a format at once, and a reader that sees where it was obeyed."""

from html.parser import HTMLParser

TAG = "k4n4"
_ELEMENT, _TEMPLATE = f"<{TAG} {TAG}=1>", "x{{7*7}}x"
PAYLOADS = (
    f"\"'></title></script>{_ELEMENT}{_TEMPLATE}{{% debug %}}${{y}}{{0.__class__}}%(z)s%n",
    f"\"'></title>{_ELEMENT}{_TEMPLATE}${{y}}{{0.__class__}}%n",
    f"\"'>{_ELEMENT}{_TEMPLATE}%(z)s",
)
"""For names (80 signs with a mark of three), for lines of 60, for door codes of 40."""
EVALUATED = ("x49x", "class 'str'", "class 'lupaus", "SETTINGS_MODULE")
"""What stands in a text whose template or format was carried out."""


def hostile(mark: str, most: int = 80) -> str:
    """Return the text for one field of at most so many signs; the mark says which field."""
    return next(mark + payload for payload in PAYLOADS if len(mark + payload) <= most)


class _Reader(HTMLParser):
    """Reads a page as a browser does, and notes what became of our text."""

    def __init__(self) -> None:
        super().__init__()
        self.obeyed: list[str] = []
        self.texts: list[str] = []
        self._raw = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.obeyed += [f"tag {tag}"] * (TAG in tag) + [f"attribute {name}" for name, _ in attrs if TAG in name]
        self.texts += [value or "" for _, value in attrs]
        is_data = ("type", "application/json") in attrs
        self._raw = tag if tag in {"script", "style"} and not is_data else ""

    def handle_endtag(self, tag: str) -> None:
        self._raw = "" if tag == self._raw else self._raw

    def handle_data(self, data: str) -> None:
        if self._raw and TAG in data:
            self.obeyed.append(f"inside {self._raw}")
        self.texts.append(data)


def read(page: str) -> _Reader:
    """Read a whole page."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def obeyed(page: str) -> list[str]:
    """Return what of our text a page of HTML obeys instead of showing it: tags, attributes, scripts, templates."""
    reader = read(page)
    return reader.obeyed + evaluated(" ".join(reader.texts))


def evaluated(text: str) -> list[str]:
    """Return the signs that a template or a format inside our text was carried out."""
    return [sign for sign in EVALUATED if sign in text]
