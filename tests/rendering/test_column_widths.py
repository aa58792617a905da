from dataclasses import replace

import pytest

from cit_toolkit.rendering.column_widths import ColumnLayout, column_alignments, column_layout
from cit_toolkit.rendering.markdown_tokens import content_of
from cit_toolkit.rendering.page import Page


def _layout(page: Page, table: str) -> ColumnLayout:
    return column_layout(content_of(replace(page, markdown=table)).body[0])


def test_a_table_of_short_values_takes_only_the_room_it_needs(bare_page: Page) -> None:
    layout = _layout(bare_page, "| Année | Valeur |\n|---|--:|\n| 2023 | 12 734 |\n")
    assert layout.fits
    assert sum(layout.shares) < 0.25


def test_prose_gets_the_room_that_short_columns_leave(bare_page: Page) -> None:
    prose = "La convention prévoyait un montant dont on ne trouve aucune trace dans les comptes rendus " * 2
    layout = _layout(bare_page, f"| Année | Constat |\n|---|---|\n| 2023 | {prose} |\n")
    assert not layout.fits and not layout.crowded
    assert layout.shares[1] > 0.85
    assert sum(layout.shares) == pytest.approx(1)


def test_one_long_cell_of_a_short_column_does_not_take_the_room_of_prose(bare_page: Page) -> None:
    prose, long = (
        "Chaque associé a une voix à l’assemblée, quel que soit son capital. " * 3,
        "salariés, habitants, " * 4,
    )
    rows = f"| {prose} | oui |\n" * 6 + f"| {prose} | {long} |\n"
    layout = _layout(bare_page, f"| Règle | Constat |\n|---|---|\n{rows}")
    # Rows of 203 characters: 5 lines each in half the page, 3 in three quarters of it, where the long cell takes 4.
    assert layout.shares[0] > 0.6


def test_a_table_of_too_many_long_words_says_that_they_must_be_cut(bare_page: Page) -> None:
    row = "| " + " | ".join(["intercommunalité-anticonstitutionnellement"] * 9) + " |\n"
    assert _layout(bare_page, row + "|---" * 9 + "|\n" + row).crowded


def test_alignments_are_those_of_the_markdown(bare_page: Page) -> None:
    page = replace(bare_page, markdown="| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | 3 |\n")
    assert column_alignments(content_of(page).body[0]) == ["left", "right", "center"]
