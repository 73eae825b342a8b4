import pytest
from django import forms as plain
from django.core.exceptions import ImproperlyConfigured

from lupaus.sites.furniture import choices, fields, forms
from lupaus.sites.furniture.forms import Mistake


class Sample(forms.Form):
    name = fields.PersonName(label="Nimi", help_text="Kuten ovessa.", missing="Anna nimi")
    way = choices.OneOf(label="Tapa", options=[("a", "Avain")], missing="Valitse tapa")
    note = fields.Lines(label="Toive")
    agree = choices.Tick(label="Sovitaan", missing="Rastita")


def test_a_required_field_without_its_own_sentence_does_not_import() -> None:
    with pytest.raises(ImproperlyConfigured):
        type("Bad", (forms.Form,), {"name": plain.CharField()})


def test_every_mistake_leads_to_its_field() -> None:
    assert list(Sample({}).mistakes()) == [
        Mistake("id_name", "Anna nimi"),
        Mistake("id_way_0", "Valitse tapa"),
        Mistake("id_agree", "Rastita"),
    ]


def test_errors_of_the_whole_form_come_first() -> None:
    form = Sample({"name": "x"})
    form.add_error(None, "Kokonaan väärin")

    assert next(form.mistakes()) == Mistake("", "Kokonaan väärin")


def test_a_field_is_tied_to_its_hint_and_its_error() -> None:
    drawn = Sample({})["name"].as_field_group()

    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_helptext">Kuten ovessa.' in drawn
    assert 'id="id_name_error">Anna nimi' in drawn


def test_only_optional_fields_are_marked() -> None:
    drawn = str(Sample())

    assert drawn.count("(valinnainen)") == 1
    assert "Toive (valinnainen)" in drawn


def test_chips_are_real_radios_in_a_fieldset() -> None:
    drawn = Sample()["way"].as_field_group()

    assert "<legend>Tapa</legend>" in drawn
    assert '<input type="radio" name="way" value="a" id="id_way_0">' in drawn


def test_what_was_typed_is_shown_again_escaped() -> None:
    drawn = Sample({"name": "<svg onload=x>\n"})["name"].as_field_group()

    assert "&lt;svg onload=x&gt;" in drawn
    assert "<svg onload" not in drawn


def test_nothing_asks_the_browser_to_validate() -> None:
    assert " required" not in str(Sample())
