"""`lupaus lint` from outside: files, standard input, formats, exit codes."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
import typst
from pypdf import PdfReader

from lupaus.privacy.linter import command
from lupaus.project import cli
from tests.privacy.linter.conftest import NOTICES, TODAY


def run(*words: str) -> int:
    return command.main(words, today=TODAY)


def test_the_house_knows_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lint", str(NOTICES / "fi_good_homecare.txt")]) == 0
    assert cli.main(["--help"]) == 0
    assert "lint" in capsys.readouterr().out


def test_a_notice_with_findings_is_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(str(NOTICES / "sv_bad_booking.txt"))

    said = capsys.readouterr().out
    assert code == 1
    assert said.startswith("L01  ”Enligt personuppgiftslagen (523/1999)”\n     Varför: ")
    assert said.endswith("Den kan ta fel och är ingen juridisk rådgivning.\n")


def test_json_is_a_list_of_rule_sentence_why_and_mend(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(str(NOTICES / "fi_extract.txt"), "--format", "json")

    assert code == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "rule": "L07",
            "sentence": "Jatkamalla sivuston käyttöä hyväksyt evästeet.",
            "why": "Sivuston käyttö ei ole suostumus evästeisiin. Suostumus on aktiivinen teko (laki 917/2014, 205 §; "
            "tietosuoja-asetus 4(11) art.; EUT C-673/17).",
            "mend": "Pyydä suostumus ennen evästeitä, kieltäytyminen yhtä helpoksi kuin hyväksyminen, ja kerro, missä "
            "valinnan voi muuttaa. Tai käytä vain välttämättömiä.",
        }
    ]


def test_an_extract_says_that_nothing_is_said_of_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    run(str(NOTICES / "fi_extract.txt"))

    assert "Teksti on ote eikä koko seloste" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["fi_good_homecare.txt", "fi_good_webshop.md", "fi_good_club.html"])
def test_a_clean_notice_is_exit_code_0(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(NOTICES / name)) == 0
    assert capsys.readouterr().out == "Huomautettavaa ei löytynyt.\n"
    assert run(str(NOTICES / name), "--format", "json") == 0
    assert capsys.readouterr().out == "[]\n"


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    content = (NOTICES / "en_bad_shop.txt").read_bytes()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))

    assert run("-", "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)[0]["rule"] == "L02"


@pytest.mark.parametrize(
    ("content", "language", "words"),
    [
        ("Vatkaa munat ja sokeri. Lisää jauhot ja paista uunissa.", None, "Tämä ei näytä tietosuojaselosteelta."),
        ("Bake the cookies in the oven and let them cool.", None, "This does not look like a privacy notice."),
        ("Wir verarbeiten Ihre Daten und das ist nicht alles.", None, "The text seems to be in another"),
        ("", "sv", "Texten är tom."),
    ],
)  # fmt: skip
def test_what_cannot_be_linted_is_exit_code_2(
    tmp_path: Path, content: str, language: str | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(content, encoding="utf-8")

    code = run(str(file), "--format", "json", *(["--lang", language] if language else []))

    said = capsys.readouterr()
    assert (code, said.out) == (2, "[]\n")
    assert words in said.err


@pytest.mark.parametrize("name", ["no-such-file.txt", "/", "a\0b", "x" * 5_000])
def test_a_file_that_is_not_there_is_answered(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(name) == 2
    assert "There is no such file" in capsys.readouterr().err


def test_language_versions_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    fi, sv = str(NOTICES / "fi_good_homecare.txt"), str(NOTICES / "sv_good_cleaning.txt")

    assert run(fi, "--with", sv, "--format", "json") == 1
    assert {finding["rule"] for finding in json.loads(capsys.readouterr().out)} == {"L21"}
    assert run(fi, sv, "--format", "json") == 1


def test_plain_measures_instead_of_linting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Tietosuojaseloste\n\nKerromme tietosuojasta. " + "sana " * 26 + "loppuu tähän.", encoding="utf-8")

    code = run("--plain", str(file), "--format", "json")

    assert code == 1
    assert [finding["rule"] for finding in json.loads(capsys.readouterr().out)] == ["P1"]


def test_a_pdf_is_read_by_what_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = paper((NOTICES / "fi_bad_template.txt").read_text(encoding="utf-8"))
    file = tmp_path / "seloste.bin"
    file.write_bytes(content)

    assert run(str(file), "--format", "json") == 1
    rules = {finding["rule"] for finding in json.loads(capsys.readouterr().out)}
    assert rules >= {"L01", "L02", "L03", "L11", "L12", "L18"}
    assert len(PdfReader(file).pages) >= 1


def paper(text: str) -> bytes:
    """Typeset a text, a line to a paragraph."""
    source = "\n\n".join(f"#text({json.dumps(line, ensure_ascii=False)})" for line in text.splitlines() if line)
    return bytes(typst.compile(source.encode()))
