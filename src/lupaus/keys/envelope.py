"""Seal something to the operator's recovery key, which this machine does not hold.

X25519 with a throw-away key, HKDF-SHA-256, AES-256-GCM.

Source: RFC 7748, RFC 5869; vault design, "Keys".
"""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lupaus.keys import sealing

_PLACE = "lupaus recovery envelope 1"
_PUBLIC_BYTES = 32


def new_recovery_key() -> tuple[bytes, bytes]:
    """Return a private and a public key, 32 bytes each; the private one belongs on paper or in a safe."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """Return the public key that belongs to a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal_to(public: bytes, plain: bytes) -> bytes:
    """Encrypt so that only the holder of the private key reads it; 32 bytes of throw-away key come first."""
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    mine = once.public_key().public_bytes_raw()
    return mine + sealing.seal(_key(shared, mine, public), plain, place=_PLACE)


def open_with(private: bytes, sealed: bytes) -> bytes:
    """Decrypt what `seal_to` made.

    Raises:
        Unreadable: another key, or changed bytes.
    """
    theirs, rest = sealed[:_PUBLIC_BYTES], sealed[_PUBLIC_BYTES:]
    if len(theirs) < _PUBLIC_BYTES:
        raise sealing.Unreadable(_PLACE)
    own = X25519PrivateKey.from_private_bytes(private)
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError as degenerate:
        raise sealing.Unreadable(_PLACE) from degenerate
    return sealing.unseal(_key(shared, theirs, own.public_key().public_bytes_raw()), rest, place=_PLACE)


def _key(shared: bytes, sender: bytes, receiver: bytes) -> bytes:
    both = sender + receiver
    return HKDF(algorithm=SHA256(), length=sealing.KEY_BYTES, salt=both, info=_PLACE.encode()).derive(shared)
