"""The owner's pages by which a register comes in and goes out."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from lupaus.exchange.kinds import COLUMNS, HELP, NAMES, Kind
from lupaus.exchange.models import Export, Import, State
from lupaus.register.models import Customer
from tests.exchange.files import csv_of, customer

pytestmark = pytest.mark.django_db


def send(owner: Client, content: bytes, name: str = "asiakkaat.csv") -> str:
    answer = owner.post(reverse("staff:imports"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_register_comes_in_and_goes_again(owner: Client) -> None:
    page = send(owner, csv_of(Kind.CUSTOMERS, [customer(1), customer(2)]))
    shown = owner.get(page).content.decode()
    assert "Tuo nämä" in shown
    assert Customer.objects.count() == 0

    row = Import.objects.get()
    after = owner.post(reverse("staff:import_writing", args=[row.pk]), follow=True).content.decode()
    assert "Kaikki rivit on tuotu." in after
    assert Customer.objects.count() == 2

    after = owner.post(reverse("staff:import_undoing", args=[row.pk]), follow=True).content.decode()
    assert "Tuonti on kumottu." in after
    assert Customer.objects.count() == 0


def test_what_is_wrong_stands_on_the_page_and_nothing_can_be_brought_in(owner: Client) -> None:
    page = send(owner, csv_of(Kind.CUSTOMERS, [customer(1, phone="12")]))

    shown = owner.get(page).content.decode()

    assert "Asiakkaat, rivi 2, Puhelin" in shown
    assert "Anna puhelinnumero" in shown
    assert "Tuo nämä" not in shown
    row = Import.objects.get()
    owner.post(reverse("staff:import_writing", args=[row.pk]))
    assert (Customer.objects.count(), Import.objects.get().state) == (0, State.CHECKED)


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", b""), ("a.png", b"\x89PNG\r\n\x00"), ("../../x.xlsx", b"PK\x03\x04" + bytes(50))]
)
def test_what_is_no_table_is_said_at_the_file(owner: Client, name: str, content: bytes) -> None:
    answer = owner.post(reverse("staff:imports"), {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert "Tiedosto" in answer.content.decode()


def test_the_office_brings_nothing_in(office: Client) -> None:
    assert office.get(reverse("staff:imports")).status_code == 404
    assert office.get(reverse("staff:exports")).status_code == 404


def test_the_templates_hold_every_column(owner: Client) -> None:
    answer = owner.get(reverse("staff:imports_template", args=["tyokirja"]))

    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [*(NAMES[kind] for kind in Kind), HELP]
    for kind in Kind:
        assert [cell.value for cell in book[NAMES[kind]][1]] == [column.name for column in COLUMNS[kind]]
    text = owner.get(reverse("staff:imports_template", args=["asiakkaat"]))
    assert text.content.decode("utf-8-sig").splitlines()[0].startswith("Tunniste;Etunimi;Sukunimi;")


def test_a_template_that_is_sent_as_it_is_brings_nothing_in(owner: Client) -> None:
    book = owner.get(reverse("staff:imports_template", args=["tyokirja"])).content

    shown = owner.get(send(owner, book, "tuonti.xlsx")).content.decode()

    assert "Kaikki rivit ovat kunnossa." in shown
    assert "asiakasta" not in shown


def test_a_table_is_taken_out_for_a_reason(owner: Client) -> None:
    address = reverse("staff:exports")

    answer = owner.post(address, {"table": "customers", "reason": "moving", "form": "xlsx"})
    wrong = owner.post(address, {"table": "customers", "reason": "audit", "form": "xlsx"})

    assert answer["Content-Disposition"].startswith('attachment; filename="asiakkaat-')
    assert load_workbook(io.BytesIO(answer.content)).sheetnames == ["Asiakkaat", "Osoitteet"]
    assert wrong.status_code == 422
    assert Export.objects.get().reason == "moving"
    assert "Rekisterin siirto" in owner.get(address).content.decode()
