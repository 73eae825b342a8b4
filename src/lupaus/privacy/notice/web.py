"""The notice as one HTML file that needs nothing else: no script, no style, no picture."""

from collections.abc import Iterator

from django.utils.html import escape

from lupaus.privacy.notice.document import Block, Document, Kind


def rendered(document: Document) -> str:
    """Return the document as HTML; the same document gives the same text."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    title = escape(document.title)
    yield f'<!doctype html>\n<html lang="{document.language}">\n<head><meta charset="utf-8">'
    yield f'<meta name="viewport" content="width=device-width"><title>{title}</title></head>\n<body><main>'
    yield f"<h1>{title}</h1>\n<p>{escape(document.lead)}</p>"
    for section in document.sections:
        yield f'<section id="{section.id}"><h2>{escape(section.heading)}</h2>'
        for block in section.blocks:
            yield from _block(block)
        yield "</section>"
    yield "</main></body></html>"


def _block(block: Block) -> Iterator[str]:
    if block.heading:
        yield f"<h3>{escape(block.heading)}</h3>"
    if block.lead:
        yield f"<p>{escape(block.lead)}</p>"
    if block.kind is Kind.TABLE:
        yield "<table><thead><tr>" + "".join(f'<th scope="col">{escape(each)}</th>' for each in block.columns)
        yield "</tr></thead><tbody>"
        for row in block.rows:
            first, *rest = (escape(cell) for cell in row.cells)
            cells = "".join(f"<td>{cell}</td>" for cell in rest)
            yield f'<tr id="{row.id}"><th scope="row">{first}</th>{cells}</tr>'
        yield "</tbody></table>"
    elif block.kind is Kind.FACTS:
        for row in block.rows:
            yield f'<p id="{row.id}"><b>{escape(row.cells[0])}</b>: {escape(row.cells[1])}</p>'
    else:
        for row in block.rows:
            yield f'<p id="{row.id}">{escape(row.cells[0])}</p>'
