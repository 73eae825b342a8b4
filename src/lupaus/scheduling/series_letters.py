"""The letters about series: one for all its visits, whatever their number (see `letters`)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import wraps
from typing import Final
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as say
from django.utils.translation import ngettext, override

from lupaus.communication import addresses, calendars
from lupaus.communication import messages as outbox
from lupaus.communication.calendars import Event
from lupaus.communication.kinds import MessageKind
from lupaus.communication.letters import Attachment, Button, Facts, Letter, Words
from lupaus.kernel import spoken
from lupaus.kernel.money import Money
from lupaus.promises import Actor
from lupaus.providers.models import Provider
from lupaus.scheduling import night_offers, series_messages, series_words
from lupaus.scheduling.models import Cancellation, Occurrence, Offer, OfferState, Outcome, Series, Visit, VisitState
from lupaus.scheduling.queries import COMING
from lupaus.scheduling.rules import cancellation_of

type Tell = Callable[..., None]


def speaking[M: models.Model](kept: models.Manager[M], to: str) -> Callable[[Tell], Tell]:
    """Compose a letter about one kept row in the language of the person found at `to`; none when it is gone."""

    def made(tell: Tell) -> Tell:
        @wraps(tell)
        def told(*, by: Actor, at: datetime, **ids: UUID) -> None:
            rows = kept.filter(id__in=ids.values())
            subject_id = rows.values_list(to, flat=True).first()
            if subject_id is not None:
                with override(addresses.language_of(subject_id)):
                    tell(by=by, at=at, **ids)

        return told

    return made


@speaking(Series.objects, "subject_id")
def tell_series_booked(*, series_id: UUID, by: Actor, at: datetime) -> None:
    """Confirm a series to the customer: every visit over the horizon, the price of each, what is left out."""
    series, visits = coming(series_id)
    if series is None or not visits:
        return
    until = spoken.when(cancellation_of(visits[0], at=at).free_until_at, now=at)
    facts = (
        *lines(series),
        (say("Käynnit"), times(visits, at)),
        *left_out(series, at),
        (say("Paikka"), _place(series)),
        (say("Hinta"), say("%(total)s käynniltä, sisältää arvonlisäveron") % {"total": _price(series)}),
        (say("Tilausnumero"), series.order.number),
    )
    letter = Letter(
        say("Tilausvahvistus: %(pace)s") % {"pace": series_words.pace(series)},
        (
            Words(say("Kiitos tilauksesta. Kerromme, kun tekijä on vahvistanut tulonsa.")),
            Facts(facts),
            Words(say("Sarja jatkuu, kunnes lopetat sen. Hinta pysyy samana. Lisäämme käyntejä 8 viikoksi eteenpäin.")),
            Words(say("Voit perua tai siirtää ensimmäisen käynnin maksutta %(until)s asti.") % {"until": until}),
            to_page(series),
        ),
    )
    to_customer(series_messages.BOOKED, letter, series, f"series:{series.id}", by=by, at=at, events=[file(visits, at)])


@speaking(Offer.objects, "provider__subject_id")
def tell_series_offered(*, offer_id: UUID, by: Actor, at: datetime) -> None:
    """Offer to a provider what they are asked to do of a series: times, work and postcode, not the customer."""
    offer = Offer.objects.select_related("provider", "visit__order__service").filter(id=offer_id).first()
    if offer is None or offer.state != OfferState.OPEN:
        return
    series, visits = _asked_together(offer)
    answer = {"until": spoken.when(offer.expires_at, now=at), "count": len(visits), "postcode": offer.visit.postcode}
    facts = (*lines(series), (say("Käynnit"), times(visits, at)), (say("Alue"), offer.visit.postcode))
    letter = Letter(
        say("Uusi sarja tarjolla: %(pace)s") % {"pace": series_words.pace(series)},
        (
            Facts(facts),
            Words(say("Yksi vastaus koskee kaikkia näitä käyntejä. Vastaa %(until)s mennessä.") % answer),
            Button(say("Katso ja vastaa"), "/work/offers/"),
        ),
    )
    subject_id, once = offer.provider.subject_id, f"offer:{offer.id}"
    outbox.send(series_messages.OFFERED, letter, to=subject_id, by=by, at=at, once=once)
    if not night_offers.may_text(offer, at):
        return
    words = say("Uusi sarja tarjolla, %(count)s käyntiä, %(postcode)s. Vastaa sovelluksessa %(until)s mennessä.")
    outbox.text(series_messages.OFFERED, words % answer, to=subject_id, by=by, at=at, once=f"{once}:sms")


@speaking(Offer.objects, "visit__subject_id")
def tell_series_confirmed(*, offer_id: UUID, by: Actor, at: datetime) -> None:
    """Tell the customer who comes, and to which visits."""
    offer = Offer.objects.select_related("provider").filter(id=offer_id).first()
    if offer is None or offer.state != OfferState.ACCEPTED:
        return
    series, visits = coming(Series.objects.values_list("id", flat=True).get(occurrences__visit=offer.visit_id))
    theirs = [visit for visit in visits if visit.provider_id == offer.provider_id]
    if series is None or not theirs:
        return
    name = {"name": offer.provider.shown_name}
    letter = Letter(
        say("%(name)s tulee sarjasi käynneille") % name,
        (
            Words(say("Tekijä on vahvistanut nämä käynnit.")),
            Facts((*lines(series), (say("Käynnit"), times(theirs, at)))),
            to_page(series),
        ),
    )
    to_customer(series_messages.CONFIRMED, letter, series, f"offer:{offer.id}", by=by, at=at)


@speaking(Series.objects, "subject_id")
def tell_series_ended(*, series_id: UUID, by: Actor, at: datetime) -> None:
    """Tell both sides that the series is over; each event that will not be leaves the calendar."""
    series, _coming = coming(series_id)
    if series is None or series.ended_at is None:
        return
    gone = Cancellation.objects.filter(visit__occurrence__series=series, at=series.ended_at)
    visits = [each.visit for each in gone.select_related("visit__order__service", "visit__order__address")]
    fee = Money.sum(each.fee for each in gone)
    words = (
        say("Peruminen maksaa %(fee)s. Laskutamme sen erikseen.") % {"fee": fee} if fee else say("Se ei maksa mitään.")
    )
    dropped = ((say("Peruutetut käynnit"), times(visits, at)),) if visits else ()
    letter = Letter(say("Sarjasi on päättynyt"), (Words(words), Facts((*lines(series), *dropped)), to_page(series)))
    events = [cancelled(visit, at) for visit in visits]
    once = f"{series.id}:{series.ended_at.timestamp():.0f}"
    to_customer(series_messages.ENDED, letter, series, once, by=by, at=at, events=events)
    for provider in Provider.objects.filter(id__in={visit.provider_id for visit in visits if visit.provider_id}):
        theirs = [visit for visit in visits if visit.provider_id == provider.id]
        with override(addresses.language_of(provider.subject_id)):
            told = say("Asiakas lopetti sarjan. Näiden käyntien aika vapautui: %(times)s")
            to_provider(series_messages.ENDED, provider, told % {"times": times(theirs, at)}, once, by=by, at=at)


@speaking(Occurrence.objects, "series__subject_id")
def tell_day_in_the_way(*, occurrence_id: UUID, by: Actor, at: datetime) -> None:
    """Tell the customer that nobody can come on a day of the series, and where to choose another time."""
    day = Occurrence.objects.select_related("series__order__service").filter(id=occurrence_id).first()
    if day is None or day.outcome != Outcome.CONFLICT:
        return
    when = {"day": spoken.day(day.day_on, now=at)}
    letter = Letter(
        say("Sarjasi käynti %(day)s ei onnistu sovittuun aikaan") % when,
        (
            Words(
                say(
                    "Kukaan ei pääse silloin tulemaan. Valitse toinen aika tai jätä käynti väliin. Muut päivät pysyvät."
                )
            ),
            Button(say("Valitse toinen aika"), f"/my/series/{day.series_id}/days/{day.id}/"),
        ),
    )
    to_customer(series_messages.DAY_IN_THE_WAY, letter, day.series, f"occurrence:{day.id}", by=by, at=at)


def coming(series_id: UUID) -> tuple[Series | None, list[Visit]]:
    """Return a series and its visits to come in order; None when it has been erased meanwhile."""
    series = Series.objects.select_related("order__service", "order__address").filter(id=series_id).first()
    visits = Visit.objects.filter(occurrence__series=series_id, state__in=COMING)
    return series, list(visits.select_related("order__service", "order__address").order_by("starts_at"))


def _asked_together(offer: Offer) -> tuple[Series, list[Visit]]:
    """Return the series of an offer and the visits that its provider is asked to do."""
    series = Series.objects.select_related("order__service").get(occurrences__visit=offer.visit_id)
    asked = Visit.objects.filter(
        occurrence__series=series,
        state=VisitState.OFFERED,
        offers__provider=offer.provider,
        offers__state=OfferState.OPEN,
    )
    return series, list(asked.order_by("starts_at"))


def times(visits: Iterable[Visit], at: datetime) -> str:
    """Return when the visits are, in words."""
    return " · ".join(spoken.when(visit.planned, now=at) for visit in visits)


def left_out(series: Series, at: datetime) -> tuple[tuple[str, str], ...]:
    """Return the days on which a series has no visit, as a line of facts; none when there are no such days."""
    days = series.occurrences.filter(outcome__in=(Outcome.HOLIDAY, Outcome.SKIPPED)).values_list("day_on", flat=True)
    words = ", ".join(spoken.day(day, now=at) for day in days)
    return ((ngettext("Jää väliin", "Jäävät väliin", len(days)), words),) if words else ()


def lines(series: Series) -> tuple[tuple[str, str], ...]:
    """Return how a series comes and what is done, as lines of facts."""
    return (
        (say("Sarja"), series_words.pace(series)),
        (say("Palvelu"), series.order.service.name),
    )


def _price(series: Series) -> Money:
    return Money(series.order.total_cents)


def _place(series: Series) -> str:
    address = series.order.address
    return f"{address.street}, {address.postcode} {address.city}"


def to_page(series: Series) -> Button:
    """Return the button that leads to the page of a series."""
    return Button(say("Näytä sarja"), f"/my/series/{series.id}/")


def file(visits: Sequence[Visit], at: datetime) -> Attachment:
    """Return the visits as one file for a calendar."""
    return calendars.several([_event(visit) for visit in visits], written_at=at)


def _event(visit: Visit) -> Event:
    address = visit.order.address
    place = f"{address.street}, {address.postcode} {address.city}"
    return Event(visit.id, visit.starts_at, visit.ends_at, visit.order.service.name, place, visit.sequence)


def cancelled(visit: Visit, at: datetime) -> Attachment:
    """Return a file that takes a visit out of a calendar."""
    event = _event(visit)
    return calendars.invitation(
        event.uid,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        title=event.title,
        place=event.place,
        written_at=at,
        sequence=event.sequence,
        is_cancelled=True,
    )


def to_customer(
    kind: MessageKind,
    letter: Letter,
    series: Series,
    once: str,
    *,
    by: Actor,
    at: datetime,
    events: Sequence[Attachment] = (),
) -> None:
    """Write to the customer of a series."""
    outbox.send(kind, letter, to=series.subject_id, by=by, at=at, attachments=events, once=once)


def to_provider(kind: MessageKind, provider: Provider, words: str, once: str, *, by: Actor, at: datetime) -> None:
    """Write to a provider that their visits have changed."""
    letter = Letter(say("Muutos käynteihisi"), (Words(words), Button(say("Katso käyntisi"), "/work/")))
    outbox.send(kind, letter, to=provider.subject_id, by=by, at=at, once=f"{once}:{provider.lane}")


JOBS: Final[tuple[Tell, ...]] = (
    tell_series_booked,
    tell_series_offered,
    tell_series_confirmed,
    tell_series_ended,
    tell_day_in_the_way,
)
"""Each is the job "scheduling.<its name>"."""
