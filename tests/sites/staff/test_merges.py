"""Two customers that are one: seen side by side, merged, taken back."""

import pytest

from lupaus.register.models import Customer, Merge
from tests.world import BERIT, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(world: World) -> str:
    world.client("office").post(f"/staff/customers/{world.ids['customer_b']}/case/", {"reason": "called"})
    return f"/staff/customers/{world.ids['customer_b']}/merge/{world.ids['twin']}/"


def test_both_are_shown_before_anything_moves(world: World, page: str) -> None:
    said = world.client("office").get(page).content.decode()

    assert said.count('name="kept"') == 2
    assert (BERIT.email in said, f"x{BERIT.email}" in said) == (True, True)


def test_merging_leads_to_the_one_that_stays_and_offers_to_take_it_back(world: World, page: str) -> None:
    office = world.client("office")

    answer = office.post(page, {"kept": str(world.ids["customer_b"])}, follow=True)

    said = answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/staff/customers/{world.ids['customer_b']}/"
    assert "Asiakkaat on yhdistetty." in said
    merge = Merge.objects.get(merged=world.ids["twin"])
    assert f"/staff/merges/{merge.pk}/undoing/" in said


def test_taking_it_back_gives_the_other_its_card_again(world: World, page: str) -> None:
    office = world.client("office")
    office.post(page, {"kept": str(world.ids["customer_b"])})
    merge = Merge.objects.get(merged=world.ids["twin"])
    gone = office.get(f"/staff/customers/{world.ids['twin']}/").status_code

    said = office.post(f"/staff/merges/{merge.pk}/undoing/", follow=True).content.decode()

    assert "Yhdistäminen on kumottu." in said
    assert (gone, Customer.objects.get(pk=world.ids["twin"]).merged_into) == (404, None)


def test_what_was_merged_meanwhile_is_told(world: World, page: str) -> None:
    office = world.client("office")
    office.post(page, {"kept": str(world.ids["customer_b"])})

    assert office.post(page, {"kept": str(world.ids["customer_b"])}).status_code == 404


def test_only_suggested_ones_can_be_merged(world: World, page: str) -> None:
    other = page.replace(str(world.ids["twin"]), str(world.ids["customer"]))

    assert world.client("office").get(other).status_code == 404


def test_without_an_open_case_the_reason_is_asked_first(world: World) -> None:
    here = f"/staff/customers/{world.ids['twin']}/"

    answer = world.client("office").get(f"{here}merge/{world.ids['customer_b']}/")

    assert answer["Location"] == f"{here}case/"


@pytest.mark.parametrize("who", ["a", "p", "owner", "privacy", "visitor"])
def test_others_find_no_such_page(world: World, page: str, who: str) -> None:
    assert world.client(who).post(page, {"kept": "x"}).status_code in {302, 404}
    assert not Merge.objects.filter(merged=world.ids["twin"]).exists()
