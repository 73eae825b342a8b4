"""The notice's fingerprint: which text somebody was shown, in 64 digits."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from lupaus.company import queries as company
from lupaus.company.models import Profile
from lupaus.privacy.notice.chosen import AS_DECLARED, Chosen
from lupaus.privacy.notice.compiler import LANGUAGES, compile_notice, declarations_in
from lupaus.privacy.notice.document import Document
from lupaus.privacy.notice.layout import laid_out

type Documents = tuple[Document, ...]


def documents(profile: Profile | None, chosen: Chosen = AS_DECLARED) -> Documents:
    """Return the compiled notice in every language, Finnish first."""
    return tuple(laid_out(compile_notice(profile, language, chosen)) for language in LANGUAGES)


def of(told: Documents) -> str:
    """Return the fingerprint over all languages; it differs when, and only when, something that is told differs."""
    return _of(told)


@lru_cache(maxsize=16)
def _of(told: Documents) -> str:
    return hashlib.sha256(canonical(told)).hexdigest()


def canonical(documents: Iterable[Document]) -> bytes:
    """Return the bytes that are fingerprinted, and published as JSON: UTF-8, sorted names, no spaces."""
    told = [document.told() for document in documents]
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def current(at: datetime) -> str:
    """Return the fingerprint of the notice as it is shown at `at`."""
    return of(compiled(company.profile_or_none(at)))


def compiled(profile: Profile | None, chosen: Chosen = AS_DECLARED) -> Documents:
    """Return `documents`, kept: profiles never change, and declarations only with the program."""
    return _compiled(profile, chosen, tuple(declarations_in(language, chosen) for language in LANGUAGES))


@lru_cache(maxsize=16)
def _compiled(profile: Profile | None, chosen: Chosen, declared: tuple[object, ...]) -> Documents:
    del declared
    return documents(profile, chosen)
