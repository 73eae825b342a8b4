"""Clause S71: partners and their employees are bound like ours: a firm attests for each, or they get no visit."""

from datetime import timedelta

import pytest

from lupaus.accounts.models import Signature
from lupaus.foundation import clock
from lupaus.privacy.proof.promise import Promise, State
from lupaus.providers import firms, queries
from lupaus.providers.models import Attestation, Provider
from lupaus.scheduling import availability, offers, visits
from lupaus.scheduling.models import Offer, Visit
from tests.support import FAR, SYSTEM
from tests.world import World

PROMISE = Promise(
    "S71",
    State.PARTLY,
    missing="a firm has no sign-in of its own: the office writes down what it attests; of partners only firms whose"
    " people carry out visits are registered",
)

GIVEN = {"given_by": "Matti Malli", "last_day": "31.12.2027"}


@pytest.fixture
def worker(world: World) -> Provider:
    """Return P, who has moved to a firm that has not attested for them."""
    owner = world.client("owner")
    owner.post(f"/staff/setup/providers/{world.ids['provider']}/firm/", {"firm": str(world.ids["firm"])})
    return Provider.objects.get(id=world.ids["provider"])


def offered(world: World) -> Visit:
    return Visit.objects.get(id=world.ids["offered_visit"])


def is_found(worker: Provider, world: World) -> bool:
    """Say whether the free times of a visit would ever be this provider's."""
    request = availability.request_to_move(offered(world), at=clock.now())
    times = availability.free_times(request, at=clock.now(), days=20)
    lanes = {lane for free in times for lane in availability.lanes_at(request, free.starts_at, at=clock.now())}
    return worker.lane in lanes


def test_who_works_for_a_firm_and_is_not_attested_for_is_never_found_for_a_visit(
    world: World, worker: Provider
) -> None:
    before = is_found(worker, world)

    world.client("owner").post(f"/staff/setup/providers/{worker.id}/attestation/", GIVEN)

    assert (before, is_found(worker, world)) == (False, True)


def test_the_office_cannot_give_them_a_visit_by_hand_either(world: World) -> None:
    address = f"/staff/visits/{world.ids['visit']}/provider/"
    q = Provider.objects.get(id=world.ids["provider_q"])
    before = str(q.id) in world.client("office").get(address).content.decode()
    world.client("owner").post(f"/staff/setup/attestations/{world.ids['attestation']}/ending/")

    page = world.client("office").get(address).content.decode()
    answer = world.client("office").post(address, {"provider": str(q.id)})

    assert (before, str(q.id) in page) == (True, False)
    assert answer.status_code == 409
    assert not Offer.objects.filter(visit=world.ids["visit"], provider=q).exists()
    with pytest.raises(offers.NotBound):
        visits.reassign(Visit.objects.get(id=world.ids["visit"]), q, by=world.actor("office"), at=clock.now())


def test_they_open_nothing_of_the_visits_they_have(world: World, worker: Provider) -> None:
    work, visit = "/work/", f"/work/visits/{world.ids['visit']}/"

    answers = [world.client("p").get(address) for address in (work, visit)]

    assert [(answer.status_code, answer["Location"].split("?")[0]) for answer in answers] == [
        (302, "/account/confidentiality/")
    ] * 2


def test_an_attestation_ends_to_the_second_and_with_the_firms_own_promise(world: World, worker: Provider) -> None:
    end = clock.now() + timedelta(hours=1)
    firms.attest(worker, given_by="Matti Malli", until=end, by=SYSTEM, at=clock.now())
    q = Provider.objects.get(id=world.ids["provider_q"])

    found = [queries.assignable(at=at).filter(id=worker.id).exists() for at in (end - timedelta(seconds=1), end)]
    world.client("owner").post(f"/staff/setup/firms/{world.ids['firm']}/ending/")

    assert found == [True, False]
    assert not queries.assignable(at=clock.now()).filter(id__in=[worker.id, q.id]).exists()


def test_who_is_attested_for_signs_themselves_too(world: World) -> None:
    q = Provider.objects.get(id=world.ids["provider_q"])
    Signature.objects.filter(subject=q.subject_id).update(until=clock.now() - timedelta(seconds=2))

    assert Attestation.objects.filter(provider=q, until=FAR).exists()
    assert not queries.assignable(at=clock.now()).filter(id=q.id).exists()
    assert world.client("q").get("/work/")["Location"].startswith("/account/confidentiality/")


def test_control_without_the_rule_the_firms_worker_would_be_found(
    world: World, worker: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = queries.active()
    monkeypatch.setattr(queries, "assignable", lambda at: everybody.all())

    assert is_found(worker, world)
