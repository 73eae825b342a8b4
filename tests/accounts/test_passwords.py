"""Which passwords are refused, and how strong the hash is."""

import pytest
from django.core.exceptions import ValidationError

from lupaus.accounts.passwords import Argon2id, ContextValidator, LengthValidator


@pytest.mark.parametrize(
    "password", ["Siivous2026!", "Lupaus-Lupaus-1", "salasana!!!!", "KOTIPALVELU99", "s i i v o u s 1 2"]
)
def test_a_word_everybody_here_would_guess_is_refused(password: str) -> None:
    with pytest.raises(ValidationError, match="helppo arvata"):
        ContextValidator().validate(password)


@pytest.mark.parametrize("password", ["kuusi palaa yksin 9x", "siivous ja kymmenen kanaa", "🙂" * 12, "1234567890123"])
def test_a_password_with_enough_of_its_own_is_not(password: str) -> None:
    ContextValidator().validate(password)


@pytest.mark.parametrize(("length", "is_refused"), [(11, True), (12, False), (64, False), (256, False), (257, True)])
def test_length_has_bounds(length: int, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(ValidationError):
            LengthValidator().validate("ä" * length)
    else:
        LengthValidator().validate("ä" * length)


def test_each_rule_says_itself() -> None:
    assert "12" in LengthValidator().get_help_text()
    assert ContextValidator().get_help_text()


def test_the_hash_is_argon2id_of_the_declared_strength() -> None:
    encoded = Argon2id().encode("kuusi palaa yksin 9x", "somesaltsomesalt")

    assert encoded.startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")
    assert Argon2id().verify("kuusi palaa yksin 9x", encoded)
    assert not Argon2id().verify("kuusi palaa yksin 9y", encoded)
