"""The letter that tells of a message from the office: that there is one and where to read it, never what it says."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.communication import kinds
from lupaus.communication import messages as outbox
from lupaus.communication.addresses import writing_to
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Button, Letter, Words
from lupaus.promises import Actor
from lupaus.scheduling.models import Remark

ANSWERED = kinds.register(MessageKind("scheduling.answered", MessageType.SERVICE, says=_("Toimisto vastasi viestiin")))


def tell_answered(*, remark_id: UUID, by: Actor, at: datetime) -> None:
    """Tell the customer that the office has written to them."""
    remark = Remark.objects.filter(id=remark_id).first()
    if remark is None:
        return
    with writing_to(remark.subject_id):
        letter = Letter(
            say("Uusi viesti meiltä"),
            (
                Words(say("Kirjoitimme sinulle tilauksestasi. Viesti on omilla sivuillasi, lue se sieltä.")),
                Button(say("Lue viesti"), f"/my/orders/{remark.order_id}/messages/"),
            ),
        )
        outbox.send(ANSWERED, letter, to=remark.subject_id, by=by, at=at, once=f"remark:{remark.id}")
