"""Text out of a page: what a reader sees of it, block by block, with its headings kept."""

import re
from html.parser import HTMLParser
from typing import Final

SKIPPED: Final = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "head",
        "nav",
        "footer",
        "button",
        "select",
        "textarea",
        "iframe",
        "object",
        "canvas",
        "math",
    ]
)
BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "aside",
        "header",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "blockquote",
        "address",
        "details",
        "summary",
        "pre",
        "hr",
        "br",
        "caption",
    ]
)
HEADINGS: Final = {f"h{level}": "#" * level for level in range(1, 7)}
BOLD: Final = frozenset({"b", "strong"})
DEEP: Final = "##### "
LONGEST_TITLE: Final = 90
DEEPEST: Final = 200
"""Open elements that are remembered; deeper ones are flattened."""
ENOUGH: Final = 400
"""Characters of text that make the page's own <main> its whole content."""


class Page(HTMLParser):
    """Collects the text of a page as lines: "# " before a heading, "- " before an item, " | " between cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._words: list[str] = []
        self._skipped: list[str] = []
        self._before = ""
        self._bold = ""
        self._bold_from = -1
        self._main: tuple[int, int] | None = None
        self._main_from = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a heading, an item or a cell; or begin to skip."""
        del attrs
        if self._skipped or tag in SKIPPED:
            self._skip(tag)
            return
        if tag in BOLD and not "".join(self._words).strip():
            self._bold_from = len(self._words)
        elif tag in {"td", "th"}:
            self._words.append(" | " if self._words else "")
        elif tag in HEADINGS or tag == "li":
            self._break()
            self._before = HEADINGS.get(tag, "-") + " "
        elif tag in BLOCKS:
            self._break(is_title=True)
            if tag == "main":
                self._main_from = len(self.lines)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or end skipping."""
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
            return
        if tag in BOLD and self._bold_from >= 0:
            self._bold, self._bold_from = "".join(self._words[self._bold_from :]), -1
        elif tag in HEADINGS or tag == "li" or tag in BLOCKS:
            self._break(is_title=tag == "p")
        if tag == "main":
            self._main = (self._main_from, len(self.lines))

    def handle_data(self, data: str) -> None:
        """Keep what a reader sees."""
        if not self._skipped:
            self._words.append(data)

    def text(self) -> str:
        """Return the lines; only those of <main> when it holds the content of the page."""
        self._break()
        start, end = self._main or (0, len(self.lines))
        inner = "\n".join(self.lines[start:end])
        return inner if len(inner) >= ENOUGH else "\n".join(self.lines)

    def _skip(self, tag: str) -> None:
        if tag not in {"br", "hr"} and len(self._skipped) < DEEPEST and (not self._skipped or tag == self._skipped[-1]):
            self._skipped.append(tag)

    def _break(self, *, is_title: bool = False) -> None:
        """End a line; a line that is bold from end to end, before more text, is a heading."""
        words = " ".join("".join(self._words).split())
        if words:
            is_bold = is_title and len(words) <= LONGEST_TITLE and words == " ".join(self._bold.split())
            self.lines += [f"{DEEP if is_bold else self._before}{words}", ""]
        self._words, self._before, self._bold, self._bold_from = [], "", "", -1


def text_of_page(page: str) -> str:
    """Return what a reader sees of an HTML page."""
    reader = Page()
    reader.feed(_DECLARATION.sub(" ", _without_comments(page)))
    reader.close()
    return reader.text()


_DECLARATION: Final = re.compile(r"<[!?][^<>]{0,500}>?|</(?![a-zA-Z])|<(?![a-zA-Z/!?])")
"""What the parser of the standard library takes a quadratic time for when it is never closed."""


def _without_comments(page: str) -> str:
    """Return a page without its comments; one that is never closed ends it."""
    kept, at = [], 0
    while (start := page.find("<!--", at)) >= 0:
        kept.append(page[at:start])
        end = page.find("-->", start)
        if end < 0:
            return " ".join(kept)
        at = end + len("-->")
    return " ".join([*kept, page[at:]])


_FRONT_MATTER: Final = re.compile(r"\A\s{0,9}---[ \t]*\r?\n(.{0,4000}?)\r?\n---[ \t]*\r?\n", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
_NEW_LINE: Final = re.compile(r"<(?:br|/p|/div|/li)\s*/?>", re.IGNORECASE)
_LINK: Final = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_MARKS: Final = re.compile(
    r"\*\*|__|`|<(?:br|/?b|/?i|/?p|/?strong|/?em|/?u|/?div|/?span)\b[^<>]{0,200}>", re.IGNORECASE
)


def text_of_markdown(text: str) -> str:
    """Return Markdown without its marks; headings and items keep theirs."""
    lines = _NEW_LINE.sub("\n\n", _COMMENT.sub("", text))
    return _MARKS.sub("", _LINK.sub(r"\1", lines))


def without_front_matter(text: str) -> str:
    """Return a page without the settings that a site generator keeps at its top; their title and date stay."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text
    kept = [
        line.strip() for line in match.group(1).splitlines() if line.lower().startswith(("updated", "date:", "last"))
    ]
    return "\n\n".join([*kept, text[match.end() :]])


def looks_like_page(text: str) -> bool:
    """Say whether a text is HTML."""
    head = text[:2000].lower()
    return "<html" in head or "<!doctype html" in head or ("<p" in head and "</p>" in text[:20000].lower())
