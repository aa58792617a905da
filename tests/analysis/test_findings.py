from analysis.territories import METHOD, diagnosis_of, method_of
from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.findings import rule_problems

RULES = """\
modules: [{id: carte}, {id: relais}, {id: visite}]
regles:
  - id: petit
    si: acteurs.nombre < 5
    sens: faiblesse
    gravite: 1
    texte: "{{ acteurs.nombre }} acteurs"
    modules: [carte]
  - id: fragile
    si: couverture.fragiles | length >= 1
    sens: menace
    gravite: 3
    texte: {fr: "{{ couverture.fragiles | noms }}", en: "Only one holds {{ couverture.fragiles | noms }}"}
    modules: [relais, carte]
  - id: personne
    si: acteurs.par_cercle["cooperation"] == 0
    sens: faiblesse
    gravite: 2
    texte: Personne ne coopère.
    modules: [visite]
"""


def diagnosis_with(body: str, rules: str = RULES) -> Diagnosis:
    return diagnosis_of(body, method_of(METHOD + rules))


def fired(diagnosis: Diagnosis) -> list[str]:
    return [finding.rule.id for finding in diagnosis.findings if finding.rule]


def test_the_facilitator_comes_first_then_the_rules_that_hold_the_gravest_first():
    found = diagnosis_with("""\
acteurs: [{nom: A, cercle: information, fonctions: {animation: 2, foncier: 0}}]
constats: [{sens: force, texte: On se connaît.}, {sens: opportunite, texte: Une école ouvre.}]
""").findings
    assert [(f.rule.id if f.rule else f.text.fr, f.direction.value, f.severity) for f in found] == [
        ("On se connaît.", "force", 0),
        ("Une école ouvre.", "opportunite", 0),
        ("fragile", "menace", 3),
        ("personne", "faiblesse", 2),
        ("petit", "faiblesse", 1),
    ]


def test_a_rule_is_silent_when_an_unknown_could_make_it_false():
    assert fired(diagnosis_with("acteurs: [{nom: A}]\n")) == ["petit"]
    two = "acteurs: [{nom: A, cercle: information, fonctions: {animation: 2}}, {nom: B, cercle: information}]\n"
    assert fired(diagnosis_with(two)) == ["personne", "petit"]  # B may share animation


def test_a_finding_lists_the_places_it_rests_on():
    body = """\
acteurs:
  - nom: A
    cercle: information
    fonctions:
      foncier: 0
      animation: 3
constats:
  - {sens: force, texte: Oui.}
"""
    places = {
        finding.rule.id if finding.rule else "": [f"{place.line}:{place.column}" for place in finding.places]
        for finding in diagnosis_with(body).findings
    }
    assert places == {"": ["10:5"], "fragile": ["8:7"], "personne": ["3:1"], "petit": ["3:1"]}


def test_the_modules_most_called_for_come_first_with_the_rules_that_call_them():
    modules = diagnosis_with("acteurs: [{nom: A, cercle: information, fonctions: {animation: 2}}]\n").modules
    # carte: 3 + 1, relais: 3, visite: 2
    assert [(module.id, [rule.id for rule in rules]) for module, rules in modules] == [
        ("carte", ["fragile", "petit"]),
        ("relais", ["fragile"]),
        ("visite", ["personne"]),
    ]


BROKEN = """\
regles:
  - {id: bon, si: acteurs.nombre >= 1, sens: force, texte: Oui.}
  - {id: faux, si: acteurs.nombre >=, sens: force, texte: Oui.}
  - id: noms
    si: acteurs.nombr >= 1 and grille["x"].min > 1
    sens: force
    texte: {fr: "{{ acteurs.total }}", en: "{{ acteurs.nombre | total }} {{ couverture.fragiles }}"}
  - id: pirate
    si: "''.__class__.__mro__"
    sens: force
    texte: "{{ range(10**9) }}"
  - {id: conditions, si: acteurs.nombre | nombre, sens: force, texte: "{% if acteurs.nombre %}sans fin"}
"""


def test_what_is_wrong_with_rules_is_told_with_its_place():
    method = method_of(METHOD + BROKEN)
    first = METHOD.count("\n") + 1  # the line of `regles:`
    problems = rule_problems(method, diagnosis_of("", method).facts)
    told = [(p.code, p.position.line - first, p.arguments["rule"], p.arguments.get("name")) for p in problems]
    assert told == [
        ("rule-syntax", 2, "faux", None),
        ("rule-unknown-name", 4, "noms", "acteurs.nombr"),
        ("rule-unknown-name", 4, "noms", "grille.x.min"),
        ("rule-unknown-name", 6, "noms", "acteurs.total"),
        ("rule-unknown-filter", 6, "noms", "total"),
        ("rule-syntax", 6, "noms", "couverture.fragiles"),
        ("rule-syntax", 8, "pirate", None),
        ("rule-syntax", 10, "pirate", None),
        ("rule-unknown-filter", 11, "conditions", "nombre"),
        ("rule-syntax", 11, "conditions", None),
    ]
    assert {p.position.file for p in problems} == {"methode.yaml"}
    assert problems[0].position.column == BROKEN.splitlines()[2].index("acteurs") + 1


def test_a_sound_method_has_no_problem():
    method = method_of(METHOD + RULES)
    assert rule_problems(method, diagnosis_of("", method).facts) == []


def test_one_bad_rule_never_stops_the_others():
    assert fired(diagnosis_with("acteurs: [{nom: A}]\n", BROKEN)) == ["bon"]


def test_a_rule_whose_text_would_print_an_unknown_is_not_said():
    rules = """\
regles:
  - {id: densite, si: acteurs.nombre >= 1, sens: force, texte: "{{ cohesion.densite | nombre }}"}
  - {id: anglais, si: acteurs.nombre >= 1, sens: force, texte: {fr: Oui., en: "{{ cohesion.densite }}"}}
"""
    body = "acteurs: [{nom: A}, {nom: B}]\n"
    assert fired(diagnosis_with(body, rules)) == []
    assert fired(diagnosis_with(body + "relations: [{entre: [a, b], nature: projet}]\n", rules)) == [
        "densite",
        "anglais",
    ]
