"""The day before a visit the customer is reminded of it, by mail and text message.

Source: issue 3, "reminder the day before".
"""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.communication import kinds
from lupaus.communication import messages as outbox
from lupaus.communication.addresses import writing_to
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Button, Facts, Letter, Words
from lupaus.foundation.wake import wake
from lupaus.kernel import spoken, walltime
from lupaus.promises import Actor
from lupaus.scheduling.models import Visit, VisitState

REMINDED = kinds.register(MessageKind("scheduling.visit_tomorrow", MessageType.SERVICE, says=_("Muistutus käynnistä")))


def remind(*, at: datetime) -> int:
    """Note that the customers of tomorrow's visits, and of those still to come today, are to be reminded.

    Returns how many. Doing it twice reminds nobody twice: the letter of a visit at its time is written once.
    """
    _today, _tomorrow, after = walltime.days(walltime.day_of(at), 3)
    coming = Visit.objects.filter(state=VisitState.ACCEPTED, starts_at__gt=at, starts_at__lt=walltime.midnight(after))
    due = list(coming.values_list("id", flat=True))
    for visit_id in due:
        wake("scheduling.tell_tomorrow", visit_id=str(visit_id))
    return len(due)


def tell_tomorrow(*, visit_id: UUID, by: Actor, at: datetime) -> None:
    """Remind the customer, unless the visit has been cancelled or has begun meanwhile."""
    visits = Visit.objects.select_related("order__service", "provider")
    visit = visits.filter(id=visit_id, state=VisitState.ACCEPTED, starts_at__gt=at).first()
    if visit is None or visit.provider is None:
        return
    with writing_to(visit.subject_id):
        details = {"name": visit.provider.shown_name, "time": spoken.when(visit.starts_at, now=at)}
        letter = Letter(
            say("Muistutus: %(name)s tulee %(time)s") % details,
            (
                Words(say("Jos jokin on muuttunut, siirrä tai peru käynti omilla sivuillasi.")),
                Facts(((say("Aika"), spoken.when(visit.planned, now=at)), (say("Palvelu"), visit.order.service.name))),
                Button(say("Näytä käynti"), f"/my/visits/{visit.id}/"),
            ),
        )
        words = say("Muistutus: %(name)s tulee %(time)s. Muutokset omilla sivuillasi.") % details
        once = f"visit:{visit.id}:{visit.starts_at:%Y%m%dT%H%M}"
        outbox.send(REMINDED, letter, to=visit.subject_id, by=by, at=at, once=once)
        outbox.text(REMINDED, words, to=visit.subject_id, by=by, at=at, once=f"{once}:sms")
