import pytest

from lupaus.company import identifiers
from lupaus.company.identifiers import (
    InvalidBic,
    InvalidBusinessId,
    InvalidIban,
    InvalidPhone,
    InvalidPostcode,
    InvalidVatId,
)


@pytest.mark.parametrize("typed", ["3000548-6", "30005486", " 3000548 - 6 ", "3000548–6", "FI30005486", "fi30005486"])
def test_a_business_id_is_read_however_it_is_typed(typed: str) -> None:
    assert identifiers.business_id(typed) == "3000548-6"


@pytest.mark.parametrize(
    "typed", ["3000548-7", "", "-", "300054", "3000548-66", "abc", "0" * 9_999, "\ud800", "１２３４５６７-１x"]
)
def test_a_wrong_business_id_is_refused(typed: str) -> None:
    with pytest.raises(InvalidBusinessId):
        identifiers.business_id(typed)


def test_a_refused_business_id_says_what_to_do() -> None:
    with pytest.raises(InvalidBusinessId) as refused:
        identifiers.business_id("3000548-7")

    assert str(refused.value) == ("Tarkista Y-tunnus: tarkistusnumero ei täsmää. Oikea muoto on esimerkiksi 1234567-1.")


@pytest.mark.parametrize(("typed", "kept"), [("", ""), ("FI30005486", "FI30005486"), ("3000548-6", "FI30005486")])
def test_a_vat_number_is_that_of_the_company(typed: str, kept: str) -> None:
    assert identifiers.vat_id(typed, of="3000548-6") == kept


def test_a_vat_number_of_somebody_else_is_refused() -> None:
    with pytest.raises(InvalidVatId):
        identifiers.vat_id("FI12345671", of="3000548-6")


@pytest.mark.parametrize(("typed", "kept"), [("", ""), ("fi21 1234 5600 0007 85", "FI2112345600000785")])
def test_an_iban_is_read_however_it_is_spaced(typed: str, kept: str) -> None:
    assert identifiers.iban(typed) == kept


@pytest.mark.parametrize("typed", ["FI2112345600000786", "DE89370400440532013000", "x" * 500, "FI"])
def test_an_iban_of_another_country_or_with_a_slip_is_refused(typed: str) -> None:
    with pytest.raises(InvalidIban):
        identifiers.iban(typed)


@pytest.mark.parametrize(("typed", "kept"), [("", ""), ("ndea fihh", "NDEAFIHH"), ("NDEAFIHHXXX", "NDEAFIHHXXX")])
def test_a_bic_is_read_however_it_is_typed(typed: str, kept: str) -> None:
    assert identifiers.bic(typed) == kept


@pytest.mark.parametrize("typed", ["NDEA", "1234567890", "y" * 99])
def test_a_wrong_bic_is_refused(typed: str) -> None:
    with pytest.raises(InvalidBic):
        identifiers.bic(typed)


@pytest.mark.parametrize("typed", ["00500", "00 500", "FI-00500", "fi 00500", "٠٠٥٠٠"])
def test_a_postcode_is_five_digits(typed: str) -> None:
    assert identifiers.postcode(typed) == "00500"


@pytest.mark.parametrize("typed", ["0050", "005000", "abcde", "", "-0500"])
def test_anything_else_is_no_postcode(typed: str) -> None:
    with pytest.raises(InvalidPostcode):
        identifiers.postcode(typed)


@pytest.mark.parametrize(
    "typed",
    ["040 123 4567", "040-1234567", "+358 40 123 4567", "00358401234567", "(040) 1234567", "+358 (0)40 123 4567"],
)
def test_a_phone_number_is_kept_in_one_form(typed: str) -> None:
    assert identifiers.phone(typed) == "+358401234567"


@pytest.mark.parametrize(
    "typed", ["", "123", "soita mulle", "9" * 5_000, "+999 123456789", "040 CALLME", "09 1234567 ext. 5"]
)
def test_a_number_nobody_can_call_is_refused(typed: str) -> None:
    with pytest.raises(InvalidPhone):
        identifiers.phone(typed)
