"""Services, add-ons and their dated prices. Nothing here is about a person."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lupaus.foundation.models import NamedModel, UuidModel
from lupaus.kernel.money import Money
from lupaus.kernel.statutes import VatClass
from lupaus.kernel.tongue import Names
from lupaus.promises import Holds


class Pricing(models.TextChoices):
    """What the price of a service is multiplied by."""

    HOUR = "hour", _("tunnilta")
    SQUARE_METRE = "square_metre", _("neliömetriltä")


class EquipmentRule(models.TextChoices):
    """Whose equipment a service is done with."""

    NOT_NEEDED = "not_needed", _("Ei tarvita välineitä")
    EITHER = "either", _("Asiakas valitsee: omat tai meidän välineet")
    OURS = "ours", _("Aina meidän välineet")


class OnHoliday(models.TextChoices):
    """What becomes of a visit of a series whose day is a public holiday on which we do not work."""

    AFTER = "after", _("Käynti tehdään seuraavana arkipäivänä")
    BEFORE = "before", _("Käynti tehdään edellisenä arkipäivänä")
    SKIP = "skip", _("Käynti jää väliin")


VAT_CLASSES = ((VatClass.STANDARD.value, _("Yleinen verokanta")), (VatClass.REDUCED.value, _("Alennettu verokanta")))


class Service(NamedModel):
    """One service that can be ordered, for example a home cleaning by the hour.

    `size` of an order counts minutes when priced by the hour and square metres otherwise. The visit lasts
    `size` minutes when priced by the hour; otherwise `minutes_fixed` plus `minutes_per_100_m2` for each
    hundred square metres.
    """

    code = models.SlugField(max_length=40, unique=True)
    description_fi = models.CharField(max_length=400)
    description_sv = models.CharField(max_length=400, blank=True)
    description_en = models.CharField(max_length=400, blank=True)
    pricing = models.CharField(max_length=12, choices=Pricing.choices)
    vat = models.CharField(max_length=8, choices=VAT_CLASSES, default=VatClass.STANDARD)
    equipment = models.CharField(max_length=10, choices=EquipmentRule.choices, default=EquipmentRule.EITHER)
    on_holiday = models.CharField(max_length=6, choices=OnHoliday.choices, default=OnHoliday.AFTER)
    size_minimum = models.PositiveIntegerField()
    size_maximum = models.PositiveIntegerField()
    size_step = models.PositiveIntegerField()
    minutes_fixed = models.PositiveIntegerField(default=0)
    minutes_per_100_m2 = models.PositiveIntegerField(default=0)
    labour_percent = models.PositiveSmallIntegerField(default=100, validators=(MaxValueValidator(100),))
    position = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)
    add_ons: "models.ManyToManyField[AddOn, ServiceAddOn]" = models.ManyToManyField(
        "AddOn", through="ServiceAddOn", related_name="services"
    )

    holds = Holds.nothing(
        "id",
        "code",
        "name_fi",
        "name_sv",
        "name_en",
        "description_fi",
        "description_sv",
        "description_en",
        "pricing",
        "vat",
        "equipment",
        "on_holiday",
        "size_minimum",
        "size_maximum",
        "size_step",
        "minutes_fixed",
        "minutes_per_100_m2",
        "labour_percent",
        "position",
        "withdrawn_at",
    )

    class Meta:
        """In the order the owner has put them."""

        ordering = ("position", "name_fi")
        constraints = (
            models.CheckConstraint(
                condition=Q(size_minimum__gt=0, size_maximum__gte=F("size_minimum"), size_step__gt=0),
                name="service_sizes_are_a_range",
            ),
            models.CheckConstraint(condition=Q(labour_percent__lte=100), name="labour_is_at_most_the_whole_service"),
        )

    @property
    def description(self) -> str:
        """Return what customers read about it, in the language that is spoken."""
        return str(Names(self.description_fi, self.description_sv, self.description_en))


class ServicePrice(UuidModel):
    """The price of a service from one day on, until a later row takes over. Cents include VAT."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="prices")
    valid_from_on = models.DateField()
    price_cents = models.PositiveIntegerField()
    minimum_cents = models.PositiveIntegerField(default=0)
    equipment_fee_cents = models.PositiveIntegerField(default=0)

    holds = Holds.nothing("id", "service", "valid_from_on", "price_cents", "minimum_cents", "equipment_fee_cents")

    class Meta:
        """Newest first."""

        ordering = ("-valid_from_on",)
        constraints = (
            models.UniqueConstraint(fields=("service", "valid_from_on"), name="service_has_one_price_from_a_day"),
        )

    @property
    def price(self) -> Money:
        """Return the price of one hour or square metre, VAT included."""
        return Money(self.price_cents)

    @property
    def minimum(self) -> Money:
        """Return the least that the service costs, VAT included; zero when there is no least."""
        return Money(self.minimum_cents)

    @property
    def equipment_fee(self) -> Money:
        """Return the fee for our equipment, VAT included; zero when it costs nothing."""
        return Money(self.equipment_fee_cents)


class AddOn(NamedModel):
    """Something extra that may be ordered with some services, for example the oven."""

    code = models.SlugField(max_length=40, unique=True)
    minutes = models.PositiveIntegerField()
    vat = models.CharField(max_length=8, choices=VAT_CLASSES, default=VatClass.STANDARD)
    labour_percent = models.PositiveSmallIntegerField(default=100, validators=(MaxValueValidator(100),))
    position = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)

    holds = Holds.nothing(
        "id", "code", "name_fi", "name_sv", "name_en", "minutes", "vat", "labour_percent", "position", "withdrawn_at"
    )

    class Meta:
        """In the order the owner has put them."""

        ordering = ("position", "name_fi")
        constraints = (
            models.CheckConstraint(condition=Q(labour_percent__lte=100), name="labour_is_at_most_the_whole_add_on"),
        )


class AddOnPrice(UuidModel):
    """The price of an add-on from one day on. Cents include VAT."""

    add_on = models.ForeignKey(AddOn, on_delete=models.PROTECT, related_name="prices")
    valid_from_on = models.DateField()
    price_cents = models.PositiveIntegerField()

    holds = Holds.nothing("id", "add_on", "valid_from_on", "price_cents")

    class Meta:
        """Newest first."""

        ordering = ("-valid_from_on",)
        constraints = (
            models.UniqueConstraint(fields=("add_on", "valid_from_on"), name="add_on_has_one_price_from_a_day"),
        )

    @property
    def price(self) -> Money:
        """Return the price, VAT included."""
        return Money(self.price_cents)


class ServiceAddOn(UuidModel):
    """That an add-on may be ordered with a service."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="add_on_links")
    add_on = models.ForeignKey(AddOn, on_delete=models.CASCADE, related_name="service_links")

    holds = Holds.nothing("id", "service", "add_on")

    class Meta:
        """A pair stands once."""

        constraints = (models.UniqueConstraint(fields=("service", "add_on"), name="add_on_belongs_to_a_service_once"),)
