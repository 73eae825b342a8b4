"""Forms of services, add-ons and prices."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.models import AddOn, EquipmentRule, OnHoliday, Pricing, Service
from lupaus.catalogue.prices import LARGEST, Amounts
from lupaus.catalogue.services import LARGEST_SIZE_M2, LONGEST_VISIT_MINUTES, AddOnDetails, ServiceDetails
from lupaus.kernel import statutes
from lupaus.kernel.money import Money
from lupaus.kernel.statutes import VatClass
from lupaus.sites.furniture import amounts, choices, fields, price
from lupaus.sites.furniture.forms import Form
from lupaus.sites.staff.setup_fields import Duration

LABOUR_HINT = _("Kotitalousvähennys koskee vain työtä. 0 tarkoittaa, ettei palvelusta saa kotitalousvähennystä.")
USUAL = {"equipment": EquipmentRule.EITHER.value, "on_holiday": OnHoliday.AFTER.value}
ADD_ON_COLUMNS = ("name", "name_sv", "name_en", "minutes", "vat", "labour_percent")
UNTRANSLATED = _("Jos ruotsi tai englanti jää tyhjäksi, asiakas näkee suomenkielisen tekstin.")
OTHER_TONGUES = ("name_sv", "description_sv", "name_en", "description_en")
STEPS_M2 = (("1", "1 m²"), ("5", "5 m²"), ("10", "10 m²"))
STEPS_MINUTES = (("15", _("15 min")), ("30", _("30 min")), ("60", _("1 h")))


class PricedForm(Form):
    """What services and add-ons have in common: VAT by class with the rate of today, and the share of labour."""

    vat = choices.OneOf(label=_("Arvonlisävero"), coerce=VatClass, missing=_("Valitse verokanta"))
    labour_percent = amounts.Whole(
        label=_("Työn osuus hinnasta, %"),
        least=0,
        most=100,
        help_text=LABOUR_HINT,
        missing=_("Anna työn osuus, esimerkiksi 100"),
    )

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, today: date, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Make the form with the rates that hold today."""
        usual = {"vat": VatClass.STANDARD.value, "labour_percent": 100}
        super().__init__(*args, today=today, initial=usual | (initial or {}), **kwargs)
        self.fields["vat"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (VatClass.STANDARD.value, say("Yleinen %(rate)s") % {"rate": _rate(VatClass.STANDARD, today)}),
            (VatClass.REDUCED.value, say("Alennettu %(rate)s") % {"rate": _rate(VatClass.REDUCED, today)}),
        ]


class ServiceForm(PricedForm):
    """What a service is, whichever way it is priced."""

    pricing: Pricing

    name = fields.Line(
        label=_("Palvelun nimi"), longest=60, plain=True, missing=_("Anna palvelun nimi, esimerkiksi Kotisiivous")
    )
    description = fields.Lines(
        label=_("Kuvaus asiakkaalle"),
        longest=400,
        plain=True,
        missing=_("Kerro yhdellä tai kahdella lauseella, mitä palveluun kuuluu"),
    )
    equipment = choices.OneOf(
        label=_("Siivousvälineet"),
        options=EquipmentRule.choices,
        coerce=EquipmentRule,
        wide=True,
        missing=_("Valitse, kenen välineitä käytetään"),
    )
    on_holiday = choices.OneOf(
        label=_("Kun sarjan käynti osuu pyhäpäivään"),
        options=OnHoliday.choices,
        coerce=OnHoliday,
        wide=True,
        missing=_("Valitse, mitä pyhäpäivään osuvalle käynnille tehdään"),
    )
    add_ons = choices.AnyOf(label=_("Lisäpalvelut, jotka tähän saa"), coerce=UUID)
    name_sv = fields.Line(label=_("Nimi ruotsiksi"), longest=60, plain=True, required=False)
    description_sv = fields.Lines(label=_("Kuvaus ruotsiksi"), longest=400, plain=True, required=False)
    name_en = fields.Line(label=_("Nimi englanniksi"), longest=60, plain=True, required=False)
    description_en = fields.Lines(
        label=_("Kuvaus englanniksi"), longest=400, plain=True, required=False, help_text=UNTRANSLATED
    )

    # Any: Django's own arguments pass through.
    def __init__(
        self, *args: Any, offered: Iterable[AddOn], initial: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        """Make the form with the add-ons there are."""
        super().__init__(*args, initial=USUAL | (initial or {}), **kwargs)
        self.offered = list(offered)
        self.fields["add_ons"].choices = [(str(each.id), each.name) for each in self.offered]  # type: ignore[attr-defined]
        if not self.offered:
            del self.fields["add_ons"]

    def details(self) -> ServiceDetails:
        """Return what was typed, for `services.add` and `services.change`."""
        names = (
            "name",
            "description",
            *OTHER_TONGUES,
            "equipment",
            "on_holiday",
            "vat",
            "labour_percent",
            "size_minimum",
            "size_maximum",
            "size_step",
        )
        shared = {name: self.cleaned_data[name] for name in names}
        timing = {
            name: self.cleaned_data[name] for name in ("minutes_fixed", "minutes_per_100_m2") if name in self.fields
        }
        return ServiceDetails(pricing=self.pricing, **shared, **timing)

    def chosen_add_ons(self) -> list[AddOn]:
        """Return the add-ons that were ticked."""
        ticked = set(self.cleaned_data.get("add_ons", ()))
        return [each for each in self.offered if each.id in ticked]


class HourlyForm(ServiceForm):
    """A service priced by the hour."""

    pricing = Pricing.HOUR

    size_minimum = Duration(label=_("Lyhin käynti tunteina"), missing=_("Anna lyhin käynti, esimerkiksi 2"))
    size_maximum = Duration(label=_("Pisin käynti tunteina"), missing=_("Anna pisin käynti, esimerkiksi 8"))
    size_step = choices.OneOf(
        label=_("Asiakas valitsee keston näin tarkasti"),
        options=STEPS_MINUTES,
        coerce=int,
        missing=_("Valitse, kuinka tarkasti"),
    )
    field_order: tuple[str, ...] = (
        "name",
        "description",
        "size_minimum",
        "size_maximum",
        "size_step",
        "equipment",
        "on_holiday",
        "add_ons",
        *OTHER_TONGUES,
    )


class AreaForm(ServiceForm):
    """A service priced by the square metre."""

    pricing = Pricing.SQUARE_METRE

    size_minimum = amounts.Whole(
        label=_("Pienin koti, m²"), least=1, most=LARGEST_SIZE_M2, missing=_("Anna pienin koko, esimerkiksi 20")
    )
    size_maximum = amounts.Whole(
        label=_("Suurin koti, m²"), least=1, most=LARGEST_SIZE_M2, missing=_("Anna suurin koko, esimerkiksi 200")
    )
    size_step = choices.OneOf(
        label=_("Asiakas valitsee koon näin tarkasti"),
        options=STEPS_M2,
        coerce=int,
        missing=_("Valitse, kuinka tarkasti"),
    )
    minutes_fixed = amounts.Whole(
        label=_("Aika, joka menee aina, minuuttia"),
        least=0,
        most=LONGEST_VISIT_MINUTES,
        help_text=_("Esimerkiksi välineiden kantaminen ja avainten haku."),
        missing=_("Anna minuutit, esimerkiksi 30"),
    )
    minutes_per_100_m2 = amounts.Whole(
        label=_("Aika 100 neliötä kohti, minuuttia"), least=0, most=6_000, missing=_("Anna minuutit, esimerkiksi 180")
    )
    field_order: tuple[str, ...] = (
        "name",
        "description",
        "size_minimum",
        "size_maximum",
        "size_step",
        "minutes_fixed",
        "minutes_per_100_m2",
        "equipment",
        "on_holiday",
        "add_ons",
        *OTHER_TONGUES,
    )


class AmountsForm(Form):
    """What a service costs. `price` is that of one hour or one square metre."""

    price = amounts.Euros(
        label=_("Hinta veroineen, €"), most=LARGEST, missing=_("Anna hinta veroineen, esimerkiksi 42,50")
    )
    minimum = amounts.Euros(label=_("Vähimmäisveloitus, €"), most=LARGEST)
    equipment_fee = amounts.Euros(
        label=_("Lisä meidän välineistä, €"), most=LARGEST, help_text=_("Veloitetaan, jos käytetään meidän välineitä.")
    )

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, unit: Pricing, **kwargs: Any) -> None:
        """Make the form for a service priced by `unit`."""
        super().__init__(*args, **kwargs)
        per_hour, per_metre = _("Tuntihinta veroineen, €"), _("Neliöhinta veroineen, €")
        self.fields["price"].label = per_hour if unit == Pricing.HOUR else per_metre

    def amounts(self) -> Amounts:
        """Return what was typed, for `prices.set_price`."""
        nothing = Money.zero()
        cleaned = self.cleaned_data
        return Amounts(cleaned["price"], cleaned["minimum"] or nothing, cleaned["equipment_fee"] or nothing)


class HourlyLaunchForm(HourlyForm, AmountsForm):
    """A new service priced by the hour, with its first price."""

    field_order: tuple[str, ...] = (
        "name",
        "description",
        "price",
        "minimum",
        *HourlyForm.field_order[2:],
        "equipment_fee",
    )


class AreaLaunchForm(AreaForm, AmountsForm):
    """A new service priced by the square metre, with its first price."""

    field_order: tuple[str, ...] = (
        "name",
        "description",
        "price",
        "minimum",
        *AreaForm.field_order[2:],
        "equipment_fee",
    )


class AmountsFromForm(AmountsForm):
    """What a service costs from a day on."""

    from_on = amounts.Day(label=_("Voimassa alkaen"), missing=_("Anna päivä, esimerkiksi 1.1.2027"))
    field_order: tuple[str, ...] = ("from_on",)


class AddOnForm(PricedForm):
    """What an add-on is, and which services it goes with."""

    name = fields.Line(
        label=_("Lisäpalvelun nimi"), longest=60, plain=True, missing=_("Anna lisäpalvelun nimi, esimerkiksi Uuni")
    )
    name_sv = fields.Line(label=_("Nimi ruotsiksi"), longest=60, plain=True, required=False)
    name_en = fields.Line(label=_("Nimi englanniksi"), longest=60, plain=True, required=False, help_text=UNTRANSLATED)
    minutes = amounts.Whole(
        label=_("Kesto, minuuttia"), least=0, most=LONGEST_VISIT_MINUTES, missing=_("Anna kesto, esimerkiksi 30")
    )
    goes_with = choices.AnyOf(label=_("Palvelut, joihin tämän saa"), coerce=UUID)
    field_order: tuple[str, ...] = ("name", "name_sv", "name_en", "minutes", "goes_with")

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, sold: Iterable[Service], **kwargs: Any) -> None:
        """Make the form with the services there are."""
        super().__init__(*args, **kwargs)
        self.sold = list(sold)
        self.fields["goes_with"].choices = [(str(each.id), each.name) for each in self.sold]  # type: ignore[attr-defined]
        if not self.sold:
            del self.fields["goes_with"]

    def details(self) -> AddOnDetails:
        """Return what was typed, for `services.add_add_on`."""
        return AddOnDetails(**{name: self.cleaned_data[name] for name in ADD_ON_COLUMNS})

    def chosen_services(self) -> list[Service]:
        """Return the services that were ticked."""
        ticked = set(self.cleaned_data.get("goes_with", ()))
        return [each for each in self.sold if each.id in ticked]


class AddOnPriceForm(Form):
    """What an add-on costs."""

    price = amounts.Euros(
        label=_("Hinta veroineen, €"), most=LARGEST, missing=_("Anna hinta veroineen, esimerkiksi 25")
    )


class AddOnLaunchForm(AddOnForm, AddOnPriceForm):
    """A new add-on with its first price."""

    field_order: tuple[str, ...] = ("name", "name_sv", "name_en", "price", "minutes", "goes_with")


class AddOnPriceFromForm(AddOnPriceForm):
    """What an add-on costs from a day on."""

    from_on = amounts.Day(label=_("Voimassa alkaen"), missing=_("Anna päivä, esimerkiksi 1.1.2027"))
    field_order: tuple[str, ...] = ("from_on",)


def _rate(vat: VatClass, on: date) -> str:
    return price.percent(statutes.vat_rate(vat, on))
