"""The company of the demo: profile, hours, services and prices."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from lupaus.catalogue import launches
from lupaus.catalogue.models import AddOn, EquipmentRule, Pricing, Service
from lupaus.catalogue.prices import Amounts
from lupaus.catalogue.services import AddOnDetails, ServiceDetails
from lupaus.company import hours, profiles
from lupaus.company.hours import Hours
from lupaus.company.models import Holiday, Treatment, Weekday
from lupaus.company.profiles import Details
from lupaus.kernel.money import Money
from lupaus.privacy import versions
from lupaus.promises import Actor

COMPANY: Final = Details(
    name="Kotipalvelu Malli Oy",
    business_id="1234567-1",
    street="Esimerkkikatu 1",
    postcode="00500",
    city="Helsinki",
    email="asiakaspalvelu@malli.example",
    phone="010 123 4567",
    vat_id="FI12345671",
    iban="FI2112345600000785",
    bic="NDEAFIHH",
    is_in_prepayment_register=True,
    register_role="Tietosuojavastaava",
    register_email="tietosuoja@malli.example",
)


@dataclass(frozen=True, slots=True)
class Sold:
    """One line of the price list, amounts in euros."""

    name: str
    description: str
    price: str
    sizes: tuple[int, int, int]
    minimum: str = "0"
    fee: str = "0"
    timing: tuple[int, int] | None = None
    """Minutes that always pass, and minutes for 100 m²; None for a service priced by the hour."""
    equipment: EquipmentRule = EquipmentRule.EITHER
    labour_percent: int = 100


SERVICES: Final = (
    Sold("Kotisiivous", "Siivoamme sovitun ajan. Sinä sanot, mistä aloitamme.", "42", (120, 480, 30), fee="8"),
    Sold("Suursiivous", "Koko koti kaappien päältä listoihin.", "2.40", (20, 200, 5), "149", "12", (60, 240)),
    Sold("Muuttosiivous", "Tyhjän kodin siivous, jonka vuokranantaja hyväksyy.", "3.10", (20, 150, 5), "189", "0",
         (60, 300), EquipmentRule.OURS),
    Sold("Ikkunanpesu", "Ikkunat sisältä ja ulkoa, karmit ja pokat.", "1.20", (20, 200, 10), "79", "0", (30, 60),
         EquipmentRule.OURS),
    Sold("Toimistosiivous", "Työpaikan siivous iltaisin tai aamuisin.", "44", (60, 300, 30), "66", "10",
         labour_percent=0),
    Sold("Kotiapu", "Kauppa, pyykki, ruoka ja seura: apua arkeen kotona.", "39.50", (60, 360, 30), "59.25",
         equipment=EquipmentRule.NOT_NEEDED),
    Sold("Lastenhoito kotona", "Hoitaja tulee kotiin, kun arki ei riitä.", "36", (120, 480, 30),
         equipment=EquipmentRule.NOT_NEEDED),
    Sold("Pihatyöt", "Lehdet, lumet, nurmikko ja pensaat.", "46", (60, 360, 30), "92", "15", labour_percent=90),
)  # fmt: skip
ADD_ONS: Final = (
    ("Uuni", 30, "25", ("Kotisiivous", "Suursiivous", "Muuttosiivous")),
    ("Jääkaappi ja pakastin", 30, "25", ("Kotisiivous", "Suursiivous", "Muuttosiivous")),
    ("Parveke", 30, "22", ("Kotisiivous", "Suursiivous", "Ikkunanpesu")),
    ("Silitys", 45, "31.50", ("Kotisiivous", "Kotiapu")),
    ("Sauna", 30, "24", ("Suursiivous", "Kotisiivous")),
)

OTHER_NAMES: Final = {
    "Kotisiivous": ("Hemstädning", "Home cleaning"),
    "Suursiivous": ("Storstädning", "Deep cleaning"),
    "Muuttosiivous": ("Flyttstädning", "Move-out cleaning"),
    "Ikkunanpesu": ("Fönstertvätt", "Window cleaning"),
    "Toimistosiivous": ("Kontorsstädning", "Office cleaning"),
    "Kotiapu": ("Hemhjälp", "Home help"),
    "Lastenhoito kotona": ("Barnpassning hemma", "Childcare at home"),
    "Pihatyöt": ("Gårdsarbete", "Garden work"),
    "Uuni": ("Ugn", "Oven"),
    "Jääkaappi ja pakastin": ("Kylskåp och frys", "Fridge and freezer"),
    "Parveke": ("Balkong", "Balcony"),
    "Silitys": ("Strykning", "Ironing"),
    "Sauna": ("Bastu", "Sauna"),
}
"""What is on sale, in Swedish and English, by Finnish name."""
OTHER_DESCRIPTIONS: Final = {
    "Kotisiivous": (
        "Vi städar den tid som vi kommit överens om. Du säger var vi börjar.",
        "We clean for the time agreed. You say where we start.",
    ),
    "Suursiivous": (
        "Hela hemmet, från skåpens ovansida till golvlisterna.",
        "The whole home, from the tops of the cupboards to the skirting boards.",
    ),
    "Muuttosiivous": (
        "Städning av ett tomt hem, så att hyresvärden godkänner det.",
        "An empty home, cleaned so that the landlord accepts it.",
    ),
    "Ikkunanpesu": (
        "Fönstren på in- och utsidan, karmar och bågar.",
        "Windows inside and out, with frames and sashes.",
    ),
    "Toimistosiivous": (
        "Städning av arbetsplatsen på kvällen eller morgonen.",
        "Your workplace, cleaned in the evening or the morning.",
    ),
    "Kotiapu": (
        "Inköp, tvätt, mat och sällskap: hjälp i vardagen hemma.",
        "Shopping, laundry, meals and company: everyday help at home.",
    ),
    "Lastenhoito kotona": (
        "En barnskötare kommer hem till dig när tiden inte räcker till.",
        "A carer comes to your home when the day is too short.",
    ),
    "Pihatyöt": (
        "Löv, snö, gräsmatta och buskar.",
        "Leaves, snow, lawn and shrubs.",
    ),
}


@dataclass(frozen=True, slots=True)
class Shop:
    """What is on sale, by name."""

    services: dict[str, Service]
    add_ons: dict[str, AddOn]


def found(*, by: Actor, at: datetime) -> Shop:
    """Set the company up as its owner would."""
    profiles.change(COMPANY, by=by, at=at)
    versions.publish(by=by, at=at, change=versions.FIRST)
    _open_doors(by=by, at=at)
    services = {sold.name: _launch(sold, by=by, at=at) for sold in SERVICES}
    add_ons = {
        name: launches.launch_add_on(
            AddOnDetails(name=name, minutes=minutes, name_sv=OTHER_NAMES[name][0], name_en=OTHER_NAMES[name][1]),
            Money.euros(price),
            by=by,
            at=at,
            goes_with=[services[each] for each in goes_with],
        )
        for name, minutes, price, goes_with in ADD_ONS
    }
    return Shop(services, add_ons)


def _open_doors(*, by: Actor, at: datetime) -> None:
    week = {day: Hours(time(7), time(20)) for day in Weekday if day < Weekday.SATURDAY}
    week[Weekday.SATURDAY] = Hours(time(9), time(16))
    hours.change_week(week, by=by, at=at)
    for eve in (Holiday.NEW_YEARS_EVE, Holiday.MAUNDY_THURSDAY):
        hours.rule_holiday(eve, Treatment.SHORT, Hours(time(8), time(13)), by=by, at=at)


def _launch(sold: Sold, *, by: Actor, at: datetime) -> Service:
    least, most, step = sold.sizes
    fixed, each = sold.timing or (0, 0)
    name_sv, name_en = OTHER_NAMES[sold.name]
    description_sv, description_en = OTHER_DESCRIPTIONS[sold.name]
    details = ServiceDetails(
        name=sold.name,
        description=sold.description,
        pricing=Pricing.SQUARE_METRE if sold.timing else Pricing.HOUR,
        size_minimum=least,
        size_maximum=most,
        size_step=step,
        minutes_fixed=fixed,
        minutes_per_100_m2=each,
        equipment=sold.equipment,
        labour_percent=sold.labour_percent,
        name_sv=name_sv,
        name_en=name_en,
        description_sv=description_sv,
        description_en=description_en,
    )
    amounts = Amounts(Money.euros(sold.price), Money.euros(sold.minimum), Money.euros(sold.fee))
    return launches.launch(details, amounts, by=by, at=at)
