from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.builtin_data import TEMPLATES
from cit_toolkit.figures.text_fitting import fitted, text_width

FONTS = Path(TEMPLATES) / "styles" / "fonts"


@pytest.mark.parametrize(("file", "semibold"), [("SourceSans3-Regular.otf", False), ("SourceSans3-Semibold.otf", True)])
def test_no_letter_is_wider_in_the_font_of_the_documents_than_we_believe(file, semibold):
    font = TTFont(FONTS / file)
    advances, glyphs, unit = font["hmtx"], font.getBestCmap(), font["head"].unitsPerEm
    printed = [chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x400, 0x460), 0x202F, 0x2014]]
    wider = [
        letter
        for letter in printed
        if ord(letter) in glyphs
        and advances[glyphs[ord(letter)]][0] / unit > text_width(letter, 1, semibold=semibold) + 1e-9
    ]
    assert wider == []


def test_a_short_text_is_left_whole_on_one_line():
    assert fitted("Mise en relation", 14, 200) == ("Mise en relation",)


def test_a_long_text_is_wrapped_then_abridged_at_a_word():
    assert fitted("Foncier, bâtiments et lieux partagés par tous", 14, 130, lines=2) == (
        "Foncier, bâtiments",
        "et lieux partagés…",
    )


def test_a_no_break_space_does_not_break():
    assert fitted("à 89\u00a0%", 10, 30, lines=2) == ("à", "89\u00a0%")


def test_no_line_begins_with_a_mark_that_french_parts_from_its_word():
    assert fitted("Workshop 1: Que faire de nos toisons ?", 12, 205, lines=2) == (
        "Workshop 1: Que faire de nos",
        "toisons ?",
    )
    assert fitted("dire « non » : oui", 10, 50, lines=3) == ("dire", "« non » :", "oui")


def test_a_word_longer_than_a_line_is_cut_after_a_hyphen_if_it_has_one():
    assert fitted("Saint-Paterne-Racan", 12, 90, lines=2) == ("Saint-Paterne-", "Racan")
    assert "".join(fitted("Intercommunalité", 12, 60, lines=3)) == "Intercommunalité"


def test_line_ends_in_a_name_are_spaces():
    assert fitted("Mise\nen\trelation", 14, 200) == ("Mise en relation",)


def test_an_empty_text_has_no_line():
    assert fitted("  ", 14, 200) == ()


@given(st.text(max_size=120), st.integers(1, 4), st.booleans())
def test_whatever_the_text_no_line_is_wider_than_asked(text, lines, semibold):
    made = fitted(text, 14, 120, lines, semibold=semibold)
    assert len(made) <= lines
    assert all(text_width(line, 14, semibold=semibold) <= 120 for line in made)


@given(st.text(alphabet="abcdéœ ", max_size=60))
def test_a_text_given_enough_lines_loses_nothing(text):
    assert "".join(fitted(text, 14, 40, lines=200)).replace(" ", "") == text.replace(" ", "")
