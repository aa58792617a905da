"""Reading, checking and diagnosing large files, against PyYAML's C parser that checks nothing."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Measure, Processes, interleaved

_LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader)"
_CATEGORIES = ("collectivite", "association", "cooperative", "entreprise", "exploitation-agricole")
_CIRCLES = ("cooperation", "coconstruction", "information", "hors")


def measures(folder: Path, rounds: int) -> Iterator[Measure]:
    """`cit check` and `cit diagnose` of 2,000 and 10,000 actors, linked two by two on the average."""
    processes = Processes(folder)
    for actors in (2_000, 10_000):
        path = folder / f"territoire-{actors}.yaml"
        path.write_text(large_territory(actors), encoding="utf-8")
        words = {"check": ("check", str(path)), "diagnose": ("diagnose", str(path))}
        ways = {name: processes.way(f"{name} {actors}", ("-m", "cit_toolkit", *each)) for name, each in words.items()}
        ways["load"] = processes.way("load", ("-c", _LOAD, str(path)))
        took = interleaved(ways, rounds)
        size = path.stat().st_size / 1_000_000
        for name in words:
            told = f"cit {name}, {actors} actors, {size:.1f} MB"
            peak = processes.peaks.get(f"{name} {actors}")
            yield Measure(told, took[name], "yaml.load, CSafeLoader", took["load"], megabytes=peak)


def large_territory(actors: int) -> str:
    """A territory with that many actors, each as complete as people write them, and two relations for each."""
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
    lines += [
        f"  - {{entre: [acteur-{i}, acteur-{(i * step + 1) % actors}], nature: projet}}"
        for step in (7, 13)
        for i in range(2, actors)
        if (i * step + 1) % actors != i
    ]
    return "\n".join(lines) + "\n"
