"""Subjects, and the bases of every table that holds personal data."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.fetch_modes import FetchMode

from lupaus.foundation.models import UuidModel
from lupaus.promises import Holds
from lupaus.vault import reading
from lupaus.vault.fields import BlindIndex, SearchTokens, _Encrypted
from lupaus.vault.relations import RowRef
from lupaus.vault.values import Sealed


class SubjectKind(models.TextChoices):
    """What somebody is to the company; an order draft's subject becomes a customer when it is placed."""

    DRAFT = "draft", "draft"
    CUSTOMER = "customer", "customer"
    CONTACT = "contact", "contact person or payer"
    PROVIDER = "provider", "provider"
    STAFF = "staff", "staff"
    FILE = "file", "a file about many people, until it is gone"


class Subject(models.Model):
    """One person, as an id that a key belongs to; the id is also the name of the key in the keystore."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=10, choices=SubjectKind)
    minted_at = models.DateTimeField()

    holds = Holds.nothing("id", "kind", "minted_at")

    class Meta:
        indexes = (models.Index(fields=["kind", "minted_at"], name="subject_by_kind_and_age"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class VaultModel(UuidModel):
    """Base of tables with encrypted columns; says whose key seals a row and whom the row is about."""

    class Meta:
        abstract = True

    def vault_owner(self) -> UUID:
        """Return the owner of the key that seals this row."""
        raise NotImplementedError

    def vault_subject(self) -> UUID | None:
        """Return the person this row is about, for relations and the journal."""
        raise NotImplementedError

    def vault_row(self) -> RowRef:
        """Return how relations and the journal name this row."""
        return RowRef(self._meta.label, self.pk, self.vault_subject())

    @classmethod
    def blind_indexes(cls, field: str) -> tuple[BlindIndex | SearchTokens, ...]:
        """Return the blind indexes and search tokens of an encrypted field."""
        return _blind_indexes(cls).get(field, ())

    @classmethod
    def from_db(
        cls,
        db: str | None,
        field_names: Collection[str],
        values: Collection[Any],  # Any: as Django gives
        *,
        fetch_mode: FetchMode | None = None,
    ) -> Self:
        """Load a row and announce it to the present processing."""
        row = super().from_db(db, field_names, values, fetch_mode=fetch_mode)
        if _owner_is_loaded(row):
            reading.announce(row.vault_row(), row.vault_owner())
        return row

    def save(
        self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any
    ) -> None:  # Any: as Django gives
        """Save the row; a column that was never assigned since it was loaded is not written.

        So a page that may not open a value cannot change it, and two people who change different columns do
        not undo each other. Saving a row that has been erased meanwhile fails instead of bringing it back.
        """
        if not self._state.adding and not options.get("force_insert"):
            names = self._assigned_names() if update_fields is None else set(update_fields)
            update_fields = names | self._index_names(names)
        super().save(*args, update_fields=update_fields, **options)

    def _assigned_names(self) -> set[str]:
        loaded = [
            field for field in self._meta.concrete_fields if field.attname in self.__dict__ and not field.primary_key
        ]
        return {
            field.name
            for field in loaded
            if not (isinstance(field, _Encrypted) and isinstance(self.__dict__[field.attname], Sealed))
        }

    def _index_names(self, names: set[str]) -> set[str]:
        return {index.name for name in names for index in self.blind_indexes(name)}


class SubjectModel(VaultModel):
    """Base of tables whose rows are about one person and sealed with that person's key."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def vault_owner(self) -> UUID:
        """Return the subject: a person's rows are sealed with their own key."""
        owner: UUID = self.subject_id
        return owner

    def vault_subject(self) -> UUID | None:
        """Return the subject."""
        return self.vault_owner()


class KeyDestruction(UuidModel):
    """The intent to destroy keys: written with the act that calls for it, carried out after its commit."""

    owner = models.UUIDField()
    chains = ArrayField(models.CharField(max_length=10))
    intended_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    holds: ClassVar[Holds] = Holds.nothing("id", "owner", "chains", "intended_at", "done_at")

    class Meta:
        indexes = (
            models.Index(
                fields=["intended_at"],
                condition=models.Q(done_at=None),
                name="destruction_still_to_do",
            ),
        )

    def __str__(self) -> str:
        return f"{self.owner} {self.chains}"


@cache
def _blind_indexes(model: type[VaultModel]) -> dict[str, tuple[BlindIndex | SearchTokens, ...]]:
    indexes = [field for field in model._meta.concrete_fields if isinstance(field, BlindIndex | SearchTokens)]
    return {of: tuple(index for index in indexes if index.of == of) for of in {index.of for index in indexes}}


def _owner_is_loaded(row: VaultModel) -> bool:
    return not row.get_deferred_fields() or "subject_id" in row.__dict__
