"""Is the installation set up so that the register is protected: keys apart from data, no insides shown?"""

import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.checks import run_checks

from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.promises import Text


def look(_at: datetime) -> list[Finding]:
    """Return what is not safe in this installation's settings and folders."""
    return [Finding(what) for what in _unsafe()]


def _unsafe() -> Iterator[str]:
    if settings.DEBUG and not settings.LUPAUS_DEVELOPMENT:
        yield "errors are shown with their insides"
    if isinstance(settings.LUPAUS_KEYS, Path):
        yield from _keys_are_open(settings.LUPAUS_KEYS)
    if settings.SECURE_SSL_REDIRECT:  # production: what Django's own deployment checks say
        found = run_checks(tags=["security"], include_deployment_checks=True)
        yield from (f"deployment check {each.id}" for each in found)


def _keys_are_open(folder: Path) -> Iterator[str]:
    """Yield how the keys could be reached by what has only the data, or by others on the machine."""
    served = [settings.STATIC_ROOT, Path(settings.LUPAUS_HOME) / "files"]
    if any(folder.is_relative_to(each) for each in served if each):
        yield "keys lie in a folder that is served or copied with the data"
    if folder.is_dir() and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        yield "others on this machine may enter the folder of keys"


CHECK: Final = LiveCheck(
    "deployment",
    ("S77",),
    Text(
        "Onko asennus suojattu ja ovatko avaimet erillään tiedoista?",
        "Är installationen skyddad och nycklarna åtskilda från uppgifterna?",
        "Is the installation protected, and are keys apart from data?",
    ),
    look,
    mend="Pyydä ylläpitäjää korjaamaan asennuksen asetukset.",
)
