"""What customer and office write to each other about one order."""

from django.db import models
from django.db.models import Q

from lupaus.orders.models import Order
from lupaus.promises import Basis, Category, Holds, Purpose, Register, Source
from lupaus.scheduling.models.history import ByKind
from lupaus.scheduling.models.visit import A_YEAR
from lupaus.vault.fields import EncryptedText
from lupaus.vault.models import SubjectModel


class Remark(SubjectModel):
    """One message about an order, from the customer or from the office; sealed under the customer's key.

    `answered_at` is when the office answered the customer's, or said that it needs no answer; the providers of the
    order's visits have no part in it.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="+")
    by_kind = models.CharField(max_length=8, choices=ByKind.choices)
    text = EncryptedText()
    written_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.CUSTOMER_CARE, Purpose.SERVICE_DELIVERY),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=A_YEAR,
        personal={
            "by_kind": Category.CONTACT_NOTE,
            "text": Category.CONTACT_NOTE,
            "written_at": Category.CONTACT_NOTE,
            "answered_at": Category.CONTACT_NOTE,
        },
        technical={"id", "subject", "order"},
    )

    class Meta:
        """As they were written; those that wait are asked for all day."""

        ordering = ("written_at", "id")
        indexes = (
            models.Index(
                fields=["written_at"], condition=Q(answered_at=None, by_kind="customer"), name="remark_still_to_answer"
            ),
        )

    @property
    def is_of_customer(self) -> bool:
        """Say whether the customer wrote it."""
        return self.by_kind == ByKind.CUSTOMER
