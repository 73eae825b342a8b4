"""Who pays, and where the bill goes."""

from datetime import datetime

import pytest

from lupaus.company.identifiers import InvalidBusinessId, InvalidPostcode
from lupaus.promises import Actor, Category, Purpose, Relation, Role
from lupaus.promises.access import relations_for
from lupaus.register import billing_parties
from lupaus.register.addresses import StreetMissing
from lupaus.register.billing_parties import CityMissing, Payer, PayerMissing
from lupaus.register.contacts import InvalidEmail
from lupaus.register.models import BillingParty, Customer, Kind
from lupaus.vault.reading import processing

DAUGHTER = {"name": "Liisa Tytär", "street": "Tytärtie 3", "postcode": "02100"}


def test_a_daughter_pays_for_her_mother(customer: Customer, maija: Actor, at: datetime) -> None:
    billing_parties.add(customer, Payer.checked(**DAUGHTER, email="liisa@esimerkki.fi"), by=maija, at=at)

    with processing(maija, Purpose.SELF_SERVICE, at):
        row = BillingParty.objects.get()
        assert (row.name, row.street, row.postcode, row.city, row.email, row.kind) == (
            "Liisa Tytär", "Tytärtie 3", "02100", "Espoo", "liisa@esimerkki.fi", Kind.PERSON,
        )  # fmt: skip


def test_a_company_pays_and_is_corrected(customer: Customer, maija: Actor, at: datetime) -> None:
    party = billing_parties.add(customer, Payer.checked(**DAUGHTER), by=maija, at=at)

    changed = Payer.checked(**DAUGHTER | {"name": "Malli Oy"}, business_id="30005486")
    billing_parties.change(party, changed, by=maija, at=at)

    row = BillingParty.objects.get()
    assert (row.kind, row.business_id) == (Kind.COMPANY, "3000548-6")


def test_a_payer_travels_through_a_draft_unchanged(db: None) -> None:
    payer = Payer.checked(**DAUGHTER, email="liisa@esimerkki.fi", business_id="3000548-6")

    assert Payer.from_json(payer.as_json()) == payer


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"name": " "}, PayerMissing),
        ({"street": ""}, StreetMissing),
        ({"postcode": "1"}, InvalidPostcode),
        ({"postcode": "99999"}, CityMissing),
        ({"email": "x"}, InvalidEmail),
        ({"business_id": "3000548-7"}, InvalidBusinessId),
    ],
)
def test_what_is_missing_is_asked_for(changed: dict[str, str], refusal: type[Exception], db: None) -> None:
    with pytest.raises(refusal):
        Payer.checked(**DAUGHTER | changed)


def test_a_bill_may_go_to_a_town_that_we_do_not_serve(db: None) -> None:
    assert Payer.checked(**DAUGHTER | {"postcode": "99999"}, city="Korvatunturi").city == "Korvatunturi"


def test_a_provider_never_opens_where_the_bill_goes() -> None:
    for purpose in Purpose:
        others = set(relations_for(frozenset({Role.PROVIDER}), purpose, Category.BILLING_ADDRESS)) - {Relation.OWN}
        assert not others
    assert Relation.OWN in relations_for(frozenset({Role.CUSTOMER}), Purpose.SELF_SERVICE, Category.BILLING_ADDRESS)
