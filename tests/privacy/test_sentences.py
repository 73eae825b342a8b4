"""Every sentence of the notice has an id that is the same in every language, and says where it comes from."""

import os
import subprocess
import sys
from collections import Counter

import pytest

from lupaus.privacy import declarations
from lupaus.privacy.notice import fingerprint, inputs, sentences
from lupaus.privacy.notice.document import Document
from lupaus.privacy.notice.sentences import Sentence
from lupaus.promises import ACCESS
from tests.privacy.test_notice import profile

FORMS = (
    "policy:",
    "partners.",
    "company.Profile",
    "promises.",
    "check:",
    "register:",
    "rights:",
    "access:",
    "recipient:",
    "stores:",
    "cookies:",
)


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    return fingerprint.documents(inputs.of(profile()))


@pytest.fixture(scope="module")
def finnish(documents: tuple[Document, ...]) -> tuple[Sentence, ...]:
    return sentences.of(documents[0])


def test_every_language_has_the_same_sentences_by_id(documents: tuple[Document, ...]) -> None:
    listed = [[each.id for each in sentences.of(document)] for document in documents]

    assert listed[0] == listed[1] == listed[2]
    assert [code for code, times in Counter(listed[0]).items() if times > 1] == []


def test_every_sentence_names_what_it_comes_from(finnish: tuple[Sentence, ...]) -> None:
    assert [each.id for each in finnish if not (each.declarations or each.of)] == []


def test_every_named_declaration_exists(finnish: tuple[Sentence, ...]) -> None:
    columns = {f"{column.model._meta.label}.{column.name}" for column in declarations.columns()}
    tables = {model._meta.label for model in declarations.models()}
    named = {name for each in finnish for name in each.declarations}

    assert {name for name in named if name not in columns | tables and not name.startswith(FORMS)} == set()
    access = {f"access:{row.role}/{row.purpose.code}/{row.relation}" for row in ACCESS}
    assert {name for name in named if name.startswith("access:")} <= access


def test_every_declared_column_is_named_by_a_sentence(finnish: tuple[Sentence, ...]) -> None:
    named = {name for each in finnish for name in each.declarations}

    assert {f"{column.model._meta.label}.{column.name}" for column in declarations.columns()} <= named


def test_what_the_summary_sums_up_stands_further_down(
    documents: tuple[Document, ...], finnish: tuple[Sentence, ...]
) -> None:
    rows = {row.id for _section, _block, row in documents[0].rows()}

    assert {code for each in finnish for code in each.of} <= rows


def test_a_document_comes_back_from_what_was_told(documents: tuple[Document, ...]) -> None:
    for document in documents:
        again = Document.of(document.told())
        assert again.told() == document.told()
        assert fingerprint.of((again,)) == fingerprint.of((document,))


@pytest.mark.drill
def test_another_process_with_another_hash_seed_compiles_the_same_bytes() -> None:
    program = (
        "import django; django.setup()\n"
        "from lupaus.privacy.notice import fingerprint, inputs\n"
        "print(fingerprint.of(fingerprint.documents(inputs.NOTHING)))"
    )
    surroundings = {**os.environ, "DJANGO_SETTINGS_MODULE": "lupaus.project.settings", "LUPAUS_ENV": "test"}
    found = {
        subprocess.run(
            [sys.executable, "-c", program], env={**surroundings, "PYTHONHASHSEED": seed}, capture_output=True,
            text=True, check=True,
        ).stdout.split()[-1]
        for seed in ("0", "1", "77")
    }  # fmt: skip

    assert found == {fingerprint.of(fingerprint.documents(inputs.NOTHING))}
