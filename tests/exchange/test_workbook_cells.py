"""What is meant by what people, and spreadsheets, put in a cell."""

import pytest

from cit_toolkit.exchange.workbook.cells import Meant, Vocabulary, meant, shown
from cit_toolkit.exchange.workbook.tables import Column, Kind

WORDS = Vocabulary(
    {"collectivite": "Collectivité", "association": "Association, loi 1901", "autre": "A ; B"}, "categorie"
)


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        (Kind.LEVEL, "2-3", "2-3"),
        (Kind.LEVEL, "2 à 3", "2-3"),
        (Kind.LEVEL, "1–1", "1"),
        (Kind.LEVEL, "inconnu", ""),
        (Kind.LEVEL, "?", ""),
        (Kind.BOOLEAN, "Oui", "oui"),
        (Kind.BOOLEAN, "no", "non"),
        (Kind.DATE, "2025-10-22 00:00", "2025-10-22"),
        (Kind.DATE, "22/10/2025", "22/10/2025"),
        (Kind.LINES, "1-matin;2-soir", "1-matin ; 2-soir"),
        (Kind.NUMBERS, "1, 2", "1 ; 2"),
        (Kind.LINE, "un\n texte  court", "un texte court"),
        (Kind.TEXT, "un\n\ntexte", "un\n\ntexte"),
    ],
)
def test_a_cell_is_read_as_people_write(kind: Kind, written: str, expected: str) -> None:
    assert meant(Column("x", ("x",), kind), written, None) == Meant(expected)


@pytest.mark.parametrize(
    ("written", "expected", "repaired"),
    [
        ("213702319", "213702319", ""),
        ("213 702 319", "213702319", ""),
        ("213702319.0", "213702319", ""),
        ("2.13702319E8", "213702319", ""),
        ("12345674", "012345674", "zeros-restored"),
    ],
)
def test_a_code_keeps_its_digits_whatever_a_spreadsheet_made_of_it(written: str, expected: str, repaired: str) -> None:
    assert meant(Column("siren", ("siren",), Kind.CODE, digits=9), written, None) == Meant(expected, repaired)


def test_a_department_that_lost_its_zero_has_it_again() -> None:
    column = Column("departement", ("departement",), Kind.CODE, digits=2)
    assert [meant(column, written, None) for written in ("3", "2A", "974")] == [
        Meant("03", "zeros-restored"), Meant("2A"), Meant("974"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "expected"), [("2026-03-02", "2-3"), ("2026-02-03", "2-3"), ("2026-03-01 00:00", "1-3")]
)
def test_two_levels_that_became_a_date_are_found_again_in_either_order(written: str, expected: str) -> None:
    assert meant(Column("n", ("n",), Kind.LEVEL), written, None) == Meant(expected, "date-for-levels")


def test_a_date_that_is_no_two_levels_is_left_to_be_told() -> None:
    assert meant(Column("n", ("n",), Kind.LEVEL), "2026-03-12", None) == Meant("2026-03-12")


def test_words_are_labels_or_identifiers_in_any_spelling_and_several_are_cut_with_care() -> None:
    several = Column("x", ("x",), Kind.CHOICES, "categories")
    assert meant(several, "association, loi 1901 ; COLLECTIVITE", WORDS).text == "association ; collectivite"
    assert meant(several, "collectivité, autre", WORDS).text == "collectivite ; autre"
    wrong = meant(several, "Collectivité ; Colectivité", WORDS)
    assert (wrong.problem, wrong.word, wrong.suggestion) == ("unknown-reference", "Colectivité", "Collectivité")


def test_a_label_that_would_be_taken_for_several_is_not_shown() -> None:
    assert shown(Column("x", ("x",), Kind.CHOICE), "autre", WORDS) == "autre"
    twins = Vocabulary({"a": "Ferme", "b": "ferme"})
    assert [twins.shown("a"), twins.meant("Ferme"), twins.meant("b")] == ["a", None, "b"]
