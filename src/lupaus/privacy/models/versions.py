"""Published versions of the notice, and what the company has chosen within what its program declares. About nobody."""

from django.db import models

from lupaus.foundation.models import UuidModel
from lupaus.promises import Holds, Text


class Version(UuidModel):
    """One published notice, in every language, as it was read; never changed, never removed.

    `documents` is what the fingerprint is of. `origins` says of each row, by its id, which declarations of the
    program it came from. An `is_automatic` version changed only parts that follow rows: who we are, whom we use.
    """

    number = models.PositiveIntegerField(unique=True)
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    documents = models.JSONField()
    origins = models.JSONField(default=dict)
    change_fi = models.TextField()
    change_sv = models.TextField()
    change_en = models.TextField()
    is_automatic = models.BooleanField(default=False)

    holds = Holds.nothing(
        "id",
        "number",
        "fingerprint",
        "published_at",
        "documents",
        "origins",
        "change_fi",
        "change_sv",
        "change_en",
        "is_automatic",
    )

    class Meta:
        """Newest first; somebody's consent and order lead here by the fingerprint."""

        ordering = ("-number",)
        indexes = (models.Index(fields=["fingerprint"], name="version_by_fingerprint"),)

    def __str__(self) -> str:
        return f"{self.number} ({self.fingerprint[:16]})"

    @property
    def change(self) -> Text:
        """Return what changed, in plain words."""
        return Text(self.change_fi, self.change_sv, self.change_en)


class Choice(UuidModel):
    """What was chosen at the privacy desk from one moment on; the newest row of a code is what holds.

    `code` is "contact", "unused.<purpose>" or "period.<ground>"; `value` is what was chosen, None for as declared.
    """

    revision = models.PositiveIntegerField(unique=True)
    code = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    valid_from_at = models.DateTimeField()

    holds = Holds.nothing("id", "revision", "code", "value", "valid_from_at")

    class Meta:
        """Newest first."""

        ordering = ("-revision",)

    def __str__(self) -> str:
        return self.code
