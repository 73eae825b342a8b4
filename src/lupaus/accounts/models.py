"""What is kept about those who sign in: an account without a name, its sealed address, roles, sessions, links."""

from typing import Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from lupaus.foundation.models import UuidModel
from lupaus.promises import After, Basis, Category, Holds, Purpose, Recipient, Register, Role, Source, Trigger
from lupaus.vault.fields import EncryptedText
from lupaus.vault.models import Subject, SubjectModel

SIGN_IN = (Purpose.IDENTIFICATION, Purpose.SECURITY)
WHILE_CUSTOMER = After(Trigger.CONTRACT_END, years=1)
"""Source: notice, "Henkilötietojen säilytysaika", sentence 2."""
WHILE_WORKING = After(Trigger.WORK_END, years=2)


class UserManager(BaseUserManager["User"]):
    """Finds accounts by their handle; opening one is `users.open_account`."""


class User(AbstractBaseUser, UuidModel):
    """An account somebody signs in with. `email` is a handle: nobody can read an address from it.

    `language` is the one the person has chosen ("sv"), empty until they choose.
    """

    email = models.CharField(max_length=50, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    language = models.CharField(max_length=2, blank=True, default="")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = UserManager()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=SIGN_IN,
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=WHILE_CUSTOMER,
        personal={
            "email": Category.CREDENTIAL,
            "password": Category.CREDENTIAL,
            "last_login": Category.CREDENTIAL,
            "language": Category.LANGUAGE,
        },
        technical={"id", "subject", "is_active", "opened_at"},
    )

    def __str__(self) -> str:
        return f"account {self.pk}"


class SealedAddress(SubjectModel):
    """The e-mail address behind a handle, sealed with its owner's key.

    Two people may have typed the same address; each has a row of their own, so that erasing one leaves the other.
    """

    handle = models.CharField(max_length=50, db_index=True)
    address = EncryptedText()
    sealed_at = models.DateTimeField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=SIGN_IN,
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        recipients=(Recipient.MAIL_CARRIER,),
        retention=WHILE_CUSTOMER,
        personal={"handle": Category.CREDENTIAL, "address": Category.EMAIL},
        technical={"id", "subject", "sealed_at"},
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["subject", "handle"], name="address_is_sealed_once_per_person"),)

    def __str__(self) -> str:
        return f"address of {self.subject_id}"


class SealedSecret(SubjectModel):
    """A secret that a second factor is checked with: the key of a code application, the seed of recovery codes."""

    secret = EncryptedText()
    sealed_at = models.DateTimeField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=SIGN_IN,
        basis=Basis.CONTRACT,
        source=Source.COMPANY,
        retention=WHILE_CUSTOMER,
        personal={"secret": Category.CREDENTIAL},
        technical={"id", "subject", "sealed_at"},
    )

    def __str__(self) -> str:
        return f"secret of {self.subject_id}"


class GrantQuerySet(models.QuerySet["Grant"]):
    """Questions about grants."""

    def live(self, at: object) -> Self:
        """Return the grants in force at a moment: from inclusive, until exclusive."""
        return self.filter(Q(until=None) | Q(until__gt=at), granted_from__lte=at)

    def waiting(self) -> Self:
        """Return the grants that somebody has proposed and nobody has approved or declined."""
        return self.filter(granted_from=None, declined_at=None)


class Grant(UuidModel):
    """A role that somebody was proposed for and, once it is approved, has until a moment or further notice.

    `granted_from` is when it was approved, None before. `asked_by`, `approved_by` and `ended_by` are accounts. Without
    `asked_by` it was given by a command on the machine; without `approved_by` by the only owner there was, or by a
    command: `grants.propose` says when that may be.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in Role])
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    granted_from = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    declined_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.UUIDField(null=True)

    objects = GrantQuerySet.as_manager()

    holds = Holds(
        register=Register.STAFF,
        subject="user__subject",
        purposes=SIGN_IN,
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.COMPANY,
        retention=WHILE_WORKING,
        personal=dict.fromkeys(("role", "asked_at", "granted_from", "declined_at", "until"), Category.WORK),
        technical={"id", "user", "asked_by", "approved_by", "ended_by"},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(granted_from=None) | Q(until__gte=F("granted_from")),
                name="grant_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(until=None, declined_at=None), name="open_grant_is_given_once"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("asked_by")) & ~Q(approved_by=F("user")),
                name="nobody_approves_their_own_grant",
            ),
            models.CheckConstraint(
                condition=Q(granted_from=None) | Q(declined_at=None), name="grant_is_approved_or_declined"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} of {self.user_id}"


class GrantReview(UuidModel):
    """That somebody looked, in a quarter, whether a role is still needed, and found that it is."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="reviews")
    reviewed_at = models.DateTimeField()
    reviewed_by = models.UUIDField()

    holds = Holds(
        register=Register.STAFF,
        subject="grant__user__subject",
        purposes=SIGN_IN,
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.COMPANY,
        retention=WHILE_WORKING,
        personal={"reviewed_at": Category.WORK},
        technical={"id", "grant", "reviewed_by"},
    )

    def __str__(self) -> str:
        return f"review of {self.grant_id}"


class Agreement(UuidModel):
    """One version of the confidentiality agreement that everybody who works here signs.

    Its text never changes: the database refuses a text that its hash does not name. A signature holds `valid_days`;
    signatures of earlier versions hold until their own end, or until `binding_from` when that is given.

    Source: notice, "Henkilötietojen suojauksen periaatteet": everybody who processes personal data is bound.
    """

    number = models.PositiveSmallIntegerField(unique=True)
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    valid_days = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)
    binding_from = models.DateTimeField(null=True)

    holds = Holds.nothing(
        "id", "number", "text", "text_hash", "valid_days", "published_at", "published_by", "binding_from"
    )

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"version {self.number}"


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Questions about signatures."""

    def live(self, at: object) -> Self:
        """Return the signatures that bind at a moment: from signing inclusive, until exclusive."""
        return self.filter(signed_at__lte=at, until__gt=at)


class Signature(SubjectModel):
    """One person's signature under one version of the agreement: who, when, under which words, until when."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    text_hash = models.CharField(max_length=64)
    signed_name = EncryptedText()
    signed_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_by = models.UUIDField(null=True)

    objects = SignatureQuerySet.as_manager()

    holds = Holds(
        register=Register.STAFF,
        subject="subject",
        purposes=SIGN_IN,
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.PERSON,
        retention=WHILE_WORKING,
        personal={"signed_name": Category.NAME, "signed_at": Category.WORK, "until": Category.WORK},
        technical={"id", "subject", "agreement", "text_hash", "ended_by"},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("signed_at")), name="signature_ends_after_it_is_given"),
        )
        indexes = (models.Index(fields=["subject", "until"], name="signature_of_somebody"),)

    def __str__(self) -> str:
        return f"signature of {self.subject_id}"


class SignInLink(UuidModel):
    """A link that signs one account in once, within wall-clock minutes. Only the hash of its token is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    is_second_factor = models.BooleanField(default=False)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="user__subject",
        purposes=SIGN_IN,
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.COMPANY,
        retention=After(Trigger.COLLECTED, days=7),
        personal={"token_hash": Category.CREDENTIAL, "used_at": Category.CREDENTIAL},
        technical={"id", "user", "expires_at", "is_second_factor"},
    )

    def __str__(self) -> str:
        return f"link of {self.user_id}"


class Session(UuidModel):
    """One browser's visit. Nobody who reads this table can take it over or see what it holds.

    The cookie's key is hashed, the content sealed under the epoch key, the IP address cut to its network and the
    browser reduced to its name ("Firefox, Windows").
    """

    key_hash = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    network = models.CharField(max_length=43, blank=True)
    browser = models.CharField(max_length=40, blank=True)
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="user__subject",
        purposes=SIGN_IN,
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.USE,
        retention=After(Trigger.COLLECTED, days=30),
        personal={
            "sealed": Category.CREDENTIAL,
            "network": Category.DEVICE,
            "browser": Category.DEVICE,
            "begun_at": Category.DEVICE,
            "seen_at": Category.DEVICE,
        },
        technical={"id", "key_hash", "user", "expires_at"},
    )

    def __str__(self) -> str:
        return f"session {self.pk}"


class Device(UuidModel):
    """A browser that an account has signed in with, known again by a cookie of its own; only the cookie's hash is kept.

    So a sign-in with another one can be told of.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64)
    browser = models.CharField(max_length=40, blank=True)
    seen_at = models.DateTimeField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="user__subject",
        purposes=SIGN_IN,
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.USE,
        retention=After(Trigger.COLLECTED, years=1),
        personal={"token_hash": Category.CREDENTIAL, "browser": Category.DEVICE, "seen_at": Category.DEVICE},
        technical={"id", "user"},
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "token_hash"], name="device_is_known_once"),)

    def __str__(self) -> str:
        return f"device of {self.user_id}"
