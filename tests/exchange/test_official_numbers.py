"""Numbers spoilt by spreadsheets: found again when their own check proves it, told otherwise."""

import pytest

from cit_toolkit.exchange.official_numbers import OfficialNumber, official_number, place_code, telephone

# Luhn by hand, every second digit from the right doubled (10 and above: digits added).
# SIREN 732829320: 0 + 2·2=4 + 3 + 9·2=18→9 + 2 + 8·2=16→7 + 2 + 3·2=6 + 7 = 40, a multiple of ten.
# SIRET 73282932000074: 4 + 7·2=14→5 + 0 + 0 + 0 + 0·2 + 2 + 3·2=6 + 9 + 2·2=4 + 8 + 2·2=4 + 3 + 7·2=14→5 = 50.
SIREN, SIRET = "732829320", "73282932000074"
# SIREN 012345674: 4 + 7·2=14→5 + 6 + 5·2=10→1 + 4 + 3·2=6 + 2 + 1·2=2 + 0 = 30.
WITH_ZERO = "012345674"


@pytest.mark.parametrize(
    ("written", "digits", "doubt"),
    [
        (SIRET, SIRET, ""),
        ("732 829 320 00074", SIRET, ""),
        ("732.829.320\u202f00074", SIRET, ""),
        ("73282932000074.0", SIRET, ""),
        ("73282932000074,00", SIRET, ""),
        ("7.3282932000074E+13", SIRET, ""),
        ("7,32829E+13", "", "digits-lost"),
        ("73282932000075", "73282932000075", "key-wrong"),
        ("7328293200007", "", "not-a-number"),
        ("inconnu", "", "not-a-number"),
        ("３", "", "not-a-number"),
    ],
)
def test_a_siret_is_found_again_or_its_loss_is_told(written: str, digits: str, doubt: str) -> None:
    assert official_number(written, 14) == OfficialNumber(digits, doubt)


def test_a_zero_lost_at_the_beginning_comes_back_when_the_number_then_passes_its_check() -> None:
    assert official_number("12345674", 9) == OfficialNumber(WITH_ZERO, "zeros-restored")
    assert official_number("12345675", 9) == OfficialNumber("", "not-a-number")
    assert official_number(SIREN, 9) == OfficialNumber(SIREN)


def test_the_post_office_has_a_key_of_its_own() -> None:
    # 35600000000048: 3+5+6+4+8 = 26, no multiple of five; …049 has 27; 35600000049837: 3+5+6+4+9+8+3+7 = 45.
    assert official_number("35600000049837", 14) == OfficialNumber("35600000049837")


@pytest.mark.parametrize(
    ("written", "code", "doubt"),
    [("37370", "37370", ""), ("1004", "01004", "zeros-restored"), ("2a004", "2A004", ""),
     ("1004.0", "01004", "zeros-restored"), ("370", "", "not-a-number"), ("Orsel", "", "not-a-number")],
)  # fmt: skip
def test_the_code_of_a_place_gets_its_zero_back(written: str, code: str, doubt: str) -> None:
    assert place_code(written) == OfficialNumber(code, doubt)


def test_a_telephone_taken_for_a_number_gets_its_zero_back() -> None:
    assert telephone("612345678") == telephone("612345678.0") == OfficialNumber("0612345678", "zeros-restored")
    assert telephone("06 12 34 56 78") == OfficialNumber("06 12 34 56 78")
    assert telephone("+33 6 12 34 56 78").doubt == ""
