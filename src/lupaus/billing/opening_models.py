"""What an earlier system left open, and the money that came in for it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lupaus.billing.retention import VOUCHERS
from lupaus.foundation.models import UuidModel
from lupaus.kernel.money import Money
from lupaus.promises import After, Basis, Category, Holds, Purpose, Register, Source, Trigger
from lupaus.register.models import Customer
from lupaus.vault.fields import BlindIndex, EncryptedText
from lupaus.vault.models import SubjectModel


class OpeningInvoice(SubjectModel):
    """An invoice of an earlier system that was open when the register came here: its old number, what is owed.

    No voucher of ours: that lies in the bookkeeping of the earlier system, and our numbering knows nothing of it.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    number = EncryptedText()
    number_index = BlindIndex(of="number", kind="opening_number")
    reference = EncryptedText(null=True)
    reference_index = BlindIndex(of="reference", kind="opening_reference")
    issued_on = models.DateField()
    due_on = models.DateField()
    total_cents = models.IntegerField()
    open_cents = models.IntegerField()
    brought_at = models.DateTimeField()

    holds: ClassVar[Holds] = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.INVOICING, Purpose.CUSTOMER_CARE),
        basis=Basis.CONTRACT,
        source=Source.EARLIER_REGISTER,
        retention=After(Trigger.CONTRACT_END, years=1),
        personal=dict.fromkeys(
            (
                "number", "number_index", "reference", "reference_index", "issued_on", "due_on", "total_cents",
                "open_cents",
            ),
            Category.INVOICE,
        ),
        technical={"id", "subject", "customer", "brought_at"},
    )  # fmt: skip

    class Meta:
        """Something is owed, and no more than was asked."""

        indexes = (models.Index(fields=["due_on"], name="opening_invoice_by_due_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(open_cents__gt=0, open_cents__lte=F("total_cents"), due_on__gte=F("issued_on")),
                name="opening_invoice_leaves_something_open",
            ),
        )


class OpeningPayment(UuidModel):
    """Money that came in for an invoice of the earlier system, or went back (negative)."""

    opening = models.ForeignKey(OpeningInvoice, on_delete=models.PROTECT, related_name="payments")
    amount_cents = models.IntegerField()
    paid_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    holds: ClassVar[Holds] = Holds(
        register=Register.ACCOUNTING,
        subject="opening__subject",
        purposes=(Purpose.INVOICING,),
        basis=Basis.LEGAL_OBLIGATION,
        source=Source.OFFICE,
        retention=VOUCHERS,
        personal={"amount_cents": Category.INVOICE, "paid_on": Category.INVOICE, "recorded_by": Category.ACCESS_LOG},
        technical={"id", "opening", "recorded_at"},
    )

    class Meta:
        """In the order they were recorded; no payment is nothing."""

        ordering = ("recorded_at",)
        constraints = (models.CheckConstraint(condition=~Q(amount_cents=0), name="opening_payment_moves_money"),)

    @property
    def amount(self) -> Money:
        """Return what was paid."""
        return Money(self.amount_cents)
