"""A small method with modules, and plans made with it."""

from datetime import date
from decimal import Decimal

from analysis.territories import diagnosis_of, method_of
from cit_toolkit.analysis.planning.agenda import Agenda
from cit_toolkit.analysis.support_plan import SupportPlan, support_plan
from cit_toolkit.model.method import Method

METHOD = """\
type: methode
id: essai
nom: Essai
fonctions: [{id: animation, poids: 3}, {id: foncier}, {id: accueil, poids: 2}]
themes: [{id: juridique}, {id: lieux}]
grille:
  - id: portage
    criteres:
      - {id: collectif, question: Qui porte ?, niveaux: [a, b, c, d], poids: 2}
      - {id: vision, question: Quelle vision ?, niveaux: [a, b, c, d]}
etapes:
  - {id: reperage}
  - {id: diagnostic, seuils: {collectif: 1}}
  - {id: prefiguration, seuils: {collectif: 2, vision: 2}}
  - {id: constitution, seuils: {vision: 3}}
plan: {poids: {criteres: 3, fonctions: 2, besoins: 2}}
"""

AGENDA = Agenda(date(2026, 1, 15), 6)


def method_with(modules: str, more: str = "") -> Method:
    """The method with some modules, one a line: `- {id: carte, heures: 3, …}`."""
    lines = "".join(f"  {line}\n" for line in modules.strip().splitlines())
    return method_of(f"{METHOD}modules:\n{lines}{more}")


def plan_of(body: str, method: Method, hours: str | None = None, agenda: Agenda = AGENDA) -> SupportPlan:
    """The plan of a territory, from what comes after its name."""
    return support_plan(diagnosis_of(body, method), Decimal(hours) if hours else None, agenda)
