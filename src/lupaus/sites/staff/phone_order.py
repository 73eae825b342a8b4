"""An order for somebody who calls: one page, from the customer's card or for a new caller."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.orders import health
from lupaus.promises import Purpose
from lupaus.register.models import Customer, Kind
from lupaus.scheduling import phone
from lupaus.scheduling.models import Visit
from lupaus.scheduling.phone import Said
from lupaus.sites.furniture import slots
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.public.order.check import Acceptance
from lupaus.sites.public.order.series import Days
from lupaus.sites.staff import cases
from lupaus.sites.staff.cases import Reason
from lupaus.sites.staff.customers import care_door, known
from lupaus.sites.staff.phone_forms import Where, Who
from lupaus.sites.staff.phone_sheet import MOST_WEEKS, Sheet
from lupaus.vault.reading import processing


@care_door
def new_caller(request: Request) -> HttpResponse:
    """Take down an order of somebody who is no customer yet."""
    return _sheet(request, None)


@care_door
def known_caller(request: Request, customer_id: UUID) -> HttpResponse:
    """Take down an order of a customer whose card is open."""
    row = known(customer_id)
    if cases.of(request, row) is None:
        return redirect("staff:customer_case", customer_id)
    return _sheet(request, row)


@dataclass(frozen=True, slots=True)
class Filled:
    """The forms of an order as they were sent with the last button."""

    where: Where
    who: Who | None
    acceptance: Acceptance
    days: Days | None

    @property
    def is_valid(self) -> bool:
        """Say whether nothing is wrong in any of them; every one is asked, so that all mistakes show at once."""
        forms = (self.where, self.who, self.acceptance, self.days)
        wrong = [form for form in forms if form is not None and not form.is_valid()]
        return not wrong


def _sheet(request: Request, customer: Customer | None) -> HttpResponse:
    sheet = Sheet.of(request, customer)
    if sheet is None:
        return render(request, "staff/phone_order_none.html", {"customer": customer})
    if request.method != "POST" or "switch" in request.POST:
        return _page(sheet)
    if not sheet.what.is_valid():
        return _page(sheet, status=422)
    if "starts_at" in request.POST:
        return _held(sheet)
    return _ordered(sheet) if request.POST.get("do") == "order" else _page(sheet)


def _held(sheet: Sheet) -> HttpResponse:
    request, selection = sheet.request, sheet.selection
    try:
        starts_at = slots.instant(request.POST["starts_at"])
        assert selection is not None  # noqa: S101 -- the form of it is valid
        sheet.draft = phone.choose(
            sheet.ensured(),
            postcode=str(sheet.what.cleaned_data["postcode"]),
            selection=selection,
            every_weeks=sheet.every_weeks,
            starts_at=starts_at,
            by=request.actor,
            at=request.at,
        )
    except Refused as no:
        sheet.starts_at = None
        return _page(sheet, refusal=no, status=409)
    sheet.starts_at = starts_at
    return _page(sheet)


def _ordered(sheet: Sheet) -> HttpResponse:
    request, plan = sheet.request, sheet.plan()
    days = Days(sheet.typed, plan=plan, draft=sheet.seen, at=request.at) if plan and sheet.seen else None
    filled = Filled(sheet.where(is_judged=True), sheet.who(is_judged=True), sheet.acceptance(), days)
    if not filled.is_valid or sheet.starts_at is None or sheet.selection is None:
        return _page(sheet, filled=filled, refusal=None if sheet.starts_at else slots.NotATime(), status=422)
    try:
        with processing(request.actor, Purpose.ORDERING, request.at, place="staff:phone_order"):
            visit = phone.take_down(sheet.ensured(), _said(sheet, filled), by=request.actor, at=request.at)
    except Refused as no:
        return _page(sheet, filled=filled, refusal=no, status=409)
    return _done(request, sheet, visit)


def _said(sheet: Sheet, filled: Filled) -> Said:
    told, who = filled.where.cleaned_data, filled.who.cleaned_data if filled.who else {}
    assert sheet.selection is not None  # noqa: S101 -- the caller has looked
    assert sheet.starts_at is not None  # noqa: S101 -- the caller has looked
    return Said(
        postcode=str(sheet.what.cleaned_data["postcode"]),
        selection=sheet.selection,
        every_weeks=sheet.every_weeks,
        starts_at=sheet.starts_at,
        picks=filled.days.picks() if filled.days else {},
        place=told.get("place"),
        address=sheet.address,
        household=filled.where.household,
        note=told["note"],
        health=told["health"],
        contact=who.get("contact"),
        payer=who.get("payer_answer"),
        customer=sheet.customer,
        agreed=Money(filled.acceptance.cleaned_data["total"]),
        is_early_start_asked=bool(filled.acceptance.cleaned_data.get("early_start")),
    )


def _done(request: Request, sheet: Sheet, visit: Visit) -> HttpResponse:
    order = visit.order
    if sheet.customer is None:
        cases.begin(request, order.customer, Reason.CALLED)
    words = _("Tilaus %(number)s on tehty. Vahvistus lähtee asiakkaan sähköpostiin.")
    messages.success(request, words % {"number": order.number})
    return redirect("staff:visit", visit.pk)


def _page(
    sheet: Sheet, *, filled: Filled | None = None, refusal: Refused | None = None, status: int = 200
) -> HttpResponse:
    plan = sheet.plan()
    days = filled.days if filled else None
    if plan is not None and days is None and sheet.seen is not None:
        days = Days(plan=plan, draft=sheet.seen, at=sheet.request.at)
    names = {
        "sheet": sheet,
        "customer": sheet.customer,
        "what": sheet.what,
        "reach": sheet.what.reach,
        "where": filled.where if filled else sheet.where(),
        "who": filled.who if filled else sheet.who(),
        "acceptance": filled.acceptance if filled else sheet.acceptance(),
        "plan": plan,
        "plan_days": days,
        "quote": sheet.quote,
        "credit_on": walltime.day_of(sheet.starts_at or sheet.request.at) if Kind(sheet.kind).gets_credit else None,
        "days": sheet.days(),
        "more": sheet.weeks + 1 if sheet.weeks < MOST_WEEKS else None,
        "offer": (offer := sheet.offer()),
        "steps": offer.ahead(sheet.request.at) if offer else (),
        "refusal": str(refusal or ""),
        "alternatives": getattr(refusal, "alternatives", ()),
        "spoken_consent": health.SPOKEN_TEXT,
    }
    return render(sheet.request, "staff/phone_order.html", names, status=status)
