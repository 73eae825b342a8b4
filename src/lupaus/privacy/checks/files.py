"""E010 for stores that are no tables, and E012: a file that lies outside a person's folder."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage, default_storage

from lupaus.promises.stores import STORES, Place, Store

PERSONS = "people"
"""The folder of the file storage in which every person has a folder of their own, named by their subject."""

PUBLIC = "public"
"""The folder for files that are about nobody."""

_OWN_FOLDER = re.compile(rf"{PERSONS}/[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}/.+")


def check(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Return what is wrong with the stores that the settings name."""
    del app_configs
    errors = [*undeclared(STORES)]
    if isinstance(default_storage, FileSystemStorage):
        errors += stray(Path(default_storage.location))
    return errors


def undeclared(stores: Iterable[Store]) -> Iterator[CheckMessage]:
    """Yield an error for each kind of store that is used and not declared, or is kept without an end."""
    declared = {store.place: store for store in stores}
    for place in Place:
        if place not in declared:
            yield Error(f"the store {place} is covered by no declaration", id="privacy.E010")
        elif not (declared[place].retention.years or declared[place].retention.days):
            yield Error(f"the store {place} does not say until when", id="privacy.E005")


def stray(root: Path) -> Iterator[CheckMessage]:
    """Yield an error for each file below `root` that is in nobody's folder."""
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        name = path.relative_to(root).as_posix()
        if path.is_dir() or name.startswith(f"{PUBLIC}/"):
            continue
        if path.is_symlink() or not _OWN_FOLDER.fullmatch(name):
            yield Error(f"file {name} lies outside a person's folder", id="privacy.E012")
