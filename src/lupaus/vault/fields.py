"""Encrypted columns and blind indexes.

An encrypted attribute holds plain text from assignment to `save()`, ciphertext ever after; reading ciphertext
goes through the present `processing`. Its column can be neither filtered, sorted nor updated in bulk.
"""

import json
from collections.abc import Sequence
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import IsNull
from django.db.models.query_utils import DeferredAttribute

from lupaus.keys import sealing
from lupaus.keys.blind import blind
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.promises import Holds
from lupaus.vault import reading, searching
from lupaus.vault.relations import RowRef
from lupaus.vault.values import Sealed, Withheld

__all__ = [
    "BlindIndex",
    "EncryptedBytes",
    "EncryptedJSON",
    "EncryptedText",
    "SearchTokens",
    "blind",
    "is_encrypted",
]


class Row(Protocol):
    """What an encrypted column asks of the row it stands in; `vault.models.VaultModel` answers."""

    holds: ClassVar[Holds]
    _meta: ClassVar[Any]  # Any: Django's own
    pk: Any  # Any: Django's own

    def vault_owner(self) -> UUID:
        """Return the owner of the key that seals the row."""

    def vault_row(self) -> RowRef:
        """Return how relations and the journal name the row."""

    @classmethod
    def blind_indexes(cls, field: str) -> "tuple[BlindIndex | SearchTokens, ...]":
        """Return the blind indexes and search tokens of an encrypted field."""


class WithheldIsNotAValue(TypeError):
    """Something tried to write back a value that it had not been allowed to read."""


class _EncryptedAttribute(DeferredAttribute):
    """Opens on reading, refuses what was withheld on writing."""

    field: "_Encrypted"

    def __get__(self, row: Any, owner: Any = None) -> Any:  # noqa: ANN401 -- a field opens to its own type
        stored = super().__get__(row, owner)
        return self.field.opened(row, stored) if row is not None and isinstance(stored, Sealed) else stored

    def __set__(self, row: Row, value: object) -> None:
        if isinstance(value, Withheld):
            message = f"{self.field} was withheld from this reader"
            raise WithheldIsNotAValue(message)
        row.__dict__[self.field.attname] = value


class _Encrypted(models.BinaryField):  # type: ignore[type-arg]  # the stubs fix BinaryField to bytes; ours opens to its own type
    """A column sealed under the key of the row's owner."""

    descriptor_class = _EncryptedAttribute

    def __init__(self, *args: Any, chain: Chain = Chain.REGISTER, **options: Any) -> None:  # Any: Django's own options
        self.chain = chain
        super().__init__(*args, **options)

    def opened(self, row: Row, sealed: Sealed) -> object:
        """Return the value, or `Withheld`; an opened value is noted for the journal."""
        block = reading.current()
        ref, category = row.vault_row(), row.holds.category_of(self.name)
        key = block.key(row.vault_owner(), self.chain) if block.allows(ref, category) else None
        if key is None:
            return Withheld(category)
        block.note(ref, category)
        return self.from_bytes(sealing.unseal(key, sealed, place=self._place(row)))

    def pre_save(self, row: Any, add: bool) -> Sealed | None:  # noqa: ANN401, ARG002, FBT001 -- Django's signature
        """Seal what was assigned and bring its blind indexes in step; pass on what was never assigned."""
        value: object = row.__dict__.get(self.attname)
        if isinstance(value, Sealed):
            return value
        for index in type(row).blind_indexes(self.name):
            row.__dict__[index.attname] = None if value is None else index.stored(str(value))
        if value is None:
            return None
        sealed = Sealed(sealing.seal(self._key_to_write(row), self.to_bytes(value), place=self._place(row)))
        row.__dict__[self.attname] = sealed
        return sealed

    def get_db_prep_save(self, value: object, connection: Any) -> Any:  # noqa: ANN401 -- Django's signature
        """Refuse plain values, which come only from `QuerySet.update`."""
        if value is not None and not isinstance(value, Sealed):
            message = f"{self} is encrypted under the row's own key: assign it and save() the row"
            raise FieldError(message)
        return super().get_db_prep_save(value, connection)

    def from_db_value(self, value: bytes | None, *_: object) -> Sealed | None:
        """Return ciphertext as `Sealed`, so that it is never taken for a value."""
        return None if value is None else Sealed(value)

    def get_lookup(self, lookup_name: str) -> Any:  # noqa: ANN401 -- Django's signature
        """Allow asking whether there is a value, and nothing else."""
        return IsNull if lookup_name == "isnull" else None

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Leave the chain in migrations: it decides which key opens old rows."""
        name, path, args, options = super().deconstruct()
        if self.chain is not Chain.REGISTER:
            options["chain"] = self.chain
        return name, path, args, options

    def to_bytes(self, value: object) -> bytes:
        """Return the bytes to seal."""
        raise NotImplementedError

    def from_bytes(self, plain: bytes) -> object:
        """Return the value that `to_bytes` made `plain` from."""
        raise NotImplementedError

    def _place(self, row: Row) -> str:
        return f"{row._meta.db_table}.{self.column}:{row.pk}"

    def _key_to_write(self, row: Row) -> bytes:
        ref = KeyRef(row.vault_owner(), self.chain)
        found = keystore().keys_of([ref])
        if ref not in found and self.chain is Chain.HEALTH:
            keystore().mint([ref])
            found = keystore().keys_of([ref])
        if ref not in found:
            message = f"the {self.chain} key of {ref.owner} is gone"
            raise KeyIsGone(message)
        return found[ref]


class KeyIsGone(Exception):
    """Somebody tried to write about a person whose key has been destroyed."""


class EncryptedText(_Encrypted):
    """Text of any length, sealed."""

    def to_bytes(self, value: object) -> bytes:
        """Return UTF-8."""
        return str(value).encode()

    def from_bytes(self, plain: bytes) -> str:
        """Return the text."""
        return plain.decode()


class EncryptedJSON(_Encrypted):
    """Plain JSON values, sealed. Assign a new value to change it: a value changed in place is not saved."""

    def to_bytes(self, value: object) -> bytes:
        """Return JSON in UTF-8."""
        return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()

    def from_bytes(self, plain: bytes) -> object:
        """Return the JSON value."""
        return json.loads(plain)


class EncryptedBytes(_Encrypted):
    """Bytes, sealed: a file."""

    def to_bytes(self, value: object) -> bytes:
        """Return the bytes themselves."""
        if not isinstance(value, bytes):
            message = f"{self} takes bytes"
            raise TypeError(message)
        return value

    def from_bytes(self, plain: bytes) -> bytes:
        """Return the bytes themselves."""
        return plain


class BlindIndex(models.CharField):  # type: ignore[type-arg]  # stubs: generic at type time only
    """The HMAC of an encrypted column, kept in step with it: the one way to find a row by its value.

    Filter with `Model.objects.filter(email_index=blind("email", address))`. `kind` separates value spaces; two
    tables that index the same kind of value share it. Declare it below the column that it is of.
    """

    def __init__(self, *, of: str, kind: str = "", **options: Any) -> None:  # Any: Django's own options
        self.of, self.kind = of, kind or of
        super().__init__(**{"max_length": 32, "null": True, "db_index": True, "editable": False} | options)

    def stored(self, value: str) -> str:
        """Return what stands in the column for a value."""
        return blind(self.kind, value)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Keep what the index is of."""
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"of": self.of, "kind": self.kind}


class SearchTokens(ArrayField):  # type: ignore[type-arg]  # stubs: generic at type time only
    """The search tokens of an encrypted column, kept in step with it: found by beginnings of words, endings of numbers.

    Filter with `overlap` on tokens of `vault.searching`; give the model a GIN index on it. Declare it below the column
    that it is of.
    """

    def __init__(self, *, of: str, is_number: bool = False, **options: Any) -> None:  # Any: Django's own options
        self.of, self.is_number = of, is_number
        options.pop("base_field", None)
        super().__init__(models.CharField(max_length=16), **{"null": True, "editable": False} | options)

    def stored(self, value: str) -> list[str]:
        """Return what stands in the column for a value."""
        return searching.tokens_of_number(value) if self.is_number else searching.tokens_of_words(value)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Keep what the tokens are of."""
        name, path, args, options = super().deconstruct()
        options.pop("base_field")
        return name, path, args, options | {"of": self.of, "is_number": self.is_number}


def is_encrypted(field: object) -> bool:
    """Say whether a model's field is an encrypted column."""
    return isinstance(field, _Encrypted)
