"""The timeline of a visit: what was done, paid and looked at, and what will be, in one line of time."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.billing import queries as billing
from lupaus.kernel import spoken
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.privacy import queries as privacy
from lupaus.privacy.queries import Look
from lupaus.register.models import Access
from lupaus.scheduling import queries, relations, rules, time_terms
from lupaus.scheduling.models import ByKind, MilestoneKind, Visit, VisitState
from lupaus.scheduling.queries import COMING, Event
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.vault.reading import is_withheld

DONE: Final = "done"
NOW: Final = "now"
AHEAD: Final = ""

SAID: Final[dict[str, str | Promise]] = {
    MilestoneKind.BOOKED: _("Tilasit käynnin"),
    MilestoneKind.ACCEPTED: _("%(worker)s vahvisti tulevansa"),
    MilestoneKind.UNASSIGNED: _("Etsimme uutta tekijää"),
    MilestoneKind.MOVED: _("Käynti siirrettiin: %(planned)s"),
    MilestoneKind.REASSIGNED: _("Tekijä vaihtui"),
    MilestoneKind.TRAVELLING: _("%(worker)s lähti matkaan"),
    MilestoneKind.STARTED: _("Työ alkoi"),
    MilestoneKind.FINISHED: _("Työ valmistui"),
    MilestoneKind.APPROVED: _("Hyväksyit työn"),
    MilestoneKind.SETTLED: _("Työ katsottiin hyväksytyksi, kun et ilmoittanut muuta"),
    MilestoneKind.CANCELLED: _("Käynti peruttiin"),
    MilestoneKind.NO_SHOW: _("Tekijä ei päässyt sisään"),
}
"""What the customer is told of a milestone; one that is not here (an offer to a provider) is not told."""
SAID_OF_YOU: Final[dict[str, str | Promise]] = {
    MilestoneKind.MOVED: _("Siirsit käynnin: %(planned)s"),
    MilestoneKind.CANCELLED: _("Peruit käynnin"),
}
"""The same when it was the customer who did it."""
SAID_OF_OFFICE: Final[dict[str, str | Promise]] = {
    MilestoneKind.BOOKED: _("Toimisto teki tilauksen puolestasi puhelimessa"),
}
"""The same when it was the office that did it for the customer."""
_SAID_OF: Final = {ByKind.CUSTOMER: SAID_OF_YOU, ByKind.OFFICE: SAID_OF_OFFICE}


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: what, when in words, and whether it is over, now or ahead."""

    at: datetime
    words: str
    hint: str = ""
    state: str = DONE
    url: str = ""


def timeline(visit: Visit, request: Request) -> list[Moment]:
    """Return the moments of a visit in order; the first that is ahead is marked as now."""
    done = sorted([*_happened(visit, request.at), *_money(visit, request)], key=lambda moment: moment.at)
    over = [*done, *_gathered(_looked(visit, request), [moment.at for moment in done], request.at)]
    ahead = sorted(_ahead(visit, request.at), key=lambda moment: moment.at)
    if ahead:
        ahead[0] = replace(ahead[0], state=NOW)
    return [*sorted(over, key=lambda moment: moment.at), *ahead]


def worker_of(visit: Visit) -> str:
    """Return the name of who comes as customers are told, "" while nobody has confirmed or it does not open."""
    name = visit.provider.shown_name if visit.provider else ""
    return "" if is_withheld(name) else str(name)


def _happened(visit: Visit, at: datetime) -> Iterator[Moment]:
    for event in queries.timeline(visit):
        if event.kind in SAID:
            yield Moment(event.at, _words(event, visit, at), _when_and_by(event, at))


def _words(event: Event, visit: Visit, at: datetime) -> str:
    worker = worker_of(visit) or say("Tekijä")
    planned = spoken.when(event.planned_at, now=at) if event.planned_at else ""
    said = _SAID_OF.get(event.by_kind, {}).get(event.kind)
    words = str(said or SAID[event.kind]) % {"worker": worker, "planned": planned}
    cancellation = getattr(visit, "cancellation", None)
    if event.kind == MilestoneKind.CANCELLED and cancellation and cancellation.fee:
        words = say("%(words)s, peruutusmaksu %(fee)s") % {"words": words, "fee": cancellation.fee}
    return words


def _when_and_by(event: Event, at: datetime) -> str:
    when = spoken.when(event.at, now=at)
    return f"{when}, {event.by_kind.label}" if event.by_kind == ByKind.OFFICE else when


def _money(visit: Visit, request: Request) -> Iterator[Moment]:
    """Yield the bill: when it was sent, and whether it is paid. A visit that is still to be done has none."""
    if visit.state in COMING:
        return
    invoice = billing.invoices_of(request.actor).filter(link__visit=visit).first()
    if invoice is None:
        return
    account = billing.account_of(invoice, at=request.at)
    sent = say("Lähetimme laskun %(total)s") % {"total": account.total}
    hint = spoken.when(invoice.issued_at, now=request.at)
    if invoice.due_on and account.open:
        hint = say("%(when)s, eräpäivä %(due)s") % {"when": hint, "due": spoken.day(invoice.due_on, now=request.at)}
    yield Moment(invoice.issued_at, f"{sent} ({account.state.label.lower()})", hint, url=reverse("customer:invoices"))


def _looked(visit: Visit, request: Request) -> Iterator[Look]:
    """Yield who opened the person's data around the visit: on its own page each, neither lists nor the program."""
    window = Period(visit.starts_at - relations.BEFORE_START, visit.ends_at + relations.AFTER_PLANNED_END)
    if request.at < window.from_at:
        return iter(())
    own = [request.actor.id] if request.actor.id else []
    looks = privacy.looks_at([visit.subject_id], own=own, at=request.at, language=get_language() or "fi")
    return (look for look in looks if look.at in window and not look.is_list and not look.is_program)


def _gathered(looks: Iterator[Look], turns: list[datetime], at: datetime) -> Iterator[Moment]:
    """Yield one moment for the looks alike between two turns of the visit; the page of looks has them all."""
    alike: dict[tuple[int, str], list[datetime]] = {}
    for look in looks:
        words = say("%(who)s katsoi: %(what)s") % {"who": look.who, "what": ", ".join(look.what)}
        alike.setdefault((bisect(turns, look.at), words), []).append(look.at)
    for (_turn, words), moments in alike.items():
        first = min(moments)
        hint = spoken.when(first, now=at)
        if len(moments) > 1:
            hint = say("%(when)s alkaen, %(times)d kertaa") % {"when": hint, "times": len(moments)}
        yield Moment(first, words[:1].upper() + words[1:], hint, url=reverse("customer:data_looks"))


def _ahead(visit: Visit, at: datetime) -> Iterator[Moment]:
    if visit.state in COMING:
        yield from _before_the_work(visit, at)
        yield _the_work(visit, at)
        words = say("Lasku tulee käynnin jälkeen")
        yield Moment(visit.ends_at, words, str(Money(visit.order.total_cents)), AHEAD)
    if visit.state in {*COMING, VisitState.FINISHED}:
        yield _the_last_word(visit, at)


def _before_the_work(visit: Visit, at: datetime) -> Iterator[Moment]:
    offer = rules.cancellation_of(visit, at=at)
    if visit.state in rules.MOVABLE and at < offer.free_until_at:
        until = {"until": spoken.when(offer.free_until_at, now=at)}
        yield Moment(offer.free_until_at, say("Voit siirtää tai perua maksutta %(until)s asti") % until, "", AHEAD)
    opens_at = visit.starts_at - relations.BEFORE_START
    if at < opens_at:
        reached, inside = Period(opens_at, visit.ends_at + relations.AFTER_FINISH), _needed_inside(visit)
        yield Moment(opens_at, say("Tekijälle näkyy puhelinnumerosi"), spoken.when(reached, now=at), AHEAD)
        if inside:
            window = Period(opens_at, visit.ends_at + relations.AFTER_PLANNED_END)
            words = say("Tekijälle näkyy %(what)s") % {"what": inside}
            yield Moment(opens_at, words, spoken.when(window, now=at), AHEAD)


def _needed_inside(visit: Visit) -> str:
    """Return what the provider may open at the door, in words; "" when there is nothing."""
    has_code = visit.order.address.access == Access.CODE
    has_note = hasattr(visit.order, "health_note")
    if has_code and has_note:
        return say("ovikoodisi ja terveystoiveesi")
    return say("ovikoodisi") if has_code else say("terveystoiveesi") if has_note else ""


def _the_work(visit: Visit, at: datetime) -> Moment:
    is_under_way = visit.state in {VisitState.TRAVELLING, VisitState.STARTED}
    when = spoken.when(visit.planned, now=at)
    return Moment(min(visit.starts_at, at) if is_under_way else visit.starts_at, visit.order.service.name, when, AHEAD)


def _the_last_word(visit: Visit, at: datetime) -> Moment:
    done_at = visit.finished_at or visit.ends_at
    until = done_at + timedelta(hours=time_terms.in_force(at).acceptance_hours)
    hint = say("viimeistään %(until)s") % {"until": spoken.when(until, now=at)}
    return Moment(until, say("Kerro, jos jokin jäi huonosti"), hint, AHEAD)
