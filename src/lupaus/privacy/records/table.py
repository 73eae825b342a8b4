"""A record as a table of words: the same value for a page, for CSV and for JSON."""

import json
from dataclasses import dataclass

from lupaus.exchange import templates
from lupaus.privacy.notice.document import Block, Kind, Row


@dataclass(frozen=True, slots=True)
class Line:
    """One row: an id that stays, each cell as its parts, and the declarations it comes from."""

    id: str
    cells: tuple[tuple[str, ...], ...]
    declared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One record; `columns` are the keys of cells and their headings."""

    title: str
    lead: str
    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]

    def block(self) -> Block:
        """Return the table as the furniture shows it."""
        rows = tuple(Row(each.id, tuple("; ".join(cell) for cell in each.cells)) for each in self.lines)
        return Block(Kind.TABLE, "record", rows, columns=tuple(heading for _key, heading in self.columns))

    def as_csv(self) -> bytes:
        """Return the table as CSV in which no cell is a formula."""
        block = self.block()
        return templates.as_csv([block.columns, *(row.cells for row in block.rows)])

    def as_json(self) -> bytes:
        """Return the table as JSON, with the declarations behind each row."""
        keys = [key for key, _heading in self.columns]
        rows = [
            {"id": each.id, **dict(zip(keys, each.cells, strict=True)), "declarations": each.declared}
            for each in self.lines
        ]
        whole = {"title": self.title, "columns": dict(self.columns), "rows": rows}
        return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
