"""The running series of a file: what was agreed with whom, and the days on which it cannot be kept."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as say

from lupaus.catalogue import queries as catalogue
from lupaus.catalogue import quotes
from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.terms import Equipment, Selection, Terms
from lupaus.catalogue.models import OnHoliday
from lupaus.catalogue.queries import Offering
from lupaus.exchange import values
from lupaus.exchange.faults import Row
from lupaus.exchange.people import People, Who
from lupaus.exchange.places import Places, Spot
from lupaus.kernel import spoken, walltime
from lupaus.kernel.money import Money
from lupaus.kernel.recurrence import Recurrence
from lupaus.kernel.refused import Refused
from lupaus.orders import agreed
from lupaus.promises import Actor
from lupaus.providers import queries as providers
from lupaus.providers.models import Skill
from lupaus.scheduling import series_taking
from lupaus.scheduling.availability import LONGEST_AHEAD
from lupaus.scheduling.series_making import Site
from lupaus.scheduling.series_taking import Going, Why

DEAREST: Final = Money.euros(100_000)
_WHY: Final = {
    Why.CLOSED: "%(day)s: silloin ei tehdä käyntejä. Katso aukioloajat tai vaihda päivää tai kelloa.",
    Why.AWAY: "%(day)s: tekijä ei ole silloin työssä tai ei ehdi paikalle. Vaihda päivää, kelloa tai tekijää.",
    Why.TAKEN: "%(day)s: tekijällä on silloin muuta. Vaihda päivää, kelloa tai tekijää.",
    Why.NOBODY: "%(day)s: kukaan ei ole silloin vapaa. Vaihda päivää tai kelloa.",
}


class UnknownService(Refused):
    """When no service of that name is on offer."""

    message = "Palvelua ei löydy hinnastosta. Kirjoita nimi niin kuin se on asetuksissa: %(names)s."


class UnknownAddOn(Refused):
    """When no add-on of that name goes with the service."""

    message = "Lisäpalvelua %(name)s ei ole tässä palvelussa."


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One running series to be brought in."""

    who: Who
    spot: Spot
    offering: Offering
    terms: Terms
    recurrence: Recurrence
    provider_id: UUID | None
    collected_on: date | None
    id: UUID = field(default_factory=uuid4)

    def going(self, *, order_id: UUID, subject_id: UUID) -> Going:
        """Return the series as scheduling takes it over."""
        site = Site(self.id, order_id, subject_id, self.spot.postcode, self.spot.grid)
        service = self.offering.service
        return Going(site, service.id, self.recurrence, OnHoliday(service.on_holiday), self.provider_id)


@dataclass(slots=True)
class Recurring:
    """The series of a file as they are read."""

    at: datetime
    rows: list[SeriesRow] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    offerings: dict[str, Offering] = field(default_factory=dict)
    workers: defaultdict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    skills: set[tuple[UUID, UUID]] = field(default_factory=set)

    def look_up(self) -> None:
        """Find what is on offer and who carries it out; opens the names of the providers."""
        for offering in catalogue.offerings(walltime.day_of(self.at)):
            self.offerings[_key(offering.service.name)] = self.offerings[_key(offering.service.code)] = offering
        for each in providers.assignable(at=self.at):
            for name in (f"{each.first_name} {each.last_name}", str(each.email)):
                self.workers[_key(name)].append(each.id)
        self.skills = set(Skill.objects.values_list("provider_id", "service_id"))

    def add(self, row: Row, people: People, places: Places) -> None:
        """Read one row of the series' table."""
        who, offering = people.who(row), row.take("service", self._offering)
        spot = places.spot(row, who) if who else None
        first, starts = row.take("first_on", self._first), row.take("starts", values.clock)
        weeks, provider = (
            row.take("every_weeks", values.cycle),
            row.take("provider", lambda text: self._worker(row, text)),
        )
        terms, collected = self._terms(row, offering), row.take("collected", values.day)
        if offering and provider and (provider, offering.service.id) not in self.skills:
            row.fault("provider", say("Tekijällä ei ole tätä palvelua taidoissaan. Lisää taito asetuksissa."))
        if row.is_wrong or not (who and offering and spot and first and starts is not None and weeks and terms):
            return
        recurrence = Recurrence(first, starts, pricing.duration(terms), weeks)
        self.rows.append(SeriesRow(who, spot, offering, terms, recurrence, provider, collected))
        self.lines.append(row)

    def check(self, *, by: Actor) -> None:
        """Note every day over the horizon that cannot be kept: they are written, and all of it is taken back."""
        with transaction.atomic():
            goings = [row.going(order_id=uuid4(), subject_id=uuid4()) for row in self.rows]
            hard = series_taking.take_over(goings, by=by, at=self.at)
            transaction.set_rollback(True)
        by_series = dict(zip((row.id for row in self.rows), self.lines, strict=True))
        for each in sorted(hard, key=lambda one: one.day_on):
            day = spoken.day(each.day_on, now=self.at, year=True)
            by_series[each.series_id].fault("first_on", _WHY[each.why] % {"day": day})

    def _offering(self, text: str) -> Offering:
        found = self.offerings.get(_key(text))
        if found is None:
            raise UnknownService(names=", ".join(sorted({each.service.name for each in self.offerings.values()})))
        return found

    def _first(self, text: str) -> date:
        day, today = values.day(text), walltime.day_of(self.at)
        if not today < day <= today + LONGEST_AHEAD:
            raise NotAhead
        return day

    def _worker(self, row: Row, text: str) -> UUID | None:
        found = self.workers.get(_key(text), [])
        if len(found) == 1:
            return found[0]
        if found:
            row.fault("provider", say("Samannimisiä tekijöitä on monta. Käytä tekijän sähköpostia."))
        else:
            row.fault(
                "provider", say("Tekijää ei löydy, tai hänelle ei voi vielä antaa käyntejä. Katso Asetukset, Tekijät.")
            )
        return None

    def _terms(self, row: Row, offering: Offering | None) -> Terms | None:
        """Return the terms of a series, at the agreed price when one was agreed."""
        hundredths, price = row.take("size", values.hundredths), row.take("price", _price)
        told = row.take("equipment", values.equipment)
        if offering is None or hundredths is None:
            return None
        choices = quotes.equipment_choices(offering.service)
        equipment = told if told is not None and told is not Equipment.NONE else choices[0]
        if told is None and len(choices) > 1:
            row.fault("equipment", say("Kirjoita, kenen välineillä siivotaan: asiakkaan tai meidän."))
            return None
        size = hundredths * 60 // 100 if offering.is_hourly else hundredths // 100
        add_ons = row.take("add_ons", lambda text: _add_ons(text, offering))
        selection = Selection(offering.service.code, size, add_ons or (), equipment)
        today, where = walltime.day_of(self.at), "size" if equipment in choices else "equipment"
        terms = row.attempt(where, lambda: quotes.terms_of(offering, selection, today))
        return agreed.at_price(terms, price) if terms else None


class NotAhead(Refused):
    """When the next visit of a series does not lie ahead."""

    message = "Anna seuraavan käynnin päivä: huomenna tai myöhemmin, enintään 400 päivän päässä."


class NotAPrice(Refused):
    """When an agreed price is nothing, or beyond everything."""

    message = "Anna käynnin hinta euroina, esimerkiksi 134,00."


def _price(text: str) -> Money:
    price = values.amount(text)
    if not Money.zero() < price <= DEAREST:
        raise NotAPrice
    return price


def _add_ons(text: str, offering: Offering) -> tuple[str, ...]:
    known = {_key(name): each.add_on.code for each in offering.add_ons for name in (each.add_on.name, each.add_on.code)}
    names = [name.strip() for name in text.replace(";", ",").split(",") if name.strip()]
    for name in names:
        if _key(name) not in known:
            raise UnknownAddOn(name=name)
    return tuple(known[_key(name)] for name in names)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
