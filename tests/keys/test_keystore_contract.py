"""What every keystore must do: the one in memory and the one in a file."""

from pathlib import Path
from uuid import uuid4

import pytest

from lupaus.keys import epoch, keystore
from lupaus.keys.keystore import Chain, KeyRef, Keystore, MemoryKeystore, SqliteKeystore


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Keystore:
    return MemoryKeystore() if request.param == "memory" else SqliteKeystore(tmp_path / "keystore.sqlite")


def test_a_minted_key_is_found_again(store: Keystore) -> None:
    ref = KeyRef(uuid4(), Chain.REGISTER)

    store.mint([ref])

    assert list(store.keys_of([ref])) == [ref]
    assert len(store.keys_of([ref])[ref]) == 32


def test_minting_twice_keeps_the_first_key(store: Keystore) -> None:
    ref = KeyRef(uuid4(), Chain.REGISTER)
    store.mint([ref])
    first = store.keys_of([ref])

    store.mint([ref])

    assert store.keys_of([ref]) == first


def test_a_destroyed_key_is_gone_and_destroying_again_is_harmless(store: Keystore) -> None:
    ref = KeyRef(uuid4(), Chain.HEALTH)
    store.mint([ref])
    store.keys_of([ref])

    store.destroy([ref])
    store.destroy([ref])

    assert store.keys_of([ref]) == {}


def test_one_chain_is_destroyed_without_the_other(store: Keystore) -> None:
    owner = uuid4()
    register, health = KeyRef(owner, Chain.REGISTER), KeyRef(owner, Chain.HEALTH)
    store.mint([register, health])

    store.destroy([health])

    assert list(store.keys_of([register, health])) == [register]


def test_a_thousand_keys_are_fetched_at_once(store: Keystore) -> None:
    refs = [KeyRef(uuid4(), Chain.REGISTER) for _ in range(1000)]
    store.mint(refs)

    assert len(set(store.keys_of(refs).values())) == 1000


def test_owners_are_told_apart_by_when_their_key_was_minted(store: Keystore) -> None:
    ref = KeyRef(uuid4(), Chain.REGISTER)
    store.mint([ref])

    assert store.owners_before(0, Chain.REGISTER) == set()
    assert store.owners_before(1e12, Chain.REGISTER) == {ref.owner}


def test_rotation_keeps_every_key_and_forgets_the_old_epoch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SqliteKeystore(tmp_path / "keystore.sqlite")
    monkeypatch.setattr(keystore, "keystore", lambda: store)
    ref = KeyRef(uuid4(), Chain.REGISTER)
    store.mint([ref])
    before, old_epoch = store.keys_of([ref]), epoch.ring().current

    keystore.rotate()

    assert SqliteKeystore(tmp_path / "keystore.sqlite").keys_of([ref]) == before
    assert list(epoch.ring().keys) == [old_epoch + 1]


def test_a_copy_of_the_file_from_before_a_rotation_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteKeystore(tmp_path / "keystore.sqlite")
    monkeypatch.setattr(keystore, "keystore", lambda: store)
    ref = KeyRef(uuid4(), Chain.REGISTER)
    store.mint([ref])
    (tmp_path / "stolen.sqlite").write_bytes((tmp_path / "keystore.sqlite").read_bytes())

    keystore.rotate()

    with pytest.raises(KeyError):
        SqliteKeystore(tmp_path / "stolen.sqlite").keys_of([ref])


def test_a_destroyed_key_leaves_no_bytes_in_the_file(tmp_path: Path) -> None:
    store = SqliteKeystore(tmp_path / "keystore.sqlite")
    ref = KeyRef(uuid4(), Chain.REGISTER)
    store.mint([ref])
    assert ref.owner.bytes in (tmp_path / "keystore.sqlite").read_bytes()

    store.destroy([ref])

    assert ref.owner.bytes not in (tmp_path / "keystore.sqlite").read_bytes()


def test_another_process_sees_at_once_that_a_key_is_gone(tmp_path: Path) -> None:
    ours, theirs = (SqliteKeystore(tmp_path / "keystore.sqlite") for _ in range(2))
    ref = KeyRef(uuid4(), Chain.REGISTER)
    ours.mint([ref])
    assert theirs.keys_of([ref])

    ours.destroy([ref])

    assert theirs.keys_of([ref]) == {}
