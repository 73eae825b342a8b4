"""How an account comes to own customers, as the room of accounts calls it."""

from datetime import datetime

from lupaus.accounts import claims, handles
from lupaus.accounts.models import User
from lupaus.promises import Actor, Purpose
from lupaus.register import claiming, queries, search
from lupaus.register.models import Customer
from lupaus.vault.reading import processing


def test_a_customer_without_an_account_gets_one_by_their_address(
    customer: Customer, visitor: Actor, at: datetime
) -> None:
    address = "maija@esimerkki.fi"

    account = claims.account_for(address, handles.handle(address), by=visitor, at=at)

    assert account is not None
    assert account.subject_id == customer.subject_id
    assert claims.account_for("x@esimerkki.fi", handles.handle("x@esimerkki.fi"), by=visitor, at=at) is None


def test_a_proven_sign_in_claims_and_a_moved_account_is_followed(
    customer: Customer, user: User, maija: Actor, at: datetime
) -> None:
    claims.claim(user, by=maija, at=at)
    with processing(maija, Purpose.SELF_SERVICE, at):
        claims.tell_moved(user, "uusi@esimerkki.fi", by=maija, at=at)

    assert Customer.objects.get().user_id == user.id
    assert search.find("uusi@esimerkki.fi").customers == (customer,)


def test_connecting_twice_claims_once(customer: Customer, user: User, maija: Actor, at: datetime) -> None:
    claiming.connect()

    claims.claim(user, by=maija, at=at)

    assert queries.subjects_of_user(user.id, at) == {customer.subject_id}
