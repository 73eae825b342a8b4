"""What the company has decided about time."""

from datetime import time

from django.db import models
from django.db.models import Q

from lupaus.foundation.models import UuidModel
from lupaus.promises import Holds


class TimeTerms(UuidModel):
    """The company's decisions about time, from a moment on; the newest row at a moment is what holds then."""

    valid_from_at = models.DateTimeField(unique=True)
    lead_hours = models.PositiveSmallIntegerField(default=18)
    """A visit can be ordered at the latest so many hours before it starts."""
    start_step_minutes = models.PositiveSmallIntegerField(default=30)
    """Visits are offered to start on every so many minutes of the day."""
    changeover_minutes = models.PositiveSmallIntegerField(default=10)
    """Time a provider needs after a visit before travelling on."""
    travel_fixed_minutes = models.PositiveSmallIntegerField(default=5)
    """Part of every trip that does not depend on distance: to the vehicle, finding the door."""
    travel_km_per_hour = models.PositiveSmallIntegerField(default=30)
    hold_minutes = models.PositiveSmallIntegerField(default=10)
    offer_hours = models.PositiveSmallIntegerField(default=4)
    """An offer goes on to the next provider after so many hours."""
    quiet_from = models.TimeField(default=time(21))
    quiet_until = models.TimeField(default=time(7))
    """At night the hours of an offer stand still; the same time twice means that they never do."""
    acceptance_hours = models.PositiveSmallIntegerField(default=48)
    """A finished visit counts as accepted by the customer after so many hours."""
    rating_days = models.PositiveSmallIntegerField(default=14)
    """A rating can be changed for so many days."""

    holds = Holds.nothing(
        "id",
        "valid_from_at",
        "lead_hours",
        "start_step_minutes",
        "changeover_minutes",
        "travel_fixed_minutes",
        "travel_km_per_hour",
        "hold_minutes",
        "offer_hours",
        "quiet_from",
        "quiet_until",
        "acceptance_hours",
        "rating_days",
    )

    class Meta:
        """Newest first."""

        ordering = ("-valid_from_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(travel_km_per_hour__gt=0) & Q(start_step_minutes__in=(15, 30, 60)),
                name="time_terms_are_workable",
            ),
        )
