"""How a relationship begins without an order, and how it ends by somebody's word."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lupaus.promises import After, Basis, Category, Holds, Purpose, Recipient, Register, Source, Trigger
from lupaus.register.models.customers import A_YEAR, Customer
from lupaus.vault.fields import BlindIndex, EncryptedText
from lupaus.vault.models import SubjectModel


class ContractEnd(SubjectModel):
    """That a customer, or the office on their word, has ended the relationship; lifted when they come back."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="ends")
    ended_at = models.DateTimeField()
    role = models.CharField(max_length=10)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-ended_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_at__gte=models.F("ended_at")),
                name="contract_end_is_lifted_after_it_began",
            ),
        )

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.CUSTOMER_CARE, Purpose.SELF_SERVICE),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=A_YEAR,
        personal={"ended_at": Category.RELATIONSHIP, "lifted_at": Category.RELATIONSHIP},
        technical={"id", "subject", "customer", "role"},
    )


class Registrant(SubjectModel):
    """Somebody who has asked for an account without ordering anything.

    `user` is the account that proved the address; a row whose address nobody proves is forgotten within a day, with its
    key. It is made whatever the address is, so that nobody learns from it who is known here.
    """

    first_name = EncryptedText()
    last_name = EncryptedText()
    email = EncryptedText()
    email_index = BlindIndex(of="email")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    registered_at = models.DateTimeField()

    class Meta:
        """The sweeper asks for those that nobody claimed."""

        indexes = (models.Index(fields=("registered_at",), condition=Q(user=None), name="registrant_not_yet_proven"),)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.REGISTRATION,),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        recipients=(Recipient.MAIL_CARRIER,),
        retention=After(Trigger.COLLECTED, years=1),
        personal={
            "first_name": Category.NAME,
            "last_name": Category.NAME,
            "email": Category.EMAIL,
            "email_index": Category.EMAIL,
        },
        technical={"id", "subject", "user", "registered_at"},
    )
