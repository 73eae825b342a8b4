"""Registering customers, correcting what we know of them, claiming them."""

from datetime import datetime, timedelta

import pytest

from lupaus.accounts import users
from lupaus.accounts.handles import index_of
from lupaus.accounts.models import User
from lupaus.company.identifiers import InvalidBusinessId, InvalidPhone
from lupaus.journal.models import Entry
from lupaus.promises import Actor, Purpose
from lupaus.register import customers, numbers, queries, search
from lupaus.register.contacts import CompanyNameMissing, Contact, InvalidEmail, NameMissing
from lupaus.register.customers import EmailBelongsToAccount
from lupaus.register.models import Customer, Kind, Language, Revision
from lupaus.register.texts import TooLong
from lupaus.vault import subjects
from lupaus.vault.fields import WithheldIsNotAValue, blind
from lupaus.vault.models import SubjectKind
from lupaus.vault.reading import processing
from tests.register.conftest import MAIJA


def test_a_customer_is_registered_with_a_number_that_checks(customer: Customer, maija: Actor, at: datetime) -> None:
    with processing(maija, Purpose.SELF_SERVICE, at):
        row = Customer.objects.get()

        assert (row.first_name, row.last_name, row.email, row.phone) == (
            "Maija", "Meikäläinen", "maija@esimerkki.fi", "+358401234567",
        )  # fmt: skip
    assert numbers.is_valid(row.number)
    assert (row.kind, row.language, row.user_id) == (Kind.PERSON, Language.FINNISH, None)


def test_a_name_survives_as_its_owner_writes_it(visitor: Actor, at: datetime, db: None) -> None:
    contact = Contact.checked(**MAIJA | {"first_name": "  Öystein\u202e ", "last_name": "O'Neill-Ða\u0308vi \u200bđŋž"})

    assert (contact.first_name, contact.last_name) == ("Öystein", "O'Neill-Ðävi đŋž")


@pytest.mark.parametrize(
    "name", ["null", "None", "true", "NaN", "-", "../", "Robert'); DROP", "{{7*7}}", "</title><script>"]
)
def test_a_strange_name_is_kept_exactly(name: str) -> None:
    assert Contact.checked(**MAIJA | {"last_name": name}).last_name == name


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\u3164", "\u2800", "\u202e", "\u0301"])
def test_a_name_that_nobody_sees_is_asked_for_again(name: str) -> None:
    with pytest.raises(NameMissing, match="Anna etunimi ja sukunimi"):
        Contact.checked(**MAIJA | {"first_name": name})


def test_a_name_as_long_as_a_letter_is_refused() -> None:
    with pytest.raises(TooLong, match="80 merkkiä"):
        Contact.checked(**MAIJA | {"first_name": "a" * 81})


@pytest.mark.parametrize(
    "email", ["", "maija", "a@b.fi,c@d.fi", "a@b.fi\nBcc: x@y.fi", f"{'a' * 320}@b.fi", "käyttäjä@esimerkki.fi"]
)
def test_an_address_that_is_not_one_recipient_is_refused(email: str) -> None:
    with pytest.raises(InvalidEmail):
        Contact.checked(**MAIJA | {"email": email})


def test_the_domain_of_an_address_is_kept_in_lower_case() -> None:
    assert Contact.checked(**MAIJA | {"email": " Maija@Esimerkki.FI "}).email == "Maija@esimerkki.fi"


def test_an_unknown_language_is_finnish() -> None:
    assert Contact.checked(**MAIJA, language="xx").language == Language.FINNISH


def test_a_company_orders_under_its_business_id(visitor: Actor, at: datetime, db: None) -> None:
    contact = Contact.checked(**MAIJA, company_name="Malli Oy", business_id="30005486")

    company = customers.register(contact, by=visitor, at=at)

    assert (company.kind, company.business_id) == (Kind.COMPANY, "3000548-6")


def test_a_company_without_a_name_is_refused() -> None:
    with pytest.raises(CompanyNameMissing):
        Contact.checked(**MAIJA, company_name=" ", business_id="3000548-6")


def test_a_business_id_that_does_not_check_is_refused() -> None:
    with pytest.raises(InvalidBusinessId):
        Contact.checked(**MAIJA, company_name="Malli Oy", business_id="3000548-7")


def test_registering_is_journalled(customer: Customer) -> None:
    entry = Entry.objects.get(action="customer.registered")

    assert (entry.subjects, entry.about, entry.purpose) == ([customer.subject_id], customer.id, "ordering")


def test_a_corrected_name_keeps_the_earlier_one_for_its_owner(customer: Customer, maija: Actor, at: datetime) -> None:
    with processing(maija, Purpose.SELF_SERVICE, at):
        customers.change_name(customer, first_name="Maija-Liisa", last_name="Virtanen", by=maija, at=at)
    with processing(maija, Purpose.SELF_SERVICE, at):
        revision = Revision.objects.get()
        row = Customer.objects.get()

        assert (revision.field, revision.old, revision.changed_at, revision.role) == (
            "name", "Maija Meikäläinen", at, "customer",
        )  # fmt: skip
        assert (row.first_name, row.last_name) == ("Maija-Liisa", "Virtanen")


def test_a_corrected_phone_is_found_and_the_earlier_one_is_not(customer: Customer, maija: Actor, at: datetime) -> None:
    with processing(maija, Purpose.SELF_SERVICE, at):
        customers.change_phone(customer, phone="050 765 4321", by=maija, at=at)

    assert search.find("+358 50 765 4321").customers == (customer,)
    assert search.find("040 123 4567").customers == ()


def test_a_wrong_phone_changes_nothing(customer: Customer, maija: Actor, at: datetime) -> None:
    with processing(maija, Purpose.SELF_SERVICE, at), pytest.raises(InvalidPhone):
        customers.change_phone(customer, phone="12", by=maija, at=at)

    assert Revision.objects.count() == 0


def test_a_correction_by_somebody_who_may_not_read_the_value_fails(
    customer: Customer, visitor: Actor, at: datetime
) -> None:
    with processing(visitor, Purpose.SELF_SERVICE, at), pytest.raises(WithheldIsNotAValue):
        customers.change_phone(customer, phone="050 765 4321", by=visitor, at=at)


def test_the_language_is_changed_with_its_name_kept(customer: Customer, maija: Actor, at: datetime) -> None:
    with processing(maija, Purpose.SELF_SERVICE, at):
        customers.change_language(customer, language=Language.SWEDISH, by=maija, at=at)
    with processing(maija, Purpose.SELF_SERVICE, at):
        assert Revision.objects.get().old == "Suomi"
    assert Customer.objects.get().language == Language.SWEDISH


def test_a_person_can_become_a_company_and_its_name_be_corrected(
    customer: Customer, maija: Actor, at: datetime
) -> None:
    with processing(maija, Purpose.SELF_SERVICE, at):
        customers.change_company(customer, company_name="Malli Oy", business_id="3000548-6", by=maija, at=at)
        customers.change_company(
            customer, company_name="Malli Ky", business_id="3000548-6", by=maija, at=at + timedelta(days=1)
        )
    with processing(maija, Purpose.SELF_SERVICE, at):
        assert [revision.old for revision in Revision.objects.all()] == ["Malli Oy 3000548-6", None]


def test_the_office_corrects_the_address_of_whoever_has_no_account(
    customer: Customer, office: Actor, at: datetime
) -> None:
    with processing(office, Purpose.CUSTOMER_CARE, at):
        customers.change_email(customer, email="uusi@esimerkki.fi", by=office, at=at)

    assert search.find("uusi@esimerkki.fi").customers == (customer,)


def test_the_office_cannot_move_somebodys_account(customer: Customer, user: User, office: Actor, at: datetime) -> None:
    customers.claim(user.id, index_of(user.email), by=office, at=at)

    with processing(office, Purpose.CUSTOMER_CARE, at), pytest.raises(EmailBelongsToAccount):
        customers.change_email(customer, email="uusi@esimerkki.fi", by=office, at=at)


def test_an_account_claims_every_customer_of_its_own_address(
    customer: Customer, user: User, visitor: Actor, at: datetime
) -> None:
    second = customers.register(Contact.checked(**MAIJA | {"email": "MAIJA@esimerkki.fi"}), by=visitor, at=at)
    other = customers.register(Contact.checked(**MAIJA | {"email": "matti@esimerkki.fi"}), by=visitor, at=at)

    claimed = customers.claim(user.id, index_of(user.email), by=visitor, at=at)

    assert {each.id for each in claimed} == {customer.id, second.id}
    assert len(claimed) == 2
    assert queries.subjects_of_user(user.id, at) == {customer.subject_id, second.subject_id}
    assert Customer.objects.get(id=other.id).user_id is None


def test_claiming_again_changes_nothing(customer: Customer, user: User, visitor: Actor, at: datetime) -> None:
    customers.claim(user.id, index_of(user.email), by=visitor, at=at)

    assert customers.claim(user.id, index_of(user.email), by=visitor, at=at) == []


def test_a_claimed_customer_stays_with_its_account(
    customer: Customer, user: User, visitor: Actor, at: datetime
) -> None:
    customers.claim(user.id, index_of(user.email), by=visitor, at=at)
    subject = subjects.mint(SubjectKind.CUSTOMER, at=at)
    intruder = users.open_account("x@esimerkki.fi", subject, by=visitor, at=at)

    assert customers.claim(intruder.id, blind("email", "maija@esimerkki.fi"), by=visitor, at=at) == []
    assert Customer.objects.get(id=customer.id).user_id == user.id


def test_customers_follow_their_account_to_its_new_address(
    customer: Customer, user: User, maija: Actor, visitor: Actor, at: datetime
) -> None:
    customers.claim(user.id, index_of(user.email), by=visitor, at=at)

    with processing(maija, Purpose.SELF_SERVICE, at):
        customers.follow_account(user.id, "maija.uusi@esimerkki.fi", by=maija, at=at)
        again = customers.follow_account(user.id, "maija.uusi@esimerkki.fi", by=maija, at=at)

    assert again == []
    assert search.find("maija.uusi@esimerkki.fi").customers == (customer,)
    with processing(maija, Purpose.SELF_SERVICE, at):
        assert Revision.objects.get().old == "maija@esimerkki.fi"
