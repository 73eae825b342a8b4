from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from lupaus.kernel.money import Money
from lupaus.sites.furniture import amounts, choices, fields

LINE = fields.Line(missing="Kirjoita jotain", longest=20)
EMAIL = fields.Email(missing=fields.Email.invalid)
PHONE = fields.Phone(missing=fields.Phone.invalid)


def refusal(field: object, value: object) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(value)  # type: ignore[attr-defined]
    return str(refused.value.messages[0])


def test_text_is_kept_as_typed_but_tidied() -> None:
    assert LINE.clean("  A\u0308iti\u202e ") == "Äiti"


def test_a_text_for_a_plain_column_is_measured_as_the_database_measures() -> None:
    plain = fields.Line(missing="Kirjoita jotain", longest=20, plain=True)

    assert plain.clean("q\u0308" * 10) == LINE.clean("q\u0308" * 10)
    assert refusal(plain, "q\u0308" * 11) == "Lyhennä tekstiä, enintään 20 merkkiä."
    assert LINE.clean("q\u0308" * 11)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("\u200b", "Kirjoita jotain"),
        (None, "Kirjoita jotain"),
        ("a\nb", "Kirjoita tämä yhdelle riville."),
        ("a\x00b", "Tekstissä on merkkejä, joita emme voi tallentaa. Kirjoita se uudelleen."),
        ("x" * 21, "Lyhennä tekstiä, enintään 20 merkkiä."),
        ("e" + "\u0301" * 30, "Lyhennä tekstiä, enintään 20 merkkiä."),
        ("131052-308T", "Poista henkilötunnus. Emme tarvitse sitä emmekä tallenna sitä."),
        ("4111111111111111", "Poista maksukortin numero. Emme tallenna sitä."),
    ],
)
def test_text_is_refused_in_its_own_words(typed: object, answer: str) -> None:
    assert refusal(LINE, typed) == answer


def test_notes_keep_their_lines() -> None:
    assert fields.Lines().clean("yksi\r\nkaksi") == "yksi\nkaksi"
    assert fields.Lines().clean("\u3164") == ""


@pytest.mark.parametrize("typed", ["maija@Esimerkki.FI", " maija@esimerkki.fi "])
def test_an_address_is_kept_with_its_domain_in_small_letters(typed: str) -> None:
    assert EMAIL.clean(typed) == "maija@esimerkki.fi"


@pytest.mark.parametrize(
    "typed", ["a@b.fi,c@d.fi", "a@b.fi\nBcc: x@y.fi", '"a b"@b.fi', "a@b@c.fi", "x" * 320 + "@b.fi", "a@b"]
)
def test_only_one_ordinary_address_is_taken(typed: str) -> None:
    assert typed not in refusal(EMAIL, typed)


def test_an_address_beyond_our_mail_is_told_so() -> None:
    assert refusal(EMAIL, "käyttäjä@example.fi").startswith("Emme voi vielä lähettää postia osoitteeseen")


def test_an_international_domain_is_taken() -> None:
    assert EMAIL.clean("maija@äiti.fi") == "maija@äiti.fi"


@pytest.mark.parametrize(
    "typed", ["040 123 4567", "040-1234567", "+358 (0)40 123 4567", "00358401234567", "０４０ １２３ ４５６７"]
)
def test_a_number_is_kept_in_one_form(typed: str) -> None:
    assert PHONE.clean(typed) == "+358401234567"


@pytest.mark.parametrize("typed", ["040 123", "0800 HELLO", "040 123 4567 x12", "abc", "+999123"])
def test_what_is_no_number_is_told_with_an_example(typed: str) -> None:
    assert refusal(PHONE, typed) == "Anna puhelinnumero, esimerkiksi 040 123 4567"


@pytest.mark.parametrize("typed", ["00500", "FI-00 500", "００５００"])
def test_a_postcode_is_five_digits(typed: str) -> None:
    assert fields.Postcode().clean(typed) == "00500"


@pytest.mark.parametrize("typed", ["0050", "005000", "abcde", "-0500"])
def test_anything_else_is_no_postcode(typed: str) -> None:
    assert refusal(fields.Postcode(), typed) == "Anna postinumero, viisi numeroa, esimerkiksi 00500"


@pytest.mark.parametrize("typed", ["3000548-6", "30005486", "FI30005486"])
def test_a_business_id_has_its_check_digit(typed: str) -> None:
    assert fields.BusinessId().clean(typed) == "3000548-6"


def test_a_slip_in_a_business_id_is_seen() -> None:
    assert refusal(fields.BusinessId(), "3000548-7") == "Tarkista Y-tunnus. Se on muotoa 1234567-1."


@pytest.mark.parametrize(("typed", "cents"), [("1 000,50", 100050), ("42", 4200), ("42.5 €", 4250), ("0", 0)])
def test_sums_are_read_as_people_write_them(typed: str, cents: int) -> None:
    assert amounts.Euros(missing="Anna hinta").clean(typed) == Money(cents)


@pytest.mark.parametrize("typed", ["-1", "1e5", "100 000 000", "ilmainen"])
def test_other_sums_are_refused(typed: str) -> None:
    assert refusal(amounts.Euros(), typed).startswith("Anna summa")


@pytest.mark.parametrize(("typed", "number"), [("12", 12), ("１２", 12), ("١٢", 12), ("1 000", 1000)])
def test_counts_are_read_in_every_script(typed: str, number: int) -> None:
    assert amounts.Whole(least=0, most=1000).clean(typed) == number


@pytest.mark.parametrize("typed", ["-1", "-0", "1e5", "1_000", "1000000000", "1001", "1.5", "0x10"])
def test_counts_outside_their_bounds_are_refused(typed: str) -> None:
    assert refusal(amounts.Whole(least=0, most=1000), typed).startswith("Anna luku")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24.12.2026", date(2026, 12, 24)),
        ("24.12.", date(2026, 12, 24)),
        ("24. joulukuuta", date(2026, 12, 24)),
        ("2026-12-24", date(2026, 12, 24)),
        ("to 24.12.", date(2026, 12, 24)),
        ("1.1.", date(2027, 1, 1)),
        ("29.2.", date(2028, 2, 29)),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, day: date) -> None:
    field = amounts.Day()
    field.today = date(2026, 11, 22)

    assert field.clean(typed) == day


@pytest.mark.parametrize("typed", ["31.2.2026", "0001-01-01", "1.1.9999", "huomenna", "1.13.2026", "30.2."])
def test_impossible_days_are_refused(typed: str) -> None:
    field = amounts.Day()
    field.today = date(2026, 11, 22)

    assert refusal(field, typed)


@pytest.mark.parametrize(("typed", "wall"), [("9", time(9)), ("9.30", time(9, 30)), ("klo 21:15", time(21, 15))])
def test_times_of_day_are_read_as_people_write_them(typed: str, wall: time) -> None:
    assert amounts.TimeOfDay().clean(typed) == wall


@pytest.mark.parametrize("typed", ["24", "9.60", "aamulla", "9.5"])
def test_impossible_times_are_refused(typed: str) -> None:
    assert refusal(amounts.TimeOfDay(), typed) == "Anna kellonaika, esimerkiksi 9.00"


@pytest.mark.parametrize("field", [amounts.Euros(), amounts.Whole(least=0, most=9), amounts.Day(), amounts.TimeOfDay()])
def test_nothing_typed_is_none(field: amounts.Value) -> None:
    assert field.clean("") is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (amounts.Euros(), Money(100050)),
        (amounts.Day(), date(2026, 12, 24)),
        (amounts.TimeOfDay(), time(9)),
        (PHONE, "+358401234567"),
    ],
)
def test_what_is_shown_again_is_read_again(field: fields.Line, value: object) -> None:
    assert field.clean(field.prepare_value(value)) == value


def test_choices_outside_the_list_are_refused_without_repeating_them() -> None:
    field = choices.OneOf(options=[("a", "A")], missing="Valitse yksi")

    assert refusal(field, "<script>") == "Valitse yksi"
    assert refusal(choices.AnyOf(options=[("a", "A")]), ["b"]) == "Valitse jokin vaihtoehdoista."
