"""Small territories and methods written as YAML, read and resolved as the program reads them."""

import json
from collections.abc import Hashable, Iterable
from typing import Any

from cit_toolkit.analysis.diagnosis import Diagnosis, diagnose
from cit_toolkit.loading.files import load_text
from cit_toolkit.loading.references import resolve_territory
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory
from cit_toolkit.problems import Severity

METHOD = """\
type: methode
id: essai
nom: Méthode d’essai
categories_acteurs:
  - {id: collectivite, attendue: oui}
  - {id: association, attendue: oui}
  - {id: entreprise}
  - {id: habitants}
cercles: [{id: cooperation, rang: 3}, {id: information, rang: 1}]
roles:
  - {id: producteur, triade: producteurs}
  - {id: beneficiaire, triade: beneficiaires}
  - {id: financeur, triade: tiers}
fonctions: [{id: animation, poids: 2}, {id: foncier}]
themes: [{id: juridique}, {id: gouvernance}]
grille:
  - id: portage
    criteres:
      - {id: collectif, question: Qui porte ?, niveaux: [a, b, c, d], poids: 2, interlocuteurs: [collectivite]}
      - {id: legitimite, question: Qui le sait ?, niveaux: [a, b, c, d]}
etapes:
  - {id: reperage}
  - {id: interconnaissance, seuils: {collectif: 1, acteurs.nombre: 2}}
  - {id: diagnostic, seuils: {legitimite: 2, couverture: "0,5"}}
"""


def method_of(text: str = METHOD) -> Method:
    """A method that must be sound."""
    loaded = load_text(text, "methode.yaml")
    assert loaded.problems == ()
    assert isinstance(loaded.model, Method)
    return loaded.model


def with_functions(*functions: str) -> Method:
    """A method that knows nothing but some functions: `animation`, or `animation 2` with its weight."""
    weighted = (function.split() for function in functions)
    items = ", ".join(f"{{id: {name}, poids: {(weight or ['1'])[0]}}}" for name, *weight in weighted)
    return method_of(f"type: methode\nid: essai\nnom: Essai\nfonctions: [{items}]\n")


def territory_of(body: str, method: Method) -> Territory:
    """A territory that must be sound, from what comes after its name."""
    loaded = load_text(f"type: territoire\nnom: Le Lieu\n{body}", "lieu.yaml")
    assert isinstance(loaded.model, Territory)
    territory, problems = resolve_territory(loaded.model, method)
    assert [p for p in (*loaded.problems, *problems) if p.severity == Severity.ERROR] == []
    return territory


def diagnosis_of(body: str, method: Method | None = None) -> Diagnosis:
    """The diagnosis of a territory, from what comes after its name."""
    method = method or method_of()
    return diagnose(territory_of(body, method), method)


def as_yaml(values: dict[str, Any]) -> str:
    """Values drawn by Hypothesis as the body of a territory: a JSON value is a YAML value."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def network_of(nodes: Iterable[Hashable], edges: Iterable[tuple[Hashable, Hashable]]) -> Territory:
    """A published graph as a territory: node 7 is the actor `n7`, Medici is `medici`."""
    lines = ["acteurs:", *(f"  - {{nom: {name(node)}}}" for node in nodes)]
    lines += ["relations:", *(f"  - {{entre: [{name(a)}, {name(b)}], nature: cooperation}}" for a, b in edges)]
    return territory_of("\n".join(lines) + "\n", with_functions("animation"))


def name(node: Hashable) -> str:
    """The id of the actor a node becomes."""
    return f"n{node}" if isinstance(node, int) else str(node).lower()
