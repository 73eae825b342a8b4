"""Clause S19: a daughter pays for her mother. The bill and the credit are the daughter's, the visit the mother's."""

import pytest

from lupaus.kernel import statutes
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Purpose
from lupaus.register import linking
from lupaus.register.models import BillingParty, CompanyUser, ContactPerson, NextOfKin, Representative
from lupaus.vault.fields import blind
from lupaus.vault.reading import is_withheld, processing
from tests.support import account, drain, outbox
from tests.world import AINO, LIISA, World

PROMISE = Promise("S19", State.ENFORCED)


@pytest.fixture
def daughter(world: World) -> World:
    """Let the payer, who is somebody else than the customer, have proved her address and signed in."""
    payer = BillingParty.objects.get(id=world.ids["payer"])
    world.users["liisa"] = account(str(LIISA.email), person=payer.subject, at=world.at)
    linking.claim(world.users["liisa"].pk, blind("email", str(LIISA.email)))
    world.clients.pop("liisa", None)
    world.client("liisa")
    return world


def page(world: World, who: str, path: str) -> str:
    answer = world.client(who).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_payer_has_a_key_of_her_own(world: World) -> None:
    payer = BillingParty.objects.select_related("customer").get(id=world.ids["payer"])

    assert payer.subject_id != payer.customer.subject_id


def test_the_bill_goes_to_the_daughter_and_she_sees_it(daughter: World) -> None:
    drain()

    (mail,) = outbox("billing.invoice", at=daughter.at)
    payer = BillingParty.objects.get(id=daughter.ids["payer"])
    assert (mail.to, mail.subject_id) == (LIISA.email, payer.subject_id)
    pdf = daughter.client("liisa").get(f"/my/invoices/{daughter.ids['invoice']}.pdf")
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")


def test_the_credit_is_counted_for_who_pays_and_not_for_the_mother(daughter: World) -> None:
    assert statutes.household_credit(daughter.at.date()) is not None

    assert "Kotitalousvähennys 2026, arvio" in page(daughter, "liisa", "/my/invoices/")
    assert "Kotitalousvähennys 2026, arvio" not in page(daughter, "a", "/my/invoices/")


def test_the_daughter_sees_no_visit_and_no_home(daughter: World) -> None:
    assert daughter.client("liisa").get(f"/my/visits/{daughter.ids['done_visit']}/").status_code == 404
    shown = "".join(page(daughter, "liisa", path) for path in ("/my/", "/my/data/", "/my/data/letters/"))

    assert not [value for value in (AINO.street, AINO.code, AINO.note, AINO.health, AINO.phone) if value in shown]
    assert daughter.client("liisa").get(f"/my/data/addresses/{daughter.ids['address']}/").status_code == 404


def test_the_mother_sees_her_visit_and_who_pays(world: World) -> None:
    assert world.client("a").get(f"/my/visits/{world.ids['done_visit']}/").status_code == 200
    assert LIISA.name in page(world, "a", "/my/data/")
    assert LIISA.name not in page(world, "b", "/my/data/")


def test_the_daughter_reads_what_we_hold_of_her_and_where_it_came_from(daughter: World) -> None:
    shown = page(daughter, "liisa", "/my/data/")

    assert LIISA.street in shown
    assert "asiakkaalta, johon liityt" in shown


def test_the_daughter_was_told_once(world: World) -> None:
    drain()

    told = [mail for mail in outbox("register.informed", at=world.at) if mail.to == LIISA.email]
    assert len(told) == 1
    assert "maksat hänen tilaamansa palvelun" in told[0].text


def test_a_next_of_kin_is_added_by_the_customer_told_and_taken_off(world: World) -> None:
    person = {"first_name": "Sisar", "last_name": "Siskonen", "email": "sisar@siskonen.fi", "phone": ""}
    assert world.client("a").post(f"/my/data/{world.ids['customer']}/people/kin/", person).status_code == 302
    drain()
    assert [mail.to for mail in outbox("register.informed", at=world.at)].count("sisar@siskonen.fi") == 1
    row = NextOfKin.objects.get(email_index=blind("email", "sisar@siskonen.fi"))

    assert world.client("b").post(f"/my/data/people/{row.pk}/ending/").status_code == 404
    assert world.client("a").post(f"/my/data/people/{row.pk}/ending/").status_code == 302

    assert "Siskonen" not in page(world, "a", "/my/data/")


def test_each_role_has_its_own_purpose_and_retention() -> None:
    kinds = (BillingParty, CompanyUser, ContactPerson, NextOfKin, Representative)

    assert len({kind.holds.purposes for kind in kinds}) == len(kinds)
    assert all(kind.holds.retention is not None and kind.holds.basis is not None for kind in kinds)


def test_nobody_but_office_customer_and_payer_opens_the_payer(daughter: World) -> None:
    for who, opens in (("a", True), ("liisa", True), ("b", False), ("p", False)):
        with processing(daughter.actor(who), Purpose.SELF_SERVICE, daughter.at):
            assert is_withheld(BillingParty.objects.get(id=daughter.ids["payer"]).name) is not opens, who


def test_control_a_payer_under_the_mothers_key_would_see_the_visits(
    daughter: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    payer = BillingParty.objects.select_related("customer").get(id=daughter.ids["payer"])
    BillingParty.objects.filter(pk=payer.pk).update(subject=payer.customer.subject_id)
    monkeypatch.setattr(linking, "payers", BillingParty.objects.all)

    assert daughter.client("liisa").get(f"/my/visits/{daughter.ids['done_visit']}/").status_code == 200
