"""Territories on the scales of a method, by hand."""

import pytest

from analysis.territories import METHOD, method_of, territory_of
from cit_toolkit.analysis.comparing.comparison import CandidateComparison, compare
from cit_toolkit.analysis.diagnosis import diagnose
from cit_toolkit.model.interval import Interval

COMPARED = METHOD + (
    "comparaison:\n"
    "  criteres:\n"
    "    - {id: soutien, mesure: legitimite}\n"
    "    - {id: portage, mesure: collectif, zero: 1, cent: 3}\n"
    "    - {id: besoins, mesure: besoins.nombre, zero: 4, cent: 0}\n"
    "    - {id: couverts, mesure: couverture, zero: 0, cent: '0,5'}\n"
    "    - {id: liens, mesure: relations.nombre, zero: 0, cent: 10}\n"
    "    - {id: flou, mesure: acteurs.nombre}\n"
    "  ordre: [portage, soutien]\n"
    "  eliminatoires: [{mesure: collectif, minimum: 1, raison: Il faut quelqu’un}]\n"
)


def compared(*bodies: str, draws: int = 10_000, seed: int = 1) -> CandidateComparison:
    method = method_of(COMPARED)
    assert method.comparison is not None
    found = [diagnose(territory_of(f"id: t{rank}\n{body}", method), method) for rank, body in enumerate(bodies)]
    return compare(found, method, method.comparison, draws, seed)


def test_values_stand_between_the_two_anchors_and_never_beyond() -> None:
    found = compared("grille: {collectif: 2}\nacteurs: [{nom: A, fonctions: {animation: 3, foncier: inconnu}}]\n")
    (candidate,) = found.candidates
    values = dict(zip([scale.criterion.id for scale in found.scales.all], candidate.values, strict=True))
    # Ordered first; the others in the order of the method.
    assert list(values) == ["portage", "soutien", "besoins", "couverts", "liens"]
    assert found.scales.ordered == 2 and [each.id for each in found.scales.unmeasured] == ["flou"]
    assert values["portage"] == Interval(50, 50)  # (2 − 1) ÷ (3 − 1)
    assert values["soutien"] == Interval(0, 100)  # no answer: anything
    assert values["besoins"] == Interval(100, 100)  # none, on a scale that goes down from 4 to 0
    # Animation fragile (2/3) with weight 2, foncier from absent to fragile: [4/9, 6/9], beyond 0.5 at the top.
    assert values["couverts"].low == pytest.approx(100 * (4 / 9) / 0.5) and values["couverts"].high == 100
    assert values["liens"] == Interval(0, 100)  # no link described: unbounded, and unknown


@pytest.mark.parametrize(("level", "met"), [("0", False), ("inconnu", None), ("1", True)])
def test_only_a_threshold_missed_for_certain_eliminates(level: str, met: bool | None) -> None:
    found = compared(f"grille: {{collectif: {level}}}\n", "grille: {collectif: 3}\n")
    assert found.candidates[0].thresholds[0].met is met
    assert [each.id for each in found.eliminated] == (["t0"] if met is False else [])
    assert (found.acceptability is None) is (met is False)


def test_who_may_still_be_eliminated_stands_before_nobody_for_certain() -> None:
    better = "grille: {legitimite: 3}\nbesoins: []\nrelations: []\nacteurs: [{nom: A, fonctions: {animation: 3}}]\n"
    worse = "grille: {collectif: 1, legitimite: 0}\nrelations: []\nacteurs: [{nom: A, fonctions: {}}]\n"
    assert compared(better, worse).dominances == ()
    found = compared(better.replace("{leg", "{collectif: 1, leg"), worse)
    assert [(one.id, other.id) for one, other in found.dominances] == [("t0", "t1")]


def test_the_order_of_the_files_changes_nothing() -> None:
    bodies = ["grille: {collectif: 2}\n", "grille: {collectif: 3, legitimite: 0}\n", "grille: {legitimite: 3}\n"]
    method = method_of(COMPARED)
    assert method.comparison is not None
    found = [diagnose(territory_of(f"id: t{rank}\n{body}", method), method) for rank, body in enumerate(bodies)]
    one, other = (compare(each, method, method.comparison, 10_000, 1) for each in (found, found[::-1]))
    assert one.acceptability == other.acceptability and one.questions == other.questions


def test_adding_a_territory_moves_no_value() -> None:
    body = "grille: {collectif: 2, legitimite: 1}\n"
    alone, among = compared(body), compared(body, "grille: {collectif: 3, legitimite: 3}\n")
    assert alone.candidates[0].values == among.candidates[0].values


def test_nothing_known_and_all_alike_are_told() -> None:
    blank = "besoins: inconnu\n"
    assert not compared(blank, blank).nothing_known  # no need described is a number: none
    same = "grille: {collectif: 2, legitimite: 2}\nrelations: []\nacteurs: [{nom: A, fonctions: {}}]\n"
    assert compared(same, same).all_alike and not compared(blank, blank).all_alike
