"""What options and arguments take, where it can be proposed: by command and name, «*» for any command."""

from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Protocol

from cit_toolkit.builtin_data import METHODS, TEMPLATES, method_ids
from cit_toolkit.cli.completion.dossier_names import files_of, identifiers, own_identifier


class Line(Protocol):
    """What is typed already."""

    language: str
    arguments: list[str]
    options: dict[str, list[str]]


Values = Callable[[Line, str], Iterable[str]]


def files(*kinds: str) -> Values:
    """The files of some kinds."""
    return lambda line, beginning: files_of(kinds, beginning)


def _given(line: Line, *kinds: str) -> list[Path]:
    """The files named on the line; without any, those of the dossier."""
    named = [Path(argument) for argument in line.arguments if Path(argument).is_file()]
    return named or [Path(name) for name in files_of(kinds, "")]


def methods(line: Line, beginning: str) -> Iterable[str]:
    """The built-in methods, and the files of the dossier that are one."""
    return chain(method_ids(), files_of(("methode",), beginning))


def built_in_methods(line: Line, beginning: str) -> Iterable[str]:
    """The built-in methods."""
    return method_ids()


def methods_and_cases(line: Line, beginning: str) -> Iterable[str]:
    """The same, with the files of cases."""
    return chain(method_ids(), files_of(("methode", "cas"), beginning))


def templates(line: Line, beginning: str) -> Iterable[str]:
    """The names of templates, the built-in ones and those of the folder one is in."""
    own = Path("templates", line.language).glob("*.md")
    return sorted({path.stem for path in chain((TEMPLATES / line.language).glob("*.md"), own)})


def funders(line: Line, beginning: str) -> Iterable[str]:
    """The funders of the actions."""
    return chain.from_iterable(identifiers(path, "financeurs", "funders") for path in _given(line, "action"))


def structures(line: Line, beginning: str) -> Iterable[str]:
    """The structures of the actions and of the territories."""
    found = (Path(name) for name in files_of(("action", "territoire"), ""))
    sections = ("partenaires", "structures", "acteurs", "partners", "actors")
    return dict.fromkeys(chain.from_iterable(identifiers(path, *sections) for path in found))


def figures(line: Line, beginning: str) -> Iterable[str]:
    """The figures of a diagnosis that can be explained."""
    method = _method_file(line)
    yield from ("etape", "couverture", "acteurs.nombre", "acteurs.categories_effectives", "cohesion.densite")
    yield from (f"fonction.{name}" for name in identifiers(method, "fonctions", "functions"))
    yield from (f"dimension.{name}" for name in identifiers(method, "grille", "grid"))
    for path in _given(line, "territoire"):
        yield from (f"besoin.{name}" for name in identifiers(path, "besoins", "needs"))


def _method_file(line: Line) -> Path:
    asked = (line.options.get("--methode") or ["cit"])[-1]
    return Path(asked) if Path(asked).is_file() else METHODS / f"{asked}.yaml"


def pairs(line: Line, beginning: str) -> Iterable[str]:
    """`need=offer`: the needs, then the offers; `territory/need=offer` where two territories have such a need."""
    if "=" in beginning:
        return _offers(line, beginning.partition("=")[0])
    needs = [(path, name) for path in _given(line, "territoire") for name in identifiers(path, "besoins", "needs")]
    many = {name for _, name in needs if sum(name == other for _, other in needs) > 1}
    named = [f"{own_identifier(path)}/{name}" if name in many else name for path, name in needs]
    begun = [need for need in named if need.startswith(beginning)]
    # A shell puts a space after the only word it finds: with its offers, a need alone is not the only one.
    return _offers(line, begun[0]) if len(begun) == 1 else (f"{need}=" for need in begun)


def _offers(line: Line, need: str) -> Iterable[str]:
    named = [Path(name) for name in line.options.get("--offres", ()) if Path(name).is_file()]
    catalogues = named or [Path(name) for name in files_of(("offres",), "")]
    return (f"{need}={offer}" for path in catalogues for offer in identifiers(path, "offres", "offers"))


VALUES: dict[tuple[str, str], Values] = {
    ("*", "TERRITOIRE"): files("territoire"),
    ("*", "ACTION"): files("action"),
    ("*", "SEANCE"): files("seance"),
    ("*", "ANCIEN"): files("territoire"),
    ("cit import presences", "--seance"): files("seance"),
    ("cit governance", "FICHIER"): files("gouvernance", "territoire"),
    ("*", "--offres"): files("offres"),
    ("*", "--correspondance"): files(
        "correspondance", "correspondance-acteurs", "correspondance-besoins", "correspondance-presences"
    ),
    ("*", "ID|FICHIER"): methods,
    ("cit method test", "ID|FICHIER"): methods_and_cases,
    ("cit method copy", "ID"): built_in_methods,
    ("cit init", "--methode"): built_in_methods,
    ("*", "GABARIT"): templates,
    ("*", "BESOIN=OFFRE"): pairs,
    ("*", "--financeur"): funders,
    ("*", "--why"): figures,
    ("*", "--pour"): structures,
}
"""By command and by the name of the option, or what stands for its value in the help."""
