"""What a plan answers, and what it weighs: worked out by hand from METHOD.md §4 and the weights of the method."""

from analysis.planning.plans import METHOD
from analysis.territories import diagnosis_of, method_of
from cit_toolkit.analysis.planning.targets import Targets, answered_by, targets_of
from cit_toolkit.model.method import Module

BEGUN = """\
acteurs:
  - {nom: A, fonctions: {animation: 3, foncier: inconnu}}
  - {nom: B, fonctions: {accueil: 1}}
grille: {collectif: 1, vision: inconnu}
"""


def told(targets: Targets) -> dict[str, int]:
    return {target.id: target.weight for target in targets.sure}


def test_a_function_weighs_what_it_surely_lacks_to_be_shared() -> None:
    # animation fragile: 2 × 3 × 1/3 = 2. accueil en germe: 2 × 2 × 2/3 = 2.67. foncier absent to fragile, so it lacks
    # at least what a fragile one lacks: 2 × 1 × 1/3 = 0.67. In hundredths.
    sure = told(targets_of(diagnosis_of(BEGUN, method_of(METHOD))))
    assert {name: sure[name] for name in ("animation", "accueil", "foncier")} == {
        "animation": 200, "accueil": 267, "foncier": 67
    }  # fmt: skip


def test_a_criterion_to_do_weighs_whole_and_one_to_verify_weighs_nothing() -> None:
    # collectif is at 1 and the next stage asks 2: 3 × 2 × 1 = 6. vision is unknown.
    targets = targets_of(diagnosis_of(BEGUN, method_of(METHOD)))
    assert told(targets)["collectif"] == 600
    assert "vision" in [target.id for target in targets.unknown]


def test_an_open_need_weighs_its_priority_and_the_middle_of_it_when_it_is_unknown() -> None:
    body = """\
besoins:
  - {id: plein, intitule: P, urgence: 3, importance: 3, origine: [{parole: x}]}
  - {id: flou, intitule: F, origine: [{parole: x}]}
  - {id: couvert, intitule: C, urgence: 3, importance: 3, statut: couvert, origine: [{parole: x}]}
"""
    # 2 × 1; 2 × 1/2; a need that is covered is no longer one.
    assert told(targets_of(diagnosis_of(body, method_of(METHOD)))) == {"plein": 200, "flou": 100}


def test_a_need_that_a_resource_answers_is_left_to_it() -> None:
    body = """\
besoins:
  - {id: salle, intitule: S, themes: [lieux], fonctions: [foncier], natures: [lieu-materiel], urgence: 2,
     importance: 2, formats: [presentiel], origine: [{parole: x}]}
ressources:
  - {id: grange, intitule: G, themes: [lieux], fonctions: [foncier], natures: [lieu-materiel], formats: [presentiel],
     cout: {gratuit: oui}}
"""
    targets = targets_of(diagnosis_of(body, method_of(METHOD)))
    assert "salle" not in told(targets)
    assert [ranked.need.id for ranked in targets.answered_here] == ["salle"]


def test_where_no_actor_is_described_no_function_is_said_to_lack() -> None:
    targets = targets_of(diagnosis_of("", method_of(METHOD)))
    assert targets.sure == ()
    assert {"animation", "foncier", "accueil"} <= {target.id for target in targets.unknown}


def helps(answers: str, need: str) -> bool:
    method = method_of(f"{METHOD}modules:\n  - {{id: m, heures: 1, repond: {answers}}}\n")
    diagnosis = diagnosis_of(f"besoins: [{{id: n, intitule: N, origine: [{{parole: x}}], {need}}}]\n", method)
    (module,) = method.modules
    return bool(answered_by(module, targets_of(diagnosis).sure, diagnosis.territory.needs))


def test_a_module_helps_a_need_when_something_is_shared_and_nothing_keeps_them_apart() -> None:
    assert helps("{themes: [juridique]}", "themes: [juridique, lieux]")
    assert helps("{fonctions: [foncier]}", "fonctions: [foncier], themes: [lieux]")
    assert helps("{themes: [juridique], natures: [formation]}", "themes: [juridique]")
    assert not helps("{themes: [juridique], natures: [formation]}", "themes: [juridique], natures: [financement]")
    assert not helps("{themes: [juridique], fonctions: [foncier]}", "themes: [lieux], fonctions: [foncier]")
    assert not helps("{natures: [formation]}", "natures: [formation]")
    assert not helps("{themes: [juridique]}", "fonctions: [foncier]")


def test_a_module_that_says_nothing_of_what_it_helps_with_answers_nothing() -> None:
    diagnosis = diagnosis_of(BEGUN, method_of(METHOD))
    assert answered_by(Module(id="m"), targets_of(diagnosis).sure, ()) == ()
