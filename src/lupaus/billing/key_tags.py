"""Typeset key tags: cards with the customer number and nothing else, to cut out and tie to a key.

The number checks itself and tells neither who nor where. Source: notice, "Rekisterin tietosisältö" (S26).
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

from lupaus.billing.pdf import fonts
from lupaus.register import numbers

_TEMPLATE: Final = Path(__file__).parent / "paper" / "key_tags.typ"
ON_A_SHEET: Final = 12


def typeset(number: str, *, at: datetime) -> bytes:
    """Return a PDF with a sheet of equal tags."""
    files = {
        "main.typ": _TEMPLATE.read_bytes(),
        "data.json": json.dumps({"number": numbers.spoken(number), "count": ON_A_SHEET}).encode(),
    }
    return typst.compile(  # type: ignore[call-overload,no-any-return]  # the stubs do not know of files by name
        files, font_paths=fonts(), timestamp=at.replace(microsecond=0)
    )
