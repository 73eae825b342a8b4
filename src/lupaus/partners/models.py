"""Partners, each with a history: what they are, what was agreed, how they were assessed, what they received."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lupaus.foundation.models import UuidModel
from lupaus.partners.questions import Answer, Item
from lupaus.promises import After, Basis, Category, Holds, Purpose, Register, Source, Trigger
from lupaus.vault.fields import EncryptedBytes, EncryptedText
from lupaus.vault.models import Subject, SubjectModel

PAPERS_END = After(Trigger.WORK_END, years=1)
LONGEST_NAME = 100


def _about_papers(personal: dict[str, Category], *technical: str) -> Holds:
    """Return the declaration of papers that a partner's own people are named in."""
    return Holds(
        register=Register.PROVIDERS,
        subject="subject",
        purposes=(Purpose.SECURITY,),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.COMPANY,
        retention=PAPERS_END,
        personal=personal,
        technical={"id", "subject", *technical},
    )


class Ground(models.TextChoices):
    """On what ground of chapter V data may go where the partner is."""

    NONE = "", _("Ei siirtoperustetta")
    EEA = "eea", _("Tiedot pysyvät EU- ja ETA-alueella")
    ADEQUACY = "adequacy", _("Komission päätös maan riittävästä tietosuojasta")
    SCC = "scc", _("Komission vakiolausekkeet ja siirron arviointi")


class Partner(SubjectModel):
    """A recipient of personal data from one moment on; `recipient` is what it is in the notice's words.

    Until `provisional_until` it may receive although its papers are not complete: an installation that is set up
    today has to be able to send the mail that signs its owner in. Its subject's key seals its papers.
    """

    recipient = models.CharField(max_length=20)
    begins_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    provisional_until = models.DateTimeField(null=True)

    holds = Holds.nothing("id", "subject", "recipient", "begins_at", "ended_at", "provisional_until")

    class Meta:
        """In the order they came."""

        ordering = ("begins_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begins_at")),
                name="partner_ends_after_beginning",
            ),
        )
        indexes = (models.Index(fields=["recipient", "begins_at"], name="partner_by_recipient"),)

    def __str__(self) -> str:
        """Return what the partner is and its id."""
        return f"{self.recipient} {self.pk}"


class Details(UuidModel):
    """What a partner is from one moment on; a change writes a new row. All of it is published in the notice.

    `country` is where the data is, as ISO 3166-1 alpha-2, "" while it is not known. `categories` are the codes of what
    it may receive; what is not among them is never handed over. `hosts` are the only machines of it that we speak to.
    `subprocessors` are [name, country] pairs.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="details")
    revision = models.PositiveIntegerField()
    valid_from_at = models.DateTimeField()
    name = models.CharField(max_length=LONGEST_NAME)
    country = models.CharField(max_length=2, blank=True)
    ground = models.CharField(max_length=10, choices=Ground.choices, blank=True)
    certificate = models.CharField(max_length=LONGEST_NAME, blank=True)
    transfer_assessed_on = models.DateField(null=True)
    categories = ArrayField(models.CharField(max_length=30), default=list)
    purpose = models.CharField(max_length=20)
    hosts = ArrayField(models.CharField(max_length=LONGEST_NAME), default=list)
    subprocessors = models.JSONField(default=list)

    holds = Holds.nothing(
        "id", "partner", "revision", "valid_from_at", "name", "country", "ground", "certificate",
        "transfer_assessed_on", "categories", "purpose", "hosts", "subprocessors",
    )  # fmt: skip

    class Meta:
        """Newest first."""

        ordering = ("-revision",)
        constraints = (models.UniqueConstraint(fields=("partner", "revision"), name="partner_revision_stands_once"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Agreement(UuidModel):
    """A written agreement with a partner. `items` are the points of GDPR art. 28(3) that it covers."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="agreements")
    signed_on = models.DateField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    items = ArrayField(models.CharField(max_length=20, choices=Item.choices), default=list)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    holds = Holds.nothing("id", "partner", "signed_on", "begins_at", "ends_at", "items", "recorded_at", "recorded_by")

    class Meta:
        """Newest first."""

        ordering = ("-recorded_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("begins_at")),
                name="agreement_ends_after_beginning",
            ),
        )


class AgreementFile(SubjectModel):
    """The agreement itself, sealed: people sign it. `digest` is its SHA-256, to compare with the signed copy."""

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="file")
    content = EncryptedBytes()
    digest = models.CharField(max_length=64)
    mime = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    stored_at = models.DateTimeField()

    holds = _about_papers({"content": Category.PARTNER_PAPER}, "agreement", "digest", "mime", "size", "stored_at")


class Assessment(SubjectModel):
    """How carefully a partner handles data, asked point by point; counts once somebody else has approved it."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="assessments")
    answers = models.JSONField()
    score = models.PositiveSmallIntegerField()
    evidence = EncryptedText()
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    review_on = models.DateField()

    holds = _about_papers(
        {"evidence": Category.PARTNER_PAPER},
        "partner", "answers", "score", "made_at", "made_by", "approved_at", "approved_by", "review_on",
    )  # fmt: skip

    class Meta:
        """Newest first."""

        ordering = ("-made_at",)
        constraints = (models.CheckConstraint(condition=Q(score__lte=100), name="assessment_score_is_of_a_hundred"),)


class Confidentiality(SubjectModel):
    """That the partner has committed its people to secrecy, from a moment until another."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="confidentialities")
    given_by = EncryptedText()
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    holds = _about_papers({"given_by": Category.PARTNER_PAPER}, "partner", "given_at", "until", "recorded_by")

    class Meta:
        """Newest first."""

        ordering = ("-given_at",)
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("given_at")), name="secrecy_ends_after_it_is_given"),
        )


class StrictMode(UuidModel):
    """That nothing is transferred outside the EEA at all, or that it may be on a ground, from one moment on."""

    valid_from_at = models.DateTimeField()
    is_on = models.BooleanField()

    holds = Holds.nothing("id", "valid_from_at", "is_on")

    class Meta:
        """Newest first."""

        ordering = ("-valid_from_at",)


class Way(models.TextChoices):
    """How data left the house."""

    MAIL = "mail", _("sähköpostina")
    TEXT = "text", _("tekstiviestinä")
    MAP = "map", _("osoitteen hakuna")
    FILE = "file", _("tiedostona")


class Disclosure(UuidModel):
    """That a partner received data of these categories about somebody: shown to the person, and told to nobody else.

    A plain row without words of anybody: who, what kind, why, when and how.
    """

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="disclosures")
    categories = ArrayField(models.CharField(max_length=30))
    purpose = models.CharField(max_length=20)
    basis = models.CharField(max_length=20)
    way = models.CharField(max_length=4, choices=Way.choices)
    at = models.DateTimeField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.SECURITY,),
        basis=Basis.LEGAL_OBLIGATION,
        source=Source.COMPANY,
        retention=After(Trigger.CONTRACT_END, years=1),
        personal={"categories": Category.ACCESS_LOG, "at": Category.ACCESS_LOG, "partner": Category.ACCESS_LOG},
        technical={"id", "subject", "purpose", "basis", "way"},
    )

    class Meta:
        """Newest first."""

        ordering = ("-at",)
        indexes = (
            models.Index(fields=["subject", "-at"], name="disclosure_of_somebody"),
            models.Index(fields=["partner", "-at"], name="disclosure_to_a_partner"),
        )


__all__ = [
    "Agreement",
    "AgreementFile",
    "Answer",
    "Assessment",
    "Confidentiality",
    "Details",
    "Disclosure",
    "Ground",
    "Item",
    "Partner",
    "StrictMode",
    "Way",
]
