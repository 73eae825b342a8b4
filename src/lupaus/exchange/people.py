"""The customers of a file, and whom the other tables mean when they name one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as say

from lupaus.company import identifiers
from lupaus.exchange import values
from lupaus.exchange.faults import Row
from lupaus.exchange.models import About, Origin
from lupaus.register import contacts, numbers, texts
from lupaus.register.contacts import Contact
from lupaus.register.models import Customer, Language
from lupaus.vault.fields import blind

LONGEST_NUMBER: Final = 40
_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a row means: a customer of the same file, by the place of the row, or one of the register."""

    new: int | None = None
    known: UUID | None = None


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer to be brought in."""

    earlier: str
    contact: Contact
    collected_on: date | None


@dataclass(slots=True)
class People:
    """The customers of a file as they are read, and those of the register that the file names."""

    rows: list[CustomerRow] = field(default_factory=list)
    by_earlier: dict[str, int] = field(default_factory=dict)
    by_email: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    known: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    """By what names them (number, blind index of e-mail or of earlier number): customers of the register."""

    def add(self, row: Row) -> None:
        """Read one row of the customers' table; a row that is wrong can still be named by others."""
        earlier = row.take("earlier", _number, empty="") or ""
        if earlier and _key(earlier) in self.by_earlier:
            row.fault("earlier", say("Sama tunniste on jo aiemmalla rivillä. Anna jokaiselle asiakkaalle oma."))
        contact, collected = _contact(row), row.take("collected", values.day)
        place = len(self.rows)
        if earlier:
            self.by_earlier.setdefault(_key(earlier), place)
        email = row.text("email")
        if email:
            if self.by_email[blind("email", email)]:
                row.hint("email", say("Sama sähköposti on myös aiemmalla rivillä. Onko asiakas tiedostossa kahdesti?"))
            self.by_email[blind("email", email)].append(place)
        self.rows.append(CustomerRow(earlier, contact or _NOBODY, collected))

    def look_up(self, named: Iterable[str]) -> None:
        """Find the customers of the register that the tables name; three queries for every two thousand."""
        wanted = sorted(set(named))
        for start in range(0, len(wanted), _AT_ONCE):
            self._look_up(wanted[start : start + _AT_ONCE])

    def who(self, row: Row) -> Who | None:
        """Return whom a row of another table means; None, and a fault noted, when that is nobody or several."""
        text = row.take("customer", str)
        if not text:
            return None
        if (place := self.by_earlier.get(_key(text))) is not None:
            return Who(new=place)
        found = [Who(new=each) for each in self.by_email.get(blind("email", text), ())] if "@" in text else []
        known = next((self.known[key] for key in _keys(text) if key in self.known), ())
        found = found or [Who(known=each) for each in known]
        if len(found) == 1:
            return found[0]
        row.fault("customer", str(say(_SEVERAL) if found else say(_NOBODY_FOUND)))
        return None

    def hint_at_known(self, rows: Iterable[Row]) -> None:
        """Say which customers of the file the register seems to have already: a suggestion, nothing is merged."""
        listed = list(rows)
        for start in range(0, len(listed), _AT_ONCE):
            _hint(listed[start : start + _AT_ONCE], self.rows[start : start + _AT_ONCE])

    def _look_up(self, named: list[str]) -> None:
        plain = [number for text in named if numbers.is_valid(number := numbers.tidy(text))]
        for pk, number in Customer.objects.filter(number__in=plain, merged_into=None).values_list("id", "number"):
            self.known[number].append(pk)
        emails = [blind("email", text) for text in named if "@" in text]
        same = Customer.objects.filter(email_index__in=emails, merged_into=None)
        for pk, index in same.values_list("id", "email_index"):
            self.known[str(index)].append(pk)
        earlier = [blind("earlier_number", _key(text)) for text in named]
        origins = Origin.objects.filter(earlier_number_index__in=earlier, about_kind=About.CUSTOMER)
        for pk, index in origins.values_list("about", "earlier_number_index"):
            self.known[str(index)].append(pk)


_SEVERAL: Final = "Näin löytyy monta asiakasta. Käytä tunnistetta tai asiakasnumeroa."
_NOBODY_FOUND: Final = (
    "Asiakasta ei löydy. Anna tunniste asiakkaiden taulukosta, asiakasnumero tai sähköposti. "
    "Jos asiakkaat ovat eri tiedostossa, tuo se ensin."
)
_NOBODY: Final = Contact(first_name="", last_name="", email="", phone="")


def earlier_key(number: str) -> str:
    """Return the number of an earlier register as it is compared."""
    return _key(number)


def _contact(row: Row) -> Contact | None:
    """Return who it is; every cell is read, so that all that is wrong is said at once."""
    first, last = row.take("first_name", contacts.name), row.take("last_name", contacts.name)
    email, phone = row.take("email", contacts.email_address), row.take("phone", values.phone)
    company, business_id = row.take("company", contacts.company), row.take("business_id", identifiers.business_id)
    language = row.take("language", values.language, empty=Language.FINNISH)
    if company and not row.text("business_id"):
        row.fault("business_id", say("Yrityksellä on Y-tunnus. Jos asiakas on ihminen, jätä Yritys tyhjäksi."))
    if business_id and not row.text("company"):
        row.fault("company", say("Anna yrityksen nimi, tai jätä Y-tunnus tyhjäksi."))
    if row.is_wrong or not (first and last and email and phone):
        return None
    return Contact(
        first_name=first,
        last_name=last,
        email=email,
        phone=phone,
        language=language or Language.FINNISH,
        company_name=company if business_id else None,
        business_id=business_id or "",
    )


def _number(text: str) -> str:
    return texts.line(text, limit=LONGEST_NUMBER)


def _hint(rows: list[Row], read: list[CustomerRow]) -> None:
    contacts_read = [each.contact for each in read]
    emails = {blind("email", each.email) for each in contacts_read if each.email}
    phones = {blind("phone", each.phone) for each in contacts_read if each.phone}
    same = Customer.objects.filter(Q(email_index__in=emails) | Q(phone_index__in=phones), merged_into=None)
    known = list(same.values_list("number", "email_index", "phone_index"))
    by_email = {email: number for number, email, _phone in known}
    by_phone = {phone: number for number, _email, phone in known}
    for row, each in zip(rows, contacts_read, strict=True):
        if not each.email:
            continue
        if number := by_email.get(blind("email", each.email)):
            row.hint("email", say(_SAME) % {"what": say("sähköposti"), "number": numbers.spoken(number)})
        elif number := by_phone.get(blind("phone", each.phone)):
            row.hint("phone", say(_SAME) % {"what": say("puhelinnumero"), "number": numbers.spoken(number)})


_SAME: Final = (
    "Sama %(what)s on rekisterissä asiakkaalla %(number)s. Jos hän on sama, poista rivi ja käytä muissa taulukoissa "
    "tätä numeroa. Muuten hän saa oman numeron, ja voit yhdistää asiakkaat myöhemmin."
)


def _keys(text: str) -> list[str]:
    """Return the ways in which a text may name a customer of the register, the surest first."""
    number = numbers.tidy(text)
    keys = [number] if numbers.is_valid(number) else []
    keys += [blind("email", text)] if "@" in text else []
    return [*keys, blind("earlier_number", _key(text))]


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
