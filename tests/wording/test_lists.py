"""Several things in one sentence."""

from pathlib import Path

import pytest

import cit_toolkit
from cit_toolkit.wording.lists import abridge, join_words


@pytest.mark.parametrize(
    ("items", "language", "expected"),
    [
        ([], "fr", ""),
        (["a"], "fr", "a"),
        (["a", "b"], "fr", "a et b"),
        (["a", "b", "c"], "fr", "a, b et c"),
        (["a", "b", "c"], "en", "a, b and c"),
    ],
)
def test_the_last_item_comes_after_and(items: list[str], language: str, expected: str):
    assert join_words(items, language) == expected


def test_a_choice_says_or():
    assert join_words(["SARL", "SAS", "SA"], "fr", "ou") == "SARL, SAS ou SA"
    assert join_words(["SARL", "SAS"], "en", "or") == "SARL or SAS"


@pytest.mark.parametrize(
    ("limit", "language", "expected"),
    [
        (3, "fr", "a, b, c et 4 autres"),
        (6, "fr", "a, b, c, d, e, f et 1 autre"),
        (7, "fr", "a, b, c, d, e, f et g"),
        (9, "fr", "a, b, c, d, e, f et g"),
        (1, "en", "a and 6 others"),
        (6, "en", "a, b, c, d, e, f and 1 other"),
    ],
)
def test_what_is_over_the_limit_is_counted_not_named(limit: int, language: str, expected: str):
    assert abridge(list("abcdefg"), limit, language) == expected


def test_no_list_is_parted_by_a_semicolon_of_one_language_only() -> None:
    """«a ; b» is French: what joins parts in a message or a document asks the catalogue for its separator."""
    source = Path(cit_toolkit.__file__).parent
    of_files = source / "exchange" / "workbook" / "cells.py"  # what a cell of a workbook holds, in every language
    held = [path.name for path in source.rglob("*.py") if '" ; "' in path.read_text(encoding="utf-8")]
    assert held == [of_files.name]
