"""What customers and providers are written about a visit.

Letters are made here, inside the transaction of the act, by the program itself and for the purpose of messaging: the
person who acts needs no right to read what stands in them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.communication import calendars, kinds, messages
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Attachment, Button, Facts, Letter, Words
from lupaus.kernel import spoken
from lupaus.kernel.money import Money
from lupaus.promises import Actor, Purpose
from lupaus.providers.models import Provider
from lupaus.scheduling import queries
from lupaus.scheduling.models import Cancellation, NoShow, Offer, Visit
from lupaus.scheduling.rules import cancellation_of
from lupaus.vault.reading import processing

SYSTEM: Final = Actor.system("scheduling")


def _kind(name: str, says: object) -> MessageKind:
    return kinds.register(MessageKind(f"scheduling.{name}", MessageType.SERVICE, says=says))


BOOKED = _kind("visit_booked", _("Tilausvahvistus"))
CONFIRMED = _kind("visit_confirmed", _("Tekijä vahvisti käynnin"))
MOVED = _kind("visit_moved", _("Käynnin aika siirtyi"))
CANCELLED = _kind("visit_cancelled", _("Käynti peruttiin"))
FINISHED = _kind("visit_finished", _("Työ valmistui"))
NO_SHOW = _kind("visit_no_show", _("Paikalla ei ollut ketään"))
OFFERED = _kind("visit_offered", _("Uusi käynti tarjolla"))
CHANGED = _kind("visit_changed", _("Muutos tekijän käyntiin"))


def tell_booked(visit: Visit, *, at: datetime) -> None:
    """Confirm an order to the customer, with the event for their calendar."""
    order = visit.order
    until = spoken.when(cancellation_of(visit, at=at).free_until_at, now=at)
    with _writing(at):
        facts = (
            *_facts(visit, at=at),
            (say("Paikka"), _place(visit)),
            (say("Hinta"), say("%(total)s, sisältää arvonlisäveron") % {"total": Money(order.total_cents)}),
            (say("Tilausnumero"), order.number),
        )
        letter = Letter(
            say("Tilausvahvistus: %(time)s") % {"time": spoken.when(visit.starts_at, now=at)},
            (
                Words(say("Kiitos tilauksesta. Kerromme, kun tekijä on vahvistanut tulonsa.")),
                Facts(facts),
                Words(say("Voit perua tai siirtää käynnin maksutta %(until)s asti.") % {"until": until}),
                _to_customer_page(visit),
            ),
        )
        _send(BOOKED, letter, visit, at=at, attachments=[_event(visit, at=at)], once=f"visit:{visit.id}")


def tell_confirmed(visit: Visit, *, at: datetime) -> None:
    """Tell the customer who is coming."""
    with _writing(at):
        name = visit.provider.shown_name if visit.provider else ""
        letter = Letter(
            say("%(name)s tulee %(time)s") % {"name": name, "time": spoken.when(visit.starts_at, now=at)},
            (Words(say("Tekijä on vahvistanut käyntisi.")), Facts(_facts(visit, at=at)), _to_customer_page(visit)),
        )
        _send(CONFIRMED, letter, visit, at=at)


def tell_moved(visit: Visit, before_at: datetime, *, at: datetime) -> None:
    """Tell the customer the new time; the calendar event is replaced."""
    words = say("Käyntisi on siirretty. Aiempi aika oli %(before)s.") % {"before": spoken.when(before_at, now=at)}
    with _writing(at):
        letter = Letter(
            say("Käyntisi uusi aika: %(time)s") % {"time": spoken.when(visit.starts_at, now=at)},
            (Words(words), Facts(_facts(visit, at=at)), _to_customer_page(visit)),
        )
        _send(MOVED, letter, visit, at=at, attachments=[_event(visit, at=at)])


def tell_cancelled(visit: Visit, cancellation: Cancellation, provider: Provider | None, *, at: datetime) -> None:
    """Tell customer and provider that the visit will not be; the calendar event is withdrawn."""
    time = {"time": spoken.when(visit.starts_at, now=at)}
    price = (
        say("Peruutus maksaa %(fee)s. Laskutamme sen erikseen.") % {"fee": cancellation.fee}
        if cancellation.fee
        else say("Peruutus on maksuton.")
    )
    with _writing(at):
        letter = Letter(
            say("Käyntisi on peruttu: %(time)s") % time,
            (Words(price), Facts(_facts(visit, at=at)), _to_customer_page(visit)),
        )
        gone = _event(visit, at=at, is_cancelled=True)
        _send(CANCELLED, letter, visit, at=at, attachments=[gone])
    if provider is not None:
        _tell_provider(provider, say("Käynti %(time)s peruttiin. Aikasi vapautui.") % time, at=at)


def tell_finished(visit: Visit, *, at: datetime) -> None:
    """Tell the customer that the work is done, what was left undone, and ask for a look and a rating."""
    left = ", ".join(line.name for line in queries.undone(visit))
    letter = Letter(
        say("Työ on tehty"),
        (
            Words(say("Katso, mitä tehtiin, ja hyväksy työ. Jos emme kuule sinusta 48 tunnissa, työ on hyväksytty.")),
            *([Words(say("Jäi tekemättä: %(names)s. Emme laskuta sitä.") % {"names": left})] if left else []),
            Facts(_facts(visit, at=at)),
            _to_customer_page(visit),
        ),
    )
    _send(FINISHED, letter, visit, at=at)


def tell_no_show(visit: Visit, no_show: NoShow, *, at: datetime) -> None:
    """Tell the customer that nobody opened the door, and what it costs."""
    words = say("Tekijä oli paikalla sovittuna aikana, mutta ei päässyt sisään. Käynnistä laskutetaan %(fee)s.")
    help_words = say("Jos tässä on väärinkäsitys, vastaa tähän viestiin tai soita meille.")
    letter = Letter(
        say("Emme päässeet tekemään työtä"),
        (
            Words(words % {"fee": no_show.fee}),
            Facts(_facts(visit, at=at)),
            Words(help_words),
            _to_customer_page(visit),
        ),
    )
    _send(NO_SHOW, letter, visit, at=at)


def tell_offered(offer: Offer, visit: Visit, *, at: datetime) -> None:
    """Offer a visit to a provider by mail and text message: time, work and postcode, nothing about the customer."""
    facts = (*_facts(visit, at=at), (say("Alue"), visit.postcode))
    answer = {"until": spoken.when(offer.expires_at, now=at)}
    letter = Letter(
        say("Uusi käynti tarjolla: %(time)s") % {"time": spoken.when(visit.starts_at, now=at)},
        (
            Facts(facts),
            Words(say("Vastaa %(until)s mennessä. Sen jälkeen tarjoamme käyntiä toiselle.") % answer),
            Button(say("Katso ja vastaa"), "/work/offers/"),
        ),
    )
    subject_id = offer.provider.subject_id
    messages.send(OFFERED, letter, to=subject_id, by=SYSTEM, at=at, once=f"offer:{offer.id}")
    words = say("Uusi käynti tarjolla %(time)s, %(postcode)s. Vastaa sovelluksessa %(until)s mennessä.")
    details = {"time": spoken.when(visit.starts_at, now=at), "postcode": visit.postcode, **answer}
    messages.text(OFFERED, words % details, to=subject_id, by=SYSTEM, at=at, once=f"offer:{offer.id}:sms")


def tell_provider_moved(visit: Visit, provider: Provider, before_at: datetime, *, at: datetime) -> None:
    """Tell the provider who keeps the visit its new time."""
    times = {"before": spoken.when(before_at, now=at), "time": spoken.when(visit.starts_at, now=at)}
    _tell_provider(provider, say("Käynti %(before)s siirtyi. Uusi aika on %(time)s.") % times, at=at)


def tell_provider_off(visit: Visit, provider: Provider, *, at: datetime) -> None:
    """Tell a provider that a visit is no longer theirs."""
    words = say("Käynti %(time)s ei ole enää sinulla. Aikasi vapautui.")
    _tell_provider(provider, words % {"time": spoken.when(visit.starts_at, now=at)}, at=at)


@contextmanager
def _writing(at: datetime) -> Iterator[None]:
    with processing(SYSTEM, Purpose.MESSAGING, at, place="scheduling.messages"):
        yield


def _send(
    kind: MessageKind,
    letter: Letter,
    visit: Visit,
    *,
    at: datetime,
    attachments: list[Attachment] | None = None,
    once: str = "",
) -> None:
    messages.send(kind, letter, to=visit.subject_id, by=SYSTEM, at=at, attachments=attachments or [], once=once)


def _tell_provider(provider: Provider, words: str, *, at: datetime) -> None:
    letter = Letter(say("Muutos käynteihisi"), (Words(words), Button(say("Katso käyntisi"), "/work/")))
    messages.send(CHANGED, letter, to=provider.subject_id, by=SYSTEM, at=at)


def _facts(visit: Visit, *, at: datetime) -> tuple[tuple[str, str], ...]:
    return (
        (say("Aika"), spoken.when(visit.planned, now=at)),
        (say("Palvelu"), visit.order.service.name),
    )


def _place(visit: Visit) -> str:
    address = visit.order.address
    return f"{address.street}, {address.postcode} {address.city}"


def _to_customer_page(visit: Visit) -> Button:
    return Button(say("Näytä käynti"), f"/my/visits/{visit.id}/")


def _event(visit: Visit, *, at: datetime, is_cancelled: bool = False) -> Attachment:
    return calendars.invitation(
        visit.id,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        title=visit.order.service.name,
        place=_place(visit),
        written_at=at,
        sequence=visit.sequence,
        is_cancelled=is_cancelled,
    )
