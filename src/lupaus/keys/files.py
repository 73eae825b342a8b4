"""Small secret files: written whole or not at all, readable by their owner only."""

import os
from pathlib import Path


def write_secret(path: Path, content: bytes) -> None:
    """Replace `path` by a 0600 file with `content`; a crash leaves the old file or the new one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    _sync_folder(path.parent)


def create_secret(path: Path, content: bytes) -> bytes:
    """Create `path` with `content` unless it is there already; return what it holds.

    Two processes that start at once agree: the loser reads the winner's file.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    write_secret(new, content)
    try:
        os.link(new, path)
    except FileExistsError:
        return path.read_bytes()
    finally:
        new.unlink()
    return content


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
