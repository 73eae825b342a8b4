"""What is sealed opens with its key at its place, and nowhere else."""

import stat
from pathlib import Path

import pytest

from lupaus.keys import epoch, files, sealing
from lupaus.keys.blind import blind


def test_what_is_sealed_opens_at_its_place() -> None:
    key = sealing.new_key()

    assert (
        sealing.unseal(key, sealing.seal(key, b"Mannerheimintie 1", place="a.b:1"), place="a.b:1")
        == b"Mannerheimintie 1"
    )


@pytest.mark.parametrize("spoil", ["key", "place", "bytes", "version"])
def test_what_is_sealed_opens_nowhere_else(spoil: str) -> None:
    key, place = sealing.new_key(), "a.b:1"
    sealed = sealing.seal(key, b"Mannerheimintie 1", place=place)
    tried = {
        "key": (sealing.new_key(), sealed, place),
        "place": (key, sealed, "a.b:2"),
        "bytes": (key, sealed[:-1] + bytes([sealed[-1] ^ 1]), place),
        "version": (key, b"\x02" + sealed[1:], place),
    }[spoil]

    with pytest.raises(sealing.Unreadable):
        sealing.unseal(tried[0], tried[1], place=tried[2])


def test_the_same_text_is_never_sealed_alike() -> None:
    key = sealing.new_key()

    assert sealing.seal(key, b"x", place="p") != sealing.seal(key, b"x", place="p")


def test_what_the_epoch_sealed_opens_for_its_purpose_only() -> None:
    sealed = epoch.seal("session", b"draft")

    assert epoch.unseal("session", sealed) == b"draft"
    with pytest.raises(sealing.Unreadable):
        epoch.unseal("cache", sealed)


def test_what_a_past_epoch_sealed_never_opens_again() -> None:
    sealed = epoch.seal("session", b"draft")
    epoch.begin_rotation()
    assert epoch.unseal("session", sealed) == b"draft"

    epoch.finish_rotation()

    with pytest.raises(sealing.Unreadable):
        epoch.unseal("session", sealed)


def test_equal_values_share_a_blind_index_whatever_their_form() -> None:
    assert blind("email", " Ääni@Example.fi ") == blind("email", "a\u0308a\u0308ni@example.fi")
    assert blind("email", "a@example.fi") != blind("phone", "a@example.fi")
    assert blind("email", "a@example.fi") != blind("email", "b@example.fi")


def test_a_secret_file_is_its_owners_only_and_the_first_writer_wins(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "pepper"

    assert files.create_secret(path, b"first") == b"first"
    assert files.create_secret(path, b"second") == b"first"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["pepper"]
