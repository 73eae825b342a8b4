"""Screen 1: where, which service, how much of it, with what."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ChoiceField
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.catalogue import queries, quotes
from lupaus.catalogue.engine.pricing import Quote
from lupaus.catalogue.engine.terms import Equipment, Selection
from lupaus.catalogue.queries import Offering
from lupaus.kernel import spoken, walltime
from lupaus.kernel.money import NBSP
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts
from lupaus.orders.models import Draft
from lupaus.promises import Purpose
from lupaus.register.queries import own_addresses
from lupaus.scheduling import series_words
from lupaus.sites.furniture import choices, fields, forms
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.furniture.why import Why
from lupaus.sites.public.order import drafting
from lupaus.sites.public.order.reach import Reach

EQUIPMENT_WORDS = {
    Equipment.OWN: gettext_lazy("Käytetään minun välineitäni"),
    Equipment.OURS: gettext_lazy("Tuokaa välineet mukananne"),
}


def _postcode() -> fields.Postcode:
    return fields.Postcode(
        label=gettext_lazy("Postinumero"),
        help_text=gettext_lazy("Näytämme alueesi vapaat ajat."),
        missing=fields.Postcode.invalid,
        why=Why("register.Address", "postcode"),
    )


class Area(forms.Form):
    """A postcode alone, from the home page or the list of services."""

    postcode = _postcode()

    def __init__(self, *args: Any, offerings: Iterable[Offering], **kwargs: Any) -> None:  # Any: Django's own arguments
        """Ask for the area of somebody who wants one of the offerings."""
        super().__init__(*args, **kwargs)
        self.wanted = [each.service.id for each in offerings]
        self.reach: Reach | None = None

    def clean_postcode(self) -> str:
        """Refuse an area where we do nothing at all."""
        postcode = str(self.cleaned_data["postcode"])
        self.reach = Reach.of(postcode, self.wanted)
        if self.reach.refusal:
            raise ValidationError(self.reach.refusal, "unserved")
        return postcode


class Pace(choices.OneOf):
    """How often the visit comes; without an answer, once."""

    def clean(self, value: object) -> object:
        """Return the weeks between two visits, 0 for a single one."""
        return super().clean(value or str(drafts.ONCE))


class Service(forms.Form):
    """What is wanted and where, for one offering."""

    postcode = _postcode()
    size = choices.Dropdown(label=gettext_lazy("Koko"), missing=gettext_lazy("Valitse koko"), coerce=int)
    add_ons = choices.AnyOf(label=gettext_lazy("Lisäpalvelut"), wide=True)
    equipment = choices.OneOf(
        label=gettext_lazy("Välineet"),
        missing=gettext_lazy("Valitse, kenen välineitä käytetään"),
        wide=True,
        coerce=Equipment,
    )
    every_weeks = Pace(
        label=gettext_lazy("Kuinka usein?"),
        options=[(str(weeks), words) for weeks, words in series_words.EVERY.items()],
        missing=gettext_lazy("Valitse, kuinka usein käynti tehdään"),
        coerce=int,
    )

    def __init__(self, *args: Any, offering: Offering, **kwargs: Any) -> None:  # Any: Django's own arguments
        """Offer what this service is offered with."""
        super().__init__(*args, **kwargs)
        self.offering = offering
        self.reach: Reach | None = None
        self.fields["every_weeks"].help_text = _("Hinta on joka käynnillä sama. Pyhäpäivänä: %(rule)s.") % {
            "rule": in_sentence(offering.service.get_on_holiday_display())
        }
        self.fields["size"].label = _("Kesto") if offering.is_hourly else _("Kodin koko")
        self._offer("size", _sizes(offering))
        self._offer("add_ons", _add_ons(offering))
        self._offer("equipment", _equipment(offering))
        if not offering.add_ons:
            del self.fields["add_ons"]
        if len(quotes.equipment_choices(offering.service)) == 1:
            del self.fields["equipment"]

    def clean_postcode(self) -> str:
        """Refuse an area where nobody does this work; the page then offers the nearest ones."""
        postcode = str(self.cleaned_data["postcode"])
        self.reach = Reach.of(postcode, [self.offering.service.id])
        if self.reach.refusal:
            raise ValidationError(self.reach.refusal, "unserved")
        return postcode

    def _offer(self, name: str, options: Iterable[tuple[object, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, ChoiceField)  # noqa: S101 -- declared above
        field.choices = list(options)

    @property
    def selection(self) -> Selection:
        """Return what was chosen; the form is valid."""
        only = quotes.equipment_choices(self.offering.service)[0]
        return Selection(
            service=self.offering.service.code,
            size=self.cleaned_data["size"],
            add_ons=tuple(self.cleaned_data.get("add_ons", ())),
            equipment=self.cleaned_data.get("equipment") or only,
        )


@door(Purpose.ORDERING)
def service(visit: Visit) -> HttpResponse:
    """Choose the service first, then its size and what goes with it."""
    draft, offered = drafting.current(visit), queries.offerings(walltime.day_of(visit.at))
    offering = _offering(visit, draft, offered)
    if offering is None:
        return _services(visit, draft, offered)
    if visit.method == "POST":
        return _answered(visit, draft, offering)
    given = _initial(visit, draft, offering)
    form = Service(offering=offering, initial=given)
    area = Area({"postcode": given["postcode"]}, offerings=[offering]) if given["postcode"] else None
    return _page(visit, form, _first_quote(form, walltime.day_of(visit.at)), area=area)


def _answered(visit: Visit, draft: Draft | None, offering: Offering) -> HttpResponse:
    form = Service(visit.POST, offering=offering)
    if not form.is_valid():
        return _page(visit, form, None, status=422)
    if "price" in visit.POST:
        return _page(visit, form, quotes.quote(form.selection, walltime.day_of(visit.at)))
    chosen = {"postcode": form.cleaned_data["postcode"], "selection": form.selection}
    chosen["every_weeks"] = form.cleaned_data["every_weeks"]
    try:
        row = drafts.choose_service(draft or drafting.ensured(visit), **chosen, by=visit.actor, at=visit.at)
    except Refused as no:
        form.add_error(None, str(no))
        return _page(visit, form, None, status=422)
    return drafting.onward(row)


def _page(
    visit: Visit, form: Service, quote: Quote | None, *, area: Area | None = None, status: int = 200
) -> HttpResponse:
    """Return the screen of one service; `area` is a postcode that was known beforehand, answered at once."""
    wrong = area if area is not None and not area.is_valid() else None
    names = {"form": form, "offering": form.offering, "quote": quote, "step": 1, "steps": drafting.STEP_NAMES}
    names |= {"area": wrong, "reach": wrong.reach if wrong else form.reach, "postcode": form["postcode"].value()}
    names["credit_on"] = walltime.day_of(visit.at)
    return render(visit, "public/order/service.html", names, status=422 if wrong else status)


def _services(visit: Visit, draft: Draft | None, offered: Iterable[Offering]) -> HttpResponse:
    """Return the list of services: those to be had in a postcode, when it is known."""
    area = Area(visit.GET, offerings=offered) if visit.GET.get("postcode") else None
    is_wrong = area is not None and not area.is_valid()
    names = {
        "offerings": offered,
        "area": area,
        "reach": area.reach if area else None,
        "draft": draft if draft is not None and draft.selection is not None else None,
        "onward": drafting.address_of(draft) if draft is not None else "",
        "step": 1,
        "steps": drafting.STEP_NAMES,
    }
    return render(visit, "public/order/services.html", names, status=422 if is_wrong else 200)


def _offering(visit: Visit, draft: Draft | None, offered: Iterable[Offering]) -> Offering | None:
    """Return the service that the address or the form names; a form without a name means the draft's."""
    code = visit.POST.get("service") or visit.GET.get("service")
    if code is None and visit.method == "POST" and draft is not None and draft.selection is not None:
        code = draft.selection.service
    return next((each for each in offered if each.service.code == code), None)


def _initial(visit: Visit, draft: Draft | None, offering: Offering) -> dict[str, object]:
    given: dict[str, object] = {
        "postcode": visit.GET.get("postcode", "") or (draft.postcode if draft else "") or _home(visit),
        "size": _usual_size(offering),
        "equipment": quotes.equipment_choices(offering.service)[-1],
        "every_weeks": draft.every_weeks if draft else drafts.ONCE,
    }
    chosen = draft.selection if draft else None
    if chosen is not None and chosen.service == offering.service.code:
        given |= {"size": chosen.size, "add_ons": chosen.add_ons, "equipment": chosen.equipment}
    return given


def _home(visit: Visit) -> str:
    """Return the postcode of the first address a signed-in customer has given, "" without one."""
    return own_addresses(visit.actor).values_list("postcode", flat=True).first() or ""


def _first_quote(form: Service, today: date) -> Quote | None:
    """Return the price of what the fresh form shows."""
    given = form.initial
    size, equipment = given["size"], given["equipment"]
    selection = Selection(form.offering.service.code, size, tuple(given.get("add_ons", ())), equipment)
    return quotes.quote(selection, today)


def in_sentence(words: str) -> str:
    """Return a sentence as a part of another: its first letter is small."""
    return words[:1].lower() + words[1:]


def _usual_size(offering: Offering) -> int:
    """Return the size to begin with: three hours, sixty square metres, or what lies nearest to them."""
    usual = 180 if offering.is_hourly else 60
    return min(offering.sizes, key=lambda size: abs(size - usual))


def _sizes(offering: Offering) -> Iterable[tuple[int, str]]:
    for size in offering.sizes:
        words = spoken.length(timedelta(minutes=size)) if offering.is_hourly else f"{size}{NBSP}m²"
        yield size, words


def _add_ons(offering: Offering) -> Iterable[tuple[str, str]]:
    for offered in offering.add_ons:
        yield offered.add_on.code, f"{offered.add_on.name}, {offered.amount}"


def _equipment(offering: Offering) -> Iterable[tuple[Equipment, str]]:
    for choice in quotes.equipment_choices(offering.service):
        words = str(EQUIPMENT_WORDS.get(choice, ""))
        fee = offering.equipment_fee
        yield choice, f"{words}, {fee}" if choice is Equipment.OURS and fee else words
