"""The case a member of staff has open: one customer, one reason, half an hour. Ids only; lives in the session."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.promises import Purpose
from lupaus.register.models import Customer
from lupaus.sites.furniture.doors import Visit as Request

LENGTH: Final = timedelta(minutes=30)
_KEY: Final = "case"
_REASON: Final = "last_reason"


class Reason(TextChoices):
    """Why a customer's card is opened."""

    CALLED = "called", _("Asiakas soitti")
    WROTE = "wrote", _("Asiakas kirjoitti")
    VISIT = "visit", _("Käynnin järjestely")
    MONEY = "money", _("Lasku tai maksu")
    COMPLAINT = "complaint", _("Palaute tai virhe työssä")
    RIGHTS = "rights", _("Asiakas kysyy omista tiedoistaan")
    RETURNS = "returns", _("Entinen asiakas haluaa tilata uudelleen")


OF_CURRENT: Final = tuple(reason for reason in Reason if reason is not Reason.RETURNS)
OF_FORMER: Final = (Reason.MONEY, Reason.COMPLAINT, Reason.RIGHTS, Reason.RETURNS)
"""Why a former customer's card may be opened: fewer reasons, since no visit is to be arranged any more."""


@dataclass(frozen=True, slots=True)
class Case:
    """One look at one customer, as the banner says it."""

    customer_id: UUID
    reason: Reason
    since_at: datetime
    until_at: datetime


def begin(request: Request, customer: Customer, reason: Reason) -> Case:
    """Open a case and write into the journal that it was opened, and why."""
    case = Case(customer.pk, reason, request.at, request.at + LENGTH)
    request.session[_REASON] = reason.value
    request.session[_KEY] = {
        "customer": str(customer.pk),
        "reason": reason.value,
        "since": case.since_at.isoformat(),
        "until": case.until_at.isoformat(),
    }
    entries.record(
        f"case.opened_{reason.value}",
        by=request.actor,
        purpose=Purpose.CUSTOMER_CARE,
        at=request.at,
        subjects=[customer.subject_id],
        about=("customer", customer.pk),
    )
    return case


def current(request: Request) -> Case | None:
    """Return the open case, None when there is none or its time is over."""
    kept = request.session.get(_KEY)
    if not kept:
        return None
    case = Case(
        UUID(kept["customer"]),
        Reason(kept["reason"]),
        datetime.fromisoformat(kept["since"]),
        datetime.fromisoformat(kept["until"]),
    )
    return case if case.since_at <= request.at < case.until_at else None


def last_reason(request: Request) -> str:
    """Return the reason of the case before, to be chosen beforehand in the next; empty in the first of a sign-in."""
    return str(request.session.get(_REASON, ""))


def of(request: Request, customer: Customer) -> Case | None:
    """Return the open case when it is about this customer."""
    case = current(request)
    return case if case is not None and case.customer_id == customer.pk else None


def end(request: Request) -> None:
    """Close whatever case is open."""
    request.session.pop(_KEY, None)
