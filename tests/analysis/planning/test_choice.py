"""The choice of modules equals an exhaustive search, ties included, and is the same at each run."""

from collections.abc import Mapping, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from cit_toolkit.analysis.planning.candidates import Candidate
from cit_toolkit.analysis.planning.choice import best_choice, least_minutes
from cit_toolkit.analysis.planning.targets import Target, TargetKind
from cit_toolkit.model.method import Module

TARGETS = [Target(TargetKind.FUNCTION, f"f{i}", weight) for i, weight in enumerate((300, 133, 100, 67, 67))]


def candidate(name: str, minutes: int, answers: Sequence[Target], before: Sequence[str] = ()) -> Candidate:
    return Candidate(Module(id=name), 0, minutes, tuple(before), tuple(answers))


def by_name(*candidates: Candidate) -> dict[str, Candidate]:
    return {each.id: each for each in candidates}


@st.composite
def instances(draw: st.DrawFn) -> tuple[dict[str, Candidate], int | None]:
    size = draw(st.integers(0, 9))
    names = [f"m{i}" for i in range(size)]
    order = draw(st.permutations(names))
    found = []
    for name in order:
        # A prerequisite may stand after in the method, never in a circle: names are drawn apart from the order.
        before = draw(st.lists(st.sampled_from(names[: names.index(name)] or [None]), max_size=2, unique=True))
        answers = draw(st.lists(st.sampled_from(TARGETS), max_size=3, unique=True))
        found.append(candidate(name, draw(st.sampled_from([0, 60, 90, 120, 210])), answers, [b for b in before if b]))
    return by_name(*found), draw(st.none() | st.integers(0, 600))


def exhaustive(candidates: Mapping[str, Candidate], cap: int | None) -> frozenset[str]:
    """Every choice that may be made, one after the other."""
    best: tuple[tuple[int, int, int, tuple[bool, ...]], frozenset[str]] | None = None
    for taken in product((False, True), repeat=len(candidates)):
        chosen = {name: each for (name, each), kept in zip(candidates.items(), taken, strict=True) if kept}
        minutes = sum(each.minutes for each in chosen.values())
        if (cap is not None and minutes > cap) or any(
            before not in chosen for each in chosen.values() for before in each.prerequisites
        ):
            continue
        weight = sum(target.weight for target in {t for each in chosen.values() for t in each.answers})
        key = (weight, -minutes, -len(chosen), taken)
        if best is None or key > best[0]:
            best = key, frozenset(chosen)
    assert best is not None
    return best[1]


@settings(max_examples=150, deadline=None)
@given(instances())
def test_the_choice_is_the_one_an_exhaustive_search_finds(instance: tuple[dict[str, Candidate], int | None]) -> None:
    candidates, cap = instance
    assert best_choice(candidates, TARGETS, cap) == exhaustive(candidates, cap)


@settings(max_examples=60, deadline=None)
@given(instances(), st.integers(1, 700))
def test_the_least_minutes_are_those_of_the_cheapest_choice_that_answers_enough(
    instance: tuple[dict[str, Candidate], int | None], weight: int
) -> None:
    candidates, _ = instance
    least = least_minutes(candidates, TARGETS, weight)

    def answered(chosen: frozenset[str]) -> int:
        return sum(target.weight for target in {t for name in chosen for t in candidates[name].answers})

    if least is None:
        assert answered(exhaustive(candidates, None)) < weight
    else:
        assert answered(exhaustive(candidates, least)) >= weight
        assert least == 0 or answered(exhaustive(candidates, least - 1)) < weight


def test_two_short_modules_are_worth_more_than_a_long_one_by_hand() -> None:
    # 4 h: b and c answer 133 + 100 in 2 h 30; a alone answers 200 in 4 h.
    two_hundred = Target(TargetKind.NEED, "n", 200)
    candidates = by_name(
        candidate("a", 240, [two_hundred]), candidate("b", 60, [TARGETS[1]]), candidate("c", 90, [TARGETS[2]])
    )
    assert best_choice(candidates, [two_hundred, *TARGETS], 240) == {"b", "c"}


def test_a_prerequisite_that_answers_nothing_comes_with_what_needs_it_and_counts_in_the_hours() -> None:
    candidates = by_name(candidate("before", 180, []), candidate("after", 120, [TARGETS[0]], ["before"]))
    assert best_choice(candidates, TARGETS, 300) == {"before", "after"}
    assert best_choice(candidates, TARGETS, 299) == frozenset()


def test_at_equal_weight_the_shorter_is_taken_then_the_first_of_the_method() -> None:
    longer, first, second = (candidate(n, m, [TARGETS[0]]) for n, m in (("long", 120), ("one", 60), ("two", 60)))
    assert best_choice(by_name(longer, first, second), TARGETS, None) == {"one"}
    assert best_choice(by_name(longer, second, first), TARGETS, None) == {"two"}


def test_forty_modules_and_more_are_chosen_by_the_same_order_of_preference() -> None:
    # Fifty modules in pairs that answer the same: the first of each pair, past the block compared at once.
    targets = [Target(TargetKind.FUNCTION, f"f{i}", 10) for i in range(25)]
    candidates = by_name(*(candidate(f"m{i}", 60, [targets[i // 2]]) for i in range(50)))
    assert best_choice(candidates, targets, None) == {f"m{i}" for i in range(0, 50, 2)}


def test_nothing_to_answer_takes_no_module() -> None:
    assert best_choice(by_name(candidate("a", 60, [])), TARGETS, None) == frozenset()
    assert best_choice({}, TARGETS, 600) == frozenset()
