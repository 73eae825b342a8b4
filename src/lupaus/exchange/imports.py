"""Bring a register in: receive a file, check it, write it whole or not at all, take it back within a day."""

import hashlib
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from lupaus.company.locks import lock_table
from lupaus.exchange import plans, progress, tables, undoing, writing
from lupaus.exchange.faults import Fault
from lupaus.exchange.models import Import, Made, State
from lupaus.exchange.plans import Plan
from lupaus.exchange.writing import NotAnyMore
from lupaus.foundation import statistics
from lupaus.foundation.wake import wake
from lupaus.journal import entries
from lupaus.kernel import spoken, typed
from lupaus.kernel.refused import Refused
from lupaus.keys.keystore import Chain
from lupaus.promises import Actor, Purpose
from lupaus.vault import subjects
from lupaus.vault.fields import blind
from lupaus.vault.models import SubjectKind

LIFE: Final = timedelta(hours=24)
"""How long a file lies here, and how long what it made can be taken back."""
AT_ONCE: Final = 200
"""Files of so many rows are checked and written while one waits; larger ones by the worker."""
LONGEST_NAME: Final = 120
_OPEN: Final = (State.RECEIVED, State.CHECKED, State.BEGUN)


class AlreadyBrought(Refused):
    """When the very same file has been brought in before."""

    message = "Tämä tiedosto on jo tuotu %(when)s. Jos haluat tuoda sen uudelleen, kumoa ensin edellinen tuonti."


class NotReady(Refused):
    """When a file has not been checked yet, is being brought in, or is gone."""

    message = "Tiedostoa ei voi nyt tuoda. Avaa sivu uudelleen ja katso, missä vaiheessa se on."


class HasFaults(Refused):
    """When there is something to mend in a file."""

    message = "Korjaa ensin virheet tiedostoon ja valitse se uudelleen. Mitään ei ole tuotu."


class BuiltUpon(Refused):
    """When something has been built upon what was brought in."""

    message = "Tuontia ei voi kumota, koska sen päälle on jo tullut uutta. Syyt ovat tällä sivulla."


class TooLateToUndo(Refused):
    """When a day has passed since a file was brought in, or it has been taken back already."""

    message = "Tuontia ei voi enää kumota. Se on mahdollista vuorokauden ajan."


@transaction.atomic
def receive(name: str, content: bytes, *, by: Actor, at: datetime) -> Import:
    """Take a file in and seal it; the same file that still lies here is not taken twice.

    Raises:
        NotATable, EmptyTable, TooLargeFile: of `tables`.
        AlreadyBrought: the same file was brought in and not taken back.
    """
    read = tables.read(content)
    fingerprint = blind("imported_file", hashlib.sha256(content).hexdigest())
    lock_table(Import)  # two uploads of one file at once: the second finds the first
    same = Import.objects.filter(fingerprint=fingerprint)
    if earlier := same.filter(state=State.WRITTEN).first():
        raise AlreadyBrought(when=spoken.when(earlier.written_at or at, now=at, year=True))
    if waiting := same.filter(state__in=_OPEN).first():
        return waiting
    row = Import.objects.create(
        subject=subjects.mint(SubjectKind.FILE, at=at),
        name=_tidy(name),
        content=content,
        fingerprint=fingerprint,
        rows=read.rows,
        received_at=at,
        received_by=by.id,
    )
    _record("import.received", row, by=by, at=at)
    return row


def check_soon(row: Import, *, by: Actor, at: datetime) -> None:
    """Check a small file here and now, and have the worker check a large one."""
    if row.rows <= AT_ONCE:
        check(row, by=by, at=at)
    else:
        wake("exchange.check", import_id=str(row.id))


@transaction.atomic
def check(row: Import, *, by: Actor, at: datetime) -> Import:
    """Say what a file would make and what is wrong with it; nothing but that is written. Not twice for one file."""
    locked = Import.objects.select_for_update().get(pk=row.pk)
    if locked.state == State.RECEIVED:
        _report(locked, tables.read(locked.content), by=by, at=at)
    return locked


def write_soon(row: Import, *, by: Actor, at: datetime) -> Import:
    """Bring a checked file in: a small one here and now, a large one by the worker.

    Raises:
        NotReady, HasFaults: see each.
        NotAnyMore: of `writing`; the file has been checked anew.
    """
    begun = _begin(row, by=by, at=at)
    return write(begun, by=by, at=at) if begun.rows <= AT_ONCE else begun


def write_now(row: Import, *, by: Actor, at: datetime) -> Import:
    """Bring a checked file in here and now, however large it is; raises as `write_soon`."""
    return write(_begin(row, by=by, at=at, is_waited_for=True), by=by, at=at)


def write(row: Import, *, by: Actor, at: datetime) -> Import:
    """Write a file whose bringing in has begun: whole, in one transaction, or not at all.

    Raises:
        NotAnyMore: something came in the way since it was checked; it is checked anew.
    """
    try:
        return _write(row, by=by, at=at)
    except NotAnyMore:
        with transaction.atomic():
            locked = Import.objects.select_for_update().get(pk=row.pk)
            _report(locked, tables.read(locked.content), by=by, at=at)
        raise


@transaction.atomic
def discard(row: Import, *, by: Actor, at: datetime) -> Import:
    """Throw a file away that has not been brought in: its bytes, its name, its key.

    Raises:
        NotReady: it has been brought in, or is gone already.
    """
    locked = Import.objects.select_for_update().get(pk=row.pk)
    if locked.state not in {State.RECEIVED, State.CHECKED}:
        raise NotReady
    _record("import.discarded", locked, by=by, at=at)
    return _gone(locked, State.GONE, at=at)


def may_undo(row: Import, *, at: datetime) -> bool:
    """Return whether there is still time to take back what a file made."""
    return row.state == State.WRITTEN and row.written_at is not None and at < row.written_at + LIFE


@entries.act()
def undo(row: Import, *, by: Actor, at: datetime) -> Import:
    """Take back everything that a file made, within a day and while nothing has been built upon it.

    The journal keeps that it was there, and that it was taken back.

    Raises:
        TooLateToUndo, BuiltUpon: see each.
    """
    locked = Import.objects.select_for_update().get(pk=row.pk)
    if not may_undo(locked, at=at):
        raise TooLateToUndo
    if undoing.blockers(locked):
        raise BuiltUpon
    gone = undoing.take_back(locked)
    subjects.forget_all(gone, at=at)
    locked.state, locked.undone_at = State.UNDONE, at
    locked.save(update_fields=["state", "undone_at"])
    entries.record(
        "import.undone", by=by, purpose=Purpose.CUSTOMER_CARE, at=at, subjects=gone, about=("import", locked.id)
    )
    return locked


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Throw away files that have lain here for a day, and forget what can no longer be taken back; return how many."""
    old = Import.objects.select_for_update(skip_locked=True).filter(state__in=_OPEN, received_at__lte=at - LIFE)
    count = len([_gone(row, State.GONE, at=at) for row in old])
    Made.objects.filter(of__written_at__lte=at - LIFE).delete()
    return count


def newest() -> QuerySet[Import]:
    """Return the imports of late, newest first."""
    return Import.objects.defer("content", "report").order_by("-received_at")[:20]


def one(import_id: UUID) -> Import | None:
    """Return one import, None when there is none."""
    return Import.objects.defer("content").filter(pk=import_id).first()


def faults(row: Import) -> list[Fault]:
    """Return what was found when a file was checked: what to mend first, then what to look at."""
    return [Fault.from_json(each) for each in row.report["faults"]] if row.report else []


def _begin(row: Import, *, by: Actor, at: datetime, is_waited_for: bool = False) -> Import:
    with transaction.atomic():
        locked = Import.objects.select_for_update().get(pk=row.pk)
        if locked.state != State.CHECKED:
            raise NotReady
        if locked.faults:
            raise HasFaults
        locked.state = State.BEGUN
        locked.save(update_fields=["state"])
        _record("import.begun", locked, by=by, at=at)
        if locked.rows > AT_ONCE and not is_waited_for:
            wake("exchange.write", import_id=str(locked.id))
    return locked


@entries.act()
def _write(row: Import, *, by: Actor, at: datetime) -> Import:
    locked = Import.objects.select_for_update().get(pk=row.pk)
    if locked.state != State.BEGUN:
        return locked
    plan = plans.plan(tables.read(locked.content), by=by, at=at)
    if plan.wrong:
        raise NotAnyMore
    written = writing.write(plan, by=by, at=at, tell=lambda done: progress.tell(locked.id, done, locked.rows))
    undoing.note(locked, written)
    locked.made, locked.written_at = plan.counts, at
    _record("import.written", locked, by=by, at=at)
    if locked.rows > AT_ONCE:
        statistics.refresh()
    return _gone(locked, State.WRITTEN, at=at)


def _report(locked: Import, read: tables.Read, *, by: Actor, at: datetime) -> Plan:
    plan = plans.plan(read, by=by, at=at)
    locked.state, locked.faults = State.CHECKED, len(plan.wrong)
    locked.report = plan.as_json(read.notes)
    locked.save()
    return plan


def _gone(locked: Import, state: State, *, at: datetime) -> Import:
    """Leave of a file only that it was there: its key is destroyed after the commit."""
    locked.state, locked.gone_at = state, at
    locked.name = locked.content = locked.report = None
    locked.save()
    subjects.destroy(locked.subject_id, (Chain.REGISTER,), at=at)
    return locked


def _tidy(name: str) -> str:
    """Return the name of a file as it is shown: its last part, without what cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return typed.tidy(last)[:LONGEST_NAME] if typed.is_storable(last) else ""


def _record(action: str, row: Import, *, by: Actor, at: datetime) -> None:
    entries.record(
        action, by=by, purpose=Purpose.CUSTOMER_CARE, at=at, subjects=[row.subject_id], about=("import", row.id)
    )
