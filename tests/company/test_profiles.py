from dataclasses import asdict
from datetime import datetime, timedelta

import pytest

from lupaus.company import identifiers, profiles, queries
from lupaus.company.models import Profile
from lupaus.company.queries import NoProfileYet
from lupaus.journal.models import Entry
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor
from tests.company.conftest import Make

pytestmark = pytest.mark.django_db


def test_a_profile_is_kept_in_its_right_form(details: Make, owner: Actor, at: datetime) -> None:
    typed = details(name="  Kotipalvelu   Malli Oy ", business_id="12345671", phone="010-1234567", bic="ndeafihh")

    profile = profiles.change(typed, by=owner, at=at)

    assert asdict(profiles.details_of(profile)) == asdict(details(phone="+358101234567", iban="FI2112345600000785"))


def test_a_change_keeps_what_was_before(details: Make, owner: Actor, at: datetime) -> None:
    profiles.change(details(), by=owner, at=at)
    later = at + timedelta(days=3)

    profiles.change(details(street="Uusikatu 2"), by=owner, at=later)

    before, after = queries.profile(later - timedelta(seconds=1)), queries.profile(later)
    assert (before.address, after.address) == ("Esimerkkikatu 1, 00500 Helsinki", "Uusikatu 2, 00500 Helsinki")
    assert [profile.revision for profile in queries.profiles()] == [2, 1]


def test_the_later_of_two_changes_at_the_same_moment_holds(details: Make, owner: Actor, at: datetime) -> None:
    profiles.change(details(), by=owner, at=at)
    profiles.change(details(name="Toinen Oy"), by=owner, at=at)

    assert queries.profile(at).name == "Toinen Oy"


def test_no_change_writes_no_row(details: Make, owner: Actor, at: datetime) -> None:
    first = profiles.change(details(), by=owner, at=at)

    second = profiles.change(details(), by=owner, at=at + timedelta(days=1))

    assert (second, Profile.objects.count()) == (first, 1)


def test_a_change_is_in_the_journal(details: Make, owner: Actor, at: datetime) -> None:
    profile = profiles.change(details(), by=owner, at=at)

    assert [(entry.action, entry.about) for entry in Entry.objects.all()] == [("company.profile_changed", profile.id)]


def test_before_the_first_profile_the_answer_says_where_to_enter_it(at: datetime) -> None:
    with pytest.raises(NoProfileYet) as refused:
        queries.profile(at)

    assert "Yrityksen tiedot" in str(refused.value)
    assert queries.profile_or_none(at) is None


@pytest.mark.parametrize(
    ("name", "typed", "refusal"),
    [
        ("name", " ", profiles.MissingDetail),
        ("name", "x" * 101, profiles.TooLong),
        ("business_id", "1234567-2", identifiers.InvalidBusinessId),
        ("vat_id", "FI30005486", identifiers.InvalidVatId),
        ("iban", "FI1", identifiers.InvalidIban),
        ("bic", "X", identifiers.InvalidBic),
        ("postcode", "123", identifiers.InvalidPostcode),
        ("phone", "1", identifiers.InvalidPhone),
        ("email", "a@b@c", profiles.InvalidEmail),
        ("register_role", "", profiles.MissingDetail),
        ("register_email", "", profiles.InvalidEmail),
    ],
)
def test_a_wrong_detail_is_refused_and_nothing_is_written(
    details: Make, owner: Actor, at: datetime, name: str, typed: str, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        profiles.change(details(**{name: typed}), by=owner, at=at)

    assert not Profile.objects.exists()
