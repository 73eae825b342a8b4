"""Seal and open bytes with AES-256-GCM.

Source: NIST SP 800-38D; vault design, "Keys".
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = b"\x01"


class Unreadable(Exception):
    """The bytes were not sealed with this key for this place, or were changed since."""


def new_key() -> bytes:
    """Return 32 random bytes fit to be a key."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, plain: bytes, *, place: str) -> bytes:
    """Encrypt `plain` so that it opens only with `key` and only at `place`.

    `place` says where the bytes lie ("table.column:row id"): a value copied to another row or column does
    not open there.
    """
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def unseal(key: bytes, sealed: bytes, *, place: str) -> bytes:
    """Decrypt what `seal` made.

    Raises:
        Unreadable: wrong key, wrong place, or changed bytes.
    """
    if sealed[:1] != _VERSION:
        raise Unreadable(place)
    nonce, cipher = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, cipher, place.encode())
    except InvalidTag as wrong:
        raise Unreadable(place) from wrong
