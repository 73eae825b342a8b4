"""Clause S33: the bill goes to the payer's address, the work to the service address; providers see the latter only."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from lupaus.billing import queries
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Purpose, Relation, Role, access
from lupaus.promises.access import relations_for
from lupaus.promises.categories import Category
from lupaus.register.models import BillingParty
from lupaus.vault.reading import is_withheld, processing
from tests.world import AINO, LIISA, World

PROMISE = Promise(
    "S33", State.PARTLY, missing="no e-invoice address, no paper fee; the payer is no party with rights of their own"
)


def pdf_text(world: World) -> str:
    """Return what stands on the paper of the bill for A's visit that Liisa pays."""
    paper = world.client("office").get(f"/staff/invoices/{world.ids['invoice']}.pdf")
    own = world.client("a").get(f"/my/invoices/{world.ids['invoice']}.pdf")
    content = own.content if own.status_code == 200 else paper.content
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_the_bill_carries_the_payers_name_and_address(world: World) -> None:
    text = pdf_text(world)

    assert LIISA.name in text
    assert LIISA.street in text


def test_the_bill_is_the_customers_own_and_nobody_elses(world: World) -> None:
    page = f"/my/invoices/{world.ids['invoice']}.pdf"

    assert world.client("a").get(page).status_code == 200
    assert [world.client(who).get(page).status_code for who in ("b", "p", "q")] == [404, 404, 404]
    assert [each.pk for each in queries.invoices_of(world.actor("a"))] == [world.ids["invoice"]]


def test_for_no_purpose_a_provider_opens_where_the_bill_goes(world: World) -> None:
    for purpose in Purpose:
        others = set(relations_for(frozenset({Role.PROVIDER}), purpose, Category.BILLING_ADDRESS)) - {Relation.OWN}
        assert not others  # a provider may order for themselves; that draft is their own
        with processing(world.actor("p"), purpose, world.at):
            assert is_withheld(BillingParty.objects.get().street)


def test_no_page_of_the_provider_shows_it(world: World) -> None:
    pages = [
        "/work/",
        "/work/offers/",
        f"/work/visits/{world.ids['visit']}/",
        f"/work/visits/{world.ids['done_visit']}/",
    ]
    shown = "".join(world.client("p").get(page).content.decode() for page in pages)

    assert LIISA.street not in shown
    assert LIISA.name not in shown
    assert AINO.first_name in shown


def test_the_customer_sees_and_corrects_the_payer(world: World) -> None:
    assert LIISA.street in world.client("a").get("/my/data/").content.decode()


def test_control_with_a_row_for_providers_the_address_would_open(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = frozenset({Category.BILLING_ADDRESS})
    open_row = access.Access(Role.PROVIDER, Purpose.SERVICE_DELIVERY, Relation.ANY, opened)
    monkeypatch.setattr(access, "ACCESS", (*access.ACCESS, open_row))

    with processing(world.actor("p"), Purpose.SERVICE_DELIVERY, world.at):
        assert BillingParty.objects.get().street == LIISA.street
