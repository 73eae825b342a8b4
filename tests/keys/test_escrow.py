"""The keys archive opens with the recovery key, and with nothing else."""

from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import Settings

from lupaus.keys import envelope, epoch, escrow, keystore, root, sealing
from lupaus.keys.blind import blind
from lupaus.keys.keystore import Chain, KeyRef

ROOT = "ab" * 32


@pytest.fixture
def installation(tmp_path: Path, settings: Settings) -> Path:
    """One whose keys lie in files."""
    _move_to(tmp_path / "old", settings, ROOT)
    return tmp_path


def _move_to(folder: Path, settings: Settings, root_key: str) -> None:
    settings.LUPAUS_KEYS, settings.LUPAUS_ROOT_KEY = folder, root_key
    for cached in (root.root_key, root.pepper, keystore.keystore):
        cached.cache_clear()


@pytest.fixture(autouse=True)
def _back_to_memory(settings: Settings) -> object:
    yield
    settings.LUPAUS_KEYS = "memory"
    for cached in (root.root_key, root.pepper, keystore.keystore):
        cached.cache_clear()


def test_an_envelope_opens_with_its_private_key_only() -> None:
    private, public = envelope.new_recovery_key()
    other, _ = envelope.new_recovery_key()
    sealed = envelope.seal_to(public, b"keys")

    assert envelope.open_with(private, sealed) == b"keys"
    assert envelope.public_of(private) == public
    for key, spoilt in ((other, sealed), (private, sealed[:-1]), (private, b"short"), (private, bytes(len(sealed)))):
        with pytest.raises(sealing.Unreadable):
            envelope.open_with(key, spoilt)


def test_another_installation_with_another_root_key_takes_the_keys_over(installation: Path, settings: Settings) -> None:
    digits = escrow.make_recovery_key()
    ref = KeyRef(uuid4(), Chain.REGISTER)
    keystore.keystore().mint([ref])
    before, index = keystore.keystore().keys_of([ref]), blind("email", "a@example.fi")
    packed = escrow.pack(escrow.recovery_public() or b"")
    _move_to(installation / "new", settings, "cd" * 32)

    escrow.unpack(packed, escrow.private_key(digits))
    keystore.keystore.cache_clear()

    assert keystore.keystore().keys_of([ref]) == before
    assert blind("email", "a@example.fi") == index
    assert escrow.recovery_public() == envelope.public_of(bytes.fromhex(digits))


def test_a_key_destroyed_before_the_archive_was_made_is_not_in_it(installation: Path, settings: Settings) -> None:
    digits = escrow.make_recovery_key()
    gone, kept = KeyRef(uuid4(), Chain.REGISTER), KeyRef(uuid4(), Chain.REGISTER)
    keystore.keystore().mint([gone, kept])
    keystore.keystore().destroy([gone])
    packed = escrow.pack(escrow.recovery_public() or b"")
    _move_to(installation / "new", settings, ROOT)

    escrow.unpack(packed, escrow.private_key(digits))
    keystore.keystore.cache_clear()

    assert list(keystore.keystore().keys_of([gone, kept])) == [kept]


def test_the_archive_shows_no_key(installation: Path) -> None:
    escrow.make_recovery_key()
    ref = KeyRef(uuid4(), Chain.REGISTER)
    keystore.keystore().mint([ref])

    packed = escrow.pack(escrow.recovery_public() or b"")

    secrets = [keystore.keystore().keys_of([ref])[ref], root.pepper(), *epoch.ring().keys.values()]
    assert not [secret for secret in secrets if secret in packed or secret.hex().encode() in packed]


@pytest.mark.parametrize("typed", ["", "abc", "zz" * 32, "ab" * 31])
def test_what_is_no_recovery_key_is_refused(typed: str) -> None:
    with pytest.raises(sealing.Unreadable):
        escrow.private_key(typed)


def test_a_recovery_key_may_be_typed_with_spaces() -> None:
    assert escrow.private_key(" ".join(["abababab"] * 8) + "\n") == bytes.fromhex("ab" * 32)
