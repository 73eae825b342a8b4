"""The notice's fingerprint: which text somebody was shown, in 64 digits."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache

from lupaus.company import queries as company
from lupaus.company.models import Profile
from lupaus.privacy.notice.compiler import LANGUAGES, compile_notice, declarations_in
from lupaus.privacy.notice.content import Notice


def current(at: datetime) -> str:
    """Return the fingerprint of the notice as it is shown at `at`."""
    declared = tuple(declarations_in(language) for language in LANGUAGES)
    return _of(company.profile_or_none(at), declared)


@lru_cache(maxsize=4)
def _of(profile: Profile | None, declared: tuple[object, ...]) -> str:
    """Return the fingerprint; profiles are never changed, and declarations only with the program."""
    del declared
    return of(profile)


def of(profile: Profile | None) -> str:
    """Return the fingerprint over all languages; it differs when, and only when, some text differs."""
    return hashlib.sha256(canonical([compile_notice(profile, language) for language in LANGUAGES])).hexdigest()


def canonical(notices: list[Notice]) -> bytes:
    """Return the bytes that are fingerprinted, and published as JSON: UTF-8, sorted names, no spaces."""
    values = [asdict(notice) for notice in notices]
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
