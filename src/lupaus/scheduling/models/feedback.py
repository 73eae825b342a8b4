"""What provider and customer say of a visit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lupaus.promises import Basis, Category, Holds, Purpose, Register, Source
from lupaus.providers.models import Provider
from lupaus.scheduling.models.visit import A_YEAR, Visit
from lupaus.vault.fields import EncryptedText
from lupaus.vault.models import SubjectModel


class CommentTopic(models.TextChoices):
    """What a provider's comment is about."""

    ALL_DONE = "all_done", _("Kaikki tehtiin")
    PARTLY_DONE = "partly_done", _("Jotain jäi tekemättä")
    SUPPLIES = "supplies", _("Välineet tai aineet loppuivat")
    DAMAGE = "damage", _("Jotain meni rikki")
    EXTRA_TIME = "extra_time", _("Työ vei odotettua kauemmin")
    OTHER = "other", pgettext_lazy("aihe", "Muuta")


class Comment(SubjectModel):
    """What the provider says of how the visit went. The customer sees it; it is sealed under the customer's key.

    `author` is None once the author has been erased: the comment stays the customer's.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Provider, on_delete=models.SET_NULL, null=True, related_name="+")
    topic = models.CharField(max_length=11, choices=CommentTopic.choices)
    text = EncryptedText(null=True)
    left_at = models.DateTimeField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE, Purpose.QUALITY),
        basis=Basis.CONTRACT,
        source=Source.PROVIDER,
        retention=A_YEAR,
        personal={"topic": Category.COMMENT, "text": Category.COMMENT, "left_at": Category.COMMENT},
        technical={"id", "subject", "visit", "author"},
    )

    class Meta:
        """As they were written."""

        ordering = ("left_at", "id")


class Rating(SubjectModel):
    """What the customer says of a finished visit: stars, and words if they like. One per visit."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="rating")
    stars = models.PositiveSmallIntegerField()
    text = EncryptedText(null=True)
    rated_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.QUALITY, Purpose.CUSTOMER_CARE),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=A_YEAR,
        personal={
            "stars": Category.RATING,
            "text": Category.RATING,
            "rated_at": Category.RATING,
            "changed_at": Category.RATING,
        },
        technical={"id", "subject", "visit"},
    )

    class Meta:
        """Newest first."""

        ordering = ("-rated_at",)
        constraints = (
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="rating_has_one_to_five_stars"),
        )
