"""H14, H15, H51: tables that are handed out hold no formula, and forms that take a file answer whatever it is.

Today no door hands out a table and none takes a file. As soon as one does, it is found here and attacked.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from tests.doors import DOORS
from tests.hostile.conftest import Walk
from tests.hostile.test_input import check
from tests.world import AINO, BERIT, LIISA, Cast

pytestmark = pytest.mark.django_db

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\uff1d1", '=HYPERLINK("http://evil.example")', "|cmd", "%1")
CAST = Cast(
    a=replace(AINO, first_name=FORMULAS[0], last_name=FORMULAS[3], street=FORMULAS[2], note=FORMULAS[5]),
    b=replace(BERIT, first_name=FORMULAS[1], last_name=FORMULAS[4]),
    payer=replace(LIISA, name=FORMULAS[5], street=FORMULAS[6]),
    comment=FORMULAS[7],
)
SHOWN = {"text/html", "text/plain", "text/calendar", "application/pdf", "application/json"}
"""What doors answer that no spreadsheet opens."""
TABLES = {"text/csv": "csv", "text/tab-separated-values": "tsv"}
FILES: Mapping[str, tuple[str, bytes]] = {
    "nothing": ("a.csv", b""),
    "path": ("../../../etc/passwd", b"a;b\n1;2\n"),
    "name that is markup": ('a";x=".html', b"<svg onload=alert(1)>"),
    "name that turns around": ("\u202evsc.exe", b"MZ"),
    "name of a device": ("con.png", b"\x89PNG\r\n"),
    "name without end": ("x" * 300 + ".csv", b"a;b"),
    "other letters": ("a.csv", "ä;ö\n".encode("utf-16")),
    "no letters": ("a.csv", bytes(range(256)) * 100),
    "many rows": ("a.csv", b"a;b\n" * 200_000),
    "one endless row": ("a.csv", b"x" * 800_000),
    "formulas": ("a.csv", "\n".join(FORMULAS).encode()),
    "no spreadsheet": ("a.xlsx", b"PK\x03\x04" + b"\0" * 1000),
    "a picture of markup": ("a.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
}


def cells(answer: HttpResponse) -> Iterator[str]:
    """Yield the cells of a table of text."""
    sign = "\t" if "tab" in answer["Content-Type"] else ";"
    for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=sign):
        yield from row


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet would compute a cell; a telephone number in the form +358… is one to be read."""
    number = cell.replace(" ", "").removeprefix("+")
    return cell[:1] in set("=+-@\t\r\uff1d\uff0b\uff0d\uff20|%") and not (number.isascii() and number.isdigit())


def test_h14_no_cell_of_a_table_is_a_formula(walk: Walk) -> None:
    for door in DOORS.values():
        answer = walk.browser(door.first).get(walk.address(door))
        kind = answer["Content-Type"].partition(";")[0]
        if answer.status_code == 200 and kind in TABLES:
            assert [cell for cell in cells(answer) if is_formula(cell)] == [], door.name
        else:
            assert kind in SHOWN, f"{door.name}: teach this test to read {kind}"


def test_h15_and_h51_every_form_that_takes_a_file_answers_hostile_ones(walk: Walk) -> None:
    for door in DOORS.values():
        for form in walk.forms(door):
            for what, (name, content) in FILES.items() if form.files else ():
                files = {field: SimpleUploadedFile(name, content) for field in form.files}
                with walk.attempt(door.first) as client:
                    check(client.post(form.action, {**form.filled(), **files}), what)


def test_h15_nothing_reads_a_file_that_no_form_takes(walk: Walk) -> None:
    """A view that reads files must have a form in the crawl, or the attack above would not find it."""
    reads = [
        str(path)
        for path in (Path(__file__).parents[2] / "src" / "lupaus" / "sites").rglob("*.py")
        if "FileField(" in path.read_text("utf-8") or ".FILES[" in path.read_text("utf-8")
    ]

    assert not reads or any(form.files for door in DOORS.values() for form in walk.forms(door))


@pytest.mark.parametrize("cell", [*FORMULAS[:5], "\t=1", "\r=1"])
def test_control_a_formula_is_seen(cell: str) -> None:
    answer = HttpResponse(f'"a";"{cell}"\r\n', content_type="text/csv")

    assert [found for found in cells(answer) if is_formula(found)]


@pytest.mark.parametrize("cell", ["'=1", "+358 40 1234567", "a=b", "", "12,50"])
def test_what_is_no_formula_stays(cell: str) -> None:
    assert not is_formula(cell)
