import pytest

from analysis.territories import METHOD, diagnosis_of, method_of
from cit_toolkit.analysis.questions import Question, QuestionKind


def asked(body: str, method=None) -> dict[str, Question]:
    return {question.key: question for question in diagnosis_of(body, method).questions}


KNOWN = "categorie: association, cercle: cooperation, roles: [producteur]"
ALL_KNOWN = f"""\
acteurs:
  - {{nom: A, {KNOWN}, fonctions: {{animation: 2, foncier: 3}}}}
  - {{nom: B, {KNOWN}, fonctions: {{foncier: 1}}}}
relations: []
besoins: [{{intitule: N, urgence: 1, importance: 0}}]
grille: {{collectif: 2, legitimite: 1}}
"""


def test_when_all_is_known_there_is_nothing_to_ask():
    assert asked(ALL_KNOWN) == {}


def test_every_unknown_is_asked_once():
    questions = asked("""\
acteurs:
  - {nom: A, fonctions: {animation: inconnu, foncier: 3}}
  - {nom: B}
besoins: [{intitule: N}]
grille: {collectif: inconnu}
""")
    assert sorted(questions) == [
        "categorie:a",
        "categorie:b",
        "cercle:a",
        "cercle:b",
        "critere:collectif",
        "critere:legitimite",
        "fonction:animation:a",
        "fonctions:b",
        "importance:n",
        "relations",
        "roles:a",
        "roles:b",
        "urgence:n",
    ]


def test_what_the_next_stage_waits_for_comes_first_then_weight_times_width_then_the_name():
    body = f"""\
acteurs:
  - {{nom: A, {KNOWN}, fonctions: {{animation: inconnu}}}}
  - {{nom: B, cercle: cooperation, roles: [producteur], fonctions: {{animation: 0}}}}
relations: []
besoins: [{{intitule: N, urgence: 1}}]
grille: {{collectif: 2}}
"""
    # Next is «diagnostic»: legitimite 2 and coverage 0.5. Coverage is at most (2 · 2/3) / 3 = 0.44: that is to do.
    # Gains: animation 2 · 2/3, importance 1/2, category 0; legitimite 1 · 3/3 comes first all the same.
    questions = diagnosis_of(body).questions
    assert [(q.key, q.decisive, pytest.approx(q.gain)) for q in questions] == [
        ("critere:legitimite", True, 1.0),
        ("fonction:animation:a", False, 4 / 3),
        ("importance:n", False, 0.5),
        ("categorie:b", False, 0.0),
    ]


def test_a_level_whose_answer_can_change_no_status_is_worth_nothing():
    body = """\
acteurs:
  - {nom: A, fonctions: {foncier: 2}}
  - {nom: B, fonctions: {foncier: 2}}
  - {nom: C, fonctions: {foncier: inconnu}}
"""
    assert asked(body)["fonction:foncier:c"].gain == 0


def test_the_gain_of_a_level_is_what_it_would_add_to_what_is_certain():
    body = "acteurs: [{nom: A, fonctions: {foncier: 2}}, {nom: B, fonctions: [foncier, animation]}, {nom: C}]\n"
    questions = asked(body)
    assert questions["fonction:foncier:b"].gain == pytest.approx(1 - 2 / 3)  # fragile → partagée
    assert questions["fonction:animation:b"].gain == pytest.approx(2 * (2 / 3 - 1 / 3))  # en germe → fragile
    assert questions["fonctions:c"].gain == pytest.approx(2 * 1 / 3 + 1 / 3)  # both at once


def test_who_can_answer_is_the_actor_or_those_of_the_categories_the_criterion_names():
    questions = asked("""\
acteurs:
  - {nom: Mairie, categorie: collectivite}
  - {nom: Asso, categorie: association}
""")
    assert [actor.id for actor in questions["critere:collectif"].respondents] == ["mairie"]
    assert questions["critere:legitimite"].respondents == ()
    assert [actor.id for actor in questions["fonctions:asso"].respondents] == ["asso"]


def decisive_when(threshold: str, body: str) -> set[str]:
    method = method_of(METHOD + f"  - {{id: essai, seuils: {{{threshold}}}}}\n")
    stages = f"grille: {{collectif: 3, legitimite: 3}}\n{body}"
    return {question.key for question in diagnosis_of(stages, method).questions if question.decisive}


HALF = """\
acteurs:
  - {nom: A, fonctions: {animation: 3, foncier: 0}}
  - {nom: B, fonctions: {animation: inconnu, foncier: 2}}
"""


@pytest.mark.parametrize(
    ("threshold", "decisive"),
    [
        ("couverture: 0.8", {"fonction:animation:b"}),
        ("fonctions.partagees: 1", {"fonction:animation:b"}),
        ("fonctions.foncier: 3", set()),  # to do: nothing to ask
        ("acteurs.categories: 1", {"categorie:a", "categorie:b"}),
        ("acteurs.par_categorie.association: 1", {"categorie:a", "categorie:b"}),
        ("acteurs.par_cercle.cooperation: 1", {"cercle:a", "cercle:b"}),
        ("acteurs.par_role.producteur: 1", {"roles:a", "roles:b"}),
        ("relations.nombre: 1", {"relations"}),
    ],
)
def test_a_question_is_decisive_when_a_threshold_to_verify_depends_on_it(threshold, decisive):
    assert decisive_when(threshold, HALF) == decisive


def test_an_actor_of_whom_nothing_is_known_is_asked_one_question_and_it_may_be_decisive():
    body = "acteurs: [{nom: A, fonctions: {animation: 3, foncier: 3}}, {nom: B}]\n"
    assert decisive_when("fonctions.partagees: 2", body) == {"fonctions:b"}
    assert decisive_when("fonctions.animation: 3, acteurs.nombre: 9", body) == set()


def test_a_question_tells_where_its_answer_goes():
    place = asked("grille:\n  collectif: inconnu\n")["critere:collectif"].position
    assert place is not None
    assert (place.line, place.column) == (4, 3)


def test_a_key_is_made_of_ids():
    assert Question(QuestionKind.RELATIONS, 0.0).key == "relations"
