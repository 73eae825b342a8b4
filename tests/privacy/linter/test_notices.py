"""Whole notices of several styles with everything that is to be found in them, and nothing more.

Ours are written for this test after reading published ones of cleaning firms, shops, clubs, clinics, gyms and apps
in three languages; the table is what a reader who knows the law would mark. `fi_old.txt` is the notice that the
linter was made for, with invented names.
"""

from collections import Counter
from collections.abc import Callable

import pytest

from lupaus.privacy.linter import linter
from lupaus.privacy.linter.notice import Notice

type Read = Callable[..., Notice]

EXPECTED = {
    "fi_good_homecare.txt": "",
    "fi_good_webshop.md": "",
    "fi_good_club.html": "",
    "fi_good_clinic.txt": "",
    "sv_good_cleaning.txt": "",
    "sv_good_association.md": "",
    "en_good_cleaning.txt": "",
    "en_good_app.md": "",
    "fi_bad_template.txt": "L01 L02 L03 L06 L11 L12 L17 L18",
    "fi_bad_webshop.md": "L04 L04 L05 L05 L06 L06 L07 L11 L12 L15 L16 L19",
    "fi_bad_care.txt": "L09 L10 L10 L13 L14 L20",
    "fi_bad_gym.html": "L02 L02 L06 L08 L08",
    "fi_extract.txt": "L07",
    "sv_bad_booking.txt": "L01 L02 L03 L06 L11 L12 L17 L18",
    "sv_bad_shop.md": "L04 L04 L05 L05 L06 L06 L07 L11 L12 L15 L16 L19",
    "en_bad_platform.txt": "L03 L06 L06 L09 L10 L10 L11 L13 L14 L16 L18 L19 L20",
    "en_bad_shop.txt": "L02 L04 L04 L05 L05 L06 L07 L11 L12",
}
OLD = {
    "L01": "henkilötietolain nojalla",
    "L02": "kerran vuodessa",
    "L03": "kirjallisesti allekirjoitettuna",
    "L04": "ei lähtökohtaisesti siirretä",
    "L05": "Niitä voidaan kuitenkin luovuttaa yhteistyökumppaneille",
    "L06": "säilytämme henkilötietoja yhden vuoden mahdollisten epäselvien",
    "L07": "selaimen tietosuoja-asetuksista",
    "L08": "arvontaan osallistumisen",
    "L09": "ensisijaisesti asiakkaalta itseltään",
    "L10": "välttämättömät terveystiedot",
    "L11": "Tarkastusoikeus",
    "L12": "sopimusta edeltävien toimenpiteiden",
    "L13": "Tilauksen vastaanottanut palveluntuottaja",
    "L14": "Asiakkaan antamat arviot suoritetusta palvelusta",
    "L15": "evästeiden hyväksymisen",
    "L16": "IP-osoite",
    "L17": "nimetty yhteyshenkilö",
    "L18": "lukitussa tilassa",
    "L19": "räätälöityä sisältöä",
    "L20": "Henkilöstön kouluttaminen",
}
"""Every rule, with words of the sentence that it must point at in the old notice."""


def found(notice: Notice) -> Counter[str]:
    return Counter(finding.rule for finding in linter.lint(notice).findings)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_notice_yields_what_is_wrong_with_it_and_nothing_else(read: Read, name: str) -> None:
    assert found(read(name)) == Counter(EXPECTED[name].split())


def test_precision_and_recall_over_all_of_them_are_one(read: Read) -> None:
    expected = {name: Counter(codes.split()) for name, codes in EXPECTED.items()}
    yielded = {name: found(read(name)) for name in EXPECTED}
    right = sum(sum((expected[name] & yielded[name]).values()) for name in EXPECTED)

    assert right / sum(sum(each.values()) for each in yielded.values()) == 1
    assert right / sum(sum(each.values()) for each in expected.values()) == 1


def test_every_rule_fires_on_the_old_notice_at_the_right_sentence(read: Read) -> None:
    first: dict[str, str] = {}
    for finding in linter.lint(read("fi_old.txt")).findings:
        first.setdefault(finding.rule, finding.sentence)

    assert list(first) == list(OLD)
    assert {rule: words in first[rule] for rule, words in OLD.items()} == dict.fromkeys(OLD, True)


def test_the_old_notice_has_both_sides_of_each_contradiction(read: Read) -> None:
    sides = [finding.sentence for finding in linter.lint(read("fi_old.txt")).findings if finding.rule in {"L04", "L05"}]

    assert [side[:45] for side in sides] == [
        "Tietoja ei lähtökohtaisesti siirretä EU:n alu",
        "Henkilötietoja ei siirretä Euroopan Unionin t",
        "Niitä voidaan kuitenkin luovuttaa yhteistyöku",
        "Emme luovuta palveluumme tallennettua asiakir",
    ]


def test_a_rule_that_is_switched_off_finds_nothing_control(read: Read) -> None:
    """Without a rule its findings are gone and all others stay: each comes from its own rule."""
    old = read("fi_old.txt")
    everything = linter.lint(old).findings

    for rule in linter.RULES:
        others = [each for each in linter.RULES if each is not rule]

        assert linter.lint(old, others).findings == tuple(each for each in everything if each.rule != rule.code)


def test_every_sentence_that_is_quoted_stands_in_the_text(read: Read) -> None:
    for name in [*EXPECTED, "fi_old.txt"]:
        notice = read(name)
        flat = " ".join(notice.text.split())

        for finding in linter.lint(notice).findings:
            assert finding.sentence in {sentence.text for sentence in notice.sentences}
            assert finding.sentence[:20] in flat
