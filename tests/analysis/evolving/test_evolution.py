"""Progress is told apart from better knowledge, from another judgement and from actors met since (METHOD.md §2)."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.territories import as_yaml, method_of, territory_of, with_functions
from cit_toolkit.analysis.evolving.evolution import Evolution, evolution
from cit_toolkit.analysis.evolving.shift import Shift, shift
from cit_toolkit.analysis.evolving.tracks import COVERAGE, STAGE, Cause, FigureKey, Track
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Method

METHOD = method_of()
FUNCTIONS = with_functions("animation 2", "foncier")


def evolved(before: str, after: str, method: Method = METHOD) -> Evolution:
    return evolution(territory_of(before, method), territory_of(after, method), method)


def track_of(found: Evolution, key: FigureKey) -> Track:
    return next(track for track in found.tracks if track.key == key)


def steps_of(track: Track) -> list[tuple[Cause, float, float]]:
    return [(step.cause, round(step.after.low, 4), round(step.after.high, 4)) for step in track.steps]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((0, 3), (0, 3), Shift.SAME),
        ((0, 3), (2, 2), Shift.BETTER_KNOWN),
        ((0, 2), (2, 2), Shift.BETTER_KNOWN),
        ((2, 2), (0, 3), Shift.LESS_KNOWN),
        ((1, 1), (2, 2), Shift.UP),
        ((0, 1), (2, 3), Shift.UP),
        ((0, 2), (1, 3), Shift.MAYBE_UP),
        ((0, 2), (2, 3), Shift.MAYBE_UP),
        ((2, 2), (1, 1), Shift.DOWN),
        ((1, 3), (0, 2), Shift.MAYBE_DOWN),
    ],
)
def test_intervals_that_may_hold_one_unchanged_value_are_no_certain_move(
    before: tuple[float, float], after: tuple[float, float], expected: Shift
) -> None:
    assert shift(Interval(*before), Interval(*after)) is expected


# The example of METHOD.md: animation weighs 2, foncier 1. Animation is shared (1); foncier is absent or fragile.
# Coverage = [2·1 + 0, 2·1 + 2/3] / 3 = [0.6667, 0.8889].
BEFORE = "acteurs: [{nom: A, fonctions: {animation: 3, foncier: inconnu}}, {nom: B, fonctions: {animation: 2}}]\n"


def test_an_answered_question_raises_the_coverage_without_being_progress() -> None:
    found = evolved(BEFORE, BEFORE.replace("inconnu", "2"), FUNCTIONS)
    coverage = track_of(found, COVERAGE)
    assert steps_of(coverage) == [(Cause.KNOWLEDGE, 0.8889, 0.8889)]
    assert coverage.progress is Shift.SAME


def test_each_part_of_the_way_is_told_apart() -> None:
    # A's foncier is answered 2: fragile, [8/9, 8/9]. B takes it up, 0 → 2: shared, 1. C comes with nothing new, then
    # B drops animation: fragile, (2·2/3 + 1)/3 = 7/9.
    after = (
        "acteurs: [{nom: A, fonctions: {animation: 3, foncier: 2}}, {nom: B, fonctions: {animation: 1, foncier: 2}},"
        " {nom: C, fonctions: {animation: 2}}]\n"
    )
    found = evolved(BEFORE, after, FUNCTIONS)
    assert steps_of(track_of(found, ("fonction", "foncier"))) == [(Cause.KNOWLEDGE, 2, 2), (Cause.CHANGE, 3, 3)]
    assert steps_of(track_of(found, ("fonction", "animation"))) == [(Cause.CHANGE, 2, 2), (Cause.NEWCOMERS, 3, 3)]
    assert steps_of(track_of(found, COVERAGE)) == [
        (Cause.KNOWLEDGE, 0.8889, 0.8889), (Cause.CHANGE, 0.7778, 0.7778), (Cause.NEWCOMERS, 1, 1),
    ]  # fmt: skip
    assert track_of(found, ("fonction", "foncier")).progress is Shift.UP
    assert track_of(found, COVERAGE).progress is Shift.DOWN


def test_an_actor_that_nobody_had_described_makes_no_progress() -> None:
    found = evolved(BEFORE, BEFORE.replace("]\n", ", {nom: C, fonctions: {foncier: 3}}]\n"), FUNCTIONS)
    assert [actor.id for actor in found.changes.first_described] == ["c"]
    assert {step.cause for track in found.tracks for step in track.steps} == {Cause.NEWCOMERS}
    assert all(track.progress is Shift.SAME for track in found.tracks)


def test_a_level_that_moves_is_progress_and_opens_a_stage() -> None:
    before = "acteurs: [{nom: A}, {nom: B}]\ngrille: {collectif: 0, legitimite: 1}\n"
    found = evolved(before, before.replace("collectif: 0", "collectif: 1"))
    assert [(each.criterion.id, each.shift, each.judged) for each in found.changes.answers] == [
        ("collectif", Shift.UP, False)
    ]
    stage = track_of(found, STAGE)  # from reperage (rank 0) to interconnaissance (1): one level and two actors
    assert (stage.before, stage.after, stage.progress) == (Interval(0, 0), Interval(1, 1), Shift.UP)
    # (2·0 + 1·1) / 9, then (2·1 + 1·1) / 9
    assert steps_of(track_of(found, ("dimension", "portage"))) == [(Cause.CHANGE, 0.3333, 0.3333)]


@pytest.mark.parametrize(
    ("old", "new", "judged"),
    [
        ("2", "1", False),
        ("1", "{niveau: 2, date: 2024-02}", True),  # the answer is older than the description of March
        ("1", "{niveau: 2, date: 2024}", False),  # it may be later
        ("{niveau: 1, preuve: Compte rendu}", "{niveau: 2, preuve: Compte rendu}", True),  # the same words
        ("{niveau: 1, preuve: Compte rendu}", "{niveau: 2, preuve: Convention}", False),
        ("inconnu", "{niveau: 2, date: 2024-02}", False),  # an answer, not another judgement
    ],
)
def test_the_same_fact_looked_at_otherwise_is_another_judgement(old: str, new: str, judged: bool) -> None:
    found = evolved(
        f"etat_au: 2024-03\ngrille: {{collectif: {old}}}\n", f"etat_au: 2025\ngrille: {{collectif: {new}}}\n"
    )
    assert [each.judged for each in found.changes.answers] == [judged]
    causes = {step.cause for step in track_of(found, ("dimension", "portage")).steps}
    assert (Cause.JUDGEMENT in causes) is judged
    if judged:
        assert track_of(found, ("dimension", "portage")).progress is Shift.SAME


def test_links_are_new_old_or_undated_by_their_own_date() -> None:
    actors = "acteurs: [{nom: A}, {nom: B}, {nom: C}, {nom: D}]\n"
    before = f"etat_au: 2024-03\n{actors}relations: [{{entre: [a, b], nature: projet}}]\n"
    after = (
        f"etat_au: 2025-11\n{actors}relations:\n"
        "  - {entre: [b, c], nature: projet, depuis: 2024-04}\n"
        "  - {entre: [c, d], nature: projet, depuis: 2024-03}\n"
        "  - {entre: [a, c], nature: projet, depuis: 2024}\n"
        "  - {entre: [a, d], nature: projet}\n"
    )
    links = evolved(before, after).links
    told = [
        [relation.ends for relation in each] for each in (links.made, links.already_there, links.undated, links.gone)
    ]
    assert told == [[("b", "c")], [("c", "d")], [("a", "c"), ("a", "d")], [("a", "b")]]


def test_links_are_not_compared_with_a_date_that_describes_none() -> None:
    after = "acteurs: [{nom: A}, {nom: B}]\nrelations: [{entre: [a, b], nature: projet}]\n"
    links = evolved("acteurs: [{nom: A}, {nom: B}]\n", after).links
    assert (links.known, links.made, links.gone) == (False, (), ())


def test_a_circle_is_closer_farther_or_only_known() -> None:
    def actors(*circles: str) -> str:
        return "acteurs:\n" + "".join(f"  - {{nom: A{rank}, cercle: {c}}}\n" for rank, c in enumerate(circles))

    found = evolved(
        actors("information", "cooperation", "inconnu"), actors("cooperation", "information", "information")
    )
    assert [each.closer for each in found.changes.circles] == [True, False, None]


def test_a_need_closes_and_its_urgency_is_a_judgement() -> None:
    need = "besoins: [{{intitule: Local, themes: [juridique], urgence: {urgency}, importance: 3, statut: {status}}}]\n"
    found = evolved(need.format(urgency=3, status="ouvert"), need.format(urgency=1, status="couvert"))
    (change,) = found.changes.needs
    assert change.closed and change.shift is Shift.DOWN
    assert change.priorities == (Interval(1, 1), Interval(4 / 6, 4 / 6))


LEVELS = st.sampled_from(["inconnu", 0, 1, 2, 3])


@st.composite
def answered(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A territory, and the same with some of its unknowns answered."""
    functions = st.none() | st.dictionaries(st.sampled_from(["animation", "foncier"]), LEVELS)
    before: dict[str, Any] = {
        "etat_au": "2024-03",
        "grille": draw(st.dictionaries(st.sampled_from(["collectif", "legitimite"]), LEVELS)),
        "acteurs": [],
        "besoins": [],
    }
    for rank in range(draw(st.integers(0, 3))):
        circle = draw(st.sampled_from(["inconnu", "cooperation", "information"]))
        actor: dict[str, Any] = {"nom": f"A{rank}", "cercle": circle}
        if (told := draw(functions)) is not None:
            actor["fonctions"] = told
        before["acteurs"].append(actor)
    for rank in range(draw(st.integers(0, 2))):
        need = {"urgence": draw(LEVELS), "importance": draw(LEVELS)}
        before["besoins"].append({"intitule": f"B{rank}", "themes": ["juridique"], **need})
    after = deepcopy(before) | {"etat_au": "2025-03"}
    if draw(st.booleans()) and before["acteurs"]:
        after["relations"] = []
    answer = st.sampled_from([0, 1, 2, 3])
    for name in ("collectif", "legitimite"):
        if after["grille"].get(name, "inconnu") == "inconnu" and draw(st.booleans()):
            after["grille"][name] = draw(st.just(0) | answer)
    for actor in after["acteurs"]:
        if actor["cercle"] == "inconnu" and draw(st.booleans()):
            actor["cercle"] = draw(st.sampled_from(["cooperation", "information"]))
        if "fonctions" not in actor:
            if draw(st.booleans()):
                actor["fonctions"] = draw(st.dictionaries(st.sampled_from(["animation", "foncier"]), LEVELS))
            continue
        for name, level in actor["fonctions"].items():
            if level == "inconnu" and draw(st.booleans()):
                actor["fonctions"][name] = draw(answer)
    for need in after["besoins"]:
        for key in ("urgence", "importance"):
            if need[key] == "inconnu" and draw(st.booleans()):
                need[key] = draw(answer)
    return before, after


@given(answered())
@settings(max_examples=150, deadline=None)
def test_an_answer_that_only_narrows_an_interval_is_never_counted_as_progress(
    told: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    found = evolved(*map(as_yaml, told))
    assert {step.cause for track in found.tracks for step in track.steps} <= {Cause.KNOWLEDGE}
    assert {track.progress for track in found.tracks} <= {Shift.SAME}
    moves = [each.shift for each in (*found.changes.answers, *found.changes.levels, *found.changes.needs)]
    assert set(moves) <= {Shift.BETTER_KNOWN}
    assert not any(circle.closer is not None for circle in found.changes.circles)
    assert not any(answer.judged for answer in found.changes.answers)
    assert found.links.made == found.links.gone == ()


@given(answered(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_a_file_is_no_change(told: tuple[dict[str, Any], dict[str, Any]], random: Any) -> None:
    before = told[0]
    shuffled = deepcopy(before)
    random.shuffle(shuffled["acteurs"])
    random.shuffle(shuffled["besoins"])
    found = evolved(as_yaml(before), as_yaml(shuffled))
    assert not [track for track in found.tracks if track.steps]
    assert not any((found.changes.answers, found.changes.levels, found.changes.needs, found.changes.circles))
