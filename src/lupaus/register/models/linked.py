"""Who is linked to a customer without being it: each a person of their own, with a key of their own.

Each kind of link has its own purpose, basis and retention, and is a table of its own for that.

Source: notice, "Rekisteröityjen ryhmät" (S19, S25); GDPR art. 5(1)(b), 14.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lupaus.promises import After, Basis, Category, Holds, Purpose, Recipient, Register, Source, Trigger
from lupaus.register.models.customers import Customer, Language
from lupaus.vault.fields import BlindIndex, EncryptedText
from lupaus.vault.models import SubjectModel

_CONTACT = {
    "first_name": Category.NAME,
    "last_name": Category.NAME,
    "email": Category.EMAIL,
    "email_index": Category.EMAIL,
    "phone": Category.PHONE,
    "phone_index": Category.PHONE,
    "language": Category.LANGUAGE,
}
_TECHNICAL = frozenset({"id", "subject", "customer", "added_at", "ended_at"})


class Linked(SubjectModel):
    """Base of everybody who is linked to a customer; a link that has ended opens nothing more."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    first_name = EncryptedText()
    last_name = EncryptedText()
    email = EncryptedText(null=True)
    email_index = BlindIndex(of="email")
    phone = EncryptedText(null=True)
    phone_index = BlindIndex(of="phone")
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.FINNISH)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """In the order they were added."""

        abstract = True
        ordering = ("added_at", "id")


class CompanyUser(Linked):
    """Somebody who signs in by themself and orders for a company; sees what is the company's, and nothing private."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.ORDERING, Purpose.IDENTIFICATION, Purpose.SELF_SERVICE),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.CUSTOMER,
        recipients=(Recipient.MAIL_CARRIER,),
        retention=After(Trigger.LINK_END, years=1),
        personal=_CONTACT,
        technical=_TECHNICAL | {"user"},
    )


class ContactRole(models.TextChoices):
    """What a contact person is to the customer."""

    CONTACT = "contact", _("Yhteyshenkilö")
    MANAGER = "manager", _("Isännöitsijä")
    BOARD = "board", _("Hallituksen puheenjohtaja")


class ContactPerson(Linked):
    """Whom we speak with about a company, a housing company or another body."""

    role = models.CharField(max_length=7, choices=ContactRole.choices, default=ContactRole.CONTACT)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.CUSTOMER_CARE, Purpose.MESSAGING),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.CUSTOMER,
        recipients=(Recipient.MAIL_CARRIER,),
        retention=After(Trigger.LINK_END, days=180),
        personal={**_CONTACT, "role": Category.NAME},
        technical=_TECHNICAL,
    )


class NextOfKin(Linked):
    """Whom we call when something happens at a customer's home and the customer does not answer."""

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.SERVICE_DELIVERY,),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.CUSTOMER,
        recipients=(Recipient.MAIL_CARRIER,),
        retention=After(Trigger.LINK_END, days=30),
        personal=_CONTACT,
        technical=_TECHNICAL,
    )


class Representative(Linked):
    """Who decides for a customer under a power of attorney, which the office has seen, until it ends."""

    seen_on = models.DateField()
    until_on = models.DateField(null=True)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.CUSTOMER_CARE, Purpose.ORDERING),
        basis=Basis.CONTRACT,
        source=Source.CUSTOMER,
        recipients=(Recipient.MAIL_CARRIER,),
        retention=After(Trigger.LINK_END, years=1),
        personal={**_CONTACT, "seen_on": Category.NAME, "until_on": Category.NAME},
        technical=_TECHNICAL,
    )


class Channel(models.TextChoices):
    """How somebody was told that we hold data about them."""

    EMAIL = "email", _("sähköpostilla")
    SMS = "sms", _("tekstiviestillä")
    TASK = "task", _("puhelimessa")


class Informing(SubjectModel):
    """That somebody who is linked to a customer was told of it, at one address, once.

    `address` is the e-mail address, or the phone number where only that is known.

    Source: GDPR art. 14(1)–(3).
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    address = EncryptedText()
    address_index = BlindIndex(of="address", kind="informed")
    channel = models.CharField(max_length=5, choices=Channel.choices)
    told_at = models.DateTimeField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.MESSAGING,),
        basis=Basis.LEGAL_OBLIGATION,
        source=Source.COMPANY,
        retention=After(Trigger.LINK_END, years=1),
        personal={"address": Category.EMAIL, "address_index": Category.EMAIL},
        technical={"id", "subject", "customer", "channel", "told_at"},
    )
