"""H38, H39: nobody gives themselves a role or a price; the last owner stays; without an agreement nothing opens."""

from http import HTTPStatus

import pytest
from django.test import Client

from lupaus.accounts import grants, one_person
from lupaus.accounts.models import Agreement, Grant, Signature, User
from lupaus.accounts.sessions import SessionStore
from lupaus.billing.models import Invoice, Payment
from lupaus.catalogue.models import ServicePrice
from lupaus.orders.models import Order
from lupaus.promises import Role
from tests.doors import DOORS, EVERYBODY, OFFICE, ORDERING, OWNER, PRIVACY, RIGHTS, A, B, P, Q
from tests.hostile.conftest import Browser, Walk, post
from tests.hostile.inputs import EXTRA
from tests.support import account, sign_in

pytestmark = pytest.mark.django_db

WORKERS = frozenset({P, Q, OFFICE, OWNER, PRIVACY})
OPENS_UNSIGNED = {HTTPStatus.OK}
MONEY = dict.fromkeys(("price", "total", "fee", "price_cents", "total_cents", "fee_cents", "amount"), "0")
MONEY |= {"coupon": "ILMAINEN", "discount": "100", "credit": "999,00"}
"""What somebody sends who would rather pay less."""


def roles_of(user: User, walk: Walk) -> set[str]:
    return set(Grant.objects.live(walk.world.at).filter(user=user).values_list("role", flat=True))


@pytest.mark.parametrize("who", [OFFICE, OWNER])
def test_h38_no_form_of_any_address_gives_its_sender_a_role(walk: Walk, who: str) -> None:
    user = walk.world.users[who]
    wanted = {"role": "office" if who == OWNER else "owner", "roles": "owner", "user": str(user.pk), "email": ""}
    wanted["email"] = wanted["address"] = f"{who}@malli.example"
    with walk.attempt(who) as client:
        before = roles_of(user, walk)
        for door in (door for door in DOORS.values() if door in RIGHTS or who in door.actors != EVERYBODY):
            client.post(walk.address(door), {**EXTRA, **wanted})
        own = {"user_id": user.pk}
        client.post(walk.address(DOORS["staff:people_role"], **own), {**wanted, "last_day": "", "until": ""})

        assert roles_of(user, walk) <= before
        assert not Grant.objects.filter(user=user, asked_by=user.pk).exists()


def second_account(walk: Walk, address: str) -> User:
    """Let the owner have another account, which is an owner too."""
    return account(address, Role.OWNER, at=walk.world.at)


@pytest.mark.parametrize("address", ["owner+2@malli.example", "OWNER+toinen@malli.example"])
def test_h38_one_person_with_two_accounts_is_not_two_people(walk: Walk, address: str) -> None:
    with walk.attempt(OWNER) as client:
        second = sign_in(Client(), second_account(walk, address))
        client.post(walk.address(DOORS["staff:people_new"]), {"email": "uusi@malli.example", "role": "office"})
        grant = Grant.objects.waiting().exclude(pk=walk.world.ids["waiting_grant"]).get()
        answer = second.post(f"/staff/people/roles/{grant.pk}/approval/", follow=True)

        assert (grant.granted_from, Grant.objects.get(pk=grant.pk).granted_from) == (None, None)
        assert "samaa sähköpostia" in answer.content.decode()


def test_control_without_the_rule_one_person_would_decide_alone(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_person, "are_one", lambda _one, _other, at: False)

    with pytest.raises(AssertionError):
        test_h38_one_person_with_two_accounts_is_not_two_people(walk, "owner+2@malli.example")


def test_h38_the_last_owner_stays_whatever_is_sent(walk: Walk) -> None:
    owner = walk.world.users[OWNER]
    with walk.attempt(OWNER) as client:
        for grant in Grant.objects.live(walk.world.at).filter(role=Role.OWNER).exclude(user=owner):
            client.post(f"/staff/people/roles/{grant.pk}/ending/", {"now": "on", "last_day": "25.11.2026"})
        own = Grant.objects.live(walk.world.at).get(user=owner, role=Role.OWNER)
        for sent in ({}, {"now": "on"}, {"last_day": "25.11.2026"}, {"last_day": "31.12.2026", "until": "2026-12-31"}):
            client.post(f"/staff/people/roles/{own.pk}/ending/", sent)

        assert Grant.objects.live(walk.world.at).filter(role=Role.OWNER, until=None).exists()
        with pytest.raises(grants.LastOwner):
            grants.check_not_last_owner(owner, at=walk.world.at)


@pytest.mark.parametrize("who", sorted(WORKERS))
def test_h38_whose_agreement_has_ended_gets_in_nowhere(walk: Walk, who: str) -> None:
    doors = [door for door in DOORS.values() if who in door.actors and door.actors <= WORKERS]
    with walk.attempt(who) as client:
        Signature.objects.update(until=walk.world.at)
        opened = {
            door.name
            for door in doors
            for answer in ((client.post if door.posts else client.get)(walk.address(door)),)
            if answer.status_code in OPENS_UNSIGNED or answer.get("Location", "/account/").startswith(("/staff", "/w"))
        }

    assert opened - {"account_confidentiality"} == set()


def test_control_with_an_agreement_in_force_the_same_doors_open(walk: Walk) -> None:
    with walk.attempt(OFFICE) as client:
        assert client.get("/staff/").status_code == HTTPStatus.OK
        assert Agreement.objects.exists()


def totals() -> dict[object, int]:
    """Return what each order, invoice and price is worth."""
    rows = [
        *Order.objects.values_list("pk", "total_cents"),
        *Invoice.objects.values_list("pk", "total_cents"),
        *ServicePrice.objects.values_list("pk", "price_cents"),
    ]
    return dict(rows)


def test_h39_no_address_takes_a_price_a_fee_or_a_credit_from_who_orders(walk: Walk) -> None:
    """There are no coupons yet; money is changed by the office, by what was agreed, and by nothing that is sent."""
    doors = [door for door in DOORS.values() if door.actors & {A, B, ORDERING} and not door.actors & {OFFICE, OWNER}]
    before, paid = totals(), Payment.objects.count()
    made: dict[str, set[int]] = {}
    for door in (door for door in (*doors, DOORS["public:order_check"]) if not door.name.startswith("account")):
        for form in walk.forms(door):
            with walk.attempt(door.first) as client:
                asked = {name: value for name, value in MONEY.items() if name not in form.fields}
                post(client, form.action, {**form.filled(), **asked, "early_start": "on"})
                now = totals()
                assert {key: now[key] for key in before} == before, door.name
                assert Payment.objects.count() == paid, door.name
                made.setdefault(door.name, set()).update(now[key] for key in now.keys() - before.keys())

    assert {name: worth for name, worth in made.items() if worth} == {"public:order_check": {usual(walk)}}


def usual(walk: Walk) -> int:
    """Return what the order costs that is being made: the same as the one that was made before it."""
    return Order.objects.get(id=walk.world.ids["order"]).total_cents


def test_control_an_order_that_costs_what_is_sent_is_seen(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    with walk.attempt(ORDERING) as client:
        (form, *_) = walk.forms(DOORS["public:order_check"])
        real = totals()
        post(client, form.action, {**form.filled(), "early_start": "on"})
        (made,) = totals().keys() - real.keys()
        Order.objects.filter(pk=made).update(total_cents=0, net_cents=0, vat_cents=0, labour_cents=0)

        assert totals()[made] != usual(walk)


SENSITIVE = {
    "staff:people_new", "staff:people_role", "staff:role_approval", "staff:role_ending", "staff:people_sign_out",
    "staff:agreement_new", "staff:signature_ending", "staff:settings_company_form", "staff:merge",
    "staff:merge_undoing", "staff:firms_person_new", "staff:proposal_approval", "staff:import_writing",
    "staff:import_undoing", "desk:publish", "desk:partner_approval", "desk:partners_strict", "firm:attestation",
    "firm:withdrawal", "firm:proposal", "staff:role_refusal", "staff:proposal_refusal", "staff:firms_new",
    "staff:firms_commitment", "staff:firms_ending", "staff:firms_person_departure", "staff:providers_attestation",
    "staff:providers_firm", "staff:attestation_ending", "desk:partner_details", "desk:partner_agreement",
    "desk:partner_agreement_ending", "desk:partner_ending", "desk:partner_paper", "desk:partner_paper_removal",
    "desk:partner_time",
}  # fmt: skip
"""What nobody does with a sign-in of an hour ago: who may do what, where money goes, what we promise."""


def an_hour_later(client: Browser) -> Browser:
    """Let the last time somebody has shown who they are be an hour ago."""
    session = SessionStore(client.cookies["lupaus_session"].value)
    for record in (records := session["account_authentication_methods"]):
        record["at"] -= 3600
    session["account_authentication_methods"] = records
    session.save()
    return client


@pytest.mark.parametrize("name", sorted(SENSITIVE))
def test_what_matters_asks_again_who_one_is(walk: Walk, name: str) -> None:
    door = DOORS[name]
    with walk.attempt(door.first) as client:
        answer = an_hour_later(client).post(walk.address(door))

    assert answer.status_code == HTTPStatus.FOUND
    assert "/again/" in answer["Location"]


def test_control_a_sign_in_of_just_now_is_not_asked(walk: Walk) -> None:
    door = DOORS["staff:proposal_approval"]
    with walk.attempt(door.first) as client:
        assert "/again/" not in client.post(walk.address(door))["Location"]
