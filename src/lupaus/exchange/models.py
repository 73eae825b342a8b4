"""What exchange keeps: files brought in until they are gone, what each made, where values came from, what went out."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lupaus.foundation.models import UuidModel
from lupaus.promises import After, Basis, Category, Holds, Purpose, Register, Source, Trigger
from lupaus.vault.fields import BlindIndex, EncryptedBytes, EncryptedJSON, EncryptedText
from lupaus.vault.models import SubjectModel


class State(models.TextChoices):
    """How far a file has come."""

    RECEIVED = "received", _("Tarkistetaan")
    CHECKED = "checked", _("Tarkistettu")
    BEGUN = "begun", _("Tuodaan")
    WRITTEN = "written", _("Tuotu")
    UNDONE = "undone", _("Kumottu")
    GONE = "gone", _("Poistettu tuomatta")


class Import(SubjectModel):
    """One file by which the owner brings a register in.

    The file lies sealed under a key of its own until it has been brought in or for a day; then the key is destroyed.
    `fingerprint` is a keyed hash by which the same file is known again. What stays is when, by whom and how much.
    """

    state = models.CharField(max_length=8, choices=State.choices, default=State.RECEIVED)
    name = EncryptedText(null=True)
    content = EncryptedBytes(null=True)
    report = EncryptedJSON(null=True)
    fingerprint = models.CharField(max_length=32, db_index=True)
    rows = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    made = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    received_by = models.UUIDField(null=True)
    written_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    holds: ClassVar[Holds] = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.CUSTOMER_CARE,),
        basis=Basis.CONTRACT,
        source=Source.EARLIER_REGISTER,
        sources={"received_by": Source.USE},
        retention=After(Trigger.COLLECTED, days=1),
        personal={
            "name": Category.REGISTER_FILE,
            "content": Category.REGISTER_FILE,
            "report": Category.REGISTER_FILE,
            "received_by": Category.ACCESS_LOG,
        },
        technical={
            "id", "subject", "state", "fingerprint", "rows", "faults", "made", "received_at", "written_at", "undone_at",
            "gone_at",
        },
    )  # fmt: skip

    class Meta:
        """Newest first; what is gone is gone."""

        ordering = ("-received_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(gone_at=None) | Q(name__isnull=True, content__isnull=True, report__isnull=True),
                name="import_that_is_gone_holds_nothing",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(written_at__isnull=False), name="import_is_undone_after_it_is_written"
            ),
        )


class Made(UuidModel):
    """One row that an import has written, by table and id, so that the import can be undone for a day."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="made_rows")
    table = models.CharField(max_length=60)
    row = models.UUIDField()

    holds: ClassVar[Holds] = Holds.nothing("id", "of", "table", "row")

    class Meta:
        """Asked by import and table."""

        indexes = (models.Index(fields=("of", "table"), name="made_row_by_import"),)


class About(models.TextChoices):
    """What a value that was brought in belongs to."""

    CUSTOMER = "customer", _("Asiakas")
    ADDRESS = "address", _("Osoite")
    SERIES = "series", _("Sarja")
    INVOICE = "invoice", _("Avoin lasku")


class Origin(SubjectModel):
    """Where a record that was brought in comes from: the earlier register, its number there, when it was collected.

    Source: notice, "Säännönmukaiset tietolähteet"; GDPR art. 14(2)(f).
    """

    about_kind = models.CharField(max_length=8, choices=About.choices)
    about = models.UUIDField(db_index=True)
    earlier_number = EncryptedText(null=True)
    earlier_number_index = BlindIndex(of="earlier_number")
    collected_on = models.DateField(null=True)
    brought_at = models.DateTimeField()

    holds: ClassVar[Holds] = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.CUSTOMER_CARE, Purpose.SELF_SERVICE),
        basis=Basis.CONTRACT,
        source=Source.EARLIER_REGISTER,
        retention=After(Trigger.CONTRACT_END, years=1),
        personal={"earlier_number": Category.CUSTOMER_NUMBER, "earlier_number_index": Category.CUSTOMER_NUMBER},
        technical={"id", "subject", "about_kind", "about", "collected_on", "brought_at"},
    )


class Topic(models.TextChoices):
    """What an export holds."""

    CUSTOMERS = "customers", _("Asiakkaat ja osoitteet")
    VISITS = "visits", _("Käynnit")
    INVOICES = "invoices", _("Laskut")
    PAYMENTS = "payments", _("Maksut")


class Export(UuidModel):
    """That a table was taken out of the register: what, why, when, by whom, about how many people; never the table."""

    table = models.CharField(max_length=9, choices=Topic.choices)
    purpose = models.CharField(max_length=20)
    reason = models.CharField(max_length=20)
    rows = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    exported_at = models.DateTimeField()
    exported_by = models.UUIDField(null=True)

    holds: ClassVar[Holds] = Holds(
        register=Register.STAFF,
        subject=None,
        unlinked="Kertoo, kuka vei rekisteristä taulukon ja miksi. Vietyihin ihmisiin vie loki.",
        purposes=(Purpose.SECURITY,),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.USE,
        retention=After(Trigger.WORK_END, years=2),
        personal={"exported_by": Category.ACCESS_LOG},
        technical={"id", "table", "purpose", "reason", "rows", "people", "exported_at"},
    )

    class Meta:
        """Newest first."""

        ordering = ("-exported_at",)
