"""The root key and the pepper: the two secrets that an installation is given or makes at its first start.

The root key comes from the environment (`LUPAUS_ROOT_KEY`, 64 hexadecimal digits) or from a systemd credential
(`$CREDENTIALS_DIRECTORY/lupaus-root-key`). In development a file in the key folder serves.

Source: vault design, "Keys".
"""

from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lupaus.keys import sealing
from lupaus.keys.files import create_secret, write_secret


def folder() -> Path:
    """Return the folder of the key files, as set by `LUPAUS_KEYS`."""
    return Path(settings.LUPAUS_KEYS)


def in_memory() -> bool:
    """Say whether keys live in this process only, as in tests."""
    return bool(settings.LUPAUS_KEYS == "memory")


@lru_cache(maxsize=1)
def root_key() -> bytes:
    """Return the 32 bytes that wrap every other key.

    Raises:
        ImproperlyConfigured: outside development there is no root key, or it is not 64 hexadecimal digits.
    """
    if in_memory():
        return sealing.new_key()
    if settings.LUPAUS_ROOT_KEY:
        return _parsed(settings.LUPAUS_ROOT_KEY)
    if not settings.LUPAUS_DEVELOPMENT:
        message = "Set LUPAUS_ROOT_KEY (64 hexadecimal digits) or the systemd credential lupaus-root-key."
        raise ImproperlyConfigured(message)
    return _parsed(create_secret(folder() / "root.key", sealing.new_key().hex().encode()).decode())


@lru_cache(maxsize=1)
def pepper() -> bytes:
    """Return the static secret of the blind indexes; made once, wrapped by the root key."""
    if in_memory():
        return sealing.new_key()
    made = aes_key_wrap(root_key(), sealing.new_key())
    return aes_key_unwrap(root_key(), create_secret(folder() / "pepper", made))


def replace_pepper(fresh: bytes) -> None:
    """Let `fresh` be the pepper from now on: a restored installation takes over the old one's indexes."""
    write_secret(folder() / "pepper", aes_key_wrap(root_key(), fresh))
    pepper.cache_clear()


def _parsed(digits: str) -> bytes:
    try:
        key = bytes.fromhex(digits.strip())
    except ValueError:
        key = b""
    if len(key) != sealing.KEY_BYTES:
        message = "The root key must be 64 hexadecimal digits."
        raise ImproperlyConfigured(message)
    return key
