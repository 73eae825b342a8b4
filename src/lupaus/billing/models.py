"""What billing keeps: financial years, invoices, their papers and payments, and the one link to a customer."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from lupaus.billing.opening_models import OpeningInvoice, OpeningPayment
from lupaus.billing.retention import VOUCHER_YEARS, VOUCHERS
from lupaus.foundation.models import UuidModel
from lupaus.kernel.money import Money
from lupaus.keys.keystore import Chain
from lupaus.promises import After, Basis, Category, Holds, Purpose, Recipient, Register, Source, Trigger
from lupaus.register.models import Customer
from lupaus.scheduling.models import Visit
from lupaus.vault.fields import EncryptedBytes, EncryptedJSON
from lupaus.vault.models import SubjectModel, VaultModel

__all__ = [
    "CustomerInvoice", "FinancialYear", "Invoice", "InvoicePaper", "InvoiceTax", "OpeningInvoice", "OpeningPayment",
    "Payment", "PaymentTerms",
]  # fmt: skip

UNLINKED = (
    "Lasku on tosite: se säilyy, vaikka asiakas poistetaan. "
    "Asiakkaaseen vie vain CustomerInvoice, joka poistetaan silloin."
)


class FinancialYear(UuidModel):
    """One financial year of the company: its invoices' running numbers and the owner of the key that seals them.

    `next_number` is the counter that gives invoices their numbers; whoever takes one locks this row, so that a
    number is used exactly when its invoice is kept.
    """

    label = models.CharField(max_length=9, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    next_number = models.PositiveIntegerField(default=1)

    holds: ClassVar[Holds] = Holds.nothing("id", "label", "starts_on", "ends_on", "next_number")

    class Meta:
        """Latest first; years do not overlap."""

        ordering = ("-starts_on",)
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="financial_year_ends_after_it_starts"),
            ExclusionConstraint(
                name="financial_years_do_not_overlap",
                expressions=[
                    (Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        """Return how the year is called: "2026"."""
        return self.label

    @property
    def kept_until_on(self) -> date:
        """Return the last day on which vouchers of this year must be kept.

        Source: bookkeeping act 2:10.
        """
        return date(self.ends_on.year + VOUCHER_YEARS, 12, 31)


class Invoice(VaultModel):
    """One invoice, or a credit note of one, as it was sent: nothing changes or removes it.

    Credit notes of one invoice never come to more than the invoice; the database refuses it.

    Amounts, dates and the reference are plain for the ledger. Who pays, for what, and who sold it lie in
    `contents`, sealed under the key of the financial year. There is no way from here to a customer; the only
    link is `CustomerInvoice`, which erasing a customer deletes.

    Source: bookkeeping act 2:5, 2:7; VAT act 209 e §.
    """

    year = models.ForeignKey(FinancialYear, on_delete=models.PROTECT, related_name="invoices")
    number = models.PositiveIntegerField()
    original = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="credit_notes")
    reference = models.CharField(max_length=20, unique=True)
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    performed_on = models.DateField()
    due_on = models.DateField(null=True)
    total_cents = models.IntegerField()
    labour_cents = models.IntegerField()
    language = models.CharField(max_length=2, default="fi")
    contents = EncryptedJSON(chain=Chain.INVOICES)

    holds: ClassVar[Holds] = Holds(
        register=Register.ACCOUNTING,
        subject=None,
        unlinked=UNLINKED,
        purposes=(Purpose.INVOICING,),
        basis=Basis.LEGAL_OBLIGATION,
        source=Source.COMPANY,
        recipients=(Recipient.PAYER,),
        retention=VOUCHERS,
        personal={
            "reference": Category.INVOICE,
            "performed_on": Category.INVOICE,
            "due_on": Category.INVOICE,
            "total_cents": Category.INVOICE,
            "labour_cents": Category.INVOICE,
            "language": Category.LANGUAGE,
            "contents": Category.INVOICE,
        },
        technical={"id", "year", "number", "original", "issued_at", "issued_on"},
    )

    class Meta:
        """Latest first; an invoice asks for money by a day, a credit note gives it back."""

        ordering = ("-issued_at", "-number")
        indexes = (
            models.Index(fields=["due_on"], name="invoice_by_due_day"),
            models.Index(fields=["issued_on"], name="invoice_by_day"),
        )
        constraints = (
            models.UniqueConstraint(fields=("year", "number"), name="invoice_number_is_used_once_a_year"),
            models.CheckConstraint(
                condition=Q(original=None, total_cents__gt=0, labour_cents__gte=0, due_on__gte=F("issued_on"))
                | Q(original__isnull=False, total_cents__lt=0, labour_cents__lte=0, due_on=None),
                name="invoice_asks_and_credit_note_gives_back",
            ),
        )

    def __str__(self) -> str:
        """Return the number as it is printed."""
        return self.label

    @property
    def label(self) -> str:
        """Return the running number with its year: "2026-0042"."""
        return f"{self.year.label}-{self.number:04d}"

    @property
    def is_credit_note(self) -> bool:
        """Say whether this gives money back."""
        return self.original_id is not None

    @property
    def total(self) -> Money:
        """Return what is asked, VAT included; negative on a credit note."""
        return Money(self.total_cents)

    @property
    def labour(self) -> Money:
        """Return the work inside the total."""
        return Money(self.labour_cents)

    def vault_owner(self) -> UUID:
        """Return the financial year: no person's key opens an invoice."""
        return self.year_id

    def vault_subject(self) -> UUID | None:
        """Return None: an invoice leads to nobody."""
        return None


class InvoiceTax(UuidModel):
    """What one invoice holds at one rate of VAT: what the tax return adds up."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="taxes")
    percent = models.DecimalField(max_digits=4, decimal_places=2)
    net_cents = models.IntegerField()
    vat_cents = models.IntegerField()

    holds: ClassVar[Holds] = Holds.nothing("id", "invoice", "percent", "net_cents", "vat_cents")

    class Meta:
        """Highest rate first, each rate once."""

        ordering = ("-percent",)
        constraints = (models.UniqueConstraint(fields=("invoice", "percent"), name="invoice_has_one_row_per_rate"),)

    def __str__(self) -> str:
        """Return the rate and the tax."""
        return f"{self.percent} % {Money(self.vat_cents)}"


class InvoicePaper(VaultModel):
    """The PDF of an invoice as it was first made and sent; `sha256` is that of the bytes inside."""

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="paper")
    year = models.ForeignKey(FinancialYear, on_delete=models.PROTECT, related_name="+")
    pdf = EncryptedBytes(chain=Chain.INVOICES)
    sha256 = models.CharField(max_length=64)
    typeset_at = models.DateTimeField()

    holds: ClassVar[Holds] = Holds(
        register=Register.ACCOUNTING,
        subject=None,
        unlinked=UNLINKED,
        purposes=(Purpose.INVOICING,),
        basis=Basis.LEGAL_OBLIGATION,
        source=Source.COMPANY,
        recipients=(Recipient.PAYER,),
        retention=VOUCHERS,
        personal={"pdf": Category.INVOICE},
        technical={"id", "invoice", "year", "sha256", "typeset_at"},
    )

    def __str__(self) -> str:
        """Return the fingerprint."""
        return self.sha256

    def vault_owner(self) -> UUID:
        """Return the financial year."""
        return self.year_id

    def vault_subject(self) -> UUID | None:
        """Return None: a voucher leads to nobody."""
        return None


class Payment(UuidModel):
    """Money that came in for an invoice, or went back (negative); a mistake is corrected by its opposite."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payments")
    amount_cents = models.IntegerField()
    paid_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    holds: ClassVar[Holds] = Holds(
        register=Register.ACCOUNTING,
        subject=None,
        unlinked=UNLINKED,
        purposes=(Purpose.INVOICING,),
        basis=Basis.LEGAL_OBLIGATION,
        source=Source.OFFICE,
        retention=VOUCHERS,
        personal={"amount_cents": Category.INVOICE, "paid_on": Category.INVOICE, "recorded_by": Category.ACCESS_LOG},
        technical={"id", "invoice", "recorded_at"},
    )

    class Meta:
        """In the order they were recorded; no payment is nothing."""

        ordering = ("recorded_at",)
        constraints = (models.CheckConstraint(condition=~Q(amount_cents=0), name="payment_moves_money"),)

    def __str__(self) -> str:
        """Return the amount."""
        return str(self.amount)

    @property
    def amount(self) -> Money:
        """Return what was paid."""
        return Money(self.amount_cents)


class CustomerInvoice(SubjectModel):
    """The only link between a customer and an invoice; erasing the customer deletes it and leaves the invoice.

    `visit` is what the invoice was issued for, once; credit notes have none.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="link")
    visit = models.OneToOneField(Visit, null=True, on_delete=models.PROTECT, related_name="+")

    holds: ClassVar[Holds] = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.INVOICING, Purpose.CUSTOMER_CARE),
        basis=Basis.CONTRACT,
        source=Source.COMPANY,
        retention=After(Trigger.CONTRACT_END, years=1),
        personal={"invoice": Category.INVOICE},
        technical={"id", "subject", "customer", "visit"},
    )

    def __str__(self) -> str:
        """Return the ids that are linked."""
        return f"{self.customer_id} {self.invoice_id}"


class PaymentTerms(UuidModel):
    """How long an invoice may be paid and what being late costs, from one day on.

    `late_interest` is percent a year; None is what the interest act says.
    """

    valid_from_on = models.DateField(unique=True)
    term_days = models.PositiveSmallIntegerField()
    late_interest = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    set_at = models.DateTimeField()

    holds: ClassVar[Holds] = Holds.nothing("id", "valid_from_on", "term_days", "late_interest", "set_at")

    class Meta:
        """Newest first; bounds are those of `billing.terms`."""

        ordering = ("-valid_from_on",)
        constraints = (
            models.CheckConstraint(condition=Q(term_days__range=(7, 60)), name="invoices_are_paid_in_7_to_60_days"),
            models.CheckConstraint(
                condition=Q(late_interest=None) | Q(late_interest__range=(0, 7)),
                name="late_interest_is_at_most_the_statutory_minimum",
            ),
        )

    def __str__(self) -> str:
        """Return the day from which they hold."""
        return str(self.valid_from_on)
