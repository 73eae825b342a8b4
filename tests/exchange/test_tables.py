"""Files as they are found in the world, and files made to hurt: read in words, within bounds."""

import io
import time
import zipfile

import pytest

from lupaus.exchange import tables, workbooks
from lupaus.exchange.kinds import Kind
from lupaus.exchange.tables import EmptyTable, NotATable, TooLargeFile
from tests.exchange.files import book, csv_of, customer, xlsx

ROW = customer(1, first_name="Äijö", last_name="Öst")


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_dialect_of_csv_is_read(sign: str, encoding: str) -> None:
    found = tables.read(csv_of(Kind.CUSTOMERS, [ROW], sign=sign, encoding=encoding))

    (sheet,) = found.sheets
    assert sheet.heading.cells[:3] == ("Tunniste", "Etunimi", "Sukunimi")
    assert [(line.number, line.cells[:3]) for line in sheet.lines] == [(2, ("A-1", "Äijö", "Öst"))]
    assert any("Windows-1252" in note for note in found.notes) == (encoding == "cp1252")


def test_a_workbook_reads_as_typed() -> None:
    content = xlsx({"Asiakkaat": [["Puhelin", "Päivä", "Hinta", "Kaava"], [401234567, None, 134.5, "=1+1"], [], ["x"]]})

    (sheet,) = tables.read(content).sheets

    assert [(line.number, line.cells) for line in sheet.lines] == [
        (2, ("401234567", "", "134,5", f"{tables.MARK}=1+1")), (4, ("x",)),
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"", b" \r\n\r\n", csv_of(Kind.CUSTOMERS, [])])
def test_nothing_is_said_to_be_nothing(content: bytes) -> None:
    with pytest.raises(EmptyTable):
        tables.read(content)


def zipped(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return kept.getvalue()


NESTED = zipped({f"lib {number}.zip": zipped({"0.dll": bytes(10**7)}) for number in range(16)})
BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
)
WHOLE = book({Kind.CUSTOMERS: [ROW]})


def replaced(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as package:
        return zipped({part: package.read(part) for part in package.namelist()} | {name: content})


HOSTILE = {
    "42.zip": NESTED,
    "unpacks to 100 MB": replaced("xl/worksheets/sheet1.xml", bytes(100_000_000)),
    "entities": replaced("xl/worksheets/sheet1.xml", BILLION),
    "a million parts": zipped({"xl/workbook.xml": b""} | {f"{number}": b"" for number in range(1000)}),
    "half": WHOLE[: len(WHOLE) // 2],
    "no package": b"PK\x03\x04" + bytes(1000),
    "a last row far away": replaced(
        "xl/worksheets/sheet1.xml",
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
    ),
    "pictures": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a million rows": b"a;b\n" * 1_000_000,
    "a million columns": b";" * 1_000_000,
    "one endless cell": b"x" * 4_000_000,
    "too large": bytes(tables.MOST_BYTES + 1),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=list(HOSTILE))
def test_h15_what_is_made_to_hurt_is_refused_within_a_second(content: bytes) -> None:
    began = time.process_time()

    with pytest.raises((NotATable, TooLargeFile, EmptyTable)):
        tables.read(content)

    assert time.process_time() - began < 1


def test_control_the_bomb_would_unpack() -> None:
    with zipfile.ZipFile(io.BytesIO(HOSTILE["unpacks to 100 MB"])) as package:
        assert sum(part.file_size for part in package.infolist()) > workbooks.MOST_UNPACKED
