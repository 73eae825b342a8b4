"""Let rows about one person be about another, sealed anew with the other's key: two records of one human become one."""

from collections.abc import Collection, Iterator
from typing import cast
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import Model, QuerySet

from lupaus.keys import sealing
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.vault.fields import _Encrypted
from lupaus.vault.models import Subject
from lupaus.vault.values import Sealed

type Moved = dict[str, list[str]]
"""What was moved: by table and column ("orders.Order.subject"), the ids of its rows."""


@transaction.atomic
def rekey(old: UUID, new: UUID, *, but: Collection[type[Model]] = (), only: Moved | None = None) -> Moved:
    """Make every row about `old` a row about `new` and return which they were.

    Found from the models, so no table can be forgotten. `but` stays as it is; with `only`, nothing but these rows
    moves: that is how a move is undone. A row that `new` has already (a unique constraint says so) stays, too. No value
    reaches anybody: it is opened and sealed in one step. What a destroyed key has sealed stays unreadable. The caller
    journals.
    """
    moved: Moved = {}
    for model, column in _places():
        place = f"{model._meta.label}.{column}"
        rows = rows_of(model).filter(**{column: old})
        if only is not None:
            rows = rows.filter(pk__in=only.get(place, ()))
        found = set(rows.select_for_update().values_list("pk", flat=True)) if model not in but else set()
        ids = sorted(str(pk) for pk in found - _twins(model, column, old, new))
        if ids:
            moved[place] = ids
            _seal_anew(model, ids, old, new)
            rows_of(model).filter(pk__in=ids).update(**{column: new})
    return moved


@transaction.atomic
def drop(old: UUID) -> int:
    """Delete the rows about `old` that a move left behind because the other had them already; return how many."""
    return sum(rows_of(model).filter(**{column: old}).delete()[0] for model, column in _places())


def rows_of(model: type[Model]) -> QuerySet[Model]:
    """Return every row of a table, whatever its manager would hide."""
    return QuerySet(model)


def _twins(model: type[Model], column: str, old: UUID, new: UUID) -> set[object]:
    """Return the rows about `old` that would stand twice among those about `new`."""
    found: set[object] = set()
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and column in constraint.fields:
            others = [name for name in constraint.fields if name != column]
            rows = rows_of(model).filter(constraint.condition or models.Q())
            there = set(rows.filter(**{column: new}).values_list(*others))
            here = rows.filter(**{column: old}).values_list("pk", *others)
            found |= {pk for pk, *values in here if tuple(values) in there}
    return found


def _places() -> Iterator[tuple[type[Model], str]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Subject:
                yield model, field.name


def _seal_anew(model: type[Model], ids: list[str], old: UUID, new: UUID) -> None:
    sealed = [field for field in model._meta.concrete_fields if isinstance(field, _Encrypted)]
    keys = {chain: (_key(old, chain), _key(new, chain, mint=True)) for chain in {field.chain for field in sealed}}
    names = [field.name for field in sealed]
    for row in rows_of(model).filter(pk__in=ids).values("pk", *names) if sealed else ():
        fresh = {}
        for field in sealed:
            value = cast("Sealed | None", row[field.name])
            was, becomes = keys[field.chain]
            if value is not None and was is not None and becomes is not None:
                place = f"{model._meta.db_table}.{field.column}:{row['pk']}"
                fresh[field.name] = Sealed(sealing.seal(becomes, sealing.unseal(was, value, place=place), place=place))
        if fresh:
            rows_of(model).filter(pk=row["pk"]).update(**fresh)


def _key(owner: UUID, chain: Chain, *, mint: bool = False) -> bytes | None:
    """Return a key; None where it is gone, and then its values cannot be opened by anybody and stay so."""
    ref = KeyRef(owner, chain)
    if mint and ref not in keystore().keys_of([ref]) and chain is Chain.HEALTH:
        keystore().mint([ref])
    return keystore().keys_of([ref]).get(ref)
