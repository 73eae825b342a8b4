"""Loading a company's own postcode areas."""

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lupaus.promises import Actor
from lupaus.register import geocoding, postcodes
from lupaus.register.models import CoordinatesSource, PostcodeArea
from lupaus.register.postcodes import Row

HEAD = "postcode;city;latitude;longitude\n"


def test_a_file_is_read_with_semicolons_or_commas_and_a_mark_at_its_head() -> None:
    wanted = (Row("33100", "Tampere", 61.498, 23.761),)

    assert postcodes.read(("\ufeff# own\n" + HEAD + "33100;Tampere;61,498;23.761\n").encode()).rows == wanted
    assert postcodes.read(b"city,postcode,longitude,latitude\nTampere,33 100,23.761,61.498\n").rows == wanted


def test_every_wrong_row_has_its_own_sentence() -> None:
    rows = "1;X;61;24", "33100;;61;24", "33200;X;a;24", "33300;X;61;240", "33400;X;nan;24", "33500;X;61;24"
    reading = postcodes.read((HEAD + "\n".join((*rows, rows[-1], "33600"))).encode())

    assert reading.errors == (
        "Line 2: the postcode is not five digits.",
        "Line 3: the city is missing.",
        "Line 4: the latitude is no number.",
        "Line 5: the longitude is not between 19 and 32, so it is not in Finland.",
        "Line 6: the latitude is not between 59 and 71, so it is not in Finland.",
        "Line 8: postcode 33500 stands twice.",
        "Line 9: the city is missing.",
    )
    assert reading.rows == (Row("33500", "X", 61.0, 24.0),)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "The file is empty."),
        (b"\xff\xfe", "The file is not UTF-8: save it as UTF-8 and try again."),
        (b"a;b\n1;2\n", "The first line names no column postcode, city, latitude, longitude."),
        (b"x" * 2_000_001, "The file is larger than 2000000 bytes."),
        (HEAD.encode() + b"x\n" * 10_001, "The file has more than 10000 rows."),
    ],
)
def test_another_kind_of_file_is_refused_whole(content: bytes, error: str) -> None:
    assert postcodes.read(content) == postcodes.Reading((), (error,))


def test_a_row_that_is_one_huge_cell_is_refused() -> None:
    assert postcodes.read(HEAD.encode() + b"x" * 200_000).errors == ("Line 2: it cannot be read as columns.",)


def test_a_town_longer_than_its_column_is_named_with_its_line() -> None:
    reading = postcodes.read(HEAD.encode() + f"00500;{'H' * 61};60.2;25.0\n".encode())

    assert reading.errors == ("Line 2: the city is longer than 60 letters, or no text.",)


def test_loaded_areas_go_before_those_of_the_program(db: None, at: datetime) -> None:
    postcodes.load([Row("00500", "Helsinki", 60.2, 25.0)], by=Actor.system("test"), at=at)
    postcodes.load([Row("00500", "Helsinki", 60.3, 25.1)], by=Actor.system("test"), at=at)

    located = geocoding.locate("Esimerkkikatu 5", "00500")

    assert (located.coordinates.latitude, located.coordinates.longitude) == (60.3, 25.1)
    assert located.source == CoordinatesSource.TABLE


def test_the_command_loads_a_file(db: None, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(HEAD + "33100;Tampere;61.498;23.761\n", encoding="utf-8")
    said = StringIO()

    call_command("load_postcodes", str(file), "--dry-run", stdout=said)
    assert PostcodeArea.objects.count() == 0
    call_command("load_postcodes", str(file), stdout=said)

    assert said.getvalue() == "1 postcode areas would be loaded.\n1 postcode areas loaded.\n"
    assert PostcodeArea.objects.get().city == "Tampere"


def test_the_command_loads_nothing_of_a_file_with_an_error(db: None, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(HEAD + "33100;Tampere;61.498;23.761\n1;X;61;24\n", encoding="utf-8")
    said = StringIO()

    with pytest.raises(CommandError, match="1 errors: nothing was loaded"):
        call_command("load_postcodes", str(file), stderr=said)

    assert said.getvalue() == "Line 3: the postcode is not five digits.\n"
    assert PostcodeArea.objects.count() == 0


def test_the_command_says_when_there_is_no_file(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("load_postcodes", str(tmp_path / "none.csv"))
