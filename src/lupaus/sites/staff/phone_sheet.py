"""The one page of a call: what has been typed so far, what is held, what it costs, what may still be chosen."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict

from lupaus.catalogue import queries as catalogue
from lupaus.catalogue import quotes
from lupaus.catalogue.engine.pricing import Quote
from lupaus.catalogue.engine.terms import Equipment, Selection
from lupaus.catalogue.queries import Offering
from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts, rules, terms
from lupaus.orders import queries as orders
from lupaus.orders.models import Draft, Order
from lupaus.orders.rules import CancellationOffer
from lupaus.register import queries as register
from lupaus.register.models import Address, Customer, Kind
from lupaus.scheduling import availability, holds
from lupaus.scheduling import queries as scheduling
from lupaus.scheduling.availability import FreeTime
from lupaus.scheduling.holds import Hold
from lupaus.scheduling.series_plan import Plan
from lupaus.sites.furniture import slots
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.public.order import check, series
from lupaus.sites.public.order.address import OTHER
from lupaus.sites.public.order.contact import SELF
from lupaus.sites.staff.phone_forms import What, Where, Who, typed_into

WEEK: Final = 7
MOST_WEEKS: Final = 8


@dataclass
class Sheet:
    """One call as it stands: `typed` is what the page sent, with the postcode of a chosen address filled in."""

    request: Request
    customer: Customer | None
    offered: tuple[Offering, ...]
    offering: Offering
    typed: QueryDict
    addresses: list[Address] = field(default_factory=list)
    before: Order | None = None

    @classmethod
    def of(cls, request: Request, customer: Customer | None) -> "Sheet | None":
        """Return the sheet of this request; None when nothing can be ordered today."""
        offered = catalogue.offerings(walltime.day_of(request.at))
        if not offered:
            return None
        typed = request.POST.copy()
        addresses = list(register.addresses_of([customer])) if customer else []
        last = scheduling.visits_of_customer(customer.pk).first() if customer else None
        before = last.order if last else None
        code = typed.get("switch") or typed.get("service") or (before.service.code if before else "")
        offering = next((each for each in offered if each.service.code == code), offered[0])
        sheet = cls(request, customer, offered, offering, typed, addresses, before)
        if sheet.address is not None:
            typed["postcode"] = sheet.address.postcode
        return sheet

    @cached_property
    def address(self) -> Address | None:
        """Return the known address that is chosen, the first unless said otherwise; None for a new one."""
        wanted = self.typed.get("saved")
        if wanted is None:
            return self.addresses[0] if self.addresses else None
        return next((each for each in self.addresses if str(each.id) == wanted), None)

    @cached_property
    def draft(self) -> Draft | None:
        """Return the draft that holds the chosen time, None before a time is chosen."""
        try:
            wanted = UUID(self.typed.get("draft", ""))
        except ValueError:
            return None
        return orders.taken_down(wanted, self.request.actor)

    def ensured(self) -> Draft:
        """Return the draft, a new one when there is none."""
        if self.draft is None:
            self.draft = drafts.open_draft(
                by=self.request.actor, at=self.request.at, customer=self.customer, is_taken_down=True
            )
        return self.draft

    @cached_property
    def what(self) -> What:
        """Return the form of the service: judged as soon as something was sent, as it usually is before that."""
        if self.request.method == "POST" and "switch" not in self.typed:
            return What(self.typed, offering=self.offering)
        form = What(offering=self.offering, initial=self._usual())
        form.initial["postcode"] = self.typed.get("postcode", "")
        return form

    def where(self, *, is_judged: bool = False) -> Where:
        """Return the form of the place; what is wrong in it is said only when the order is made."""
        known: dict[str, Any] = {"heard_by": self.request.actor.id, "saved": self.addresses}
        if is_judged:
            return Where(self.typed, **known)
        initial = {"saved": str(self.address.id) if self.address else OTHER}
        form = Where(initial=initial, **known)
        typed_into(form, self.typed)
        return form

    def who(self, *, is_judged: bool = False) -> Who | None:
        """Return the form of a new caller; None for a customer we know."""
        if self.customer is not None:
            return None
        if is_judged:
            return Who(self.typed)
        form = Who(initial={"kind": Kind.PERSON, "payer": SELF})
        typed_into(form, self.typed)
        return form

    @property
    def kind(self) -> str:
        """Return whether a person or a company orders, as far as has been said."""
        if self.customer:
            return str(self.customer.kind)
        typed = self.typed.get("kind", Kind.PERSON)
        return typed if typed in Kind else Kind.PERSON

    @cached_property
    def selection(self) -> Selection | None:
        """Return what is chosen; None when it cannot be ordered as it stands."""
        if self.what.is_bound:
            return self.what.selection if self.what.is_valid() else None
        usual = self._usual()
        return Selection(self.offering.service.code, usual["size"], tuple(usual.get("add_ons", ())), usual["equipment"])

    @cached_property
    def starts_at(self) -> datetime | None:
        """Return the time that has been chosen, None before that."""
        try:
            return slots.instant(self.typed.get("chosen", ""))
        except slots.NotATime:
            return None

    @cached_property
    def every_weeks(self) -> int:
        """Return how often the visit comes, 0 for once."""
        return int(self.what.cleaned_data["every_weeks"]) if self.what.is_bound and self.selection else drafts.ONCE

    @cached_property
    def seen(self) -> Draft | None:
        """Return the draft as it would be now, unsaved, to ask with; None without a place or a choice."""
        postcode = self.typed.get("postcode", "")
        if self.selection is None or not postcode:
            return None
        place = self.address
        return Draft(
            **({"id": self.draft.id} if self.draft else {}),
            postcode=place.postcode if place else str(self.what.cleaned_data["postcode"]),
            service=self.offering.service,
            chosen=self.selection.as_json(),
            every_weeks=self.every_weeks,
            starts_at=self.starts_at,
            grid_row=place.grid_row if place else None,
            grid_column=place.grid_column if place else None,
        )

    @cached_property
    def quote(self) -> Quote | None:
        """Return what it costs, None while it cannot be ordered as it stands."""
        if self.selection is None:
            return None
        today = walltime.day_of(self.request.at)
        performed_on = walltime.day_of(self.starts_at) if self.starts_at else None
        return quotes.quote(self.selection, today, performed_on=performed_on)

    @property
    def period(self) -> Period | None:
        """Return the time that has been chosen, as long as the work takes."""
        if self.starts_at is None or self.quote is None:
            return None
        try:
            return Period.of(self.starts_at, self.quote.duration)
        except OverflowError:
            return None

    @property
    def hold(self) -> Hold | None:
        """Return until when the chosen time is held, None when it is not."""
        return holds.current(self.draft, at=self.request.at) if self.draft else None

    @property
    def weeks(self) -> int:
        """Return how many weeks of times are shown."""
        asked = self.typed.get("more") or self.typed.get("weeks") or ""
        return min(max(int(asked), 1), MOST_WEEKS) if asked.isascii() and asked.isdigit() and len(asked) < WEEK else 1

    def days(self) -> list[tuple[date, list[FreeTime]]]:
        """Return the days that have free times; none while nothing can be asked."""
        if self.seen is None:
            return []
        try:
            asked = availability.request_of(self.seen, at=self.request.at)
        except Refused:
            return []
        days = walltime.days(walltime.day_of(asked.earliest_at), self.weeks * WEEK)
        free = availability.free_times(asked, at=self.request.at, days=len(days))
        return [(day, times) for day, times in slots.by_day(days, free) if times]

    def offer(self) -> CancellationOffer | None:
        """Return what cancelling will cost, None before a time is chosen."""
        if self.quote is None or self.starts_at is None:
            return None
        agreed = terms.in_force(walltime.day_of(self.request.at), self.offering.service)
        return rules.offer(agreed, self.quote.total, starts_at=self.starts_at, at=self.request.at)

    def plan(self) -> Plan | None:
        """Return what a series comes to, None for a single visit."""
        if self.seen is None or not self.every_weeks or self.starts_at is None:
            return None
        try:
            return series.plan_of(self.seen, self.request.at)
        except Refused:
            return None

    def acceptance(self) -> check.Acceptance:
        """Return the form of what ordering agrees to."""
        label = check.early_start(self.kind, self.starts_at, self.request.at)
        is_ordering = self.typed.get("do") == "order"
        return check.Acceptance(self.typed if is_ordering else None, label=label)

    def _usual(self) -> dict[str, Any]:
        """Return what the customer had the last time, else what most people take."""
        usual: dict[str, Any] = {
            "size": min(self.offering.sizes, key=lambda size: abs(size - (180 if self.offering.is_hourly else 60))),
            "equipment": quotes.equipment_choices(self.offering.service)[-1],
            "every_weeks": drafts.ONCE,
        }
        last = self.before
        if last is None or last.service_id != self.offering.service.id or last.size not in self.offering.sizes:
            return usual
        sold = {each.add_on.code for each in self.offering.add_ons}
        usual |= {"size": last.size, "add_ons": [line.code for line in last.lines.all() if line.code in sold]}
        fits = quotes.equipment_choices(self.offering.service)
        return usual | ({"equipment": Equipment(last.equipment)} if last.equipment in fits else {})
