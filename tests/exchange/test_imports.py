"""A register brought in: checked, written whole or not at all, taken back."""

from datetime import date, timedelta

import pytest

from lupaus.billing import openings
from lupaus.billing.models import Invoice, OpeningInvoice
from lupaus.exchange import imports, undoing
from lupaus.exchange.imports import AlreadyBrought, BuiltUpon, HasFaults, NotReady, TooLateToUndo
from lupaus.exchange.kinds import Kind
from lupaus.exchange.models import Import, Made, Origin, State
from lupaus.journal.models import Entry
from lupaus.kernel.money import Money
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.orders.models import Order
from lupaus.register import customers
from lupaus.register.models import Address, Customer
from lupaus.scheduling import series_roll
from lupaus.scheduling.models import Occupation, Occurrence, Offer, Series, Visit, VisitState
from lupaus.vault.models import Subject
from tests.exchange.files import address, book, csv_of, customer, invoice, series
from tests.scheduling.town import AT, OWNER, Town

pytestmark = pytest.mark.usefixtures("looking")

WHOLE = {
    Kind.CUSTOMERS: [customer(1), customer(2, phone="+358 50-123 4567", language="ruotsi")],
    Kind.ADDRESSES: [address(1, access="ovikoodi", code="1234#"), address(2), address(2, street="Mökkitie 4")],
    Kind.SERIES: [series(1, price="77,70", provider="Siiri Salo")],
    Kind.INVOICES: [invoice(1, reference="1234561"), invoice(2)],
}


def brought(content: bytes, name: str = "rekisteri.xlsx") -> Import:
    row = imports.receive(name, content, by=OWNER, at=AT)
    imports.check_soon(row, by=OWNER, at=AT)
    return Import.objects.get(pk=row.pk)


def written(content: bytes) -> Import:
    return imports.write_soon(brought(content), by=OWNER, at=AT)


def said(row: Import) -> list[tuple[str, str]]:
    return [(fault.place, fault.words) for fault in imports.faults(row) if not fault.is_hint]


def named(town: Town) -> str:
    return str(town.providers[0].email)


def test_a_whole_register_comes_in_at_once(town: Town) -> None:
    sheets = WHOLE | {Kind.SERIES: [series(1, price="77,70", provider=named(town))]}
    row = brought(book(sheets))

    assert said(row) == []
    assert row.report["counts"] == {"customers": 2, "addresses": 3, "series": 1, "invoices": 2, "owed_cents": 100000}
    assert Customer.objects.count() == 0

    row = imports.write_soon(row, by=OWNER, at=AT)

    assert row.state == State.WRITTEN
    first, second = Customer.objects.order_by("registered_at", "last_name_tokens")[:2]
    assert {str(each.last_name) for each in (first, second)} == {"Esimerkki1", "Esimerkki2"}
    assert {(each.phone, each.language) for each in (first, second)} == {
        ("+358401000001", "fi"),
        ("+358501234567", "sv"),
    }
    assert Address.objects.count() == 3
    order = Order.objects.get()
    assert (order.total_cents, order.lines.get().total_cents, order.placed_at) == (7770, 7770, AT)
    assert [visit.state for visit in Visit.objects.all()] == [VisitState.ACCEPTED] * 4
    assert {visit.provider_id for visit in Visit.objects.all()} == {town.providers[0].id}
    assert {each.left_cents for each in openings.overdue(AT)} == {50000}
    assert Invoice.objects.count() == 0


def test_what_was_brought_in_says_where_it_comes_from_and_when_it_was_collected(town: Town) -> None:
    written(book(WHOLE | {Kind.SERIES: []}))

    origins = Origin.objects.order_by("about_kind")
    assert [each.about_kind for each in origins] == ["address"] * 3 + ["customer"] * 2 + ["invoice"] * 2
    assert {each.collected_on for each in origins.filter(about_kind="customer")} == {date(2019, 3, 1)}
    assert {each.brought_at for each in origins} == {AT}


def test_a_series_of_nobody_in_particular_is_offered(town: Town) -> None:
    written(book(WHOLE | {Kind.SERIES: [series(1)]}))

    assert [visit.state for visit in Visit.objects.all()] == [VisitState.OFFERED] * 4
    assert Offer.objects.count() == 4
    assert Order.objects.get().total_cents == 9200


def test_days_of_a_series_that_cannot_be_are_said_one_by_one(town: Town) -> None:
    provider = named(town)
    sheets = WHOLE | {
        Kind.SERIES: [series(1, provider=provider), series(2, street="Mökkitie 4", provider=provider, starts="10.00")]
    }

    row = brought(book(sheets))

    assert [place for place, _words in said(row)] == ["Sarjat, rivi 3, Ensimmäinen käynti"] * 4
    assert said(row)[0][1].startswith("to\N{NO-BREAK SPACE}26.11.2026: tekijällä on silloin muuta.")
    assert (Visit.objects.count(), Occupation.objects.count(), Occurrence.objects.count()) == (0, 0, 0)


def test_nothing_is_written_while_anything_is_wrong(town: Town) -> None:
    row = brought(csv_of(Kind.CUSTOMERS, [customer(1), customer(2, phone="04")]), "asiakkaat.csv")

    with pytest.raises(HasFaults):
        imports.write_soon(row, by=OWNER, at=AT)

    assert said(row) == [("Asiakkaat, rivi 3, Puhelin", "Anna puhelinnumero, esimerkiksi 040 123 4567.")]
    assert Customer.objects.count() == 0


def test_the_file_is_gone_with_its_key_once_it_is_in(town: Town, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        row = written(csv_of(Kind.CUSTOMERS, [customer(1)]))

    kept = Import.objects.get(pk=row.pk)
    assert (kept.content, kept.name, kept.report, kept.made["customers"]) == (None, None, None, 1)
    assert keystore().keys_of([KeyRef(kept.subject_id, Chain.REGISTER)]) == {}


def test_a_file_that_nobody_brings_in_is_gone_after_a_day(town: Town) -> None:
    row = brought(csv_of(Kind.CUSTOMERS, [customer(1)]))

    assert imports.sweep(at=AT + imports.LIFE - timedelta(seconds=1)) == 0
    assert imports.sweep(at=AT + imports.LIFE) == 1

    kept = Import.objects.get(pk=row.pk)
    assert (kept.state, kept.content, kept.report) == (State.GONE, None, None)
    with pytest.raises(NotReady):
        imports.write_soon(kept, by=OWNER, at=AT + imports.LIFE)


def test_the_same_file_is_known_again(town: Town) -> None:
    content = csv_of(Kind.CUSTOMERS, [customer(1)])

    assert brought(content).pk == brought(content, "toinen nimi.csv").pk
    written(content)
    with pytest.raises(AlreadyBrought) as no:
        imports.receive("a.csv", content, by=OWNER, at=AT)

    assert str(no.value).startswith("Tämä tiedosto on jo tuotu ma\N{NO-BREAK SPACE}23.11.2026")


def test_who_seems_to_be_here_already_is_pointed_at_and_not_merged(town: Town) -> None:
    written(csv_of(Kind.CUSTOMERS, [customer(1)]))
    row = brought(csv_of(Kind.CUSTOMERS, [customer(7, email="AINO1@esimerkki.example")]))

    number = Customer.objects.get().number
    (hint,) = [fault for fault in imports.faults(row) if fault.is_hint]
    assert hint.place == "Asiakkaat, rivi 2, Sähköposti"
    assert f"{number[:3]} {number[3:6]} {number[6:]}" in hint.words
    imports.write_soon(row, by=OWNER, at=AT)
    assert Customer.objects.count() == 2


@pytest.mark.parametrize("name", ["number", "email", "earlier"])
def test_another_file_names_customers_by_what_they_are_known_by(town: Town, name: str) -> None:
    written(csv_of(Kind.CUSTOMERS, [customer(1)]))
    known = Customer.objects.get()
    text = {"number": known.number, "email": "Aino1@esimerkki.example", "earlier": "a-1"}[name]

    written(csv_of(Kind.ADDRESSES, [address(1, customer=text)]))

    assert Address.objects.get().customer == known


def test_undoing_leaves_nothing(town: Town, django_capture_on_commit_callbacks: object) -> None:
    before = {model: model.objects.count() for model in (Subject, Customer, Address, Order, Series, Visit, Occupation)}
    row = written(book(WHOLE | {Kind.SERIES: [series(1, provider=named(town)), series(2, street="Mökkitie 4")]}))
    owners = [each.subject_id for each in Customer.objects.all()]
    assert len(keystore().keys_of([KeyRef(owner, Chain.REGISTER) for owner in owners])) == 2

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        imports.undo(row, by=OWNER, at=AT + imports.LIFE - timedelta(seconds=1))

    after = {model: model.objects.count() for model in before}
    assert after == before | {Subject: before[Subject] + 1}  # the file's own, without a key
    assert (Made.objects.count(), Origin.objects.count(), Offer.objects.count(), OpeningInvoice.objects.count()) == (
        0,
    ) * 4
    assert keystore().keys_of([KeyRef(owner, Chain.REGISTER) for owner in owners]) == {}
    assert Entry.objects.filter(action="import.undone", subjects__contains=owners).count() == 1


def test_control_undoing_finds_what_hangs_on_an_import(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without following what points at the rows, rows would be left behind: the database would refuse."""
    row = written(book(WHOLE | {Kind.SERIES: [series(1)]}))
    everything = {model.__name__ for model in undoing.hanging_on(undoing._made(row))}

    assert {"Customer", "Address", "Order", "OrderLine", "Series", "Occurrence", "Visit", "Occupation"} <= everything
    assert {"Milestone", "Offer", "Origin", "OpeningInvoice", "Subject"} <= everything


def test_a_night_in_between_does_not_stand_in_the_way(town: Town) -> None:
    row = written(book(WHOLE | {Kind.SERIES: [series(1, provider=named(town), every_weeks="1")]}))
    series_roll.roll(at=AT + timedelta(hours=20))

    imports.undo(row, by=OWNER, at=AT + timedelta(hours=21))

    assert (Series.objects.count(), Visit.objects.count(), Occurrence.objects.count()) == (0, 0, 0)


def test_what_was_built_upon_an_import_keeps_it(town: Town) -> None:
    row = written(book(WHOLE | {Kind.SERIES: []}))
    paid = OpeningInvoice.objects.order_by("brought_at").first()
    openings.record(paid, amount=Money(100), paid_on=AT.date(), expected_open=Money(50000), by=OWNER, at=AT)
    customers.change_phone(Customer.objects.exclude(pk=paid.customer_id).get(), phone="0409999999", by=OWNER, at=AT)

    with pytest.raises(BuiltUpon):
        imports.undo(row, by=OWNER, at=AT)

    assert sorted((each.words, each.times, len(each.numbers)) for each in undoing.blockers(row)) == [
        ("on kirjattu maksu", 1, 1),
        ("tietoa on korjattu", 1, 1),
    ]


def test_after_a_day_it_is_final(town: Town) -> None:
    row = written(csv_of(Kind.CUSTOMERS, [customer(1)]))

    with pytest.raises(TooLateToUndo):
        imports.undo(row, by=OWNER, at=AT + imports.LIFE)
    imports.sweep(at=AT + imports.LIFE)

    assert Made.objects.count() == 0


def test_a_time_that_was_taken_meanwhile_leaves_nothing_and_is_said(town: Town) -> None:
    row = brought(book(WHOLE | {Kind.SERIES: [series(1, provider=named(town))]}))
    for provider in town.providers[1:]:
        provider.areas.all().delete()
    town.booked()
    count = Customer.objects.count()

    with pytest.raises(imports.NotAnyMore):
        imports.write_soon(row, by=OWNER, at=AT)

    row = Import.objects.get(pk=row.pk)
    assert (row.state, row.faults, Customer.objects.count()) == (State.CHECKED, 1, count)
