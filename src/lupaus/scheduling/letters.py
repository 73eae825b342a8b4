"""The letters about visits: each is a job's work, and opens what stands in it for messaging only.

A letter says what was agreed in the act that it tells of, also when it is written late: the times come from the
visit's history. One that is no longer true by then (an offer that was withdrawn, a provider who does not come after
all) is not written. A job that runs again writes nothing twice: each letter has its own key (`once`). The customer's
comes first and stands by itself, so that whatever is wrong with the provider's does not keep it back.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import models
from django.db.models import Manager, QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as marked

from lupaus.catalogue.engine.pricing import LineKind
from lupaus.communication import calendars
from lupaus.communication import messages as outbox
from lupaus.communication.addresses import writing_to
from lupaus.communication.kinds import MessageKind
from lupaus.communication.letters import Attachment, Button, Facts, Letter, Words
from lupaus.kernel import spoken, statutes, walltime
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.orders import withdrawal
from lupaus.orders.models import Order
from lupaus.promises import Actor
from lupaus.providers.models import Provider
from lupaus.scheduling import messages, night_offers, queries, time_terms
from lupaus.scheduling.models import (
    ByKind,
    Cancellation,
    CancelReason,
    Milestone,
    MilestoneKind,
    NoShow,
    Offer,
    OfferState,
    Visit,
    VisitState,
)
from lupaus.scheduling.rules import cancellation_of

CHANGES: Final = (MilestoneKind.MOVED, MilestoneKind.CANCELLED, MilestoneKind.RESTORED)
"""After each of these the customer's calendar gets the event anew, with the next number."""
COMING: Final = (VisitState.ACCEPTED, VisitState.TRAVELLING, VisitState.STARTED)


def tell_booked(*, milestone_id: UUID, offer_id: UUID, by: Actor, at: datetime) -> None:
    """Confirm an order to the customer, with the event for their calendar; then offer the visit."""
    booked = _milestone(milestone_id)
    if booked is not None:
        visit, planned = booked.visit, _agreed(booked)
        with writing_to(visit.subject_id):
            facts = (
                *_facts(visit, planned, at=at),
                *_add_ons(visit.order),
                (say("Paikka"), _place(visit)),
                (say("Hinta"), say("%(total)s, sisältää arvonlisäveron") % {"total": Money(visit.order.total_cents)}),
                (say("Tilausnumero"), visit.order.number),
            )
            letter = Letter(
                say("Tilausvahvistus: %(time)s") % {"time": spoken.when(planned.from_at, now=at)},
                (
                    Words(say("Kiitos tilauksesta. Kerromme, kun tekijä on vahvistanut tulonsa.")),
                    Facts(facts),
                    Words(_terms(visit, at=booked.at)),
                    *_withdrawal(visit.order, at=at),
                    _to_customer_page(visit),
                ),
            )
            event = _event(visit, planned, at=at)
            _to_customer(messages.BOOKED, letter, visit, f"visit:{visit.id}", by=by, at=at, event=event)
    tell_offered(offer_id=offer_id, by=by, at=at)


def tell_offered(*, offer_id: UUID, by: Actor, at: datetime) -> None:
    """Offer a visit to a provider by mail and text message: time, work and postcode, nothing about the customer."""
    offer = Offer.objects.select_related("provider", "visit__order__service").filter(id=offer_id).first()
    if offer is None or offer.state != OfferState.OPEN:
        return
    visit, to = offer.visit, offer.provider.subject_id
    with writing_to(to):
        _offer(offer, visit, to=to, by=by, at=at)


def _offer(offer: Offer, visit: Visit, *, to: UUID, by: Actor, at: datetime) -> None:
    answer = {"until": spoken.when(offer.expires_at, now=at)}
    letter = Letter(
        say("Uusi käynti tarjolla: %(time)s") % {"time": spoken.when(visit.starts_at, now=at)},
        (
            Facts((*_facts(visit, visit.planned, at=at), (say("Alue"), visit.postcode))),
            Words(say("Vastaa %(until)s mennessä. Sen jälkeen tarjoamme käyntiä toiselle.") % answer),
            Button(say("Katso ja vastaa"), "/work/offers/"),
        ),
    )
    outbox.send(messages.OFFERED, letter, to=to, by=by, at=at, once=f"offer:{offer.id}")
    if not night_offers.may_text(offer, at):
        return
    words = say("Uusi käynti tarjolla %(time)s, %(postcode)s. Vastaa sovelluksessa %(until)s mennessä.")
    details = {"time": spoken.when(visit.starts_at, now=at), "postcode": visit.postcode, **answer}
    outbox.text(messages.OFFERED, words % details, to=to, by=by, at=at, once=f"offer:{offer.id}:sms")


def tell_confirmed(*, offer_id: UUID, by: Actor, at: datetime) -> None:
    """Tell the customer who is coming, unless it is somebody else by now."""
    offer = _whole(Offer.objects.select_related("provider"), "visit__").filter(id=offer_id).first()
    if offer is None or offer.state != OfferState.ACCEPTED or offer.visit.state not in COMING:
        return
    visit = offer.visit
    with writing_to(visit.subject_id):
        details = {"name": offer.provider.shown_name, "time": spoken.when(visit.starts_at, now=at)}
        letter = Letter(
            say("%(name)s tulee %(time)s") % details,
            (
                Words(say("Tekijä on vahvistanut tulevansa.")),
                Facts(_facts(visit, visit.planned, at=at)),
                _to_customer_page(visit),
            ),
        )
        _to_customer(messages.CONFIRMED, letter, visit, f"offer:{offer.id}", by=by, at=at)


def tell_moved(
    *, milestone_id: UUID, before_id: UUID, by: Actor, at: datetime, provider_id: UUID | None = None
) -> None:
    """Tell the customer the new time, so that the calendar event is replaced, and the provider who keeps the visit."""
    moved, before = _milestone(milestone_id), _milestone(before_id)
    if moved is None or before is None:
        return
    visit, planned = moved.visit, _agreed(moved)
    times = {"before": _agreed(before).from_at, "time": planned.from_at}
    with writing_to(visit.subject_id):
        told = _told(times, at=at)
        letter = Letter(
            say("Käyntisi uusi aika: %(time)s") % told,
            (
                Words(say("Käyntisi on siirretty. Aiempi aika %(before)s ei ole enää voimassa.") % told),
                Facts(_facts(visit, planned, at=at)),
                _to_customer_page(visit),
            ),
        )
        event = _event(visit, planned, at=at, sequence=_changes_until(moved))
        _to_customer(messages.MOVED, letter, visit, f"milestone:{moved.id}", by=by, at=at, event=event)
    words = marked("Käynti %(before)s siirtyi. Uusi aika on %(time)s.")
    _to_provider(provider_id, words, times, f"milestone:{moved.id}", by=by, at=at)


def tell_cancelled(*, cancellation_id: UUID, by: Actor, at: datetime, provider_id: UUID | None = None) -> None:
    """Tell customer and provider that the visit will not be; the calendar event is withdrawn."""
    cancellation = _whole(Cancellation.objects, "visit__").filter(id=cancellation_id).first()
    if cancellation is None:
        return
    visit, once = cancellation.visit, f"cancellation:{cancellation.id}"
    time = {"time": visit.starts_at}
    with writing_to(visit.subject_id):
        letter = Letter(
            say("Käyntisi on peruttu: %(time)s") % _told(time, at=at),
            (
                Words(_why(cancellation)),
                Facts(_facts(visit, visit.planned, at=at)),
                Words(_fee(cancellation)),
                _to_customer_page(visit),
            ),
        )
        gone = _event(visit, visit.planned, at=at, sequence=visit.sequence, is_cancelled=True)
        _to_customer(messages.CANCELLED, letter, visit, once, by=by, at=at, event=gone)
    words = marked("Käynti %(time)s peruttiin. Aikasi vapautui.")
    _to_provider(provider_id, words, time, once, by=by, at=at)


def tell_finished(*, visit_id: UUID, by: Actor, at: datetime) -> None:
    """Tell the customer that the work is done, what was left undone, and ask for a look and a rating."""
    visit = _whole(Visit.objects).filter(id=visit_id).first()
    if visit is None:
        return
    with writing_to(visit.subject_id):
        left = ", ".join(line.name for line in queries.undone(visit))
        letter = Letter(
            say("Työ on tehty"),
            (
                Words(say("Katso, mitä tehtiin, hyväksy työ ja kerro, miten käynti meni.")),
                *([Words(say("Jäi tekemättä: %(names)s. Emme laskuta sitä.") % {"names": left})] if left else []),
                Facts(_facts(visit, visit.planned, at=at)),
                Words(_silence(visit, at=at)),
                _to_customer_page(visit),
            ),
        )
        _to_customer(messages.FINISHED, letter, visit, f"visit:{visit.id}", by=by, at=at)


def tell_no_show(*, no_show_id: UUID, by: Actor, at: datetime) -> None:
    """Tell the customer that nobody opened the door, and what it costs."""
    no_show = _whole(NoShow.objects, "visit__").filter(id=no_show_id).first()
    if no_show is None:
        return
    visit = no_show.visit
    with writing_to(visit.subject_id):
        words = say("Tekijä oli paikalla sovittuna aikana, mutta ei päässyt sisään. Laskutamme käynnistä %(fee)s.")
        letter = Letter(
            say("Emme päässeet tekemään työtä"),
            (
                Words(words % {"fee": no_show.fee}),
                Facts(_facts(visit, visit.planned, at=at)),
                Words(say("Jos tässä on väärinkäsitys, soita meille tai vastaa tähän viestiin.")),
                _to_customer_page(visit),
            ),
        )
        _to_customer(messages.NO_SHOW, letter, visit, f"no_show:{no_show.id}", by=by, at=at)


def tell_provider_off(*, milestone_id: UUID, before_id: UUID, provider_id: UUID, by: Actor, at: datetime) -> None:
    """Tell a provider that a visit is no longer theirs, by the time they knew."""
    before = _milestone(before_id)
    if before is None:
        return
    words = marked("Käynti %(time)s ei ole enää sinulla. Aikasi vapautui.")
    times = {"time": _agreed(before).from_at}
    _to_provider(provider_id, words, times, f"milestone:{milestone_id}", by=by, at=at)


def _terms(visit: Visit, *, at: datetime) -> str:
    """Return until when cancelling is free, or what it costs already."""
    offer = cancellation_of(visit, at=at)
    if not offer.is_free:
        return say("Käynti on niin pian, ettei sitä voi enää perua maksutta. Peruminen maksaa %(fee)s.") % {
            "fee": offer.fee
        }
    until = {"until": spoken.when(offer.free_until_at, now=at)}
    return say("Voit perua tai siirtää käynnin maksutta %(until)s asti.") % until


def _withdrawal(order: Order, *, at: datetime) -> list[Words]:
    """Return what a consumer must have in writing of the right to withdraw; nothing for a company.

    Source: Consumer Protection Act ch. 6, sections 9 and 13.
    """
    last_on = withdrawal.of_order(order)
    if last_on is None:
        return []
    told = {
        "days": statutes.withdrawal_days(walltime.day_of(order.placed_at)),
        "last": spoken.day(last_on, now=at, year=True),
    }
    words = (
        say(
            "Kuluttajana voit myös peruuttaa koko tilauksen %(days)s päivän kuluessa, %(last)s asti. "
            "Riittää, että ilmoitat siitä meille."
        )
        % told
    )
    if order.early_start_asked_at is None:
        return [Words(words)]
    asked = say(
        "Pyysit, että aloitamme työn jo tänä aikana. "
        "Jos peruutat aloituksen jälkeen, maksat siihen mennessä tehdystä työstä."
    )
    return [Words(f"{words} {asked}")]


def _why(cancellation: Cancellation) -> str:
    """Return who cancelled, and what we have to say about it."""
    if cancellation.by_kind == ByKind.CUSTOMER:
        return say("Peruit käynnin.")
    if cancellation.reason == CancelReason.NO_PROVIDER:
        return say("Emme löytäneet käynnillesi tekijää, joten jouduimme perumaan sen. Olemme pahoillamme.")
    return say("Toimistomme on perunut käyntisi. Jos et tiedä miksi, soita meille.")


def _fee(cancellation: Cancellation) -> str:
    if cancellation.fee:
        return say("Peruutusmaksu on %(fee)s. Lähetämme siitä laskun.") % {"fee": cancellation.fee}
    return say("Peruminen ei maksa sinulle mitään.")


def _silence(visit: Visit, *, at: datetime) -> str:
    """Return until when the customer may say that something was wrong."""
    done_at = visit.finished_at or visit.ends_at
    until = done_at + timedelta(hours=time_terms.in_force(at).acceptance_hours)
    words = say("Jos jokin jäi huonosti, kerro siitä viimeistään %(until)s. Muuten katsomme työn hyväksytyksi.")
    return words % {"until": spoken.when(until, now=at)}


def _milestone(milestone_id: UUID) -> Milestone | None:
    """Return what happened, with the visit; None when the visit has been erased meanwhile."""
    return _whole(Milestone.objects, "visit__").filter(id=milestone_id).first()


def _whole[M: models.Model](rows: Manager[M] | QuerySet[M], to_visit: str = "") -> QuerySet[M]:
    about = ("service", "address", "customer")
    return rows.select_related(*(f"{to_visit}order__{each}" for each in about))


def _agreed(milestone: Milestone) -> Period:
    """Return the time that was agreed then."""
    visit = milestone.visit
    return Period.of(milestone.planned_at or visit.starts_at, visit.planned.length)


def _changes_until(milestone: Milestone) -> int:
    return Milestone.objects.filter(visit=milestone.visit_id, kind__in=CHANGES, at__lte=milestone.at).count()


def _to_customer(
    kind: MessageKind,
    letter: Letter,
    visit: Visit,
    once: str,
    *,
    by: Actor,
    at: datetime,
    event: Attachment | None = None,
) -> None:
    files = [event] if event else []
    outbox.send(kind, letter, to=visit.subject_id, by=by, at=at, attachments=files, once=once)


def _to_provider(
    provider_id: UUID | None, words: str, times: Mapping[str, datetime], once: str, *, by: Actor, at: datetime
) -> None:
    """Write a provider one sentence, marked to be translated, about some times."""
    provider = Provider.objects.filter(id=provider_id).first() if provider_id else None
    if provider is None:
        return
    with writing_to(provider.subject_id):
        told = Words(say(words) % _told(times, at=at))
        letter = Letter(say("Muutos käynteihisi"), (told, Button(say("Katso käyntisi"), "/work/")))
        outbox.send(messages.CHANGED, letter, to=provider.subject_id, by=by, at=at, once=once)


def _told(times: Mapping[str, datetime], *, at: datetime) -> dict[str, str]:
    return {name: spoken.when(moment, now=at) for name, moment in times.items()}


def _facts(visit: Visit, planned: Period, *, at: datetime) -> tuple[tuple[str, str], ...]:
    return (
        (say("Aika"), spoken.when(planned, now=at)),
        (say("Palvelu"), visit.order.service.name),
    )


def _add_ons(order: Order) -> tuple[tuple[str, str], ...]:
    names = [line.name for line in order.lines.all() if line.kind == LineKind.ADD_ON]
    return ((say("Lisäpalvelut"), ", ".join(names)),) if names else ()


def _place(visit: Visit) -> str:
    address = visit.order.address
    return f"{address.street}, {address.postcode} {address.city}"


def _to_customer_page(visit: Visit) -> Button:
    return Button(say("Näytä käynti"), f"/my/visits/{visit.id}/")


def _event(visit: Visit, planned: Period, *, at: datetime, sequence: int = 0, is_cancelled: bool = False) -> Attachment:
    return calendars.invitation(
        visit.id,
        starts_at=planned.from_at,
        ends_at=planned.until_at,
        title=visit.order.service.name,
        place=_place(visit),
        written_at=at,
        sequence=sequence,
        is_cancelled=is_cancelled,
    )


JOBS: Final[tuple[Callable[..., None], ...]] = (
    tell_booked,
    tell_offered,
    tell_confirmed,
    tell_moved,
    tell_cancelled,
    tell_finished,
    tell_no_show,
    tell_provider_off,
)
"""Each is the job "scheduling.<its name>"."""
