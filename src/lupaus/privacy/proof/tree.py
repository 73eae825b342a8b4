"""A fingerprint of the code, so that a test result counts only for the code it ran on."""

import hashlib
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[4]
"""The folder that holds `src/`, `tests/` and `build/`."""

HASHED = ("src", "tests/promises")
"""What the fingerprint covers, relative to the checkout."""

MADE = frozenset({".pyc", ".pyo", ".mo"})
"""Endings of files that are made from others and differ without a difference in meaning."""


@cache
def running() -> str:
    """Return the fingerprint of the code as this process found it at its first call."""
    return fingerprint(CHECKOUT)


def fingerprint(checkout: Path) -> str:
    """Return 64 hex digits over names and bytes of every source file; needs no git."""
    digest = hashlib.sha256()
    for path in sources(checkout):
        name = path.relative_to(checkout).as_posix().encode()
        content = hashlib.sha256(path.read_bytes()).digest()
        digest.update(len(name).to_bytes(4, "big") + name + content)
    return digest.hexdigest()


def sources(checkout: Path) -> list[Path]:
    """Return the files that the fingerprint covers, sorted by name."""
    files = (path for folder in HASHED for path in (checkout / folder).rglob("*") if path.is_file())
    return sorted(path for path in files if _is_source(path.relative_to(checkout)))


def _is_source(path: Path) -> bool:
    hidden = any(part.startswith(".") or part == "__pycache__" for part in path.parts)
    return not hidden and path.suffix not in MADE
