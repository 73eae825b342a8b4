"""The archive of keys: everything that opens the data archive, sealed to the operator's recovery key.

It holds every person's key as of now, the epoch keys and the pepper, and no history: a key destroyed today must
not come back from last week's copy.

Source: vault design, "Keys".
"""

import json

from lupaus.keys import envelope, epoch, root, sealing
from lupaus.keys.files import write_secret
from lupaus.keys.keystore import keystore

_RECOVERY = "recovery.pub"


def recovery_public() -> bytes | None:
    """Return the public recovery key of this installation, or None when the operator has made none yet."""
    path = root.folder() / _RECOVERY
    return bytes.fromhex(path.read_text()) if path.exists() else None


def make_recovery_key() -> str:
    """Make a recovery key, remember its public half and return its private half: 64 hexadecimal digits, shown once."""
    private, public = envelope.new_recovery_key()
    write_secret(root.folder() / _RECOVERY, public.hex().encode())
    return private.hex()


def pack(public: bytes) -> bytes:
    """Return all keys that are alive now, sealed to the recovery key `public`."""
    ring = epoch.ring()
    content = {
        "epoch": {"current": ring.current, "keys": {str(number): key.hex() for number, key in ring.keys.items()}},
        "pepper": root.pepper().hex(),
        "keystore": keystore().snapshot().hex(),
    }
    return envelope.seal_to(public, json.dumps(content).encode())


def check(sealed: bytes, private: bytes) -> None:
    """Make sure that a recovery key opens an archive of keys, without changing anything.

    Raises:
        Unreadable: it does not.
    """
    envelope.open_with(private, sealed)


def unpack(sealed: bytes, private: bytes) -> None:
    """Put the keys of an archive into the key folder of this installation, in place of those that are there.

    Everything is wrapped anew by this installation's own root key.

    Raises:
        Unreadable: the recovery key is not the one that the archive was sealed to.
    """
    content = json.loads(envelope.open_with(private, sealed))
    write_secret(root.folder() / "keystore.sqlite", bytes.fromhex(content["keystore"]))
    root.replace_pepper(bytes.fromhex(content["pepper"]))
    keys = {int(number): bytes.fromhex(key) for number, key in content["epoch"]["keys"].items()}
    epoch.replace(epoch.Ring(content["epoch"]["current"], keys))
    write_secret(root.folder() / _RECOVERY, envelope.public_of(private).hex().encode())


def private_key(digits: str) -> bytes:
    """Return the bytes of a private recovery key as it was shown: 64 hexadecimal digits, spaces allowed.

    Raises:
        Unreadable: it is something else.
    """
    try:
        key = bytes.fromhex("".join(digits.split()))
    except ValueError:
        key = b""
    if len(key) != sealing.KEY_BYTES:
        place = "recovery key"
        raise sealing.Unreadable(place)
    return key
