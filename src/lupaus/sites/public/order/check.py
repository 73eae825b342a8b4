"""Screen 5: everything once more, and the button that names the money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import HiddenInput
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.catalogue.engine.pricing import Quote
from lupaus.catalogue.engine.terms import Equipment
from lupaus.kernel import spoken, statutes, walltime
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts, queries, rules, terms, withdrawal
from lupaus.orders.household import children_in_words, pets_in_words
from lupaus.orders.models import Draft
from lupaus.orders.rules import CancellationOffer, Step
from lupaus.promises import Purpose
from lupaus.register.models import Access, Customer, Kind
from lupaus.scheduling import visits
from lupaus.scheduling.series_beginning import DaysInTheWay
from lupaus.scheduling.series_plan import Plan
from lupaus.sites.furniture import amounts, choices, forms
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.public.order import drafting, holding, series, times
from lupaus.sites.public.order.service import EQUIPMENT_WORDS


class Acceptance(forms.Form):
    """What ordering agrees to: the total on the button, and a start before the right of withdrawal has run out."""

    total = amounts.Whole(
        least=0,
        most=10**9 - 1,
        missing=gettext_lazy("Tarkista hinta ja tilaa uudelleen."),
        widget=HiddenInput,
    )
    early_start = choices.Tick(missing=gettext_lazy("Rastita, saammeko aloittaa peruuttamisajan kuluessa"))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:  # Any: Django's own arguments
        """Ask in the words of `label`; nothing is asked when there are none."""
        super().__init__(*args, **kwargs)
        self.fields["early_start"].label = label
        if not label:
            del self.fields["early_start"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the screen tells besides the draft itself."""

    period: Period
    quote: Quote
    equipment: str
    street: str
    access: str
    has_way_in: bool
    pets: list[str]
    children: list[str]
    has_health_note: bool
    offer: CancellationOffer
    steps: Sequence[Step]
    plan: Plan | None

    @classmethod
    def of(cls, draft: Draft, at: datetime) -> "Summary":
        """Return it for a draft whose every screen is answered; reads the draft, so within processing."""
        quote, agreed = drafts.quote(draft, at=at), terms.in_force(walltime.day_of(at), draft.service)
        if quote is None or draft.starts_at is None or draft.ends_at is None:
            raise drafts.DraftIsGone
        place = draft.address or draft
        offer = rules.offer(agreed, quote.total, starts_at=draft.starts_at, at=at)
        return cls(
            period=Period(draft.starts_at, draft.ends_at),
            quote=quote,
            equipment=str(EQUIPMENT_WORDS.get(Equipment(quote.terms.equipment), "")),
            street=str(place.street),
            access=str(Access(place.access).label),
            has_way_in=bool(place.access_code or place.access_instructions),
            pets=pets_in_words(draft.pets),
            children=children_in_words(draft.children),
            has_health_note=queries.health_note_of_draft(draft) is not None,
            offer=offer,
            steps=offer.ahead(at),
            plan=series.plan_of(draft, at) if draft.every_weeks else None,
        )


@door(Purpose.ORDERING)
def check(visit: Visit) -> HttpResponse:
    """Show the whole order, or place it."""
    draft = drafting.current(visit)
    if draft is None:
        return drafting.already_placed(visit) or redirect("public:order_service")
    if (elsewhere := drafting.detour(draft, "check")) is not None:
        return elsewhere
    if visit.method != "POST" and series.in_the_way(draft, visit.at):
        return redirect("public:order_series")
    form = Acceptance(visit.POST if visit.method == "POST" else None, label=_early_start(draft, visit.at))
    if visit.method == "POST" and form.is_valid():
        return _placed(visit, draft, form)
    return _page(visit, draft, form, status=422 if form.errors else 200)


def _placed(visit: Visit, draft: Draft, form: Acceptance) -> HttpResponse:
    try:
        booked = visits.book(
            draft,
            agreed=Money(form.cleaned_data["total"]),
            is_early_start_asked=bool(form.cleaned_data.get("early_start")),
            by=visit.actor,
            at=visit.at,
        )
    except DaysInTheWay as no:
        return series.page(visit, draft, no, status=409)
    except Refused as no:
        if hasattr(no, "alternatives"):
            return times.page(visit, draft, no, status=409)
        return _page(visit, draft, form, str(no), status=409)
    return redirect("public:order_confirmation", booked.order_id)


def _page(visit: Visit, draft: Draft, form: Acceptance, refusal: str = "", *, status: int = 200) -> HttpResponse:
    summary = Summary.of(draft, visit.at)
    names = {
        "form": form,
        "draft": draft,
        "person": _who(draft),
        "summary": summary,
        "quote": summary.quote,
        "credit_on": walltime.day_of(summary.period.from_at) if _may_get_credit(draft) else None,
        "credit_is_of_payer": bool(draft.payer),
        "hold": holding.of(draft, visit.at),
        "refusal": refusal,
        "step": 5,
        "steps": drafting.STEP_NAMES,
    }
    return render(visit, "public/order/check.html", names, status=status)


def _who(draft: Draft) -> Draft | Customer:
    """Return what tells who orders: the customer who is known, or the draft itself."""
    return draft.customer or draft


def _may_get_credit(draft: Draft) -> bool:
    """Say whether whoever pays may get a household tax credit: a human, and not a company that pays for one."""
    pays = draft.payer
    return not pays["business_id"] if pays else Kind(_who(draft).kind).gets_credit


def _early_start(draft: Draft, at: datetime) -> str:
    """Return the words a consumer agrees to when the visit comes before their right to withdraw has run out."""
    return early_start(str(_who(draft).kind), draft.starts_at, at)


def early_start(kind: str, starts_at: datetime | None, at: datetime) -> str:
    """Return the same words for whoever orders a visit that starts then; "" when there is nothing to agree to."""
    today = walltime.day_of(at)
    last = withdrawal.ends_on(today)
    if not Kind(kind).is_consumer or starts_at is None or walltime.day_of(starts_at) > last:
        return ""
    return _(
        "Aloittakaa %(start)s, vaikka %(days)s päivän peruuttamisaikani jatkuu %(last)s asti. "
        "Jos peruutan sopimuksen aloituksen jälkeen, maksan jo tehdystä työstä."
    ) % {
        "start": spoken.day(walltime.day_of(starts_at), now=at),
        "days": statutes.withdrawal_days(today),
        "last": spoken.day(last, now=at, year=True),
    }
