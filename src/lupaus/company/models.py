"""The company's profile with history, its weekly opening hours and the days it deviates from them."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lupaus.foundation.models import UuidModel
from lupaus.promises import Holds


class Profile(UuidModel):
    """Who the company is from one moment on; the newest row at a moment is what held then.

    Rows are never changed: a change writes a new row, so that an old invoice keeps the old address.
    Everything here is about a company and published in its notice, and the register contact is a role.
    """

    revision = models.PositiveIntegerField(unique=True)
    valid_from_at = models.DateTimeField()
    name = models.CharField(max_length=100)
    business_id = models.CharField(max_length=9)
    street = models.CharField(max_length=100)
    postcode = models.CharField(max_length=5)
    city = models.CharField(max_length=60)
    email = models.EmailField()
    phone = models.CharField(max_length=20)
    vat_id = models.CharField(max_length=10, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    bic = models.CharField(max_length=11, blank=True)
    is_in_prepayment_register = models.BooleanField()
    register_role = models.CharField(max_length=60)
    register_email = models.EmailField()

    holds = Holds.nothing(
        "id",
        "revision",
        "valid_from_at",
        "name",
        "business_id",
        "street",
        "postcode",
        "city",
        "email",
        "phone",
        "vat_id",
        "iban",
        "bic",
        "is_in_prepayment_register",
        "register_role",
        "register_email",
    )

    class Meta:
        """Newest first."""

        ordering = ("-revision",)

    def __str__(self) -> str:
        """Return the company's name."""
        return self.name

    @property
    def address(self) -> str:
        """Return the postal address on one line."""
        return f"{self.street}, {self.postcode} {self.city}"


class Weekday(models.IntegerChoices):
    """A day of the week as `date.weekday()` counts them."""

    MONDAY = 0, _("maanantai")
    TUESDAY = 1, _("tiistai")
    WEDNESDAY = 2, _("keskiviikko")
    THURSDAY = 3, _("torstai")
    FRIDAY = 4, _("perjantai")
    SATURDAY = 5, _("lauantai")
    SUNDAY = 6, _("sunnuntai")


class OpeningHours(UuidModel):
    """The hours in which visits can be made on one day of the week; a day without a row is closed."""

    weekday = models.PositiveSmallIntegerField(unique=True, choices=Weekday.choices)
    opens = models.TimeField()
    closes = models.TimeField()

    holds = Holds.nothing("id", "weekday", "opens", "closes")

    class Meta:
        """Monday first."""

        ordering = ("weekday",)
        constraints = (
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="company_closes_after_it_opens"),
        )


class Holiday(models.TextChoices):
    """A day of the Finnish calendar on which a company may keep other hours.

    The first fifteen are those that the calendar computes as public; the last three are eves that many
    companies shorten and the calendar does not list.
    """

    NEW_YEARS_DAY = "new_years_day", _("uudenvuodenpäivä")
    EPIPHANY = "epiphany", _("loppiainen")
    GOOD_FRIDAY = "good_friday", _("pitkäperjantai")
    EASTER_SUNDAY = "easter_sunday", _("pääsiäispäivä")
    EASTER_MONDAY = "easter_monday", _("toinen pääsiäispäivä")
    MAY_DAY = "may_day", _("vappu")
    ASCENSION_DAY = "ascension_day", _("helatorstai")
    WHIT_SUNDAY = "whit_sunday", _("helluntaipäivä")
    MIDSUMMER_EVE = "midsummer_eve", _("juhannusaatto")
    MIDSUMMER_DAY = "midsummer_day", _("juhannuspäivä")
    ALL_SAINTS_DAY = "all_saints_day", _("pyhäinpäivä")
    INDEPENDENCE_DAY = "independence_day", _("itsenäisyyspäivä")
    CHRISTMAS_EVE = "christmas_eve", _("jouluaatto")
    CHRISTMAS_DAY = "christmas_day", _("joulupäivä")
    SAINT_STEPHENS_DAY = "saint_stephens_day", _("tapaninpäivä")
    MAUNDY_THURSDAY = "maundy_thursday", _("kiirastorstai")
    MAY_DAY_EVE = "may_day_eve", _("vappuaatto")
    NEW_YEARS_EVE = "new_years_eve", _("uudenvuodenaatto")


class Treatment(models.TextChoices):
    """What the company does on a holiday."""

    CLOSED = "closed", _("Suljettu")
    SHORT = "short", _("Lyhyt päivä")
    USUAL = "usual", _("Kuten muinakin päivinä")


class HolidayRule(UuidModel):
    """What the company has decided about one holiday; without a row public holidays are closed and eves usual."""

    holiday = models.CharField(max_length=20, unique=True, choices=Holiday.choices)
    treatment = models.CharField(max_length=6, choices=Treatment.choices)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)

    holds = Holds.nothing("id", "holiday", "treatment", "opens", "closes")

    class Meta:
        """A short day has hours of its own; no other day has."""

        constraints = (
            models.CheckConstraint(
                condition=Q(treatment="short", opens__isnull=False, closes__gt=F("opens"))
                | (~Q(treatment="short") & Q(opens__isnull=True, closes__isnull=True)),
                name="only_a_short_holiday_has_hours",
            ),
        )


class ClosureKind(models.TextChoices):
    """Why the company is closed; a closed list, because free text tends to name people."""

    VACATION = "vacation", _("Loma")
    TRAINING = "training", _("Koulutus")
    OTHER = "other", _("Muu syy")


class Closure(UuidModel):
    """Days on which no visits are made: from `from_on` up to, not including, `until_on`."""

    from_on = models.DateField()
    until_on = models.DateField()
    kind = models.CharField(max_length=10, choices=ClosureKind.choices)

    holds = Holds.nothing("id", "from_on", "until_on", "kind")

    class Meta:
        """Earliest first."""

        ordering = ("from_on",)
        constraints = (
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="closure_ends_after_it_starts"),
        )

    @property
    def last_on(self) -> date:
        """Return the last day that is closed."""
        return self.until_on - timedelta(days=1)
