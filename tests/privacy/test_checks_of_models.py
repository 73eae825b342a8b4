"""E001 to E008: each finds the planted fault and nothing in the near miss."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.test.utils import isolate_apps

from lupaus.keys.keystore import Chain
from lupaus.privacy.checks.models import errors_of
from lupaus.promises import After, Basis, Category, Erase, Holds, Purpose, Register, Source, Trigger
from lupaus.vault.fields import BlindIndex, EncryptedText
from lupaus.vault.models import Subject

WHOLE: Mapping[str, Any] = {
    "register": Register.CUSTOMERS,
    "subject": "subject",
    "purposes": (Purpose.CUSTOMER_CARE,),
    "basis": Basis.CONTRACT,
    "source": Source.PERSON,
    "retention": After(Trigger.CONTRACT_END, years=1),
    "technical": {"id", "subject"},
}


def subject() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")


def codes(holds: Holds | None, meta: Mapping[str, object] | None = None, **fields: object) -> list[str]:
    """Return the codes found on a table with these columns, besides `id`."""
    with isolate_apps("lupaus.privacy"):
        inner = type("Meta", (), {"app_label": "privacy", **(meta or {})})
        model = type("Planted", (models.Model,), {"__module__": __name__, "Meta": inner, **fields})
        return sorted({str(error.id).removeprefix("privacy.") for error in errors_of(model, holds)})


def test_a_whole_declaration_has_no_faults() -> None:
    holds = Holds(**WHOLE, personal={"street": Category.STREET, "postcode": Category.POSTCODE})

    assert codes(holds, subject=subject(), street=EncryptedText(), postcode=models.CharField(max_length=5)) == []


def test_a_table_about_nobody_needs_only_its_columns_named() -> None:
    assert codes(Holds.nothing("id", "name"), name=models.CharField(max_length=9)) == []


def test_e001_a_table_without_a_declaration() -> None:
    assert codes(None, name=models.CharField(max_length=9)) == ["E001"]


def test_e001_a_column_that_the_declaration_forgets() -> None:
    assert codes(Holds.nothing("id"), name=models.CharField(max_length=9)) == ["E001"]


def test_e001_a_declared_column_that_is_not_there() -> None:
    assert codes(Holds.nothing("id", "name", "gone"), name=models.CharField(max_length=9)) == ["E001"]


def test_e001_a_column_that_is_personal_and_technical() -> None:
    holds = Holds(**{**WHOLE, "technical": {"id", "subject", "city"}}, personal={"city": Category.POSTCODE})

    assert codes(holds, subject=subject(), city=models.CharField(max_length=9)) == ["E001"]


@pytest.mark.parametrize("part", ["register", "purposes", "basis", "source"])
def test_e001_personal_data_without_a_part_of_its_declaration(part: str) -> None:
    holds = Holds(**{**WHOLE, part: () if part == "purposes" else None}, personal={"city": Category.POSTCODE})

    assert codes(holds, subject=subject(), city=models.CharField(max_length=9)) == ["E001"]


@pytest.mark.parametrize(("null", "found"), [(False, ["E002"]), (True, [])])
def test_e002_clearing_a_column_that_does_not_allow_it(null: bool, found: list[str]) -> None:
    holds = Holds(**WHOLE, personal={"city": Category.POSTCODE}, on_erase={"city": Erase.CLEAR, "subject": Erase.KEEP})

    assert codes(holds, subject=subject(), city=models.CharField(max_length=9, null=null)) == found


def test_e002_a_row_that_stays_and_a_column_nobody_thought_of() -> None:
    holds = Holds(
        **WHOLE, personal={"city": Category.POSTCODE, "stars": Category.RATING}, on_erase={"stars": Erase.KEEP}
    )

    assert codes(holds, subject=subject(), city=models.CharField(max_length=9), stars=models.IntegerField()) == ["E002"]


@pytest.mark.parametrize(("basis", "found"), [(Basis.CONTRACT, ["E003"]), (Basis.EXPLICIT_CONSENT, [])])
def test_e003_health_without_a_condition_of_article_9(basis: Basis, found: list[str]) -> None:
    holds = Holds(**{**WHOLE, "basis": basis}, personal={"note": Category.HEALTH})

    assert codes(holds, subject=subject(), note=EncryptedText(chain=Chain.HEALTH)) == found


def test_e003_health_under_the_ordinary_key() -> None:
    holds = Holds(**{**WHOLE, "basis": Basis.EXPLICIT_CONSENT}, personal={"note": Category.HEALTH})

    assert codes(holds, subject=subject(), note=EncryptedText()) == ["E003"]


@pytest.mark.parametrize(
    ("retention", "found"),
    [(None, ["E005"]), (After(Trigger.COLLECTED), ["E005"]), (After(Trigger.COLLECTED, days=1), [])],
)
def test_e005_personal_data_kept_without_end(retention: After | None, found: list[str]) -> None:
    holds = Holds(**{**WHOLE, "retention": retention}, personal={"city": Category.POSTCODE})

    assert codes(holds, subject=subject(), city=models.CharField(max_length=9)) == found


@pytest.mark.parametrize("path", ["owner", "subject__owner", "city", None])
def test_e006_a_path_that_does_not_lead_to_the_person(path: str | None) -> None:
    holds = Holds(**{**WHOLE, "subject": path}, personal={"city": Category.POSTCODE})

    assert "E006" in codes(holds, subject=subject(), city=models.CharField(max_length=9, db_index=True))


def test_e006_is_content_with_a_reason_why_no_path_leads_to_a_person() -> None:
    holds = Holds(
        **{**WHOLE, "subject": None}, personal={"city": Category.POSTCODE}, unlinked="an invoice leads to nobody"
    )

    assert codes(holds, subject=subject(), city=models.CharField(max_length=9)) == []


@pytest.mark.parametrize(
    ("indexed", "meta", "found"),
    [
        (False, {}, ["E006"]),
        (True, {}, []),
        (False, {"indexes": [models.Index(fields=["subject", "city"], name="by_subject")]}, []),
        (False, {"indexes": [models.Index(fields=["city", "subject"], name="by_city")]}, ["E006"]),
    ],
)
def test_e006_a_path_without_an_index(indexed: bool, meta: Mapping[str, object], found: list[str]) -> None:
    holds = Holds(**WHOLE, personal={"city": Category.POSTCODE})
    unindexed = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+", db_index=indexed)

    assert codes(holds, meta, subject=unindexed, city=models.CharField(max_length=9)) == found


@pytest.mark.parametrize(
    ("indexes", "found"), [([], ["E006"]), ([GinIndex(fields=["subject"], name="by_subject")], [])]
)
def test_e006_a_list_of_subjects_is_a_path_when_it_is_indexed(indexes: list[models.Index], found: list[str]) -> None:
    holds = Holds(**WHOLE, personal={"city": Category.POSTCODE})

    assert (
        codes(holds, {"indexes": indexes}, subject=ArrayField(models.UUIDField()), city=models.CharField(max_length=9))
        == found
    )


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (models.CharField(max_length=9), ["E007"]),
        (models.TextField(), ["E007"]),
        (models.JSONField(), ["E007"]),
        (models.CharField(max_length=9, choices=[("a", "A")]), []),
        (models.BooleanField(), []),
        (EncryptedText(), []),
    ],
)
def test_e007_a_name_in_a_plain_column(column: object, found: list[str]) -> None:
    holds = Holds(**WHOLE, personal={"name": Category.NAME})

    assert codes(holds, subject=subject(), name=column) == found


@pytest.mark.parametrize(("column", "found"), [(models.CharField(max_length=9), ["E007"]), (EncryptedText(), [])])
def test_e007_shredding_a_plain_column(column: object, found: list[str]) -> None:
    holds = Holds(**WHOLE, personal={"text": Category.RATING}, on_erase={"text": Erase.SHRED})

    assert codes(holds, subject=subject(), text=column) == found


@pytest.mark.parametrize(
    ("options", "meta"),
    [
        ({"unique": True}, {}),
        ({"db_index": True}, {}),
        ({}, {"ordering": ["-email"]}),
        ({}, {"unique_together": [("subject", "email")]}),
        ({}, {"indexes": [models.Index(fields=["email"], name="by_email")]}),
        ({}, {"constraints": [models.UniqueConstraint(fields=["email"], name="one_email")]}),
    ],
)
def test_e008_comparing_ciphertext(options: Mapping[str, Any], meta: Mapping[str, object]) -> None:
    holds = Holds(**WHOLE, personal={"email": Category.EMAIL})

    assert codes(holds, meta, subject=subject(), email=EncryptedText(**options)) == ["E008"]


def test_e008_is_content_with_a_unique_blind_index() -> None:
    holds = Holds(**WHOLE, personal={"email": Category.EMAIL, "email_index": Category.EMAIL})
    meta = {"constraints": [models.UniqueConstraint(fields=["email_index"], name="one_email")]}

    assert codes(holds, meta, subject=subject(), email=EncryptedText(), email_index=BlindIndex(of="email")) == []


def test_e008_a_blind_index_of_what_is_not_encrypted() -> None:
    holds = Holds(**WHOLE, personal={"postcode": Category.POSTCODE, "postcode_index": Category.POSTCODE})

    found = codes(
        holds, subject=subject(), postcode=models.CharField(max_length=5), postcode_index=BlindIndex(of="postcode")
    )

    assert found == ["E008"]
