"""Clause S71: partners and their employees are bound like ours: a firm attests for each, or they get no visit."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lupaus.accounts.models import Signature
from lupaus.foundation import clock
from lupaus.privacy.proof.promise import Promise, State
from lupaus.providers import firms, providers, queries
from lupaus.providers.models import Attestation, Proposal, Provider
from lupaus.providers.providers import Person
from lupaus.scheduling import availability, offers, visits
from lupaus.scheduling.models import Offer, OfferState, Visit
from tests.support import FAR, SYSTEM
from tests.world import World

PROMISE = Promise(
    "S71",
    State.PARTLY,
    missing="of partners only firms whose people carry out visits attest for each of them; carriers and accountants"
    " have an agreement, and their people are not named here",
)

GIVEN = {"given_by": "Matti Malli", "last_day": "31.12.2027"}


SAID = {"last_day": "31.12.2027", "sure": "on"}


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


def test_they_accept_nothing_that_they_were_offered_before(world: World) -> None:
    q, visit = Provider.objects.get(id=world.ids["provider_q"]), Visit.objects.get(id=world.ids["visit_b"])
    if not visit.offers.filter(provider=q, state=OfferState.OPEN).exists():
        visits.reassign(visit, q, by=SYSTEM, at=clock.now())
    offer = visit.offers.get(provider=q, state=OfferState.OPEN)
    Signature.objects.filter(subject=q.subject_id).update(until=clock.now() - timedelta(seconds=2))

    with pytest.raises(offers.BoundNoMore):
        offers.accept(offer, by=world.actor("q"), at=clock.now())

    assert Offer.objects.get(pk=offer.pk).state == OfferState.OPEN


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


def q_is_free(world: World) -> bool:
    return queries.assignable(at=clock.now()).filter(id=world.ids["provider_q"]).exists()


def test_the_firm_itself_takes_back_and_gives_what_it_attests_for_each(world: World) -> None:
    page = f"/firm/people/{world.ids['provider_q']}/"
    firm, q = world.client("firm"), Provider.objects.get(id=world.ids["provider_q"])
    visit = Visit.objects.get(id=world.ids["visit_b"])
    if visit.offers.filter(provider=q, state=OfferState.OPEN).first() is None:
        visits.reassign(visit, q, by=SYSTEM, at=clock.now())
    offers.accept(visit.offers.get(provider=q, state=OfferState.OPEN), by=world.actor("q"), at=clock.now())
    before = q_is_free(world)

    firm.post(f"{page}withdrawal/")
    after, work = q_is_free(world), world.client("q").get("/work/")
    day = world.client("office").get("/staff/").content.decode()
    firm.post(f"{page}attestation/", SAID)

    assert (before, after, q_is_free(world)) == (True, False, True)
    assert work["Location"].startswith("/account/confidentiality/")
    assert "tarvitaan toinen tekijä" in day
    assert "tarvitaan toinen tekijä" not in world.client("office").get("/staff/").content.decode()


def test_whom_the_firm_adds_without_attesting_is_not_added_and_with_it_waits_for_the_company(world: World) -> None:
    new = {"first_name": "Uusi", "last_name": "Tekijä", "email": "uusi@canaria.fi", "phone": "0401112233"}
    firm, owner = world.client("firm"), world.client("owner")
    waiting = Proposal.objects.count()

    refused = firm.post("/firm/proposals/new/", {**new, "last_day": "31.12.2027", "knows": "on"})
    assert (refused.status_code, Proposal.objects.count()) == (422, waiting)
    firm.post("/firm/proposals/new/", {**new, **SAID, "knows": "on"})
    made = Proposal.objects.latest("asked_at")
    added = Provider.objects.count()
    owner.post(f"/staff/setup/firms/proposals/{made.id}/approval/")

    newest = Provider.objects.latest("joined_at")
    assert Provider.objects.count() == added + 1
    assert Attestation.objects.get(provider=newest).firm_id == world.ids["firm"]
    assert not queries.assignable(at=clock.now()).filter(id=newest.id).exists()


def test_the_firm_opens_nothing_before_its_person_has_signed_and_after_they_are_let_go(world: World) -> None:
    firm = world.client("firm")
    Signature.objects.filter(subject=world.users["firm"].subject_id).update(until=clock.now())
    unsigned = firm.get("/firm/")
    Signature.objects.filter(subject=world.users["firm"].subject_id).update(until=FAR)
    signed = firm.get("/firm/").status_code
    world.client("owner").post(f"/staff/setup/firms/people/{world.ids['firm_person']}/departure/")

    assert unsigned["Location"].startswith("/account/confidentiality/")
    assert (signed, firm.get("/firm/").status_code) == (200, 404)


def test_the_firm_sees_its_own_people_and_no_others(world: World) -> None:
    firm, other = world.client("firm"), world.ids["provider"]
    page = firm.get("/firm/").content.decode()

    assert "Quillemina" in page
    assert not any(word in page for word in ("Pekkarinus", "quille@", "826 431", "Ainokainen"))
    assert firm.get(f"/firm/people/{other}/attestation/").status_code == 404
    assert firm.post(f"/firm/people/{other}/withdrawal/").status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_of_a_firm_costs_the_same_for_one_and_fifty(world: World, count: int) -> None:
    template = Provider.objects.get(id=world.ids["provider_q"])
    for number in range(count - 1):
        person = Person(first_name="Yksi", last_name="Monista", email=f"m{number}@canaria.fi", phone="0401112233")
        firms.employ(providers.register(person, by=SYSTEM, at=clock.now()), template.firm, by=SYSTEM, at=clock.now())
    client = world.client("firm")
    client.get("/firm/")

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/firm/").content.decode()

    assert page.count("<article") == count
    assert len(asked) <= 26
