"""A whole plan: reasons, person-hours, what the cap costs, and what holds whatever the territory is."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.planning.plans import AGENDA, method_with, plan_of
from cit_toolkit.analysis.planning.agenda import Agenda
from cit_toolkit.analysis.planning.candidates import Reason
from cit_toolkit.analysis.support_plan import SupportPlan

# collectif to do: 6; animation en germe: 2 × 3 × 2/3 = 4; foncier and accueil absent: 2 and 4; the need: 2 × 5/6.
BODY = """\
acteurs: [{nom: A, fonctions: {animation: 1}}]
besoins: [{id: statut, intitule: S, themes: [juridique], urgence: 3, importance: 2, origine: [{parole: x}]}]
grille: {collectif: 1, vision: inconnu}
"""
METHOD = method_with("""\
- {id: carte, heures: 3, participants: 10, format: seminaire}
- {id: roles, heures: 2, participants: 12, format: atelier, prerequis: [carte], repond: {criteres: [collectif]}}
- {id: accueil-commun, heures: 4, participants: 8, format: atelier, repond: {fonctions: [accueil, animation]}}
- {id: formes, heures: 1.5, participants: 30, format: webinaire, repond: {themes: [juridique]}}
- {id: portes-ouvertes, heures: 6, participants: 20, format: visite, repond: {fonctions: [accueil]}}
- {id: lieux, heures: 9, participants: 5, format: visite, repond: {fonctions: [foncier]}}
- {id: regard, heures: 1, format: webinaire, repond: {criteres: [vision]}}
- {id: statuts, heures: 7, etapes: [constitution], repond: {fonctions: [foncier]}}
- {id: fete, heures: 3, format: atelier}
""")


def reasons(plan: SupportPlan) -> dict[str, Reason]:
    return {left.module.id: left.reason for left in plan.left_out}


def ids(things: Iterable[Any]) -> list[str]:
    return [thing.id for thing in things]


def test_the_plan_answers_the_most_weight_the_hours_allow_by_hand() -> None:
    # 9 h: accueil-commun (4 + 4 in 4 h) and carte with roles (6 in 5 h) make 14; any other choice makes less.
    plan = plan_of(BODY, METHOD, "9")
    assert plan.chosen == {"accueil-commun", "carte", "roles"}
    assert (plan.minutes, plan.weight, plan.targets.weight) == (9 * 60, 1400, 600 + 400 + 200 + 400 + 167)


def test_person_hours_are_the_hours_of_each_module_times_those_it_is_meant_for() -> None:
    # 3 × 10 + 2 × 12 + 4 × 8.
    assert (plan_of(BODY, METHOD, "9").person_hours.low, plan_of(BODY, METHOD, "9").person_hours.high) == (86, 86)
    unknown = method_with("- {id: m, heures: 2, repond: {fonctions: [accueil]}}\n")
    hours = plan_of(BODY, unknown).person_hours
    assert (hours.low, hours.high) == (0, float("inf"))


def test_each_module_left_out_has_its_reason() -> None:
    plan = plan_of(BODY, METHOD, "9")
    assert reasons(plan) == {
        "formes": Reason.CAP,
        "portes-ouvertes": Reason.ANSWERED,
        "lieux": Reason.CAP,
        "regard": Reason.TO_VERIFY,
        "statuts": Reason.TOO_EARLY,
        "fete": Reason.NOTHING_LACKS,
    }
    left = {each.module.id: each for each in plan.left_out}
    assert (ids(left["formes"].targets), left["formes"].minutes) == (["statut"], 90)
    assert ids(left["portes-ouvertes"].modules) == ["accueil-commun"]
    assert ids(left["regard"].targets) == ["vision"]


def test_a_module_left_out_by_the_cap_counts_the_prerequisites_it_would_bring() -> None:
    left = {each.module.id: each for each in plan_of(BODY, METHOD, "4").left_out}
    assert (left["roles"].reason, left["roles"].minutes) == (Reason.CAP, 5 * 60)


def test_each_module_kept_has_what_it_answers_or_what_it_opens() -> None:
    kept = {each.module.id: each for each in plan_of(BODY, METHOD, "9").kept}
    assert ids(kept["carte"].needed_by) == ["roles"]
    assert ids(kept["roles"].candidate.answers) == ["collectif"]


def test_a_larger_cap_is_told_with_what_it_buys() -> None:
    # After 9 h: the webinar at 10.5 h (1.67); at 18 h the visit instead (2); at 19.5 h both, which is everything.
    plan = plan_of(BODY, METHOD, "9")
    assert [(step.cap, step.weight, ids(step.gained), ids(step.lost)) for step in plan.steps] == [
        (630, 1567, ["statut"], []),
        (1080, 1600, ["foncier"], ["statut"]),
        (1170, 1767, ["statut"], []),
    ]
    assert plan.minutes_for_all == 1170
    assert ids(plan.unanswered) == ["foncier", "statut"]


def test_a_larger_cap_may_exchange_modules() -> None:
    # 3 h: carte cannot open roles (5 h); formes alone. 4 h: accueil-commun instead, the need is given up for 8 points.
    step = plan_of(BODY, METHOD, "3").steps[0]
    assert (step.cap, ids(step.entering), ids(step.leaving), ids(step.lost)) == (
        240, ["accueil-commun"], ["formes"], ["statut"]
    )  # fmt: skip


def test_without_a_cap_everything_a_module_answers_is_answered() -> None:
    plan = plan_of(BODY, METHOD)
    assert (plan.weight, plan.unanswered, plan.steps, plan.minutes_for_all) == (1767, (), (), None)


def test_what_no_module_answers_is_kept_apart() -> None:
    plan = plan_of(BODY, method_with("- {id: lieux, heures: 9, repond: {fonctions: [foncier]}}\n"))
    assert ids(plan.without_module) == ["collectif", "animation", "accueil", "statut"]


def test_an_empty_description_makes_an_empty_plan() -> None:
    plan = plan_of("", METHOD)
    assert (plan.chosen, plan.sessions, plan.targets.sure) == (frozenset(), (), ())
    assert plan.targets.unknown


def test_a_cap_of_nothing_takes_nothing_and_a_method_without_module_neither() -> None:
    assert plan_of(BODY, METHOD, "0").chosen == frozenset()
    assert plan_of(BODY, method_with("- {id: m, heures: 1}\n")).chosen == frozenset()


def test_a_module_longer_than_a_day_takes_as_many_days() -> None:
    plan = plan_of(BODY, method_with("- {id: m, heures: 14, format: atelier, repond: {fonctions: [accueil]}}\n"))
    (held,) = plan.sessions
    assert held.when.days == (date(2026, 1, 15), date(2026, 1, 16))


functions = st.dictionaries(
    st.sampled_from(["animation", "foncier", "accueil"]), st.sampled_from([0, 1, 2, 3, "inconnu"])
)
bodies = st.fixed_dictionaries(
    {
        "acteurs": st.lists(functions, max_size=3).map(
            lambda each: [{"nom": f"A{i}", "fonctions": held} for i, held in enumerate(each)]
        ),
        "grille": st.dictionaries(st.sampled_from(["collectif", "vision"]), st.sampled_from([0, 1, 2, 3, "inconnu"])),
        "modules_suivis": st.lists(st.sampled_from(["carte", "formes"]), max_size=1),
    }
)


@settings(max_examples=60, deadline=None)
@given(bodies, st.integers(0, 30), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_plan_never_breaks_the_cap_a_prerequisite_or_the_order_of_stages(
    body: dict[str, Any], hours: int, start: date
) -> None:
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in body.items())
    plan = plan_of(text, METHOD, str(hours), Agenda(start, 3))
    assert plan.minutes <= hours * 60
    place = {kept.module.id: kept.session for kept in plan.kept}
    assert sorted(place) == sorted(plan.chosen)
    followed = set(body["modules_suivis"])
    assert followed.isdisjoint(place)
    for kept in plan.kept:
        assert all(place[before] < kept.session for before in set(kept.module.prerequisites) - followed)
    stages = [held.session.stage for held in plan.sessions]
    assert stages == sorted(stages)
    told = {*place, *(left.module.id for left in plan.left_out)}
    assert told == {module.id for module in METHOD.modules}
    assert {*plan.answered, *plan.unanswered, *plan.without_module} == set(plan.targets.sure)
    days = [day for held in plan.sessions for day in held.when.days]
    assert days == sorted(set(days)) and all(day >= start for day in days)
    firsts = [held.when.days[0] for held in plan.sessions]
    assert all(b - a >= timedelta(15) for a, b in pairwise(firsts))


def test_the_order_in_which_things_are_written_changes_nothing() -> None:
    other = BODY.replace("acteurs: [{nom: A", "acteurs: [{nom: B, fonctions: {}}, {nom: A")
    assert plan_of(other, METHOD, "9", AGENDA).chosen == plan_of(BODY, METHOD, "9", AGENDA).chosen
