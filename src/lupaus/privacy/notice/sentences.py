"""Every sentence of the notice with an id that stays, and the declarations it comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lupaus.privacy.notice.document import Block, Document, Kind, Row


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement: a paragraph, or one cell of a table read with the row and the column that it stands in.

    `id` is the same in every language. `part` is the section. `declarations` name what in the program it comes
    from: "register.Customer.email", "access:provider/service_delivery/assigned", "stores:logs", "cookies:session".
    `of` are the sentences that a sentence of the summary sums up.
    """

    id: str
    part: str
    text: str
    declarations: tuple[str, ...]
    of: tuple[str, ...] = ()


def of(document: Document) -> tuple[Sentence, ...]:
    """Return every sentence of a document, in its order."""
    return tuple(
        Sentence(code, section.id, words, row.declared, row.of)
        for section, block, row in document.rows()
        for code, words in _said(block, row)
    )


def by_id(documents: Iterable[Document]) -> dict[str, dict[str, Any]]:  # Any: it is JSON
    """Return every sentence by its id, as it is published: its part, its texts and where it comes from."""
    found: dict[str, dict[str, Any]] = {}
    for document in documents:
        for each in of(document):
            told = found.setdefault(
                each.id, {"part": each.part, "declarations": each.declarations, "of": each.of, "text": {}}
            )
            told["text"][document.language] = each.text
    return found


def _said(block: Block, row: Row) -> Iterator[tuple[str, str]]:
    if block.kind is Kind.TEXT:
        yield row.id, row.cells[0]
    elif block.kind is Kind.FACTS:
        yield row.id, f"{row.cells[0]}: {row.cells[1]}"
    else:
        for key, column, cell in zip(block.keys[1:], block.columns[1:], row.cells[1:], strict=True):
            if cell:
                yield f"{row.id}.{key}", f"{row.cells[0]} – {column.lower()}: {cell}"
