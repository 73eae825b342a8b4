"""Reading is decrypting is journalling: what opens, for whom, why, and what it leaves behind."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import FieldError
from django.db import DatabaseError, connection, models

from lupaus.journal.models import Entry
from lupaus.keys import keystore as keystore_module
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.promises import Actor, Category, Holds, Purpose, Relation, Role
from lupaus.vault import relations, subjects
from lupaus.vault.fields import BlindIndex, EncryptedBytes, EncryptedJSON, EncryptedText, WithheldIsNotAValue, blind
from lupaus.vault.models import KeyDestruction, Subject, SubjectKind, SubjectModel
from lupaus.vault.reading import NotProcessing, Processing, Withheld, processing
from lupaus.vault.relations import RowRef
from tests.support import FAR

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Specimen(SubjectModel):
    """A row of every kind of encrypted column; its table exists in these tests only."""

    name = EncryptedText()
    email = EncryptedText(null=True)
    email_index = BlindIndex(of="email")
    pets = EncryptedJSON(null=True)
    code = EncryptedText(null=True)
    photo = EncryptedBytes(null=True)
    illness = EncryptedText(null=True, chain=Chain.HEALTH)
    colour = models.CharField(max_length=10, default="blue")

    holds = Holds(
        subject="subject",
        personal={
            "name": Category.NAME,
            "email": Category.EMAIL,
            "email_index": Category.EMAIL,
            "pets": Category.PETS,
            "code": Category.ACCESS_CODE,
            "photo": Category.ORDER_NOTE,
            "illness": Category.HEALTH,
        },
        technical={"id", "subject", "colour"},
    )

    class Meta:
        app_label = "vault_tests"


@pytest.fixture(autouse=True)
def _table(db: None) -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.create_model(Specimen)
    return


@pytest.fixture
def subject() -> Subject:
    return subjects.mint(SubjectKind.CUSTOMER, at=AT)


@pytest.fixture
def specimen(subject: Subject) -> Specimen:
    return Specimen.objects.create(
        subject=subject,
        name="Ánne-Máret O'Brien",
        email="Anne@Example.fi",
        pets={"cat": 2},
        code="1234",
        photo=b"\x00\xff",
        illness="astma",
    )


def _customer(subject: Subject) -> Actor:
    return Actor.person(uuid4(), Role.CUSTOMER, subjects=frozenset({subject.id}))


def test_a_person_opens_their_own_values(subject: Subject, specimen: Specimen) -> None:
    with processing(_customer(subject), Purpose.SELF_SERVICE, AT):
        row = Specimen.objects.get()

        assert (row.name, row.email, row.pets, row.code, row.photo, row.illness) == (
            "Ánne-Máret O'Brien", "Anne@Example.fi", {"cat": 2}, "1234", b"\x00\xff", "astma",
        )  # fmt: skip


def test_nothing_opens_outside_processing(specimen: Specimen) -> None:
    with pytest.raises(NotProcessing):
        _ = Specimen.objects.get().name


def test_what_was_just_written_is_sealed_again(specimen: Specimen) -> None:
    with pytest.raises(NotProcessing):
        _ = specimen.name


def test_a_stranger_gets_what_is_withheld_and_not_the_value(specimen: Specimen) -> None:
    stranger = Actor.person(uuid4(), Role.CUSTOMER, subjects=frozenset({uuid4()}))

    with processing(stranger, Purpose.SELF_SERVICE, AT):
        name = Specimen.objects.get().name

    assert name == Withheld(Category.NAME)
    assert str(name) == "On kirjattu, ei näy sinulle"


@pytest.mark.parametrize("purpose", [Purpose.INVOICING, Purpose.SECURITY])
def test_another_purpose_opens_less(subject: Subject, specimen: Specimen, purpose: Purpose) -> None:
    with processing(_customer(subject), purpose, AT):
        assert Specimen.objects.get().code == Withheld(Category.ACCESS_CODE)


def test_control_with_the_table_of_access_widened_a_stranger_reads(
    specimen: Specimen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lupaus.vault.reading.relations_for", lambda *_: [Relation.ANY])

    with processing(Actor.visitor(), Purpose.SECURITY, AT):
        assert Specimen.objects.get().name == "Ánne-Máret O'Brien"


def test_a_look_leaves_one_entry_with_whom_what_and_why(subject: Subject, specimen: Specimen) -> None:
    actor = _customer(subject)

    with processing(actor, Purpose.SELF_SERVICE, AT, place="my:data"):
        row = Specimen.objects.get()
        _ = (row.name, row.name, row.email)

    entry = Entry.objects.get()
    assert (entry.actor, entry.role, entry.purpose, entry.about_kind) == (
        actor.id,
        "customer",
        "self_service",
        "my:data",
    )
    assert (entry.subjects, entry.categories) == ([subject.id], ["email", "name"])


def test_a_look_is_journalled_also_when_the_page_fails(subject: Subject, specimen: Specimen) -> None:
    with pytest.raises(ZeroDivisionError), processing(_customer(subject), Purpose.SELF_SERVICE, AT):
        _ = Specimen.objects.get().name
        _ = 1 / 0

    assert Entry.objects.count() == 1


def test_what_was_withheld_or_never_read_leaves_no_entry(specimen: Specimen) -> None:
    with processing(Actor.visitor(), Purpose.ORDERING, AT):
        _ = Specimen.objects.get().name

    assert not Entry.objects.exists()


def test_what_was_withheld_can_be_neither_assigned_nor_written_back(specimen: Specimen) -> None:
    with processing(Actor.visitor(), Purpose.ORDERING, AT):
        row = Specimen.objects.get()
        with pytest.raises(WithheldIsNotAValue):
            row.name = row.email


def test_a_column_that_was_not_assigned_is_not_written(subject: Subject, specimen: Specimen) -> None:
    first, second = Specimen.objects.get(), Specimen.objects.get()
    first.name = "Uusi nimi"
    first.save()
    second.colour = "red"

    second.save()

    with processing(_customer(subject), Purpose.SELF_SERVICE, AT):
        row = Specimen.objects.get()
        assert (row.name, row.colour) == ("Uusi nimi", "red")


def test_a_row_that_was_erased_meanwhile_is_not_brought_back(specimen: Specimen) -> None:
    row = Specimen.objects.get()
    Specimen.objects.all().delete()
    row.colour = "red"

    with pytest.raises(DatabaseError):
        row.save()


def test_a_row_is_found_by_its_blind_index_which_follows_the_value(specimen: Specimen) -> None:
    assert Specimen.objects.filter(email_index=blind("email", " anne@example.FI")).count() == 1

    specimen.email = "uusi@example.fi"
    specimen.save(update_fields=["email"])

    assert Specimen.objects.filter(email_index=blind("email", "anne@example.fi")).count() == 0
    assert Specimen.objects.filter(email_index=blind("email", "uusi@example.fi")).count() == 1


@pytest.mark.parametrize("lookup", [{"name": "x"}, {"name__icontains": "x"}, {"name__in": ["x"]}])
def test_an_encrypted_column_cannot_be_searched(specimen: Specimen, lookup: dict[str, str]) -> None:
    with pytest.raises(FieldError):
        Specimen.objects.filter(**lookup).exists()


def test_an_encrypted_column_cannot_be_updated_in_bulk(specimen: Specimen) -> None:
    with pytest.raises(FieldError):
        Specimen.objects.update(name="plain")


def test_rows_are_created_in_bulk_with_their_indexes(subject: Subject) -> None:
    Specimen.objects.bulk_create(Specimen(subject=subject, name=f"n{i}", email=f"{i}@example.fi") for i in range(3))

    assert Specimen.objects.filter(email_index=blind("email", "2@example.fi")).count() == 1


def test_ciphertext_copied_to_another_row_does_not_open(subject: Subject, specimen: Specimen) -> None:
    other = Specimen.objects.create(subject=subject, name="Toinen")
    Specimen.objects.filter(pk=other.pk).update(
        name=Specimen.objects.values_list("name", flat=True).get(pk=specimen.pk)
    )

    with processing(_customer(subject), Purpose.SELF_SERVICE, AT), pytest.raises(Exception, match="name"):
        _ = Specimen.objects.get(pk=other.pk).name


def test_fifty_rows_take_one_resolution_and_one_fetch_of_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        Specimen.objects.create(subject=subjects.mint(SubjectKind.CUSTOMER, at=AT), name=f"Asiakas {number}")
    asked: list[int] = []

    def resolve(actor: Actor, at: datetime, rows: object) -> set[relations.RowRef]:
        asked.append(len(list(rows)))  # type: ignore[call-overload]
        return set(rows)  # type: ignore[call-overload]

    monkeypatch.setitem(relations._resolvers, Relation.ASSIGNED, [resolve])
    fetched: list[int] = []
    plain = keystore().keys_of
    monkeypatch.setattr(keystore(), "keys_of", lambda refs: fetched.append(len(refs)) or plain(refs))

    with processing(Actor.person(uuid4(), Role.PROVIDER, confidential_until=FAR), Purpose.SERVICE_DELIVERY, AT):
        names = [row.name for row in Specimen.objects.all()]

    assert len(names) == 50
    assert "Asiakas 49" in names
    assert (asked, fetched) == ([50], [50])
    assert len(Entry.objects.get().subjects) == 50


def test_a_destroyed_health_key_leaves_the_rest_readable(
    subject: Subject, specimen: Specimen, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        subjects.destroy(subject.id, [Chain.HEALTH], at=AT)

    with processing(_customer(subject), Purpose.SELF_SERVICE, AT):
        row = Specimen.objects.get()
        assert (row.name, row.illness) == ("Ánne-Máret O'Brien", Withheld(Category.HEALTH))


def test_keys_are_destroyed_after_the_commit_and_not_before(
    subject: Subject, django_capture_on_commit_callbacks: object
) -> None:
    ref = KeyRef(subject.id, Chain.REGISTER)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        subjects.forget(subject.id, at=AT)
        assert keystore().keys_of([ref])

    assert not keystore().keys_of([ref])
    assert KeyDestruction.objects.get().done_at == AT


def test_a_destruction_that_a_crash_interrupted_is_finished_later(subject: Subject) -> None:
    subjects.destroy(subject.id, [Chain.REGISTER], at=AT)  # the commit's callback never runs in this test

    assert subjects.finish_destructions(at=AT) == 1

    assert not keystore().keys_of([KeyRef(subject.id, Chain.REGISTER)])


def test_a_reserved_key_that_nobody_used_is_swept_after_a_day(subject: Subject) -> None:
    orphan = KeyRef(uuid4(), Chain.REGISTER)
    keystore().mint([orphan])

    subjects.sweep_orphans(wall_at=datetime.now(UTC) + subjects.ORPHAN_AGE * 2)
    keystore_module._reserved.clear()  # those that this process held in reserve went too

    assert not keystore().keys_of([orphan])
    assert keystore().keys_of([KeyRef(subject.id, Chain.REGISTER)])


def test_no_value_lies_readable_in_the_table(specimen: Specimen) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select t::text from vault_tests_specimen t")
        row = cursor.fetchone()[0]

    assert not [
        word for word in ("Brien", "xample", "cat", "1234", "astma") if word in row or word.encode().hex() in row
    ]
    assert "blue" in row


@pytest.mark.parametrize("gap", [timedelta(0), timedelta(seconds=1)])
def test_without_an_agreement_in_force_only_what_is_ones_own_opens(gap: timedelta) -> None:
    """Forgetting to say until when somebody is bound means seeing nothing; its end is exclusive."""
    own, other = RowRef("vault.Specimen", uuid4(), uuid4()), RowRef("vault.Specimen", uuid4(), uuid4())
    assert own.subject is not None
    subjects = frozenset({own.subject})
    bound = Actor.person(uuid4(), Role.OFFICE, subjects=subjects, confidential_until=AT + timedelta(seconds=1) - gap)
    forgotten = Actor.person(uuid4(), Role.OFFICE, subjects=subjects)

    def opens(actor: Actor) -> list[bool]:
        block = Processing(actor, Purpose.SERVICE_DELIVERY, AT, "test")
        order = Processing(actor, Purpose.ORDERING, AT, "test")
        return [block.allows(other, Category.NAME), order.allows(own, Category.NAME)]

    assert opens(forgotten) == [False, True]
    assert opens(bound) == [not gap, True]


def test_what_a_customer_may_open_needs_no_agreement() -> None:
    """Somebody who also works here goes on being a customer of ours."""
    own = RowRef("vault.Specimen", uuid4(), uuid4())
    assert own.subject is not None
    both = Actor.person(uuid4(), Role.PROVIDER, roles=frozenset({Role.CUSTOMER}), subjects=frozenset({own.subject}))

    assert Processing(both, Purpose.SELF_SERVICE, AT, "test").allows(own, Category.NAME)
