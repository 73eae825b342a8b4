"""Providers and what the engine needs to know of them."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.models import Service
from lupaus.company.models import Weekday
from lupaus.foundation.models import UuidModel
from lupaus.kernel.period import Period
from lupaus.promises import After, Basis, Category, Holds, Purpose, Recipient, Register, Source, Trigger
from lupaus.vault.fields import BlindIndex, EncryptedText
from lupaus.vault.models import SubjectModel

WORK_DATA_ENDS = After(Trigger.WORK_END, years=1)


class Firm(SubjectModel):
    """A company whose people carry out visits for us. `committed_until` is how long its own promise of secrecy holds.

    A sole trader's company is a person, so that its details are sealed like a person's.
    """

    name = EncryptedText()
    business_id = EncryptedText()
    contact = EncryptedText()
    committed_from = models.DateTimeField()
    committed_until = models.DateTimeField()

    holds = Holds(
        register=Register.PROVIDERS,
        subject="subject",
        purposes=(Purpose.WORKFORCE,),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=WORK_DATA_ENDS,
        personal={
            "name": Category.COMPANY,
            "business_id": Category.COMPANY,
            "contact": Category.NAME,
            "committed_from": Category.WORK,
            "committed_until": Category.WORK,
        },
        technical={"id", "subject"},
    )

    class Meta:
        """In the order they came: names are sealed and cannot be sorted by the database."""

        ordering = ("committed_from", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(committed_until__gte=F("committed_from")), name="firm_commitment_ends_after_it_begins"
            ),
        )


class Provider(SubjectModel):
    """A person who carries out visits, with one lane in the calendar.

    `shown_name` is what customers see ("Siiri S."). The home is known to the engine only as a 500 m grid
    square, and only if the provider gave it: the first drive of the day then counts. `firm` is the company they
    work for, None when they work for us themselves.
    """

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, null=True, related_name="workers")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    first_name = EncryptedText()
    last_name = EncryptedText()
    shown_name = EncryptedText()
    email = EncryptedText()
    email_index = BlindIndex(of="email")
    phone = EncryptedText()
    lane = models.BigIntegerField(unique=True)
    home_row = models.IntegerField(null=True)
    home_column = models.IntegerField(null=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    holds = Holds(
        register=Register.PROVIDERS,
        subject="subject",
        purposes=(Purpose.WORKFORCE, Purpose.SERVICE_DELIVERY, Purpose.MESSAGING),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        recipients=(Recipient.MAIL_CARRIER,),
        retention=WORK_DATA_ENDS,
        personal={
            "first_name": Category.NAME,
            "last_name": Category.NAME,
            "shown_name": Category.SHOWN_NAME,
            "email": Category.EMAIL,
            "email_index": Category.EMAIL,
            "phone": Category.PHONE,
            "home_row": Category.GRID,
            "home_column": Category.GRID,
            "joined_at": Category.WORK,
            "left_at": Category.WORK,
            "firm": Category.WORK,
        },
        technical={"id", "subject", "user", "lane"},
    )

    class Meta:
        """In the order they joined: names are sealed and cannot be sorted by the database."""

        ordering = ("lane",)
        constraints = (
            models.CheckConstraint(
                condition=Q(home_row__isnull=True, home_column__isnull=True)
                | Q(home_row__isnull=False, home_column__isnull=False),
                name="provider_home_is_a_whole_grid_point",
            ),
            models.UniqueConstraint(fields=("email_index",), name="provider_has_an_address_of_their_own"),
        )

    @property
    def is_active(self) -> bool:
        """Say whether the provider can be given visits."""
        return self.left_at is None


def _about_work(*technical: str, personal: tuple[str, ...]) -> Holds:
    return Holds(
        register=Register.PROVIDERS,
        subject="provider__subject",
        purposes=(Purpose.WORKFORCE, Purpose.SERVICE_DELIVERY),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=WORK_DATA_ENDS,
        personal=dict.fromkeys(personal, Category.WORK),
        technical={"id", "provider", *technical},
    )


class Attestation(SubjectModel):
    """That a firm has attested, for one of its people, that an equivalent confidentiality agreement binds them.

    `given_by` is who gave it for the firm, `recorded_by` the account of who wrote it down here.
    """

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="attestations")
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    given_by = EncryptedText()
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    holds = Holds(
        register=Register.PROVIDERS,
        subject="subject",
        purposes=(Purpose.WORKFORCE,),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.PERSON,
        retention=WORK_DATA_ENDS,
        personal={"given_by": Category.NAME, "given_at": Category.WORK, "until": Category.WORK, "firm": Category.WORK},
        technical={"id", "subject", "provider", "recorded_by"},
    )

    class Meta:
        """Newest first."""

        ordering = ("-given_at",)
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("given_at")), name="attestation_ends_after_it_is_given"),
        )
        indexes = (models.Index(fields=["provider", "until"], name="attestation_of_somebody"),)


class FirmPerson(SubjectModel):
    """Somebody who answers for a firm here: signs in, sees its people, attests for them and proposes new ones."""

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = EncryptedText()
    email = EncryptedText()
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    holds = Holds(
        register=Register.PROVIDERS,
        subject="subject",
        purposes=(Purpose.WORKFORCE, Purpose.MESSAGING),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.COMPANY,
        recipients=(Recipient.MAIL_CARRIER,),
        retention=WORK_DATA_ENDS,
        personal={
            "name": Category.NAME,
            "email": Category.EMAIL,
            "joined_at": Category.WORK,
            "left_at": Category.WORK,
            "firm": Category.WORK,
        },
        technical={"id", "subject", "user"},
    )

    class Meta:
        """In the order they came; an account answers for one firm at a time."""

        ordering = ("joined_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("user",), condition=Q(left_at=None), name="account_answers_for_one_firm_at_a_time"
            ),
        )


class Proposal(SubjectModel):
    """Somebody whom a firm proposes as a provider, until the company decides; then it is gone.

    With it the firm attests that secrecy binds the person, until `until`. `asked_by` is who did, for the firm.
    """

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="proposals")
    asked_by = models.ForeignKey(FirmPerson, on_delete=models.CASCADE, related_name="+")
    first_name = EncryptedText()
    last_name = EncryptedText()
    email = EncryptedText()
    phone = EncryptedText()
    asked_at = models.DateTimeField()
    until = models.DateTimeField()

    holds = Holds(
        register=Register.PROVIDERS,
        subject="subject",
        purposes=(Purpose.WORKFORCE,),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.COMPANY,
        retention=After(Trigger.COLLECTED, days=30),
        personal={
            "first_name": Category.NAME,
            "last_name": Category.NAME,
            "email": Category.EMAIL,
            "phone": Category.PHONE,
            "asked_at": Category.WORK,
            "until": Category.WORK,
            "firm": Category.WORK,
        },
        technical={"id", "subject", "asked_by"},
    )

    class Meta:
        """Oldest first."""

        ordering = ("asked_at", "id")
        indexes = (models.Index(fields=["firm", "asked_at"], name="proposal_of_a_firm"),)


class Skill(UuidModel):
    """That a provider can carry out a service."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="skills")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")

    holds = _about_work(personal=("service",))

    class Meta:
        """A pair stands once."""

        constraints = (models.UniqueConstraint(fields=("provider", "service"), name="provider_has_a_skill_once"),)


class Area(UuidModel):
    """Postcodes a provider works in: all that begin with `prefix` ("00" is Helsinki, "00500" Sörnäinen)."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="areas")
    prefix = models.CharField(max_length=5, validators=(RegexValidator(r"^[0-9]{2,5}\Z"),))

    holds = _about_work(personal=("prefix",))

    class Meta:
        """Shortest way to read: by prefix."""

        ordering = ("prefix",)
        constraints = (models.UniqueConstraint(fields=("provider", "prefix"), name="provider_has_an_area_once"),)


class WorkingHours(UuidModel):
    """One stretch of a provider's working week, in Europe/Helsinki wall time; a day may have several."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="working_hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    ends = models.TimeField()

    holds = _about_work(personal=("weekday", "starts", "ends"))

    class Meta:
        """Through the week."""

        ordering = ("weekday", "starts")
        constraints = (
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="working_hours_end_after_they_start"),
            models.UniqueConstraint(fields=("provider", "weekday", "starts"), name="working_hours_start_once"),
        )


class LeaveKind(models.TextChoices):
    """Why a provider is away. Sick leave is not told apart from other leave: the reason would be health data."""

    VACATION = "vacation", _("Loma")
    TRAINING = "training", _("Koulutus")
    ABSENCE = "absence", _("Muu poissaolo")


class Leave(UuidModel):
    """A period in which a provider is away. What it blocks in the calendar is written by `scheduling.leaves`."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="leaves")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=LeaveKind.choices)
    added_at = models.DateTimeField()

    holds = _about_work("added_at", personal=("from_at", "until_at", "kind"))

    class Meta:
        """Earliest first."""

        ordering = ("from_at",)
        constraints = (
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="leave_ends_after_it_starts"),
        )

    @property
    def period(self) -> Period:
        """Return the time the provider is away."""
        return Period(self.from_at, self.until_at)


class Invitation(UuidModel):
    """A one-time link mailed to a provider; only a hash of its token is kept."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    holds = Holds(
        register=Register.PROVIDERS,
        subject="provider__subject",
        purposes=(Purpose.IDENTIFICATION,),
        basis=Basis.CONTRACT,
        source=Source.COMPANY,
        retention=WORK_DATA_ENDS,
        personal={"token_hash": Category.CREDENTIAL, "sent_at": Category.WORK, "accepted_at": Category.WORK},
        technical={"id", "provider", "expires_at", "revoked_at"},
    )

    class Meta:
        """Newest first."""

        ordering = ("-sent_at",)
