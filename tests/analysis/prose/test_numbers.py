"""Numbers and dates as French writes them in running text."""

from decimal import Decimal

import pytest

from cit_toolkit.analysis.prose.dates import stated_dates
from cit_toolkit.analysis.prose.numbers import stated_numbers


def numbers(text: str) -> list[tuple[str, int, int | None]]:
    return [
        (text[n.start : n.end], int(n.quantity.low), None if n.quantity.high is None else int(n.quantity.high))
        for n in stated_numbers(text)
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("deux", 2), ("seize", 16), ("dix-sept", 17), ("vingt et un", 21), ("vingt-et-une", 21), ("trente-deux", 32),
        ("soixante-dix", 70), ("soixante et onze", 71), ("soixante-dix-neuf", 79), ("quatre-vingts", 80),
        ("quatre-vingt-un", 81), ("quatre-vingt-onze", 91), ("quatre-vingt-dix-neuf", 99), ("cent", 100),
        ("cent un", 101), ("deux cents", 200), ("deux cent cinquante", 250), ("mille", 1000), ("trois mille", 3000),
        ("mille deux cents", 1200), ("Quatre", 4), ("12", 12), ("12 500", 12500), ("12\u202f500", 12500),
    ],
)  # fmt: skip
def test_a_number_in_words_or_figures(words: str, value: int) -> None:
    assert numbers(f"Il y a {words} choses.") == [(words, value, value)]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        # «environ n» is n ± 15 %, rounded outwards: 12 gives 10 to 14, 30 gives 25 to 35.
        ("une douzaine", 10, 14), ("une bonne douzaine", 10, 14), ("une trentaine", 25, 35),
        ("plus d'une trentaine", 25, None), ("environ trente", 25, 35), ("près de 30", 25, 35),
        ("plus de 30", 31, None), ("au moins dix", 10, None), ("moins de vingt", 0, 19), ("au plus 12", 0, 12),
        ("entre 10 et 12", 10, 12), ("10 à 12", 10, 12), ("dix à douze", 10, 12), ("deux ou trois", 2, 3),
    ],
)  # fmt: skip
def test_a_qualified_number_is_an_interval(words: str, low: int, high: int | None) -> None:
    assert numbers(f"Il y a {words} personnes.") == [(words, low, high)]


@pytest.mark.parametrize(
    "text",
    ["un séminaire", "une réunion", "1) d'abord", "2/ ensuite", "le 1er avril", "le 2e séminaire", "séminaire #2",
     "à 9 h", "à 9:30", "12 %", "12,5 %", "des dizaines de personnes", "page.2", "A4", "unanime", "dixième", "centre"],
)  # fmt: skip
def test_what_is_no_count_is_left_alone(text: str) -> None:
    assert numbers(text) == []


def test_two_numbers_that_follow_each_other_stay_two() -> None:
    assert numbers("trois séminaires et quatre webinaires") == [("trois", 3, 3), ("quatre", 4, 4)]
    assert numbers("12,5 et 8") == [("12,5", 12, 12), ("8", 8, 8)]
    assert next(stated_numbers("12,5")).quantity.low == Decimal("12.5")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("les 22 et 23 octobre 2021", [(2021, 10, (22, 23))]),
        ("31 mars et 1er avril 2022", [(2022, 3, (31,)), (2022, 4, (1,))]),
        ("du 4 au 6 mai 2022", [(2022, 5, (4, 5, 6))]),
        ("30 septembre, 1er octobre et 2 octobre 2021", [(2021, 9, (30,)), (2021, 10, (1,)), (2021, 10, (2,))]),
        ("en février 2021", [(2021, 2, ())]),
        ("le 20 décembre", [(None, 12, (20,))]),
        ("le 22/10/2021", [(2021, 10, (22,))]),
        ("de février 2021 à juillet 2022", [(2021, 2, ()), (2022, 7, ())]),
        ("en mai", []),
        ("un tiers de mars", []),
        ("99/99/2021", []),
    ],
)
def test_dates(text: str, expected: list[tuple[int | None, int, tuple[int, ...]]]) -> None:
    assert [(date.year, date.month, date.days) for date in stated_dates(text)] == expected
