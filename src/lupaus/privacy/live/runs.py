"""Run live checks and keep what they found."""

import logging
from datetime import datetime

from django.db import transaction

from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.privacy.live.registry import CHECKS
from lupaus.privacy.models import CheckRun, Defect

COULD_NOT_LOOK = "the check could not run"
"""What is kept when a check breaks: nobody knows whether its sentences are true, so they do not stand as true."""

_LONGEST = 200
_log = logging.getLogger(__name__)


def run_all(*, at: datetime) -> list[Defect]:
    """Run every check and return what is not so now, the oldest first. One that breaks does not stop the others."""
    for code in list(CHECKS):
        run(code, at=at)
    _forget_retired(at)
    return list(Defect.objects.open())


@transaction.atomic
def run(code: str, *, at: datetime) -> list[Finding]:
    """Run one check, keep what came of it, and return its findings."""
    check = CHECKS[code]
    CheckRun.objects.update_or_create(code=code, defaults={"ran_at": at})
    CheckRun.objects.select_for_update().get(code=code)  # two runs at once would open a defect twice
    found = {finding.what[:_LONGEST]: finding for finding in _looked(check, at)}
    known = {defect.what: defect for defect in Defect.objects.open().filter(code=code)}
    for what, finding in found.items():
        _keep(known.get(what) or Defect(code=code, what=what, since=at), finding, check, at)
    for what, defect in known.items():
        if what not in found:
            _heal(defect, at)
    return list(found.values())


def _looked(check: LiveCheck, at: datetime) -> list[Finding]:
    try:
        with transaction.atomic():
            return check.look(at)
    except Exception:  # noqa: BLE001 -- a check that breaks is itself a finding; it is logged whole
        _log.exception("A live check could not run", extra={"check": check.code})
        return [Finding(COULD_NOT_LOOK)]


def _keep(defect: Defect, finding: Finding, check: LiveCheck, at: datetime) -> None:
    defect.rows = list(finding.rows or check.rows)
    defect.sentences = list(finding.sentences)
    defect.seen_at = at
    defect.save()


def _heal(defect: Defect, at: datetime) -> None:
    defect.healed_at = at
    defect.save(update_fields=["healed_at"])


def _forget_retired(at: datetime) -> None:
    """Close what a check found that the program has no more."""
    CheckRun.objects.exclude(code__in=CHECKS).delete()
    Defect.objects.open().exclude(code__in=CHECKS).update(healed_at=at)
