"""Reading and checking a file of 10,000 actors, against PyYAML's C parser that checks nothing."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Measure, Processes, interleaved

ACTORS = 10_000
_LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader)"
_CATEGORIES = ("collectivite", "association", "cooperative", "entreprise", "exploitation-agricole")
_CIRCLES = ("cooperation", "coconstruction", "information", "hors")


def measures(folder: Path, rounds: int) -> Iterator[Measure]:
    """`cit check` of the large file: YAML with places, models, references, completeness."""
    path = folder / "grand-territoire.yaml"
    path.write_text(large_territory(ACTORS), encoding="utf-8")
    processes = Processes(folder)
    ways = {
        "check": processes.way("check", ("-m", "cit_toolkit", "check", str(path))),
        "load": processes.way("load", ("-c", _LOAD, str(path))),
    }
    took = interleaved(ways, rounds)
    size = path.stat().st_size / 1_000_000
    told = f"cit check, {ACTORS} actors, {size:.1f} MB"
    yield Measure(told, took["check"], "yaml.load, CSafeLoader", took["load"], megabytes=processes.peaks.get("check"))


def large_territory(actors: int) -> str:
    """A territory with that many actors, each as complete as people write them, and a relation for each."""
    lines = ["type: territoire", "nom: Grand territoire", "etat_au: 2026-01-15", "acteurs:"]
    for i in range(actors):
        lines += [
            f"  - id: acteur-{i}",
            f"    nom: Acteur numéro {i} de l’exemple",
            f"    categorie: {_CATEGORIES[i % len(_CATEGORIES)]}",
            f"    cercle: {_CIRCLES[i % len(_CIRCLES)]}",
            "    roles: [producteur, beneficiaire]",
            f"    fonctions: {{animation: {i % 4}, accueil: inconnu, filieres: {(i + 1) % 4}}}",
            f"    influence: {i % 4}",
            "    territoire: ici",
            f"    contact: {{nom: Personne {i}, courriel: personne-{i}@example.org}}",
            "    note: Rencontré deux fois, suit la démarche de loin.",
        ]
    lines.append("relations:")
    lines += [f"  - {{entre: [acteur-{i}, acteur-{(i * 7 + 1) % actors}], nature: projet}}" for i in range(2, actors)]
    return "\n".join(lines) + "\n"
