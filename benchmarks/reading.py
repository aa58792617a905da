"""Reading and checking large files, and diagnosing one, against PyYAML's C parser that checks nothing."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Measure, Processes, interleaved

_LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader)"
_CATEGORIES = ("collectivite", "association", "cooperative", "entreprise", "exploitation-agricole")
_CIRCLES = ("cooperation", "coconstruction", "information", "hors")


def measures(folder: Path, rounds: int) -> Iterator[Measure]:
    """`cit check` of 2,000 and 10,000 actors, two links for each, and `cit diagnose` of the first: its network is drawn
    200 times, which takes twenty-five times as long for five times the actors."""
    processes = Processes(folder)
    for actors, commands in ((2_000, ("check", "diagnose")), (10_000, ("check",))):
        path = folder / f"territoire-{actors}.yaml"
        path.write_text(large_territory(actors), encoding="utf-8")
        ways = {name: processes.way(f"{name} {actors}", ("-m", "cit_toolkit", name, str(path))) for name in commands}
        ways["load"] = processes.way("load", ("-c", _LOAD, str(path)))
        took = interleaved(ways, rounds)
        size = path.stat().st_size / 1_000_000
        for name in commands:
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
