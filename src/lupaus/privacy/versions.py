"""Versions of the notice: published with what changed, kept for ever, shown until the next one."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.company.locks import lock_table
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.privacy import blockers as reasons
from lupaus.privacy.models import Version
from lupaus.privacy.notice import fingerprint, inputs
from lupaus.privacy.notice.document import Document, Row, Section
from lupaus.privacy.notice.fingerprint import Documents
from lupaus.promises import Actor, Purpose, Text

FIRST: Final = Text("Ensimmäinen versio.", "Första versionen.", "The first version.")
FOLLOWED: Final = Text(
    "Yhteystietomme tai tietojesi vastaanottajat muuttuivat.",
    "Våra kontaktuppgifter eller mottagarna av dina uppgifter ändrades.",
    "Our contact details or the recipients of your data changed.",
)
FOLLOWING: Final = frozenset({"controller", "recipients"})
"""Parts that come from rows and not from code: they change when the rows do, with a version of their own."""
LONGEST_CHANGE: Final = 1000
MOST_VERSIONS: Final = 1_000_000
"""More than anybody publishes; a greater number is a slip, and no column holds it."""


class NothingChanged(Refused):
    """When the notice as it would be published is the one that is."""

    message = _("Seloste ei ole muuttunut edellisestä versiosta. Uutta ei tarvita.")


class Blocked(Refused):
    """When something in the notice is missing or contradicts itself."""

    message = _("Selostetta ei voi julkaista: %(reasons)s")


class NotToldInEveryLanguage(Refused):
    """When it is not said in each language what changed."""

    message = _("Kerro muutos kaikilla kolmella kielellä, enintään %(longest)s merkillä.")


@dataclass(frozen=True, slots=True)
class Shown:
    """The notice that people read at a moment; `version` is None before the first one is published."""

    documents: Documents
    fingerprint: str
    version: Version | None

    def in_language(self, language: str) -> Document:
        """Return it in one language."""
        return next(each for each in self.documents if each.language == language)


def current(at: datetime) -> Version | None:
    """Return the version that is published at a moment."""
    return Version.objects.defer("documents", "origins").filter(published_at__lte=at).first()


def listed() -> tuple[Version, ...]:
    """Return every version without its text, newest first."""
    return tuple(Version.objects.defer("documents", "origins"))


def by_fingerprint(digits: str) -> Version | None:
    """Return the version that somebody was shown."""
    return Version.objects.defer("documents", "origins").filter(fingerprint=digits).last()


def shown(at: datetime) -> Shown:
    """Return what people read at a moment: the published version; before the first one, what is compiled."""
    version = current(at)
    if version is None:
        compiled = running(at)
        return Shown(compiled, fingerprint.of(compiled), None)
    return Shown(text_of(version), version.fingerprint, version)


def by_number(number: int) -> Shown | None:
    """Return one version as it was published, None when there is none with this number."""
    if number > MOST_VERSIONS:
        return None
    version = Version.objects.defer("documents", "origins").filter(number=number).first()
    return Shown(text_of(version), version.fingerprint, version) if version else None


def running(at: datetime) -> Documents:
    """Return the notice as the running program and the rows of a moment make it."""
    return fingerprint.compiled(inputs.at(at))


def is_behind(at: datetime) -> bool:
    """Say whether the published notice differs from what the running program does."""
    version = current(at)
    return version is not None and fingerprint.of(running(at)) != version.fingerprint


def text_of(version: Version) -> Documents:
    """Return a version in every language, Finnish first; kept, because a version never changes."""
    return _text_of(version.pk)


def blockers(at: datetime) -> list[reasons.Blocker]:
    """Return every reason not to publish now."""
    return list(reasons.found(at))


def current_hash(at: datetime) -> str:
    """Return the fingerprint of what is shown at a moment."""
    version = current(at)
    return version.fingerprint if version else fingerprint.of(running(at))


@transaction.atomic
def publish(*, by: Actor, at: datetime, change: Text) -> Version:
    """Publish the notice as the program makes it now, and say what changed.

    Raises:
        NotToldInEveryLanguage: what changed is not said in fi, sv and en.
        NothingChanged: it is the published one.
        Blocked: something in it is missing or contradicts itself.
    """
    said = Text(*(" ".join(words.split()) for words in (change.fi, change.sv, change.en)))
    if not all(0 < len(words) <= LONGEST_CHANGE for words in (said.fi, said.sv, said.en)):
        raise NotToldInEveryLanguage(longest=LONGEST_CHANGE)
    lock_table(Version)
    compiled, newest = running(at), Version.objects.first()
    if newest is not None and newest.fingerprint == fingerprint.of(compiled):
        raise NothingChanged
    if found := blockers(at):
        raise Blocked(reasons=" ".join(each.text for each in found))
    return _write(compiled, newest, said, by, at, is_automatic=False)


@transaction.atomic
def follow(*, by: Actor, at: datetime) -> Version | None:
    """Publish by itself what changed in rows: who we are and whom we give data to; the rest stays as published.

    Nothing happens before the first version, and nothing while something stands in the way: then the page says
    that the program and the notice differ.
    """
    lock_table(Version)
    newest = Version.objects.first()
    if newest is None or at < newest.published_at:
        return None
    compiled = running(at)
    mixed = tuple(
        replace(old, sections=tuple(_following(section.id, new) or section for section in old.sections))
        for old, new in zip(text_of(newest), compiled, strict=True)
    )
    if fingerprint.of(mixed) == newest.fingerprint or blockers(at):
        return None
    return _write(mixed, newest, FOLLOWED, by, at, is_automatic=True)


def changed(by: Actor, at: datetime) -> None:
    """Take notice that rows changed which the notice follows; rooms below call it by `promises.notices`."""
    follow(by=by, at=at)


def _following(code: str, new: Document) -> Section | None:
    return new.section(code) if code in FOLLOWING else None


def _write(
    compiled: Documents, newest: Version | None, change: Text, by: Actor, at: datetime, *, is_automatic: bool
) -> Version:
    version = Version.objects.create(
        number=newest.number + 1 if newest else 1,
        fingerprint=fingerprint.of(compiled),
        published_at=at,
        documents=[document.told() for document in compiled],
        origins={row.id: [row.declared, row.of] for _section, _block, row in compiled[0].rows()},
        change_fi=change.fi,
        change_sv=change.sv,
        change_en=change.en,
        is_automatic=is_automatic,
    )
    entries.record("notice.published", by=by, purpose=Purpose.SECURITY, at=at, about=("notice", version.id))
    return version


@lru_cache(maxsize=64)
def _text_of(key: UUID) -> Documents:
    version = Version.objects.get(pk=key)
    return tuple(_with_origins(Document.of(told), version.origins) for told in version.documents)


def _with_origins(document: Document, origins: dict[str, Any]) -> Document:  # Any: it is JSON
    def origin(row: Row) -> Row:
        declared, of = origins.get(row.id, ((), ()))
        return replace(row, declared=tuple(declared), of=tuple(of))

    sections = (
        replace(
            section,
            blocks=tuple(replace(block, rows=tuple(origin(row) for row in block.rows)) for block in section.blocks),
        )
        for section in document.sections
    )
    return replace(document, sections=tuple(sections))
