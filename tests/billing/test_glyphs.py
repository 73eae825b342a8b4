from lupaus.billing.glyphs import printable


def test_letters_of_our_languages_are_printed_as_they_are() -> None:
    text = "ÅÄÖ åäö éü ß Þ đŋžšč Áá ǯǥǧǩʒ Привет Ωμέγα “O’Neill” – 1 600,00 €"

    assert printable(text) == text


def test_a_letter_and_its_accent_are_composed() -> None:
    assert printable("A\N{COMBINING DIAERESIS}") == "Ä"


def test_what_the_fonts_cannot_draw_becomes_a_question_mark() -> None:
    assert printable("李 😀 א") == "? ? ?"


def test_controls_and_directions_are_dropped_and_lines_joined() -> None:
    assert printable("a\x00b\u202ec\r\n\td\u2028e") == "abc d e"


def test_a_minus_sign_is_drawn_as_a_dash() -> None:
    assert printable("−5,00\N{NO-BREAK SPACE}€") == "–5,00\N{NO-BREAK SPACE}€"
