"""Say who pays, and where the bill goes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.company import identifiers
from lupaus.foundation.wake import wake
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor
from lupaus.register import addresses, contacts, geocoding, texts
from lupaus.register.customers import purpose_of
from lupaus.register.linked_people import INFORM
from lupaus.register.models import BillingParty, Customer, Kind
from lupaus.vault import searching
from lupaus.vault.fields import blind
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import mint


class PayerMissing(Refused):
    """When a payer has no name."""

    message = _("Anna maksajan nimi")


class CityMissing(Refused):
    """When a billing address has a postcode we do not know and no town."""

    message = _("Anna postitoimipaikka")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """Who pays and where the bill is sent. Made by `checked`."""

    name: str
    street: str
    postcode: str
    city: str
    email: str | None = None
    business_id: str = ""

    @property
    def kind(self) -> Kind:
        """Return whether a human or a company pays."""
        return Kind.COMPANY if self.business_id else Kind.PERSON

    @classmethod
    def checked(
        cls, *, name: str, street: str, postcode: str, city: str = "", email: str = "", business_id: str = ""
    ) -> Self:
        """Return the payer in the form in which we keep it; the town of a known postcode is filled in.

        Raises:
            PayerMissing, CityMissing: see each.
            StreetMissing, InvalidPostcode, InvalidEmail, InvalidBusinessId, TooLong: of the parts.
        """
        tidy, code = texts.line(name, limit=texts.LONGEST_STREET), identifiers.postcode(postcode)
        if not tidy:
            raise PayerMissing
        area = geocoding.area(code)
        town = texts.city(city) or (area.city if area else "")
        if not town:
            raise CityMissing
        return cls(
            name=tidy,
            street=addresses.street_line(street),
            postcode=code,
            city=town,
            email=contacts.email_address(email) if email.strip() else None,
            business_id=identifiers.business_id(business_id) if business_id.strip() else "",
        )

    def as_json(self) -> dict[str, Any]:  # Any: a JSON object
        """Return the payer as plain JSON values, for an order draft."""
        return {
            "name": self.name,
            "street": self.street,
            "postcode": self.postcode,
            "city": self.city,
            "email": self.email,
            "business_id": self.business_id,
        }

    @classmethod
    def of(cls, party: BillingParty) -> Self:
        """Return the payer as a customer gave them; the caller's processing must open the row."""
        return cls(
            name=party.name,
            street=party.street,
            postcode=party.postcode,
            city=party.city,
            email=party.email,
            business_id=party.business_id,
        )

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:  # Any: a JSON object
        """Return the payer that `as_json` wrote."""
        return cls(**stored)


@transaction.atomic
def add(customer: Customer, payer: Payer, *, by: Actor, at: datetime) -> BillingParty:
    """Keep a payer for the customer's orders; the same one given before is not kept twice.

    A payer who is somebody else is a person of their own, and is told that we hold their data. Runs in the caller's
    processing; one who may not open the earlier payers adds another row.
    """
    same = next((each for each in BillingParty.objects.filter(customer=customer) if Payer.of(each) == payer), None)
    if same is not None:
        return same
    whose = customer.subject_id if is_themself(customer, payer) else mint(SubjectKind.CONTACT, at=at).pk
    party = BillingParty(subject_id=whose, customer=customer, language=customer.language, added_at=at)
    return _put(party, payer, "payer.added", by=by, at=at)


def is_themself(customer: Customer, payer: Payer) -> bool:
    """Say whether the payer is the customer, whose bill goes to another address; opens nothing."""
    if payer.email and blind("email", payer.email) == customer.email_index:
        return True
    name = set(searching.tokens_of_words(payer.name))
    person = {*(customer.first_name_tokens or ()), *(customer.last_name_tokens or ())}
    return bool(name) and name in (person, set(customer.company_name_tokens or ()))


@transaction.atomic
def change(party: BillingParty, payer: Payer, *, by: Actor, at: datetime) -> BillingParty:
    """Correct a payer; invoices that have been issued stay as they are."""
    row = BillingParty.objects.select_for_update().get(id=party.id)
    return _put(row, payer, "payer.changed", by=by, at=at)


def _put(party: BillingParty, payer: Payer, action: str, *, by: Actor, at: datetime) -> BillingParty:
    party.kind, party.name, party.business_id = payer.kind, payer.name, payer.business_id
    party.street, party.postcode, party.city, party.email = payer.street, payer.postcode, payer.city, payer.email
    party.save()
    people = list({party.subject_id, party.customer.subject_id})
    entries.record(action, by=by, purpose=purpose_of(by), at=at, subjects=people, about=("payer", party.id))
    if party.subject_id != party.customer.subject_id:
        wake(INFORM, linked_id=str(party.id))
    return party
