"""Contacts and tasks. Both are about a customer, and the customer can read them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lupaus.promises import After, Basis, Category, Holds, Purpose, Register, Source, Trigger
from lupaus.register.models import Customer
from lupaus.vault.fields import EncryptedText
from lupaus.vault.models import SubjectModel

A_YEAR = After(Trigger.CONTRACT_END, years=1)
"""Source: notice, "Henkilötietojen säilytysaika", sentence 2."""


class Way(models.TextChoices):
    """How customer and office were in contact."""

    CALL = "call", _("Puhelu")
    MAIL = "mail", _("Sähköposti")
    VISIT = "visit", _("Tapaaminen")
    OTHER = "other", _("Muu yhteydenotto")


class Contact(SubjectModel):
    """One contact between a customer and the office, as the office wrote it down."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=5, choices=Way.choices)
    text = EncryptedText()
    written_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-written_at",)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.CUSTOMER_CARE,),
        basis=Basis.CONTRACT,
        source=Source.OFFICE,
        retention=A_YEAR,
        personal={"way": Category.CONTACT_NOTE, "text": Category.CONTACT_NOTE, "written_at": Category.CONTACT_NOTE},
        technical={"id", "subject", "customer"},
    )


class Task(SubjectModel):
    """Something that the office has still to do for a customer, by a day."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    text = EncryptedText()
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        """The most urgent first; open ones are asked for every day."""

        ordering = ("due_on", "opened_at")
        indexes = (models.Index(fields=["due_on"], condition=Q(done_at=None), name="task_still_to_do"),)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.CUSTOMER_CARE,),
        basis=Basis.CONTRACT,
        source=Source.OFFICE,
        retention=A_YEAR,
        personal={"text": Category.CONTACT_NOTE, "due_on": Category.CONTACT_NOTE, "done_at": Category.CONTACT_NOTE},
        technical={"id", "subject", "customer", "opened_at"},
    )
