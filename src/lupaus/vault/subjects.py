"""Mint a subject with its key, let a draft's subject become a customer, destroy keys for good."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lupaus.keys.keystore import Chain, KeyRef, keystore, reserve_owner
from lupaus.vault.models import KeyDestruction, Subject, SubjectKind

ORPHAN_AGE = timedelta(hours=24)
"""How long a reserved key may wait for its first row."""


def mint(kind: SubjectKind, *, at: datetime) -> Subject:
    """Return a new subject whose register key exists already."""
    return Subject.objects.create(id=reserve_owner(), kind=kind, minted_at=at)


def become(subject_id: UUID, kind: SubjectKind) -> UUID:
    """Let a subject be something else from now on, with the same key: a placed draft becomes a customer."""
    Subject.objects.filter(id=subject_id).update(kind=kind)
    return subject_id


@transaction.atomic
def forget(subject_id: UUID, *, at: datetime) -> None:
    """Delete the subject and destroy every key of theirs after the commit.

    The caller has deleted the rows that point at the subject, in the same transaction.
    """
    Subject.objects.filter(id=subject_id).delete()
    destroy(subject_id, (Chain.REGISTER, Chain.HEALTH), at=at)


@transaction.atomic
def destroy(owner: UUID, chains: Iterable[Chain], *, at: datetime) -> KeyDestruction:
    """Record the intent to destroy keys and carry it out after the commit.

    Commit first, key second: a crash between the two leaves an intent that `finish_destructions` carries out
    at the next start.
    """
    intent = KeyDestruction.objects.create(owner=owner, chains=[chain.value for chain in chains], intended_at=at)
    transaction.on_commit(lambda: _carry_out(intent, at))
    return intent


@transaction.atomic
def forget_all(subject_ids: Iterable[UUID], *, at: datetime) -> None:
    """Do what `forget` does for many at once."""
    gone = list(subject_ids)
    Subject.objects.filter(id__in=gone).delete()
    chains = [Chain.REGISTER.value, Chain.HEALTH.value]
    intents = KeyDestruction.objects.bulk_create(
        KeyDestruction(owner=owner, chains=chains, intended_at=at) for owner in gone
    )
    transaction.on_commit(lambda: _carry_out_all(intents, at))


def finish_destructions(*, at: datetime) -> int:
    """Carry out every intent that a crash left behind; return how many there were."""
    left = list(KeyDestruction.objects.filter(done_at=None))
    for intent in left:
        _carry_out(intent, at)
    return len(left)


def sweep_orphans(*, wall_at: datetime) -> int:
    """Destroy reserved keys that no subject has used within a day; return how many.

    `wall_at` is wall time, by which keys are minted: moving the business clock must not kill fresh keys.
    """
    old = keystore().owners_before((wall_at - ORPHAN_AGE).timestamp(), Chain.REGISTER)
    used = set(Subject.objects.filter(id__in=old).values_list("id", flat=True))
    keystore().destroy(KeyRef(owner, chain) for owner in old - used for chain in (Chain.REGISTER, Chain.HEALTH))
    return len(old - used)


def _carry_out(intent: KeyDestruction, at: datetime) -> None:
    keystore().destroy(KeyRef(intent.owner, Chain(chain)) for chain in intent.chains)
    intent.done_at = at
    intent.save(update_fields=["done_at"])


def _carry_out_all(intents: list[KeyDestruction], at: datetime) -> None:
    keystore().destroy(KeyRef(intent.owner, Chain(chain)) for intent in intents for chain in intent.chains)
    KeyDestruction.objects.filter(id__in=[intent.id for intent in intents]).update(done_at=at)
