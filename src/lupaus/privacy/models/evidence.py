"""What is on record of what the program cannot see by itself: somebody's word, and a letter that came back."""

from typing import Self

from django.db import models
from django.db.models import Q

from lupaus.foundation.models import UuidModel
from lupaus.promises import Holds


class AttestationQuerySet(models.QuerySet["Attestation"]):
    """Questions about attestations."""

    def newest_of_each(self) -> Self:
        """Return the newest attestation of each matter."""
        return self.order_by("code", "-attested_at").distinct("code")


class Attestation(UuidModel):
    """That somebody in a role has seen to a matter the program cannot see, on a day, and by when they look again."""

    code = models.CharField(max_length=40)
    role = models.CharField(max_length=12)
    attested_at = models.DateTimeField()
    attested_by = models.UUIDField(null=True)
    due_at = models.DateTimeField()

    objects = AttestationQuerySet.as_manager()

    holds = Holds.nothing("id", "code", "role", "attested_at", "attested_by", "due_at")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(due_at__gt=models.F("attested_at")), name="attestation_is_looked_at_again"
            ),
        )
        indexes = (models.Index(fields=["code", "-attested_at"], name="attestation_newest_first"),)

    def __str__(self) -> str:
        return f"{self.code} {self.attested_at:%Y-%m-%d}"


class Probe(UuidModel):
    """One test letter to the address for register matters: when it left, and when it was seen to have arrived.

    Only hashes of its token and of the address are kept: a row proves, and opens nothing.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    address_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=60, blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.CharField(max_length=7, blank=True)

    holds = Holds.nothing(
        "id", "token_hash", "address_hash", "sent_at", "accepted_at", "error", "returned_at", "returned_by"
    )

    class Meta:
        indexes = (models.Index(fields=["address_hash", "-sent_at"], name="probe_newest_first"),)

    def __str__(self) -> str:
        return f"probe {self.pk}"
