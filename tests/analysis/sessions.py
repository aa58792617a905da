"""Small actions and sessions written as YAML, read as the program reads them."""

from cit_toolkit.loading.files import load_text
from cit_toolkit.model.action import Action
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.method import Method

CIRCLES = """\
type: methode
id: essai
nom: Méthode d’essai
cercles:
  - {id: cooperation, rang: 3, presence: [partenaire, animation]}
  - {id: coconstruction, rang: 2, presence: [seminaire, atelier]}
  - {id: information, rang: 1, presence: [webinaire]}
fonctions: [{id: animation}]
"""


def method_with_circles(text: str = CIRCLES) -> Method:
    """A method that says which circle a presence shows."""
    loaded = load_text(text, "methode.yaml")
    assert loaded.problems == () and isinstance(loaded.model, Method)
    return loaded.model


def session(body: str = "", identifier: str = "s1", kind: str = "seminaire") -> Gathering:
    """A session that must be sound, from what comes after its title."""
    text = f"type: seance\nid: {identifier}\nformat: {kind}\ntitre: Séance {identifier}\n{body}"
    loaded = load_text(text, f"{identifier}.yaml")
    assert loaded.problems == () and isinstance(loaded.model, Gathering), loaded.problems
    return loaded.model


def came(*people: str, structure: str | None = None) -> str:
    """A list of participants, all from one structure or from none."""
    from_there = f", structure: {structure}" if structure else ""
    return "participants: [" + ", ".join(f"{{personne: {each}{from_there}}}" for each in people) + "]\n"


def action_of(body: str) -> Action:
    """An action that must be sound, from what comes after its title."""
    loaded = load_text(f"type: action\ntitre: Essai\n{body}", "action.yaml")
    assert loaded.problems == () and isinstance(loaded.model, Action), loaded.problems
    return loaded.model
