import pytest

from analysis.territories import territory_of, with_functions
from cit_toolkit.analysis.functions_coverage import Coverage, Status, actor_level, functions_coverage, status_of
from cit_toolkit.model.interval import Interval


def coverage_of(actors: str, *functions: str) -> Coverage:
    method = with_functions(*functions)
    return functions_coverage(territory_of(f"acteurs:\n{actors}", method).actors, method.functions)


def test_the_worked_example_of_the_method_page():
    coverage = coverage_of(
        """\
  - {nom: A, fonctions: {animation: 3, foncier: inconnu}}
  - {nom: B, fonctions: {animation: 2}}
""",
        "animation 2",
        "foncier 1",
    )
    animation, foncier = coverage.functions
    assert (animation.certain, animation.possible) == (Status.SHARED, Status.SHARED)
    assert (foncier.certain, foncier.possible) == (Status.ABSENT, Status.FRAGILE)
    # [2·1 + 0, 2·1 + 2/3] / 3
    assert coverage.overall is not None
    assert coverage.overall.low == pytest.approx(2 / 3)
    assert coverage.overall.high == pytest.approx(8 / 9)


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("fonctions: {animation: 2}", (2, 2)),
        ("fonctions: {animation: 0}", (0, 0)),
        ("fonctions: [animation]", (1, 3)),
        ("fonctions: {animation: inconnu}", (0, 3)),
        ("fonctions: {animation: '?'}", (0, 3)),
        ("fonctions: {foncier: 3}", (0, 0)),
        ("fonctions: []", (0, 0)),
        ("cercle: inconnu", (0, 3)),
        ("fonctions: inconnu", (0, 3)),
    ],
)
def test_the_level_of_an_actor_for_a_function(written, level):
    territory = territory_of(f"acteurs:\n  - {{nom: A, {written}}}\n", with_functions("animation", "foncier"))
    assert actor_level(territory.actors[0], "animation") == Interval(*level)


@pytest.mark.parametrize(
    ("levels", "status"),
    [
        ([], Status.ABSENT),
        ([0, 0], Status.ABSENT),
        ([1], Status.SEED),
        ([1, 1, 1], Status.SEED),
        ([2], Status.FRAGILE),
        ([3, 1, 1], Status.FRAGILE),
        ([2, 2], Status.SHARED),
        ([3, 2, 0], Status.SHARED),
    ],
)
def test_two_actors_at_two_share_a_function_and_one_holds_it_alone(levels, status):
    assert status_of(levels) == status


def test_the_four_statuses_are_worth_0_1_2_and_3_thirds():
    coverage = coverage_of(
        """\
  - {nom: A, fonctions: {b: 1, c: 2, d: 2}}
  - {nom: B, fonctions: {d: 3}}
""",
        *("a", "b", "c", "d"),
    )
    # (0 + 1/3 + 2/3 + 1) / 4
    assert coverage.overall == Interval(0.5, 0.5)


def test_a_bare_list_says_performed_and_leaves_the_level_open():
    coverage = coverage_of("  - {nom: A, fonctions: [animation]}\n", "animation")
    assert (coverage.functions[0].certain, coverage.functions[0].possible) == (Status.SEED, Status.FRAGILE)
    assert coverage.functions[0].level == Interval(1, 3)
    assert coverage.unsettled == coverage.functions


def test_without_actors_nothing_is_known():
    method = with_functions("animation")
    assert functions_coverage((), method.functions).overall is None


def test_a_function_rests_on_one_actor_only_when_nobody_else_may_hold_it():
    animation = "  - {{nom: A, fonctions: {{animation: 2}}}}\n  - {{nom: B, fonctions: {b}}}\n"
    certain = coverage_of(animation.format(b="{animation: 1}"), "animation")
    assert certain.functions[0].only_holder is not None
    assert certain.functions[0].only_holder.actor.id == "a"
    open_question = coverage_of(animation.format(b="inconnu"), "animation")
    assert open_question.functions[0].only_holder is None
    shared = coverage_of(animation.format(b="{animation: 2}"), "animation")
    assert shared.functions[0].only_holder is None


def test_a_holder_tells_the_line_its_level_was_read_from():
    coverage = coverage_of(
        """\
  - nom: A
    fonctions:
      animation: 2
""",
        "animation",
    )
    place = coverage.functions[0].holders[0].position
    assert place is not None
    assert (place.file, place.line) == ("lieu.yaml", 6)
