"""What must hold of every territory: drawn by Hypothesis, in the terms of the method of territories.py."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.territories import METHOD, as_yaml, diagnosis_of, method_of
from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.ecosystem import ecosystem
from cit_toolkit.analysis.metrics import metrics
from cit_toolkit.model.interval import Interval

# Rules on every kind of figure, in both directions: what is small or absent, what is large or present.
CONDITIONS = [
    *(f'acteurs.par_cercle["cooperation"] {sign}' for sign in ("== 0", ">= 1", "< 2", "!= 1")),
    *(f'acteurs.par_role["producteur"] {sign}' for sign in ("== 0", ">= 1")),
    *(f"acteurs.categories {sign}" for sign in ("<= 1", "> 1", "== 2")),
    *(f"acteurs.categories_effectives {sign}" for sign in ("< 2", ">= 2")),
    *(
        f"couverture.{name} | length {sign}"
        for name in ("absentes", "fragiles", "partagees")
        for sign in ("== 0", ">= 1")
    ),
    *(f"acteurs.{name} | length {sign}" for name in ("cles", "a_convaincre") for sign in ("== 0", ">= 1")),
    *(f"acteurs.categories_manquantes | length {sign}" for sign in ("== 0", ">= 1")),
    *(f"besoins.prioritaires | length {sign}" for sign in ("== 0", ">= 1")),
    *(f'grille["collectif"].{bound} {sign} 1' for bound, sign in (("min", ">="), ("max", "<="))),
    *(f"triade.complete == {word}" for word in ("true", "false")),
    "not triade.complete",
    "couverture.min > 0.3",
    "couverture.max < 0.6",
    "'foncier' in couverture.absentes",
    "not ('foncier' in couverture.absentes or acteurs.par_cercle['information'] >= 1)",
    "cohesion.relais | length == 0",
]
RULES = "regles:\n" + "".join(
    f"  - {{id: r{i}, si: {json.dumps(condition)}, sens: force, texte: Oui.}}\n"
    for i, condition in enumerate(CONDITIONS)
)
WITH_RULES = method_of(METHOD + RULES)

LEVELS = st.integers(0, 3)
FUNCTIONS = st.dictionaries(st.sampled_from(["animation", "foncier"]), LEVELS | st.just("inconnu")) | st.lists(
    st.sampled_from(["animation", "foncier"]), unique=True
)


def described(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


ACTOR = described(
    categorie=st.sampled_from(["collectivite", "association", "entreprise", "habitants"]),
    cercle=st.sampled_from(["cooperation", "information"]),
    roles=st.lists(st.sampled_from(["producteur", "beneficiaire", "financeur"]), unique=True),
    fonctions=FUNCTIONS,
    influence=LEVELS,
    interet=LEVELS,
)
NEED = described(urgence=LEVELS, importance=LEVELS)


@st.composite
def territories(draw: st.DrawFn) -> dict[str, Any]:
    actors = [{"nom": f"A{i}", **actor} for i, actor in enumerate(draw(st.lists(ACTOR, min_size=1, max_size=6)))]
    pairs = [(a, b) for a in range(len(actors)) for b in range(a)]
    linked = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return {
        "acteurs": actors,
        "relations": [{"entre": [f"a{a}", f"a{b}"], "nature": "cooperation"} for a, b in linked],
        "besoins": [{"intitule": f"B{i}", **need} for i, need in enumerate(draw(st.lists(NEED, max_size=4)))],
        "grille": draw(described(collectif=LEVELS, legitimite=LEVELS)),
    }


def figures(diagnosis: Diagnosis) -> dict[str, Interval]:
    """Everything that is an interval, and the stage as one."""
    territory, method = diagnosis.territory, diagnosis.method
    found = dict(metrics(territory, method, diagnosis.coverage, ecosystem(territory.actors, method)))
    for ranked in diagnosis.needs:
        found[f"besoin.{ranked.need.id}"] = ranked.priority
    for scored in diagnosis.dimensions:
        assert scored.score is not None
        found[f"dimension.{scored.dimension.id}"] = scored.score
    assert diagnosis.stage is not None
    found["etape"] = Interval(diagnosis.stage.certain, diagnosis.stage.possible)
    return found


def fired(diagnosis: Diagnosis) -> set[str]:
    return {finding.rule.condition for finding in diagnosis.findings if finding.rule}


@st.composite
def with_something_forgotten(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A territory, and the same of which less is known."""
    known = draw(territories())
    less = copy.deepcopy(known)
    places = [
        *((actor, key) for actor in less["acteurs"] for key in actor if key != "nom"),
        *((actor["fonctions"], f) for actor in less["acteurs"] for f in actor.get("fonctions", ())),
        *((need, key) for need in less["besoins"] for key in need if key != "intitule"),
        *((less["grille"], key) for key in less["grille"]),
        (less, "relations"),
    ]
    for holder, key in draw(
        st.lists(st.sampled_from(places), min_size=1, unique_by=lambda place: (id(place[0]), place[1]))
    ):
        if isinstance(holder, list):
            continue  # a function of a bare list has no level to forget
        if key in ("animation", "foncier") or draw(st.booleans()):
            holder[key] = "inconnu"
        else:
            del holder[key]
    return known, less


@settings(max_examples=150, deadline=None)
@given(with_something_forgotten())
def test_an_unknown_never_raises_a_lower_bound_nor_lowers_an_upper_one(pair):
    known, less = (figures(diagnosis_of(as_yaml(body))) for body in pair)
    assert known.keys() == less.keys()
    for name, figure in known.items():
        assert less[name].low <= figure.low <= figure.high <= less[name].high, name


@settings(max_examples=150, deadline=None)
@given(with_something_forgotten())
def test_a_rule_that_holds_still_does_when_more_is_known(pair):
    known, less = (diagnosis_of(as_yaml(body), WITH_RULES) for body in pair)
    assert fired(less) <= fired(known)


@settings(max_examples=100, deadline=None)
@given(territories(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_no_figure(body, random):
    shuffled = copy.deepcopy(body)
    for key in ("acteurs", "relations", "besoins"):
        random.shuffle(shuffled[key])
    one, other = diagnosis_of(as_yaml(body), WITH_RULES), diagnosis_of(as_yaml(shuffled), WITH_RULES)
    assert figures(one) == figures(other)
    assert one.cohesion == other.cohesion
    assert one.coverage.overall == other.coverage.overall
    assert [need.need.id for need in one.needs] == [need.need.id for need in other.needs]
    assert [(q.key, q.gain, q.decisive) for q in one.questions] == [
        (q.key, q.gain, q.decisive) for q in other.questions
    ]
    assert [(d.actor.id, d.cut_off) for d in one.departures] == [(d.actor.id, d.cut_off) for d in other.departures]
    assert fired(one) == fired(other)


@settings(max_examples=100, deadline=None)
@given(territories(), ACTOR)
def test_one_more_actor_never_lowers_the_coverage(body, actor):
    more = {**body, "acteurs": [*body["acteurs"], {"nom": "Nouveau", **actor}]}
    before, after = (diagnosis_of(as_yaml(each)).coverage for each in (body, more))
    assert before.overall is not None
    assert after.overall is not None
    assert after.overall.low >= before.overall.low
    assert after.overall.high >= before.overall.high


@settings(max_examples=100, deadline=None)
@given(territories())
def test_the_certain_never_exceeds_the_possible_and_every_gate_of_the_next_stage_has_its_place(body):
    diagnosis = diagnosis_of(as_yaml(body))
    stage = diagnosis.stage
    assert stage is not None
    assert stage.certain <= stage.possible
    met = {gate.name for gate in stage.next_gates if gate.certain}
    blocking = [gate.name for gate in (*stage.to_do, *stage.to_verify)]
    assert met.isdisjoint(blocking)
    assert met | set(blocking) == {gate.name for gate in stage.next_gates}
    # Nothing to do: answers alone may open the next stage.
    if stage.next is not None:
        assert bool(stage.to_do) == (stage.possible == stage.certain)


def test_a_diagnosis_is_the_sum_of_its_analyses():
    diagnosis = diagnosis_of("""\
acteurs:
  - {nom: A, fonctions: {animation: 3, foncier: inconnu}}
  - {nom: B, fonctions: {animation: 2}}
relations: [{entre: [a, b], nature: conflit}]
grille: {collectif: 1}
""")
    assert diagnosis.coverage.overall is not None
    assert round(diagnosis.coverage.overall.low, 3) == 0.667
    assert round(diagnosis.coverage.overall.high, 3) == 0.889
    assert diagnosis.cohesion is None
    assert [relation.ends for relation in diagnosis.conflicts] == [("a", "b")]
    assert diagnosis.stage is not None
    assert (diagnosis.stage.certain, diagnosis.stage.possible) == (1, 2)


def test_a_method_with_nothing_but_functions_leaves_the_rest_out():
    diagnosis = diagnosis_of("acteurs: [{nom: A}]\n", method_of("type: methode\nid: m\nnom: M\nfonctions: [{id: f}]\n"))
    assert (diagnosis.stage, diagnosis.dimensions, diagnosis.findings, diagnosis.ecosystem.triad) == (
        None,
        (),
        (),
        None,
    )
    assert diagnosis.questions[0].key == "fonctions:a"


def test_a_resource_kept_for_a_stage_the_territory_may_be_at_is_to_verify():
    body = """\
acteurs: [{nom: A, categorie: association, fonctions: {animation: 2, foncier: 2}}, {nom: B, fonctions: []}]
besoins: [{intitule: N, natures: [formation], themes: [juridique], porteurs: [a]}]
ressources: [{intitule: R, natures: [formation], themes: [juridique], etapes: [diagnostic], cout: {gratuit: oui}}]
"""
    covered = {
        grid: diagnosis_of(body + f"grille: {grid}\n").needs[0].covered_locally
        for grid in ("{collectif: 1, legitimite: 3}", "{collectif: 1}", "{collectif: 0}")
    }
    assert covered == {"{collectif: 1, legitimite: 3}": True, "{collectif: 1}": None, "{collectif: 0}": False}
