"""The notice as Markdown."""

from collections.abc import Iterable, Iterator

from lupaus.privacy.notice.document import Block, Document, Kind


def rendered(document: Document) -> str:
    """Return the document as Markdown; the same document gives the same text."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield from (f"# {document.title}", "", document.lead)
    for section in document.sections:
        yield from ("", f"## {section.heading}")
        for block in section.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if block.heading:
        yield from ("", f"### {block.heading}")
    if block.lead:
        yield from ("", block.lead)
    if block.kind is Kind.TABLE and block.rows:
        yield from ("", _row(block.columns), _row("---" for _ in block.columns))
        yield from (_row(row.cells) for row in block.rows)
    elif block.kind is Kind.FACTS:
        yield ""
        yield from (f"- **{_escaped(row.cells[0])}**: {_escaped(row.cells[1])}" for row in block.rows)
    else:
        for row in block.rows:
            yield from ("", _escaped(row.cells[0]))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_escaped(cell) for cell in cells) + " |"


def _escaped(text: str) -> str:
    for sign in "\\|*_`<[":
        text = text.replace(sign, f"\\{sign}")
    return text
