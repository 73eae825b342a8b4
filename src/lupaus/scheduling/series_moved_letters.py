"""The letters about a series that was moved or pauses: one to the customer, one to each provider (see `letters`)."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import override

from lupaus.communication import addresses
from lupaus.communication import messages as outbox
from lupaus.communication.letters import Button, Facts, Letter, Words
from lupaus.kernel import spoken
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.promises import Actor
from lupaus.providers.models import Provider
from lupaus.scheduling import series_letters, series_messages, series_words
from lupaus.scheduling.models import Cancellation, MovedDay, MoveFee, Series, SeriesMove, Visit, VisitState
from lupaus.scheduling.series_letters import Tell, speaking, times


@speaking(SeriesMove.objects, "series__subject_id")
def tell_series_moved(*, move_id: UUID, by: Actor, at: datetime) -> None:
    """Tell both sides the new times of this and the following visits; the events in the calendar are replaced."""
    move = SeriesMove.objects.select_related("series").filter(id=move_id).first()
    series, visits = series_letters.coming(move.series_id) if move else (None, [])
    if move is None or series is None:
        return
    days = list(move.days.select_related("visit__order__service", "visit__order__address", "provider"))
    gone = [day.visit for day in days if day.visit and day.visit.state == VisitState.CANCELLED and _was_dropped(day)]
    letter = Letter(
        say("Sarjasi uusi aika: %(pace)s") % {"pace": series_words.pace(series)},
        (
            Words(say("Hinta käynniltä pysyy samana. %(fee)s") % {"fee": _fee(move)}),
            Facts(
                (
                    *series_letters.lines(series),
                    (say("Ennen"), series_words.pace_of(move.recurrence)),
                    (say("Käynnit"), times(visits, at)),
                    *(((say("Jäävät pois"), times(gone, at)),) if gone else ()),
                    *series_letters.left_out(series, at),
                )
            ),
            series_letters.to_page(series),
        ),
    )
    events = [series_letters.file(visits, at), *(series_letters.cancelled(visit, at) for visit in gone)]
    once = f"series-move:{move.id}"
    series_letters.to_customer(series_messages.MOVED, letter, series, once, by=by, at=at, events=events)
    for provider in Provider.objects.filter(id__in={day.provider_id for day in days if day.provider_id}):
        with override(addresses.language_of(provider.subject_id)):
            _tell_provider(provider, days, visits, once, by=by, at=at)


@speaking(Series.objects, "subject_id")
def tell_series_paused(*, series_id: UUID, cancellation_id: UUID, by: Actor, at: datetime) -> None:
    """Tell both sides which visits of a series will not be; the others stay."""
    series, _visits = series_letters.coming(series_id)
    one = Cancellation.objects.filter(id=cancellation_id).first()
    if series is None or one is None:
        return
    gone = Cancellation.objects.filter(visit__occurrence__series=series, at=one.at)
    rows = [each.visit for each in gone.select_related("visit__order__service", "visit__order__address")]
    rows.sort(key=lambda visit: visit.starts_at)
    fee = Money.sum(each.fee for each in gone)
    words = say("Peruminen maksaa %(fee)s. Laskutamme sen erikseen.") % {"fee": fee} if fee else ""
    letter = Letter(
        say("Sarjasi on tauolla"),
        (
            Words(words or say("Se ei maksa mitään.")),
            Words(say("Nämä käynnit jäävät väliin. Muut käynnit pysyvät.")),
            Facts((*series_letters.lines(series), (say("Peruutetut käynnit"), times(rows, at)))),
            series_letters.to_page(series),
        ),
    )
    once = f"series-pause:{one.id}"
    events = [series_letters.cancelled(visit, at) for visit in rows]
    series_letters.to_customer(series_messages.PAUSED, letter, series, once, by=by, at=at, events=events)
    for provider in Provider.objects.filter(id__in={visit.provider_id for visit in rows if visit.provider_id}):
        theirs = [visit for visit in rows if visit.provider_id == provider.id]
        with override(addresses.language_of(provider.subject_id)):
            told = say("Sarja on tauolla. Näiden käyntien aika vapautui: %(times)s") % {"times": times(theirs, at)}
            series_letters.to_provider(series_messages.PAUSED, provider, told, once, by=by, at=at)


def _tell_provider(
    provider: Provider,
    days: list[MovedDay],
    visits: list[Visit],
    once: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Tell somebody who came before: the new times they have, and the old times that are free again."""
    now = [visit for visit in visits if visit.provider_id == provider.id]
    free = [
        Period(day.starts_at, day.starts_at + day.visit.planned.length)
        for day in days
        if day.visit and day.starts_at and day.provider_id == provider.id and _was_left(day, provider)
    ]
    if not free:
        return
    freed = ", ".join(spoken.when(period, now=at) for period in free)
    words = say("Sarjan aika muuttui. Nämä ajat vapautuivat: %(times)s.") % {"times": freed}
    kept = say("Käyntisi ovat nyt: %(times)s") % {"times": times(now, at)} if now else ""
    letter = Letter(
        say("Muutos käynteihisi"),
        (Words(words), *((Words(kept),) if kept else ()), Button(say("Katso käyntisi"), "/work/")),
    )
    to = provider.subject_id
    outbox.send(series_messages.MOVED, letter, to=to, by=by, at=at, once=f"{once}:{provider.lane}")


def _was_left(day: MovedDay, provider: Provider) -> bool:
    """Return whether the time that the visit had is no longer the provider's."""
    visit = day.visit
    if visit is None:
        return False
    is_same = visit.starts_at == day.starts_at and visit.provider_id == provider.id
    return not is_same or visit.state == VisitState.CANCELLED


def _was_dropped(day: MovedDay) -> bool:
    return day.state != VisitState.CANCELLED


def _fee(move: SeriesMove) -> str:
    visits = move.days.values("visit")
    fees = [each.fee for each in MoveFee.objects.filter(visit__in=visits, at=move.at)]
    fees += [each.fee for each in Cancellation.objects.filter(visit__in=visits, at=move.at)]
    total = Money.sum(fees)
    return say("Siirtäminen maksaa %(fee)s.") % {"fee": total} if total else say("Siirtäminen ei maksa mitään.")


JOBS: Final[tuple[Tell, ...]] = (tell_series_moved, tell_series_paused)
"""Each is the job "scheduling.<its name>"."""
