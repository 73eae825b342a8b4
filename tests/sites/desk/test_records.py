"""The records beside the notice say what the declarations say, as pages and as files."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from lupaus.privacy import declarations
from lupaus.privacy.declarations import Column
from lupaus.privacy.notice import compiler
from lupaus.privacy.notice.inputs import NOTHING, Inputs, Partner
from lupaus.privacy.records.compiled import RECORDS, activities, recipients
from lupaus.promises import Category

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", RECORDS)
def test_each_is_a_page_a_csv_and_a_json_of_the_same_rows(officer: Client, code: str) -> None:
    page = officer.get(reverse("desk:notice_record", args=[code])).content.decode()
    text = officer.get(reverse("desk:notice_record_file", args=[code, "csv"])).content
    whole = json.loads(officer.get(reverse("desk:notice_record_file", args=[code, "json"])).content)

    assert whole["rows"]
    assert [row["id"] for row in whole["rows"] if f'<tr id="{row["id"]}">' not in page] == []
    assert [row["id"] for row in whole["rows"] if not row["declarations"]] == []
    assert len({row["id"] for row in whole["rows"]}) == len(whole["rows"])
    assert text.count(b"\r\n") == len(whole["rows"]) + 1
    assert RECORDS[code](NOTHING).as_csv() == RECORDS[code](NOTHING).as_csv()


def test_an_unknown_record_or_form_is_not_found(officer: Client) -> None:
    assert officer.get(reverse("desk:notice_record", args=["nothing"])).status_code == 404
    assert officer.get(reverse("desk:notice_record_file", args=["cookies", "exe"])).status_code == 404


def test_a_partner_abroad_stands_with_its_ground_and_its_name_is_no_formula() -> None:
    given = Inputs(partners=(Partner("mail_carrier", "=Malli()", "US", "scc", ""),))

    assert "vakiolausekkeet" in recipients(given).as_csv().decode()
    assert ";'=Malli();" in recipients(given).as_csv().decode()
    assert "=Malli()" in activities(given).as_json().decode()


def test_control_what_is_taken_out_of_a_declaration_is_missing_in_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    every = list(declarations.columns())
    assert Category.PETS.say() in str(activities(NOTHING))

    def fewer() -> list[Column]:
        return [each for each in every if each.category is not Category.PETS]

    monkeypatch.setattr(declarations, "columns", fewer)
    compiler._from_declarations.cache_clear()
    try:
        assert Category.PETS.say() not in str([line.cells[4] for line in activities(NOTHING).lines])
    finally:
        compiler._from_declarations.cache_clear()
