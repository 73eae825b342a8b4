"""The notice's fingerprint: which text somebody was shown, in 64 digits."""

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache

from lupaus.privacy.notice.compiler import LANGUAGES, compile_notice, declarations_in
from lupaus.privacy.notice.document import Document
from lupaus.privacy.notice.inputs import Inputs
from lupaus.privacy.notice.layout import laid_out

type Documents = tuple[Document, ...]


def documents(given: Inputs) -> Documents:
    """Return the compiled notice in every language, Finnish first."""
    return tuple(laid_out(compile_notice(given, language)) for language in LANGUAGES)


def compiled(given: Inputs) -> Documents:
    """Return `documents`, kept: equal inputs give an equal notice, and declarations change only with the program."""
    return _compiled(given, tuple(declarations_in(language, given) for language in LANGUAGES))


@lru_cache(maxsize=16)
def _compiled(given: Inputs, declared: tuple[object, ...]) -> Documents:
    del declared
    return documents(given)


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
