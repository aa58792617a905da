"""A qualified figure is printed as it was written, in the language of its words; otherwise translated."""

import pytest

from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.quantities import parse_quantity


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        ("environ 30", "environ 30", "about 30"),
        ("about 30", "environ 30", "about 30"),
        ("une trentaine", "une trentaine", "about 30"),
        ("une trentaine de personnes", "une trentaine de personnes", "about 30 personnes"),
        ("a dozen", "environ 12", "a dozen"),
        ("plus d’une trentaine", "plus d’une trentaine", "more than about 30"),
        ("plus de 1 500", "plus de 1 500", "more than 1,500"),
        ("au moins 10", "au moins 10", "at least 10"),
        ("moins de 2,5", "moins de 2,5", "under 2.5"),
        ("jusqu’à 8", "jusqu’à 8", "at most 8"),
        ("10 à 12", "10 à 12", "10 to 12"),
        ("between 10 and 12", "10 à 12", "between 10 and 12"),
        ("10-12", "10-12", "10-12"),
        ("~30", "~30", "~30"),
        ("secret", "secret", "secret"),
        ("1250,5", "1\u202f250,5", "1,250.5"),
    ],
)
def test_a_qualified_figure_is_told_in_the_language_of_the_document(written: str, french: str, english: str) -> None:
    quantity = parse_quantity(written)
    assert (Voice("fr").quantity(quantity), Voice("en").quantity(quantity)) == (french, english)
