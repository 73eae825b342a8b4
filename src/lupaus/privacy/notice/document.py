"""The notice as a document: sections of blocks of rows, as plain as can be, so that an old one can be shown for ever.

Pages, Markdown, PDF, published versions and their differences are made of this; what it is made of may change with
the program, and a published version does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final, Self


class Kind(StrEnum):
    """How a block is laid out."""

    TEXT = "text"
    """Paragraphs."""
    TABLE = "table"
    """Rows under column headings."""
    FACTS = "facts"
    """A term, what is said of it, and where to go."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a paragraph, a row of a table, or a term with what is said of it.

    `href` is where it leads: "mailto:…", "tel:…" or "page:" and the name of a page of ours. `declared` and `of`
    say where it comes from; they are not part of what the reader is told, and so not of the fingerprint.
    """

    id: str
    cells: tuple[str, ...]
    href: str = ""
    declared: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together; `keys` are the names of cells in ids of sentences, the first being the row's own."""

    kind: Kind
    id: str
    rows: tuple[Row, ...]
    heading: str = ""
    lead: str = ""
    columns: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the notice with its heading."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole in one language."""

    language: str
    title: str
    lead: str
    sections: tuple[Section, ...]

    def rows(self) -> Iterator[tuple[Section, Block, Row]]:
        """Yield every row with where it stands."""
        for section in self.sections:
            for block in section.blocks:
                for row in block.rows:
                    yield section, block, row

    def section(self, code: str) -> Section | None:
        """Return a part by its id."""
        return next((each for each in self.sections if each.id == code), None)

    def told(self) -> dict[str, Any]:  # Any: it is JSON
        """Return what the reader is told, as it is fingerprinted and published."""
        whole: dict[str, Any] = asdict(self)
        for section in whole["sections"]:
            for block in section["blocks"]:
                block["rows"] = [
                    {name: value for name, value in row.items() if name not in ORIGIN} for row in block["rows"]
                ]
        return whole

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:  # Any: it is JSON
        """Return the document that `told` was made of, without where its rows come from."""
        sections = tuple(
            Section(section["id"], section["heading"], tuple(_block(block) for block in section["blocks"]))
            for section in told["sections"]
        )
        return cls(told["language"], told["title"], told["lead"], sections)


ORIGIN: Final = frozenset({"declared", "of"})


def text(code: str, rows: Iterable[Row], *, heading: str = "") -> Block:
    """Return paragraphs."""
    return Block(Kind.TEXT, code, tuple(rows), heading=heading)


def _block(told: Mapping[str, Any]) -> Block:  # Any: it is JSON
    rows = tuple(Row(row["id"], tuple(row["cells"]), row["href"]) for row in told["rows"])
    names = {name: told[name] for name in ("heading", "lead", "is_folded")}
    return Block(
        Kind(told["kind"]), told["id"], rows, columns=tuple(told["columns"]), keys=tuple(told["keys"]), **names
    )
