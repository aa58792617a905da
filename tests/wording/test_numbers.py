"""Numbers as they are printed. `~` stands for U+00A0 and `_` for U+202F in the expected texts."""

from decimal import Decimal

import pytest

from cit_toolkit.wording.numbers import (
    Number,
    counted,
    format_money,
    format_number,
    format_percent,
    format_range,
    ordinal,
)


def seen(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "_")


@pytest.mark.parametrize(
    ("value", "digits", "french", "english"),
    [
        (12734, None, "12_734", "12,734"),
        (1650, None, "1_650", "1,650"),
        (Decimal("12734.5"), None, "12_734,5", "12,734.5"),
        (Decimal("3.50"), None, "3,50", "3.50"),
        (3.0, None, "3", "3"),
        (3000.0, None, "3_000", "3,000"),
        (2 / 3, None, "0,667", "0.667"),
        (2 / 3, 1, "0,7", "0.7"),
        (4, 2, "4,00", "4.00"),
        (-1234.5, None, "−1_234,5", "−1,234.5"),
        (1234567890, None, "1_234_567_890", "1,234,567,890"),
    ],
)
def test_numbers_have_the_marks_of_their_language(value: Number, digits: int | None, french: str, english: str):
    assert seen(format_number(value, "fr", digits)) == french
    assert format_number(value, "en", digits) == english


def test_a_half_is_rounded_up_as_a_reader_would():
    assert [format_number(value, "fr", 0) for value in (0.5, 1.5, 2.5, Decimal("-2.5"))] == ["1", "2", "3", "−3"]
    assert format_number(1.005, "fr", 2) == "1,01"
    assert format_percent(Decimal("0.125"), "en") == "13%"


def test_what_rounds_to_zero_has_no_sign():
    assert format_number(-0.2, "fr", 0) == "0"
    assert format_money(Decimal("-0.001"), "fr") == "0\u00a0€"


def test_a_number_of_any_length_is_printed_whole():
    assert seen(format_number(10**30, "fr", 1)) == "1" + "_000" * 10 + ",0"


def test_a_share_is_told_in_per_cent():
    assert seen(format_percent(0.67, "fr")) == "67~%"
    assert format_percent(0.67, "en") == "67%"
    assert seen(format_percent(0.575, "fr", 1)) == "57,5~%"


@pytest.mark.parametrize(
    ("low", "high", "language", "expected"),
    [
        (0.667, 0.889, "fr", "de 67 à 89~%"),
        (0.667, 0.889, "en", "67 to 89%"),
        (0.666, 0.669, "fr", "67~%"),
        (0.666, 0.669, "en", "67%"),
        (0, 1, "fr", "de 0 à 100~%"),
    ],
)
def test_a_range_of_shares_is_one_figure_when_its_ends_look_alike(
    low: float, high: float, language: str, expected: str
):
    assert seen(format_range(low, high, language, percent=True)) == expected


def test_a_range_of_numbers_keeps_the_digits_asked_for():
    assert format_range(3, 5, "fr") == "de 3 à 5"
    assert format_range(3, 3, "fr") == "3"
    assert format_range(1.25, 1.5, "en", digits=1) == "1.3 to 1.5"
    assert seen(format_range(0.5, 0.575, "fr", percent=True, digits=1)) == "de 50,0 à 57,5~%"


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        ("1250.50", "1_250,50~€", "€1,250.50"),
        ("8000", "8_000~€", "€8,000"),
        ("8000.00", "8_000~€", "€8,000"),
        ("0.005", "0,01~€", "€0.01"),
        ("-250", "−250~€", "−€250"),
    ],
)
def test_money_shows_cents_only_when_there_are_some(amount: str, french: str, english: str):
    assert seen(format_money(Decimal(amount), "fr")) == french
    assert format_money(Decimal(amount), "en") == english


def test_ranks_are_said_in_both_languages():
    assert [ordinal(rank, "fr") for rank in (1, 2, 11, 21)] == ["1er", "2e", "11e", "21e"]
    assert ordinal(1, "fr", feminine=True) == "1re"
    assert ordinal(2, "fr", feminine=True) == "2e"
    english = [ordinal(rank, "en") for rank in (1, 2, 3, 4, 11, 12, 13, 21, 101, 111)]
    assert english == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "101st", "111th"]


def test_french_counts_from_two_in_the_plural_and_english_all_but_one():
    french = [seen(counted(count, "fonction", "fonctions", "fr")) for count in (0, 1, 2, 1000)]
    assert french == ["0 fonction", "1 fonction", "2 fonctions", "1_000 fonctions"]
    assert counted(Decimal("1.5"), "jour", "jours", "fr") == "1,5 jour"
    english = [counted(count, "function", "functions", "en") for count in (0, 1, 2)]
    assert english == ["0 functions", "1 function", "2 functions"]
