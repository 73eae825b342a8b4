"""The outbox: what was written to whom, sealed with the recipient's key, and how its sending went."""

from typing import Final

from django.db import models
from django.db.models import Q

from lupaus.promises import After, Basis, Category, Holds, Purpose, Recipient, Register, Source, Trigger
from lupaus.vault.fields import BlindIndex, EncryptedBytes, EncryptedJSON, EncryptedText
from lupaus.vault.models import SubjectModel

WAITS_FOR_PARTNER: Final = "partner:"
"""How the error of a message begins that waits because its carrier may not have it now; the gap follows."""


class Channel(models.TextChoices):
    """How a message travels."""

    EMAIL = "email", "email"
    SMS = "sms", "sms"


class State(models.TextChoices):
    """How a message's sending stands. `KEPT` is the end of the road where nothing is sent, as in development."""

    QUEUED = "queued", "queued"
    SENT = "sent", "sent"
    KEPT = "kept", "kept"
    FAILED = "failed", "failed"
    BOUNCED = "bounced", "bounced"


class Message(SubjectModel):
    """One distinct message to one person. Sent twice after a crash, it still has one Message-ID.

    `to` is empty while the recipient's address is looked up when it is sent. `content` is the rendered letter:
    {"subject", "text", "html"}.
    """

    kind = models.CharField(max_length=60)
    type = models.CharField(max_length=10)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    to = EncryptedText(null=True)
    content = EncryptedJSON()
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    once = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001 -- several have none
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=60, blank=True)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.MESSAGING, Purpose.IDENTIFICATION),
        basis=Basis.CONTRACT,
        source=Source.COMPANY,
        recipients=(Recipient.MAIL_CARRIER,),
        retention=After(Trigger.COLLECTED, years=1),
        personal={"to": Category.EMAIL, "content": Category.MESSAGE},
        technical={
            "id", "subject", "kind", "type", "channel", "state", "once", "attempts", "written_at", "next_attempt_at",
            "settled_at", "error",
        },
    )  # fmt: skip

    class Meta:
        indexes = (
            models.Index(fields=["next_attempt_at"], condition=Q(state="queued"), name="message_still_to_send"),
            models.Index(fields=["subject", "-written_at"], name="message_by_recipient"),
            models.Index(fields=["-written_at"], name="message_newest_first"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Enclosure(SubjectModel):
    """A file that goes with a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="enclosures")
    name = EncryptedText()
    mime = models.CharField(max_length=80)
    content = EncryptedBytes()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.MESSAGING,),
        basis=Basis.CONTRACT,
        source=Source.COMPANY,
        recipients=(Recipient.MAIL_CARRIER,),
        retention=After(Trigger.COLLECTED, years=1),
        personal={"name": Category.MESSAGE, "content": Category.MESSAGE},
        technical={"id", "subject", "message", "mime"},
    )

    def __str__(self) -> str:
        return f"{self.mime} of {self.message_id}"


class DeadAddress(SubjectModel):
    """An address that a mail server has refused for good; we do not write there again.

    A person who gives another address is written to again, since its index is another.
    """

    address = EncryptedText()
    address_index = BlindIndex(of="address", kind="email")
    channel = models.CharField(max_length=5, choices=Channel.choices)
    refused_at = models.DateTimeField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.MESSAGING,),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.USE,
        retention=After(Trigger.COLLECTED, years=1),
        personal={"address": Category.EMAIL, "address_index": Category.EMAIL},
        technical={"id", "subject", "channel", "refused_at"},
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["subject", "channel", "address_index"], name="dead_address_is_noted_once"),
        )

    def __str__(self) -> str:
        return f"dead {self.channel} of {self.subject_id}"
