"""All declarations of the running program, wherever they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import models as django_models

from lupaus.promises import Category, Holds
from lupaus.promises.external import EXTERNAL

type Model = type[django_models.Model]


@dataclass(frozen=True, slots=True)
class Column:
    """One personal column of one table."""

    model: Model
    holds: Holds
    name: str
    category: Category


def models() -> list[Model]:
    """Return every table of every installed app that has rows of its own, by label."""
    every = apps.get_models(include_auto_created=True)
    return sorted((model for model in every if not model._meta.proxy), key=lambda model: model._meta.label)


def of(model: Model, external: Mapping[str, Holds] = EXTERNAL) -> Holds | None:
    """Return what `model` declares, or what is declared for it; None when nobody has."""
    holds = vars(model).get("holds", external.get(model._meta.label))
    if holds is None and model._meta.auto_created:
        return _of_link(model)
    return holds if isinstance(holds, Holds) else None


def declared() -> Iterator[tuple[Model, Holds]]:
    """Yield every table with its declaration."""
    for model in models():
        holds = of(model)
        if holds is not None:
            yield model, holds


def columns() -> Iterator[Column]:
    """Yield every personal column of the program."""
    for model, holds in declared():
        for name, category in holds.personal.items():
            yield Column(model, holds, name, category)


def _of_link(model: Model) -> Holds | None:
    """Return the declaration of a many-to-many link, when neither end is about a person."""
    ends = [
        field.related_model
        for field in model._meta.local_concrete_fields
        if isinstance(field, django_models.ForeignKey)
    ]
    plain = all((holds := of(end)) is not None and not holds.personal for end in ends)
    return Holds.nothing(*(field.name for field in model._meta.local_concrete_fields)) if plain else None
