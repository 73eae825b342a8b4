"""Let two customers that are one human, or one company, be one: suggested by the program, decided by the office.

Everything of the other customer moves to the one that stays, sealed anew with the key of the one that stays. For a day
it can be moved back; then the other's number, name, e-mail and phone are gone, and the number still finds the one
that stays.

Source: notice, "Henkilötietojen käsittelyn tarkoitus" (S5); vault design.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.register.models import Customer, FormerNumber, Merge
from lupaus.vault import rekeying, subjects
from lupaus.vault.rekeying import Moved

UNDO: Final = timedelta(hours=24)
_KEPT_BACK: Final = (Customer, FormerNumber, Merge)
_ACCOUNT: Final = "account of the merged one"
_SHARED: Final = "account of both"


class SameCustomer(Refused):
    """When a customer would be merged with itself."""

    message = _("Valitse kaksi eri asiakasta.")


class AlreadyMerged(Refused):
    """When one of the two has been merged into another meanwhile."""

    message = _("Asiakas on jo yhdistetty toiseen. Hae asiakas uudelleen.")


class TwoAccounts(Refused):
    """When both sign in, each with an account of their own."""

    message = _("Kummallakin asiakkaalla on oma tili. Kysy asiakkaalta, kumpi tili jää, ja sulje toinen ensin.")


class PersonAndCompany(Refused):
    """When one is a person and the other a company, or two companies have different business IDs."""

    message = _("Yritystä ei voi yhdistää yksityishenkilöön eikä toiseen yritykseen.")


class MergedSince(Refused):
    """When a merge is to be undone whose customer has itself been merged into another meanwhile."""

    message = _("Asiakas on sen jälkeen yhdistetty vielä toiseen. Kumoa ensin se yhdistäminen.")


class TooLateToUndo(Refused):
    """When a merge is to be undone that is final, or undone already."""

    message = _("Yhdistämistä ei voi enää kumota. Se on mahdollista vuorokauden ajan.")


@transaction.atomic
def merge(kept: Customer, merged: Customer, *, by: Actor, at: datetime) -> Merge:
    """Make `merged` part of `kept`: one number, all orders, one entry in the journal.

    Raises:
        SameCustomer, AlreadyMerged, TwoAccounts, PersonAndCompany: what their names say.
    """
    kept, merged = _locked(kept, merged)
    moved = _move(merged, kept)
    moved |= _hand_over_account(kept, merged)
    made = Merge.objects.create(
        kept=kept, merged=merged, was=merged.subject_id, moved=moved, merged_at=at, final_at=at + UNDO
    )
    _record("customer.merged", made, kept, merged, by=by, at=at)
    return made


@transaction.atomic
def undo(merge: Merge, *, by: Actor, at: datetime) -> Merge:
    """Take everything back that a merge has moved; what came since then stays with the one that stayed.

    Raises:
        TooLateToUndo: it is final, or undone already.
        MergedSince: everything is at a third customer by now.
    """
    merge = Merge.objects.select_for_update(of=("self",)).select_related("kept", "merged").get(pk=merge.pk)
    if merge.merged is None or merge.undone_at is not None or merge.finished_at is not None or at >= merge.final_at:
        raise TooLateToUndo
    rows = _lock([merge.kept_id, merge.merged.pk])
    kept, merged = rows[merge.kept_id], rows[merge.merged.pk]
    if kept.merged_into_id is not None:
        raise MergedSince
    rekeying.rekey(kept.subject_id, merged.subject_id, but=_KEPT_BACK, only=merge.moved)
    _point(kept, merged, only=merge.moved)
    _give_account_back(kept, merged, merge.moved)
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    _record("customer.merge_undone", merge, kept, merged, by=by, at=at)
    return merge


def finish_due(*, by: Actor, at: datetime) -> int:
    """Make the merges of yesterday final; return how many. The merged one's own data goes with its key.

    What somebody wrote to the merged one while it was being merged comes along first, there and with younger merges.
    """
    for pk in Merge.objects.filter(final_at__gt=at, undone_at=None, finished_at=None).values_list("pk", flat=True):
        _catch_up(pk)
    due = Merge.objects.filter(final_at__lte=at, undone_at=None, finished_at=None).values_list("pk", flat=True)
    return sum(_finish(pk, by=by, at=at) for pk in due)


def undoable(customer: Customer, *, at: datetime) -> list[Merge]:
    """Return the merges into a customer that can still be undone, newest first."""
    open_ones = Merge.objects.filter(kept=customer, undone_at=None, finished_at=None, final_at__gt=at)
    return list(open_ones.select_related("merged").order_by("-merged_at"))


def also_known(subjects_now: Collection[UUID]) -> frozenset[UUID]:
    """Return the vault subjects that these people were before they were merged, so that earlier looks are theirs."""
    before = Merge.objects.filter(kept__subject__in=subjects_now, undone_at=None)
    return frozenset(before.values_list("was", flat=True))


@transaction.atomic
def _catch_up(pk: UUID) -> None:
    """Let what came to the merged one after all be the kept one's, and go back with the rest if it is undone."""
    merge = Merge.objects.select_for_update(skip_locked=True).filter(pk=pk, finished_at=None, undone_at=None).first()
    if merge is None or merge.merged is None:
        return
    late = _move(merge.merged, merge.kept)
    if late:
        merge.moved = {place: [*merge.moved.get(place, ()), *late.get(place, ())] for place in merge.moved | late}
        merge.save(update_fields=["moved"])


@transaction.atomic
def _finish(pk: UUID, *, by: Actor, at: datetime) -> bool:
    merge = Merge.objects.select_for_update(skip_locked=True).filter(pk=pk, finished_at=None, undone_at=None).first()
    if merge is None or merge.merged is None:
        return False
    merged = merge.merged
    _move(merged, merge.kept)  # whatever was written to it meanwhile is not lost with it
    FormerNumber.objects.filter(customer=merged).update(customer=merge.kept, subject=merge.kept.subject_id)
    FormerNumber.objects.create(subject_id=merge.kept.subject_id, customer=merge.kept, number=merged.number)
    Merge.objects.filter(kept=merged).update(kept=merge.kept)
    merged.delete()
    rekeying.drop(merge.was)
    subjects.forget(merge.was, at=at)
    merge.merged, merge.finished_at, merge.moved = None, at, {}
    merge.save(update_fields=["merged", "finished_at", "moved"])
    entries.record(
        "customer.merge_finished",
        by=by,
        purpose=Purpose.CUSTOMER_CARE,
        at=at,
        subjects=[merge.kept.subject_id],
        about=("customer", merge.kept_id),
    )
    return True


def _locked(kept: Customer, merged: Customer) -> tuple[Customer, Customer]:
    if kept.pk == merged.pk:
        raise SameCustomer
    rows = _lock([kept.pk, merged.pk])
    kept, merged = rows[kept.pk], rows[merged.pk]
    if kept.merged_into_id is not None or merged.merged_into_id is not None:
        raise AlreadyMerged
    if kept.user_id is not None and merged.user_id is not None and kept.user_id != merged.user_id:
        raise TwoAccounts
    if (kept.kind, kept.business_id) != (merged.kind, merged.business_id):
        raise PersonAndCompany
    return kept, merged


def _lock(pks: list[UUID]) -> dict[UUID, Customer]:
    """Lock customers with everything that points at them; return the customers as they are then.

    What points at them comes first: an order that is being placed holds its draft and then needs its customer.
    """
    for model, column in _places():
        list(
            rekeying.rows_of(model)
            .filter(**{f"{column}__in": pks})
            .order_by("pk")
            .select_for_update()
            .values_list("pk")
        )
    both = Customer.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    return {row.pk: row for row in both}


def _move(here: Customer, there: Customer) -> Moved:
    """Let everything about one customer be about the other, but what a merge itself is made of."""
    return rekeying.rekey(here.subject_id, there.subject_id, but=_KEPT_BACK) | _point(here, there)


def _point(here: Customer, there: Customer, *, only: Moved | None = None) -> Moved:
    """Let every row that belongs to one customer belong to the other."""
    moved: Moved = {}
    for model, column in _places():
        place = f"{model._meta.label}.{column}"
        rows = rekeying.rows_of(model).filter(**{column: here})
        if only is not None:
            rows = rows.filter(pk__in=only.get(place, ()))
        if ids := [str(pk) for pk in rows.values_list("pk", flat=True)]:
            moved[place] = ids
            rekeying.rows_of(model).filter(pk__in=ids).update(**{column: there})
    return moved


def _places() -> list[tuple[type[Model], str]]:
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Customer and model not in _KEPT_BACK
    ]


def _hand_over_account(kept: Customer, merged: Customer) -> Moved:
    """Let the account of the merged one, if it has one, be the kept one's; return whose it was."""
    moved = {}
    if merged.user_id is not None:
        moved = {_SHARED if kept.user_id else _ACCOUNT: [str(merged.user_id)]}
        Customer.objects.filter(pk=kept.pk).update(user=merged.user_id)
    Customer.objects.filter(pk=merged.pk).update(merged_into=kept, user=None)
    return moved


def _give_account_back(kept: Customer, merged: Customer, moved: Moved) -> None:
    account = next(iter(moved.get(_ACCOUNT) or moved.get(_SHARED) or ()), None)
    Customer.objects.filter(pk=merged.pk).update(merged_into=None, user=account)
    if _ACCOUNT in moved:
        Customer.objects.filter(pk=kept.pk).update(user=None)


def _record(action: str, merge: Merge, *of: Customer, by: Actor, at: datetime) -> None:
    entries.record(
        action,
        by=by,
        purpose=Purpose.CUSTOMER_CARE,
        at=at,
        subjects=[customer.subject_id for customer in of],
        about=("customer", merge.kept_id),
    )
