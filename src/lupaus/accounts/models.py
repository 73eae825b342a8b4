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


class Grant(UuidModel):
    """A role that somebody was given from a moment on, until another or until further notice.

    `granted_by` is the account of who gave it, None for the first owner, whom the command `init` makes.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in Role])
    granted_from = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.UUIDField(null=True)

    objects = GrantQuerySet.as_manager()

    holds = Holds(
        register=Register.STAFF,
        subject="user__subject",
        purposes=SIGN_IN,
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.COMPANY,
        retention=After(Trigger.WORK_END, years=2),
        personal={"role": Category.WORK, "granted_from": Category.WORK, "until": Category.WORK},
        technical={"id", "user", "granted_by"},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("granted_from")), name="grant_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["user", "role"], condition=Q(until=None), name="open_grant_is_given_once"),
        )

    def __str__(self) -> str:
        return f"{self.role} of {self.user_id}"


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
