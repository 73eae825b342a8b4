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


class CallTime(models.TextChoices):
    """When somebody who asks for contact can be reached."""

    ANY = "any", _("Milloin vain arkisin")
    MORNING = "morning", _("Aamupäivällä, klo 8–12")
    AFTERNOON = "afternoon", _("Iltapäivällä, klo 12–16")
    MAIL = "mail", _("Vastatkaa sähköpostilla")


class ContactRequest(SubjectModel):
    """That somebody, mostly no customer yet, has asked us to call or write: forgotten 90 days after they asked.

    Their key is their own: a request never becomes part of a customer by itself.
    """

    name = EncryptedText()
    phone = EncryptedText(null=True)
    email = EncryptedText(null=True)
    text = EncryptedText()
    call_time = models.CharField(max_length=9, choices=CallTime.choices)
    language = models.CharField(max_length=2, default="fi")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """The oldest first: nobody waits longest by accident."""

        ordering = ("asked_at", "id")
        indexes = (models.Index(fields=["asked_at"], condition=Q(closed_at=None), name="contact_request_still_open"),)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.CONTACT_REQUEST,),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.PERSON,
        retention=After(Trigger.COLLECTED, days=90),
        personal={
            "name": Category.NAME,
            "phone": Category.PHONE,
            "email": Category.EMAIL,
            "text": Category.CONTACT_NOTE,
            "call_time": Category.CONTACT_NOTE,
            "language": Category.LANGUAGE,
            "answered_at": Category.CONTACT_NOTE,
            "closed_at": Category.CONTACT_NOTE,
        },
        technical={"id", "subject", "asked_at"},
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
