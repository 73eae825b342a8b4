"""Clause S52: only designated persons: a role takes two people, ends to the minute and is looked at every quarter."""

from datetime import timedelta

import pytest
from django.test import Client

from lupaus.accounts import grants, users
from lupaus.accounts.models import Grant, User
from lupaus.foundation import clock
from lupaus.journal.models import Entry
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Role
from tests.support import account, bind, sign_in
from tests.world import World

PROMISE = Promise("S52", State.ENFORCED)

TIINA = "tiina@malli.example"


@pytest.fixture
def second(world: World) -> Client:
    """Return the browser of the company's second owner."""
    owner = users.by_email("osakas@malli.example")
    assert owner is not None
    return sign_in(Client(), owner)


def propose(client: Client, **typed: str) -> Grant:
    client.post("/staff/people/new/", {"email": TIINA, "role": "office"} | typed)
    return Grant.objects.get(user=tiina())


def tiina() -> User:
    user = users.by_email(TIINA)
    assert user is not None
    return user


def office() -> Client:
    bind(tiina())
    return sign_in(Client(), tiina())


def test_without_a_second_person_nobody_gets_in(world: World) -> None:
    asked = propose(world.client("owner"))
    world.client("owner").post(f"/staff/people/roles/{asked.pk}/approval/")

    assert office().get("/staff/").status_code == 404


def test_with_a_second_person_they_do_and_the_register_says_who(world: World, second: Client) -> None:
    asked = propose(world.client("owner"))

    second.post(f"/staff/people/roles/{asked.pk}/approval/")

    assert office().get("/staff/").status_code == 200
    given = Grant.objects.get(pk=asked.pk)
    assert given.asked_by == world.users["owner"].pk
    assert given.approved_by not in {None, given.asked_by, given.user_id}
    assert Entry.objects.filter(action__in=("grant.proposed", "grant.given"), about=given.pk).count() == 2
    assert "hyväksyi" in second.get(f"/staff/people/{tiina().pk}/").content.decode()


def test_nobody_approves_a_role_of_their_own(world: World, second: Client) -> None:
    world.client("owner").post("/staff/people/new/", {"email": "osakas@malli.example", "role": "privacy"})
    own = Grant.objects.waiting().get(user=users.by_email("osakas@malli.example"))

    second.post(f"/staff/people/roles/{own.pk}/approval/")

    assert Grant.objects.get(pk=own.pk).granted_from is None


def test_a_role_for_a_time_ends_at_its_minute_while_somebody_is_signed_in(world: World, second: Client) -> None:
    asked = propose(world.client("owner"), last_day="27.11.2026", ends="12.15")
    second.post(f"/staff/people/roles/{asked.pk}/approval/")
    client, end = office(), Grant.objects.get(pk=asked.pk).until
    assert end is not None

    clock.set_to(end - timedelta(seconds=20))
    before = client.get("/staff/customers/").status_code
    clock.set_to(end + timedelta(seconds=1))

    assert (before, client.get("/staff/customers/").status_code) == (200, 404)


def test_a_role_that_is_ended_is_gone_at_the_next_request(world: World) -> None:
    before = world.client("office").get("/staff/").status_code

    world.client("owner").post(f"/staff/people/roles/{world.ids['office_grant']}/ending/")

    assert (before, world.client("office").get("/staff/").status_code) == (200, 404)


def test_every_quarter_each_role_is_looked_at_again(world: World) -> None:
    page = world.client("owner").get("/staff/people/").content.decode()
    assert "Tarkista neljännesvuosittain" in page

    for grant in Grant.objects.live(clock.now()).exclude(user=world.users["owner"]):
        world.client("owner").post(f"/staff/people/roles/{grant.pk}/review/")

    left = world.client("owner").get("/staff/people/").content.decode()
    assert page.count("Tarvitaan edelleen") > left.count("Tarvitaan edelleen") == 1  # one's own is another's to look at


def test_the_company_never_stands_without_an_owner(world: World, second: Client) -> None:
    for client, user in ((second, world.users["owner"]), (second, users.by_email("osakas@malli.example"))):
        client.post(f"/staff/people/roles/{Grant.objects.get(user=user, role=Role.OWNER).pk}/ending/")

    assert second.get("/staff/people/").status_code == 200


def test_control_where_there_was_never_a_second_owner_the_only_one_decides_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule for a fresh company, and what it would be without the rule that ends it."""
    monkeypatch.setattr(grants, "has_second_owner", lambda: False)

    propose(world.client("owner"))

    assert office().get("/staff/").status_code == 200


def test_control_a_role_without_an_end_goes_on(world: World) -> None:
    client = sign_in(Client(), account("pysyva@malli.example", Role.OFFICE))
    clock.set_to(clock.now() + timedelta(days=3))

    assert client.get("/staff/customers/").status_code == 200
