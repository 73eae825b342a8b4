"""Back up an installation into two archives that are kept apart, and restore one from them.

The data archive holds the database and the files: people's data in it is ciphertext, so it may be kept with
history. The keys archive opens it, is sealed to the operator's recovery key, and is overwritten each time: a key
destroyed today must not come back from last week's copy. A restore is a data archive of any age and the newest keys.

Source: vault design, "Keys".
"""

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from lupaus.foundation import statistics
from lupaus.jobs import dumps
from lupaus.kernel.refused import Refused
from lupaus.keys import escrow, files, sealing
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.vault.models import Subject

type Tell = Callable[[str], None]

KEYS_NAME = "lupaus-keys.sealed"
_FORMAT = 1


class NoRecoveryKey(Refused):
    """A backup was asked for before the operator made a recovery key."""

    message = (
        "A backup needs a recovery key. Make it once with `lupaus recovery-key`, "
        "and keep it anywhere but on this machine."
    )


class NotEmpty(Refused):
    """A restore would overwrite an installation that has data."""

    message = "The database holds data already. Add --replace to put the copy in its place."


class InUse(Refused):
    """A restore was asked for while the site is running."""

    message = "The site is running (%(connections)s connections to the database). Stop it and try again."


class Spoiled(Refused):
    """An archive is not what was written: cut off, changed, or something else altogether."""

    message = "%(file)s is not a whole backup (%(part)s). Try another copy."


class WrongRecoveryKey(Refused):
    """The recovery key does not open the keys archive."""

    message = "The recovery key does not open the archive of keys. Check it: it has 64 signs, 0–9 and a–f."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a data archive says about itself; checksums are SHA-256 in hexadecimal."""

    format: int
    made_at: str
    people: int
    checksums: dict[str, str]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore brought back; `closed` people have no key among the newest ones and open no more."""

    made_at: str
    people: int
    closed: int


def back_up(*, data_to: Path, keys_to: Path, at: datetime, tell: Tell) -> tuple[Path, Path]:
    """Write both archives and return where they are.

    The database is dumped before the keys are copied: every row in the dump finds its key, unless the person was
    erased in between, as it should be.

    Raises:
        NoRecoveryKey: there is no recovery key to seal the keys to.
    """
    public = escrow.recovery_public()
    if public is None:
        raise NoRecoveryKey
    tell("Copying the database…")
    parts = {"database.dump": dumps.dump(), **_files()}
    archive = data_to / f"lupaus-data-{at:%Y%m%dT%H%M%SZ}.tar"
    checksums = {name: _sum(part) for name, part in parts.items()}
    manifest = Manifest(_FORMAT, at.isoformat(), Subject.objects.count(), checksums)
    files.write_secret(archive, _packed(manifest, parts))
    tell(f"Data: {archive} ({_size(archive)}, {manifest.people} people)")
    keys = keys_to / KEYS_NAME
    files.write_secret(keys, escrow.pack(public))
    tell(f"Keys: {keys} ({_size(keys)}), only the newest is kept")
    return archive, keys


def restore(*, data: Path, keys: Path | None, recovery_key: str, replace: bool, tell: Tell) -> Restored:
    """Bring an installation back from a data archive and, unless `keys` is None, the newest keys.

    Everything is checked before anything is changed. Without keys the pages are there and open nobody's data.

    Raises:
        Spoiled: an archive is not intact.
        WrongRecoveryKey: the recovery key does not open the keys archive.
        NotEmpty: there is data already and `replace` is false.
        InUse: the site is running.
    """
    manifest, parts = _unpacked(data)
    private = _private(keys, recovery_key)
    _refuse_to_overwrite(replace=replace)
    tell(f"Restoring the data copied at {manifest.made_at} ({manifest.people} people)…")
    dumps.load(parts["database.dump"])
    _put_files({name: part for name, part in parts.items() if name.startswith("files/")})
    if keys is not None:
        tell("Restoring the keys…")
        escrow.unpack(keys.read_bytes(), private)
        keystore.cache_clear()
    tell("Bringing the database to this version…")
    call_command("migrate", verbosity=0, interactive=False)
    statistics.refresh()
    restored = Restored(manifest.made_at, Subject.objects.count(), _closed())
    tell(f"Done: {restored.people} people, {restored.closed} of whom nothing opens any more.")
    return restored


def _files() -> dict[str, bytes]:
    folder = _folder()
    found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []
    return {f"files/{path.relative_to(folder)}": path.read_bytes() for path in found}


def _put_files(parts: dict[str, bytes]) -> None:
    folder = _folder()
    shutil.rmtree(folder, ignore_errors=True)
    for name, part in parts.items():
        files.write_secret(folder / name.removeprefix("files/"), part)


def _folder() -> Path:
    return Path(settings.LUPAUS_HOME) / "files"


def _packed(manifest: Manifest, parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for name, part in {"manifest.json": json.dumps(asdict(manifest)).encode(), **parts}.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(part), 0o600
            archive.addfile(member, io.BytesIO(part))
    return written.getvalue()


def _unpacked(path: Path) -> tuple[Manifest, dict[str, bytes]]:
    try:
        with tarfile.open(path) as archive:
            parts = {member.name: _content(archive, member) for member in archive.getmembers()}
        manifest = Manifest(**json.loads(parts.pop("manifest.json")))
    except (OSError, tarfile.TarError, KeyError, TypeError, ValueError) as broken:
        raise Spoiled(file=path.name, part="manifest") from broken
    wrong = [name for name, checksum in manifest.checksums.items() if _sum(parts.get(name, b"")) != checksum]
    wrong += [name for name in parts if ".." in PurePosixPath(name).parts]
    if wrong or manifest.format != _FORMAT or parts.keys() != manifest.checksums.keys():
        raise Spoiled(file=path.name, part=", ".join(wrong) or "format")
    return manifest, parts


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member)
    return file.read() if file else b""


def _private(keys: Path | None, recovery_key: str) -> bytes:
    """Return the recovery key once it has opened the archive, before anything is changed."""
    if keys is None:
        return b""
    try:
        private = escrow.private_key(recovery_key)
        escrow.check(keys.read_bytes(), private)
    except sealing.Unreadable as wrong:
        raise WrongRecoveryKey from wrong
    except OSError as missing:
        raise Spoiled(file=keys.name, part="keys") from missing
    return private


def _refuse_to_overwrite(*, replace: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        )
        (others,) = cursor.fetchone()
        if others:
            raise InUse(connections=others)
        holds_people = "vault_subject" in connection.introspection.table_names(cursor)
    if not replace and holds_people and Subject.objects.exists():
        raise NotEmpty


def _closed() -> int:
    refs = [KeyRef(owner, Chain.REGISTER) for owner in Subject.objects.values_list("id", flat=True)]
    return len(refs) - len(keystore().keys_of(refs))


def _sum(part: bytes) -> str:
    return hashlib.sha256(part).hexdigest()


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1_000_000:.1f} Mt".replace(".", ",")
