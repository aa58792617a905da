"""A level is a number from 0 to 3, two of them when people hesitate, or unknown."""

import pytest

from cit_toolkit.loading.files import load_text
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.territory import Territory

FILE = "type: territoire\nnom: V\nacteurs: [{{nom: A, fonctions: {{x: {level}}}}}]\ngrille: {{c: {level}}}\n"


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("2", 2, 2), ("2-3", 2, 3), ("0 à 2", 0, 2), ('"1–3"', 1, 3), ("2-2", 2, 2), ("inconnu", 0, 3)],
)
def test_a_level_is_one_or_two_numbers(written: str, low: int, high: int) -> None:
    loaded = load_text(FILE.format(level=written), "v.yaml")
    assert loaded.problems == ()
    assert isinstance(loaded.model, Territory)
    assert loaded.model.grid["c"].level == Interval(low, high)
    assert loaded.model.actors[0].functions == {"x": Interval(low, high)}


@pytest.mark.parametrize("written", ["4", "3-2", "2-4", "1-2-3", "-1", "2-"])
def test_anything_else_is_told(written: str) -> None:
    problems = load_text(FILE.format(level=f"'{written}'"), "v.yaml").problems
    assert [problem.code for problem in problems] == ["bad-level", "bad-level"]
