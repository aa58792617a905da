import pytest

from analysis.territories import diagnosis_of, method_of
from cit_toolkit.analysis.maturity import DimensionScore, StageReached, stage_reached
from cit_toolkit.model.interval import Interval

STAGES = method_of("""\
type: methode
id: m
nom: M
fonctions: [{id: f}]
etapes:
  - {id: un}
  - {id: deux, seuils: {x: 1, y: 2}}
  - {id: trois, seuils: {x: "2,5"}}
  - {id: quatre, seuils: {y: 3}}
""").stages


def reached(x: tuple[float, float], y: tuple[float, float]) -> StageReached:
    found = stage_reached(STAGES, {"x": Interval(*x), "y": Interval(*y)})
    assert found is not None
    return found


def portage(grid: str) -> DimensionScore:
    return diagnosis_of(f"acteurs: [{{nom: A}}]\ngrille: {grid}\n").dimensions[0]


@pytest.mark.parametrize(
    ("grid", "low", "high", "answered"),
    [
        # weights 2 and 1: (2·n + m) / 9
        ("{collectif: 2, legitimite: 3}", 7 / 9, 7 / 9, 2),
        ("{collectif: 2, legitimite: inconnu}", 4 / 9, 7 / 9, 1),
        ("{collectif: 2}", 4 / 9, 7 / 9, 1),
        ("{collectif: {niveau: '?', constat: On ne sait pas}, legitimite: 0}", 0, 6 / 9, 1),
        ("{}", 0, 1, 0),
        ("{collectif: 0, legitimite: 0}", 0, 0, 2),
    ],
)
def test_the_score_of_a_dimension_is_an_interval_read_with_its_number_of_answers(grid, low, high, answered):
    scored = portage(grid)
    assert scored.score is not None
    assert (scored.score.low, scored.score.high) == pytest.approx((low, high))
    assert (scored.answered, len(scored.criteria)) == (answered, 2)


def test_a_dimension_without_criterion_has_no_score():
    method = method_of("type: methode\nid: m\nnom: M\nfonctions: [{id: f}]\ngrille: [{id: vide}]\n")
    assert diagnosis_of("acteurs: []\n", method).dimensions[0].score is None


@pytest.mark.parametrize(
    ("x", "y", "certain", "possible"),
    [
        ((3, 3), (3, 3), 3, 3),
        ((0, 3), (3, 3), 0, 3),
        ((1, 1), (2, 2), 1, 1),
        ((1, 2), (2, 2), 1, 1),
        ((1, 3), (2, 2), 1, 2),
        ((2, 3), (0, 3), 0, 3),
        ((0, 0), (0, 3), 0, 0),
    ],
)
def test_a_stage_is_certain_by_the_lower_bounds_and_possible_by_the_upper_ones(x, y, certain, possible):
    found = reached(x, y)
    assert (found.certain, found.possible) == (certain, possible)


def test_a_later_gate_that_is_met_opens_nothing_while_one_before_it_is_not():
    found = reached(x=(2, 2), y=(3, 3))  # «quatre» is met, «trois» is not
    assert (found.certain, found.possible) == (1, 1)


def test_what_blocks_the_next_stage_is_to_be_done_or_to_be_verified():
    found = reached(x=(0, 0), y=(0, 3))
    assert found.next is not None
    assert found.next.id == "deux"
    assert [gate.name for gate in found.to_do] == ["x"]
    assert [gate.name for gate in found.to_verify] == ["y"]


def test_a_gate_that_is_met_blocks_nothing():
    found = reached(x=(1, 2), y=(0, 1))
    assert [gate.name for gate in found.to_do] == ["y"]
    assert found.to_verify == ()


def test_the_last_stage_has_no_next_and_no_gate():
    found = reached((3, 3), (3, 3))
    assert (found.next, found.next_gates) == (None, ())


def test_the_first_stage_may_have_a_gate_that_is_not_met():
    stages = STAGES[1:]
    found = stage_reached(stages, {"x": Interval(0, 0), "y": Interval(2, 2)})
    assert found is not None
    assert (found.certain, found.stage(found.certain)) == (-1, None)
    assert [gate.name for gate in found.to_do] == ["x"]


def test_a_method_without_stages_says_so():
    assert stage_reached((), {}) is None


def test_stages_read_the_grid_and_the_figures_of_the_territory():
    two = "acteurs: [{nom: A, fonctions: {animation: 2, foncier: 0}}, {nom: B, fonctions: []}]\n"
    stage = diagnosis_of(two + "grille: {collectif: 1, legitimite: inconnu}\n").stage
    assert stage is not None
    # coverage (2 · 2/3 + 0) / 3 = 0.44 < 0.5 ; legitimite 2 may be
    assert (stage.certain, stage.possible) == (1, 1)
    assert [gate.name for gate in stage.to_do] == ["couverture"]
    assert [gate.name for gate in stage.to_verify] == ["legitimite"]
