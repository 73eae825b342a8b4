"""The epoch key: wraps every person's key and seals sessions; replaced weekly, the old one gone.

It lies wrapped by the root key in one small file and one second copy, both overwritten and never versioned:
an epoch key inside an old backup would undo every erasure.

Source: vault design, "Keys".
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

from lupaus.keys import root, sealing
from lupaus.keys.files import create_secret, write_secret

_lock = Lock()


@dataclass(frozen=True, slots=True)
class Ring:
    """The epoch keys alive now: one, or two while a rotation is under way."""

    current: int
    keys: dict[int, bytes]

    def key(self, number: int) -> bytes:
        """Return the key of epoch `number`.

        Raises:
            KeyError: that epoch is over and its key is gone.
        """
        return self.keys[number]


def ring() -> Ring:
    """Return the epoch keys, read again whenever their file has changed."""
    if root.in_memory():
        return _memory_ring()
    path = _path()
    if not path.exists():
        create_secret(path, _wrapped(Ring(1, {1: sealing.new_key()})))
    return _read(path, path.stat().st_mtime_ns)


def seal(purpose: str, plain: bytes) -> bytes:
    """Seal something that may not outlive the epoch ("session", "cache"); open it with `unseal`."""
    now = ring()
    return now.current.to_bytes(4, "big") + sealing.seal(_derived(now.key(now.current), purpose), plain, place=purpose)


def unseal(purpose: str, sealed: bytes) -> bytes:
    """Open what `seal` made for the same purpose.

    Raises:
        Unreadable: the epoch is over, or the bytes are not ours.
    """
    number = int.from_bytes(sealed[:4], "big")
    try:
        key = ring().key(number)
    except KeyError as over:
        raise sealing.Unreadable(purpose) from over
    return sealing.unseal(_derived(key, purpose), sealed[4:], place=purpose)


def begin_rotation() -> Ring:
    """Add the next epoch's key beside the present one; both stay until `finish_rotation`."""
    now = ring()
    following = Ring(
        now.current + 1,
        {now.current: now.key(now.current), now.current + 1: sealing.new_key()},
    )
    _store(following)
    return following


def finish_rotation() -> None:
    """Forget every epoch key but the current one, in the file and in its second copy."""
    now = ring()
    _store(Ring(now.current, {now.current: now.key(now.current)}))


def replace(fresh: Ring) -> None:
    """Let `fresh` be the ring from now on: a restored installation takes over the old one's keys."""
    _store(fresh)


def _path() -> Path:
    return root.folder() / "epoch"


def _store(fresh: Ring) -> None:
    if root.in_memory():
        _in_memory[:] = [fresh]
        return
    for path in (_path(), _path().with_name("epoch.second")):
        write_secret(path, _wrapped(fresh))


def _wrapped(fresh: Ring) -> bytes:
    keys = {str(number): aes_key_wrap(root.root_key(), key).hex() for number, key in fresh.keys.items()}
    return json.dumps({"current": fresh.current, "keys": keys}).encode()


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Ring:
    stored = json.loads(path.read_bytes())
    keys = {int(number): aes_key_unwrap(root.root_key(), bytes.fromhex(key)) for number, key in stored["keys"].items()}
    return Ring(stored["current"], keys)


_in_memory: list[Ring] = []
"""The ring of tests: one, once it has been asked for."""


def _memory_ring() -> Ring:
    with _lock:
        if not _in_memory:
            _in_memory.append(Ring(1, {1: sealing.new_key()}))
        return _in_memory[0]


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=sealing.KEY_BYTES, salt=None, info=purpose.encode()).derive(key)
