"""Write to whoever asked for an account how to sign in, and forget those who never did. Called by jobs."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.communication import kinds, messages
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Button, Letter, Words
from lupaus.communication.models import Message
from lupaus.promises import Actor
from lupaus.register import registrants
from lupaus.register.models import Registrant

ASKED = kinds.register(MessageKind("register.asked", MessageType.SERVICE, _("Tili pyydetty"), keep_days=1))


def tell_registrant(*, registrant_id: UUID, by: Actor, at: datetime) -> None:
    """Write how to sign in; the letter is the same whether or not the address had an account before."""
    row = Registrant.objects.filter(pk=registrant_id).first()
    if row is None:
        return
    letter = Letter(
        say("Tilisi odottaa"),
        (
            Words(
                say(
                    "Pyysit tiliä tällä sähköpostiosoitteella. Kirjaudu sillä, niin saat koodin. "
                    "Jos sinulla oli tili jo ennestään, se on sama tili."
                )
            ),
            Button(say("Kirjaudu"), "/account/login/"),
            Words(say("Jos et pyytänyt tiliä, sinun ei tarvitse tehdä mitään. Pyyntö unohtuu vuorokaudessa.")),
        ),
    )
    messages.send(ASKED, letter, to=row.subject_id, address=str(row.email), by=by, at=at, once=f"registrant:{row.pk}")


def forget_registrants(*, at: datetime) -> int:
    """Forget those who did not prove their address within a day, and those of a year ago; return how many."""
    return sum(_forget(registrant_id, at=at) for registrant_id in registrants.due(at))


def _forget(registrant_id: UUID, *, at: datetime) -> bool:
    row = Registrant.objects.filter(pk=registrant_id, user=None).first()
    if row is not None:
        Message.objects.filter(subject=row.subject_id).delete()
    return registrants.drop(registrant_id, at=at)
