"""Who pays, when it is not the customer at the service address."""

from django.conf import settings
from django.db import models

from lupaus.promises import Basis, Category, Holds, Purpose, Recipient, Register, Source
from lupaus.register.models.customers import A_YEAR, Customer, Kind, Language
from lupaus.vault.fields import BlindIndex, EncryptedText
from lupaus.vault.models import SubjectModel


class BillingParty(SubjectModel):
    """Who pays for a customer's orders, and where the bill goes, when it is not the customer at the service address.

    A payer who is somebody else than the customer is a person of their own, with a key of their own; `user` is the
    account that proved the payer's e-mail address, and that sees the invoices and nothing else. The customer at another
    address is sealed under the customer's own key.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="billing_parties")
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.PERSON)
    name = EncryptedText()
    business_id = models.CharField(max_length=9, blank=True)
    street = EncryptedText()
    postcode = models.CharField(max_length=5)
    city = models.CharField(max_length=60)
    email = EncryptedText(null=True)
    email_index = BlindIndex(of="email")
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.FINNISH)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.ORDERING, Purpose.INVOICING, Purpose.CUSTOMER_CARE),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.CUSTOMER,
        recipients=(Recipient.PAYER, Recipient.MAIL_CARRIER),
        retention=A_YEAR,
        personal={
            "kind": Category.BILLING_ADDRESS,
            "name": Category.BILLING_ADDRESS,
            "business_id": Category.COMPANY,
            "street": Category.BILLING_ADDRESS,
            "postcode": Category.POSTCODE,
            "city": Category.POSTCODE,
            "email": Category.BILLING_ADDRESS,
            "email_index": Category.BILLING_ADDRESS,
            "language": Category.LANGUAGE,
        },
        technical={"id", "subject", "customer", "user", "added_at"},
    )
