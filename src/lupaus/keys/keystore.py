"""The keystore: one key per owner and chain, outside the main database.

Keys are reserved in batches before anybody needs them (key first, commit second: the two stores share no
transaction). A reserved key that no row ever used is an orphan and is swept.

Source: vault design, "Keys".
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

from lupaus.keys import epoch, root, sealing


class Chain(StrEnum):
    """What a key of an owner opens; destroying one chain leaves the others readable."""

    REGISTER = "register"
    HEALTH = "health"
    INVOICES = "invoices"


@dataclass(frozen=True, slots=True)
class KeyRef:
    """Names one key: whose it is and what it opens."""

    owner: UUID
    chain: Chain


class Keystore(Protocol):
    """What a keystore can do; every implementation passes `tests/keys/test_keystore_contract.py`."""

    def mint(self, refs: Iterable[KeyRef]) -> None:
        """Make a key for each of `refs` that has none yet; durable when it returns."""

    def keys_of(self, refs: Collection[KeyRef]) -> dict[KeyRef, bytes]:
        """Return the keys of `refs`; a destroyed or unknown key is simply missing."""

    def destroy(self, refs: Iterable[KeyRef]) -> None:
        """Destroy keys for good; destroying twice is harmless."""

    def owners_before(self, minted_before: float, chain: Chain) -> set[UUID]:
        """Return the owners whose key of `chain` was minted before a POSIX time."""

    def rewrap(self) -> int:
        """Wrap every key with the current epoch's key; return how many there are."""

    def snapshot(self) -> bytes:
        """Return the whole keystore as a SQLite file, as of one moment."""


class MemoryKeystore:
    """A keystore that lives as long as the process; for tests."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: dict[KeyRef, tuple[bytes, float]] = {}

    def mint(self, refs: Iterable[KeyRef]) -> None:
        """See `Keystore.mint`."""
        with self._lock:
            for ref in refs:
                self._keys.setdefault(ref, (sealing.new_key(), time.time()))

    def keys_of(self, refs: Collection[KeyRef]) -> dict[KeyRef, bytes]:
        """See `Keystore.keys_of`."""
        return {ref: self._keys[ref][0] for ref in refs if ref in self._keys}

    def destroy(self, refs: Iterable[KeyRef]) -> None:
        """See `Keystore.destroy`."""
        with self._lock:
            for ref in refs:
                self._keys.pop(ref, None)

    def owners_before(self, minted_before: float, chain: Chain) -> set[UUID]:
        """See `Keystore.owners_before`."""
        return {ref.owner for ref, (_, minted) in self._keys.items() if ref.chain is chain and minted < minted_before}

    def rewrap(self) -> int:
        """See `Keystore.rewrap`; keys in memory are not wrapped."""
        return len(self._keys)

    def snapshot(self) -> bytes:
        """See `Keystore.snapshot`; the copy is wrapped like any file."""
        ring = epoch.ring()
        with closing(_made(":memory:")) as copy:
            rows = [
                (ref.owner.bytes, ref.chain.value, ring.current, aes_key_wrap(ring.key(ring.current), key), minted)
                for ref, (key, minted) in self._keys.items()
            ]
            with copy:
                copy.executemany(_INSERT, rows)
            return copy.serialize()


class SqliteKeystore:
    """A keystore in one SQLite file that overwrites what it deletes and keeps no log of the past."""

    _CACHE_SECONDS = 60.0

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def mint(self, refs: Iterable[KeyRef]) -> None:
        """See `Keystore.mint`."""
        ring = epoch.ring()
        wrapping = ring.key(ring.current)
        rows = [
            (
                ref.owner.bytes,
                ref.chain.value,
                ring.current,
                aes_key_wrap(wrapping, sealing.new_key()),
                time.time(),
            )
            for ref in refs
        ]
        with self._database() as database:
            database.executemany(_INSERT, rows)

    def keys_of(self, refs: Collection[KeyRef]) -> dict[KeyRef, bytes]:
        """See `Keystore.keys_of`; a key stays in this process for a minute, or until the file changes."""
        known = self._cache()
        absent = [ref for ref in refs if ref not in known]
        for start in range(0, len(absent), 400):
            known.update(self._read(absent[start : start + 400]))
        return {ref: known[ref] for ref in refs if ref in known}

    def destroy(self, refs: Iterable[KeyRef]) -> None:
        """See `Keystore.destroy`."""
        rows = [(ref.owner.bytes, ref.chain.value) for ref in refs]
        with self._database() as database:
            database.executemany("delete from key where owner = ? and chain = ?", rows)
        self._local.known = {}

    def owners_before(self, minted_before: float, chain: Chain) -> set[UUID]:
        """See `Keystore.owners_before`."""
        rows = self._database().execute(
            "select owner from key where chain = ? and minted < ?",
            (chain.value, minted_before),
        )
        return {UUID(bytes=owner) for (owner,) in rows}

    def rewrap(self) -> int:
        """See `Keystore.rewrap`; one transaction, so that a crash leaves every key readable."""
        ring = epoch.ring()
        fresh = ring.key(ring.current)
        database = self._database()
        rows = database.execute("select owner, chain, epoch, wrapped from key").fetchall()
        changed = [
            (
                ring.current,
                aes_key_wrap(fresh, aes_key_unwrap(ring.key(number), wrapped)),
                owner,
                chain,
            )
            for owner, chain, number, wrapped in rows
        ]
        with database:
            database.executemany(
                "update key set epoch = ?, wrapped = ? where owner = ? and chain = ?",
                changed,
            )
        return len(rows)

    def snapshot(self) -> bytes:
        """See `Keystore.snapshot`."""
        return self._database().serialize()

    def _read(self, refs: list[KeyRef]) -> dict[KeyRef, bytes]:
        wanted = {(ref.owner.bytes, ref.chain.value): ref for ref in refs}
        places = ",".join("(?, ?)" for _ in refs)
        query = f"select owner, chain, epoch, wrapped from key where (owner, chain) in (values {places})"  # noqa: S608 -- only question marks
        rows = self._database().execute(query, [part for pair in wanted for part in pair])
        ring = epoch.ring()
        return {
            wanted[owner, chain]: aes_key_unwrap(ring.key(number), wrapped) for owner, chain, number, wrapped in rows
        }

    def _cache(self) -> dict[KeyRef, bytes]:
        """Return this thread's known keys, emptied when they are old or when another process wrote."""
        version = self._database().execute("pragma data_version").fetchone()[0]
        state = (version, int(time.monotonic() / self._CACHE_SECONDS))
        if getattr(self._local, "state", None) != state:
            self._local.state, self._local.known = state, {}
        known: dict[KeyRef, bytes] = self._local.known
        return known

    def _database(self) -> sqlite3.Connection:
        opened: sqlite3.Connection | None = getattr(self._local, "database", None)
        if opened is None:
            opened = self._local.database = self._open()
        return opened

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        return _made(str(self._path))


class _Database(sqlite3.Connection):
    """A connection that one thread uses; closed when the thread ends, by whichever thread collects it."""

    def __del__(self) -> None:
        self.close()


_INSERT = "insert or ignore into key values (?, ?, ?, ?, ?)"


def _made(path: str) -> sqlite3.Connection:
    """Return a connection to a keystore file, made if it is new, that overwrites what it deletes."""
    database = sqlite3.connect(path, timeout=10, factory=_Database, check_same_thread=False)
    for pragma in ("journal_mode = delete", "secure_delete = on", "synchronous = full"):
        database.execute(f"pragma {pragma}")
    database.execute(
        "create table if not exists key (owner blob, chain text, epoch integer, wrapped blob, minted real,"
        " primary key (owner, chain)) without rowid"
    )
    return database


@lru_cache(maxsize=1)
def keystore() -> Keystore:
    """Return the keystore that this installation is set up with."""
    if root.in_memory():
        return MemoryKeystore()
    return SqliteKeystore(root.folder() / "keystore.sqlite")


_BATCH = 16
_RESERVED_SECONDS = 3600.0
_reserved: list[tuple[UUID, float]] = []
_reserving = threading.Lock()


def reserve_owner() -> UUID:
    """Return the id of an owner whose register key exists already; the caller commits a row for it.

    A reservation that this process has held for an hour is left to the sweep of orphans, which waits a day.
    """
    with _reserving:
        fresh_since = time.time() - _RESERVED_SECONDS
        if not _reserved or _reserved[-1][1] < fresh_since:
            owners = [uuid4() for _ in range(_BATCH)]
            keystore().mint(KeyRef(owner, Chain.REGISTER) for owner in owners)
            _reserved[:] = [(owner, time.time()) for owner in owners]
        return _reserved.pop()[0]


def rotate(also: Iterable[Callable[[], object]] = ()) -> int:
    """Replace the epoch key and wrap every key anew; return how many were wrapped.

    `also` is what else must be sealed anew before the old epoch key is gone: sessions.

    Killed half-way, both epoch keys are still there and the next call finishes the work.
    """
    epoch.begin_rotation()
    count = keystore().rewrap()
    for reseal in also:
        reseal()
    epoch.finish_rotation()
    return count
