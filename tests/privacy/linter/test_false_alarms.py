"""What real notices once deceived the linter with; each stands here as a sentence of our own."""

from collections.abc import Callable

import pytest

from lupaus.privacy.linter.linter import Report
from tests.privacy.linter.test_rules import WHOLE

type Lint = Callable[..., Report]

SCOPED = "Vi lämnar inte ut uppgifter till tredje part så att de används för andra ändamål."


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("en", "Data we collect\n- diagnostic data of the device"),
        ("en", "We may use credit agencies; their records may be linked to people of your household."),
        ("sv", "Kommentarer från besökare kontrolleras mot skräppost."),
        ("sv", f"{SCOPED}\n\nVi kan dela dem med partner, till exempel banker."),
        ("sv", "Kakor finns under sessionen och försvinner när du stänger webbläsaren."),
        ("fi", "Kolmannen osapuolen karttapalvelu (ei tallenna henkilötietoja) näyttää reitin."),
        ("fi", "Muutoin tietoja ei siirretä EU:n ulkopuolelle. Kartan tietoja käsitellään EU:n ulkopuolella."),
    ],
)  # fmt: skip
def test_what_real_notices_once_deceived_the_linter_with_fires_nothing(lint: Lint, language: str, clause: str) -> None:
    report = lint(WHOLE[language].format(more=clause))

    assert (report.is_whole, report.findings) == (True, ())


def test_a_swedish_act_is_not_taken_for_the_finnish_one(lint: Lint) -> None:
    (finding,) = lint(
        WHOLE["sv"].format(more="Enligt personuppgiftslagen raderas uppgifter.").replace("dataombudsmannen", "IMY")
    ).findings

    assert (finding.rule, "1998:204" in finding.why) == ("L01", True)


def test_settings_of_the_browser_are_no_consent_even_when_called_cookie_settings(lint: Lint) -> None:
    text = WHOLE["fi"].format(
        more="Käytämme evästeitä mainontaan istunnon ajan. Hallitse evästeasetuksiasi selaimesi asetuksissa."
    )

    assert [finding.rule for finding in lint(text).findings] == ["L07"]
