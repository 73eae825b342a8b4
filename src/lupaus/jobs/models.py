"""When each piece of clock-driven work was last done."""

from django.db import models

from lupaus.promises import Holds


class LastRun(models.Model):
    """The business time at which one piece of clock-driven work was last begun, and since when it fails if it does."""

    verb = models.CharField(primary_key=True, max_length=80)
    at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True)

    holds = Holds.nothing("verb", "at", "failing_since")

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"
