"""Checks of declarations against models: E001 to E008. They read no database.

Source: vault design, "Declare".
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.postgres.fields import ArrayField
from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from lupaus.keys.keystore import Chain
from lupaus.privacy import declarations
from lupaus.promises import ART_9_BASES, SEALED, SPECIAL, Erase, Holds
from lupaus.vault.fields import BlindIndex, is_encrypted
from lupaus.vault.models import Subject

type Model = type[models.Model]
type Column = models.Field[Any, Any]  # Any: whatever a column opens to
type Rule = Callable[[Model, Holds], Iterator[CheckMessage]]


def check(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Return what is wrong with the declaration of any table of any installed app."""
    del app_configs  # a person's data is not safer in an app that was not asked about
    return [error for model in declarations.models() for error in errors_of(model, declarations.of(model))]


def errors_of(model: Model, holds: Holds | None) -> Iterator[CheckMessage]:
    """Yield what is wrong with one model; `holds` is its declaration, None when it has none."""
    if holds is None:
        yield _error("E001", model, "has no declaration of what it holds")
        return
    for rule in RULES:
        yield from rule(model, holds)


def every_column_is_declared(model: Model, holds: Holds) -> Iterator[CheckMessage]:
    """E001: a column that is neither personal nor technical, both, or not there; a half declaration."""
    columns = {field.name for field in model._meta.local_concrete_fields} | _inherited(model)
    for name in sorted(columns - holds.names()):
        yield _error("E001", model, f"column {name} is declared neither personal nor technical")
    for name in sorted(holds.names() - columns):
        yield _error("E001", model, f"declares {name}, which is no column")
    for name in sorted((set(holds.sources) | set(holds.on_erase)) - holds.names()):
        yield _error("E001", model, f"says something of {name}, which is no column")
    for name in sorted(set(holds.personal) & set(holds.technical)):
        yield _error("E001", model, f"column {name} is declared both personal and technical")
    if holds.personal:
        for part in ("register", "purposes", "basis", "source"):
            if not getattr(holds, part):
                yield _error("E001", model, f"holds personal data and names no {part}")


def clearing_is_possible(model: Model, holds: Holds) -> Iterator[CheckMessage]:
    """E002: a column that erasing sets to NULL must allow NULL; a row that stays says so of every column."""
    for name, erase in holds.on_erase.items():
        if erase is Erase.CLEAR and not _field(model, name).null:
            yield _error("E002", model, f"erasing sets {name} to NULL and the column does not allow it")
    if holds.on_erase:
        for name in sorted(set(holds.personal) - set(holds.on_erase)):
            yield _error(
                "E002", model, f"the row stays when its person is erased, and nothing says what becomes of {name}"
            )


def special_data_has_a_condition(model: Model, holds: Holds) -> Iterator[CheckMessage]:
    """E003: a special category needs a condition of art. 9 and a chain of keys of its own."""
    for name in _columns_in(holds, SPECIAL):
        if holds.basis not in ART_9_BASES:
            yield _error("E003", model, f"{name} is a special category without a condition of GDPR art. 9(2)")
        field = _field(model, name)
        if is_encrypted(field) and getattr(field, "chain", None) is not Chain.HEALTH:
            yield _error("E003", model, f"{name} is a special category and is not sealed under the health key")


def retention_is_declared(model: Model, holds: Holds) -> Iterator[CheckMessage]:
    """E005: personal data is not kept without an end."""
    if holds.personal and (holds.retention is None or not (holds.retention.years or holds.retention.days)):
        yield _error("E005", model, "holds personal data and does not say until when")


def path_leads_to_the_person(model: Model, holds: Holds) -> Iterator[CheckMessage]:
    """E006: the path from a row to the person exists, and every step of it is indexed."""
    if holds.subject is None:
        if holds.personal and not holds.unlinked:
            yield _error("E006", model, "holds personal data, and no path leads from a row to the person")
        return
    here: Model | None = model
    for step in holds.subject.split("__"):
        if here is None or (field := _field_or_none(here, step)) is None:
            yield _error("E006", model, f"path {holds.subject}: {step} leads nowhere")
            return
        if not _is_indexed(here, field):
            yield _error("E006", model, f"path {holds.subject}: {here._meta.label}.{step} has no index")
        here = _next_on_path(field)
    if here is not Subject:
        yield _error("E006", model, f"path {holds.subject} does not end at a person")


def what_must_vanish_is_encrypted(model: Model, holds: Holds) -> Iterator[CheckMessage]:
    """E007: shredding works on encrypted columns only, and some categories must always be shredded."""
    for name, erase in holds.on_erase.items():
        if erase is Erase.SHRED and not is_encrypted(_field(model, name)):
            yield _error("E007", model, f"erasing shreds {name}, which is a plain column")
    for name in _columns_in(holds, SEALED):
        if _is_plain_text(_field(model, name)):
            yield _error(
                "E007", model, f"{name} ({holds.personal[name].code}) is a plain column and would outlive its person"
            )


def encrypted_columns_are_not_compared(model: Model, holds: Holds) -> Iterator[CheckMessage]:
    """E008: ciphertext is never unique, ordered or indexed; a blind index is what can be."""
    del holds
    sealed = {field.name for field in model._meta.local_concrete_fields if is_encrypted(field)}
    for use, names in _comparisons(model):
        for name in sorted(sealed & names):
            yield _error("E008", model, f"{name} is encrypted and {use}; use a BlindIndex")
    for field in model._meta.local_concrete_fields:
        if isinstance(field, BlindIndex) and field.of not in sealed:
            yield _error("E008", model, f"{field.name} is a blind index of {field.of}, which is no encrypted column")


RULES: tuple[Rule, ...] = (
    every_column_is_declared,
    clearing_is_possible,
    special_data_has_a_condition,
    retention_is_declared,
    path_leads_to_the_person,
    what_must_vanish_is_encrypted,
    encrypted_columns_are_not_compared,
)


def _error(code: str, model: Model, what: str) -> CheckMessage:
    return Error(f"{model._meta.label} {what}", obj=model, id=f"privacy.{code}")


def _field(model: Model, name: str) -> Column:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist
    return field


def _inherited(model: Model) -> set[str]:
    own = {field.name for field in model._meta.local_concrete_fields}
    return {field.name for field in model._meta.concrete_fields if field.model is model} - own


def _columns_in(holds: Holds, categories: Iterable[object]) -> list[str]:
    return sorted(name for name, category in holds.personal.items() if category in categories)


def _is_plain_text(field: Column) -> bool:
    """Say whether a column can hold what a person is called or writes, or the numbers of a place."""
    wordy = isinstance(
        field, models.CharField | models.TextField | models.JSONField | models.FloatField | models.DecimalField
    )
    return wordy and not field.choices and not isinstance(field, BlindIndex)


def _field_or_none(model: Model, name: str) -> Column | None:
    try:
        return _field(model, name)
    except FieldDoesNotExist:
        return None


def _next_on_path(field: Column) -> Model | None:
    """Return the table that a step leads to; a list of ids leads to the people themselves."""
    if isinstance(field, ArrayField) and isinstance(field.base_field, models.UUIDField):
        return Subject
    return field.related_model if isinstance(field, models.ForeignKey) else None


def _is_indexed(model: Model, field: Column) -> bool:
    leading = [list(index.fields)[:1] for index in model._meta.indexes]
    leading += [
        list(constraint.fields)[:1]
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    return field.primary_key or _has_index(field) or field.unique or [field.name] in leading


def _has_index(field: Column) -> bool:
    return bool(getattr(field, "db_index", False))


def _comparisons(model: Model) -> Iterator[tuple[str, set[str]]]:
    options = model._meta
    yield "unique", {field.name for field in options.local_concrete_fields if field.unique}
    yield "indexed", {field.name for field in options.local_concrete_fields if _has_index(field)}
    yield "indexed", {name.lstrip("-") for index in options.indexes for name in index.fields}
    yield "ordered by", {str(name).lstrip("-") for name in options.ordering or () if isinstance(name, str)}
    yield "unique together", {name for together in options.unique_together for name in together}
    for constraint in options.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield "unique", set(constraint.fields)
