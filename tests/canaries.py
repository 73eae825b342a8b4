"""Search bytes for words that must not be there, in every dress they could wear.

A scanner that finds nothing proves nothing, so every test that uses it plants a control and finds that first.
"""

import base64
import hashlib
import html
import json
import quopri
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.db import connection

SHORTEST = 5
"""Characters. A shorter word stands in random bytes by chance."""


@dataclass(frozen=True, order=True)
class Find:
    """A word that was found: whose or which, in which dress, and where."""

    word: str
    dress: str
    where: str


def search(stores: Mapping[str, bytes], words: Iterable[str]) -> list[Find]:
    """Return every word that stands in any of `stores`, in whatever dress."""
    folded = {where: content.lower() for where, content in stores.items()}
    return sorted(
        Find(word, dress, where)
        for word in words
        for dress, needle, folds in dresses(word)
        for where, content in (folded if folds else stores).items()
        if needle in content
    )


def dresses(word: str) -> list[tuple[str, bytes, bool]]:
    """Return the forms of a word: name, bytes, whether capitals are folded before searching."""
    forms = {
        "plain": word.encode(),
        "capitals": word.upper().encode(),
        "small letters": word.lower().encode(),
        "json": json.dumps(word)[1:-1].encode(),
        "html": html.escape(word).encode(),
        "url": quote(word, safe="").encode(),
        "form": quote(word, safe="").replace("%20", "+").encode(),
        "quoted-printable": quopri.encodestring(word.encode()),
        "utf-16": word.encode("utf-16-le"),
        "latin-1": word.encode("latin-1", "ignore"),
        "hex": word.encode().hex().encode(),
        **{f"hash {name}": _hash(name, word) for name in ("md5", "sha1", "sha256")},
        **_phones(word),
    }
    exact = {f"base64 at {start}": _base64(word.encode(), start) for start in range(3)}
    exact |= {f"base64 of utf-16 at {start}": _base64(word.encode("utf-16-le"), start) for start in range(3)}
    folded = [(dress, needle.lower(), True) for dress, needle in forms.items() if len(needle) >= SHORTEST]
    return folded + [(dress, needle, False) for dress, needle in exact.items() if len(needle) >= SHORTEST]


def database() -> dict[str, bytes]:
    """Return the content of every table of the database as `COPY` writes it, by table; as this transaction sees it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select quote_ident(table_name) from information_schema.tables"
            " where table_schema = 'public' and table_type = 'BASE TABLE' order by 1"
        )
        tables = [table for (table,) in cursor.fetchall()]
        return {table: _copy(cursor, table) for table in tables}


# Any: Django's wrapper around a psycopg cursor, which its stubs do not show.
def _copy(cursor: object, table: str) -> bytes:
    with cursor.copy(f"copy {table} to stdout") as rows:  # type: ignore[attr-defined]
        return b"".join(bytes(row) for row in rows).replace(b"\\\\", b"\\")


def _base64(content: bytes, start: int) -> bytes:
    """Return what stands in base64 text whenever `content` begins `start` bytes after a multiple of three."""
    encoded = base64.b64encode(b"\0" * start + content)
    first = (start * 8 + 5) // 6
    return encoded[first : len(encoded) - 4] if (start + len(content)) % 3 else encoded[first:]


def _hash(name: str, word: str) -> bytes:
    return hashlib.new(name, word.strip().lower().encode(), usedforsecurity=False).hexdigest().encode()


def _phones(word: str) -> dict[str, bytes]:
    """Return a telephone number without its spaces, as people in Finland write it too."""
    digits = "".join(word.split())
    if not (digits.startswith("+358") and digits[1:].isdigit()):
        return {}
    return {"phone": digits.encode(), "phone at home": b"0" + digits[4:].encode(), "last digits": digits[-9:].encode()}
