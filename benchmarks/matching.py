"""Needs matched with offers, against the bare solver: the same flow, its arcs ready, nothing before and nothing after.

An invented network: territories of ten needs in ninety-five departments, offers for one to six of these or for all, the
themes and functions of the method, two days a need; about one pair in forty is possible. `python -m benchmarks.matching
NEEDS OFFERS` measures one size. With `territoires` after them, offers are counted in territories instead of days: no
flow can tell that where a territory has ten needs, and prices and branching prove the plan.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from unittest.mock import patch

from benchmarks.timing import Measure

SIZES = (
    ("100", "50"), ("2000", "500"), ("12000", "3000"),
    ("100", "50", "territoires"), ("2000", "500", "territoires"), ("12000", "3000", "territoires"),
)  # fmt: skip
NEEDS_OF_A_TERRITORY = 10


@dataclass(frozen=True, slots=True)
class Network:
    """Needs and offers, ready to be matched."""

    demands: tuple[Any, ...]
    supplies: tuple[Any, ...]
    method: Any


def network(needs: int, offers: int, by_territory: bool = False, seed: int = 7) -> Network:
    """An invented network, the same for one seed; offers have days, or a number of territories."""
    from cit_toolkit.analysis.location import Location
    from cit_toolkit.analysis.matching.parties import Demand, Place, Supply
    from cit_toolkit.builtin_data import METHODS
    from cit_toolkit.loading.files import load_file
    from cit_toolkit.model.need import Need
    from cit_toolkit.model.offer import Offer

    draw = random.Random(seed)
    method: Any = load_file(METHODS / "cit.yaml").model
    themes, functions = [t.id for t in method.themes], [f.id for f in method.functions]
    stages, categories = [s.id for s in method.stages], [c.id for c in method.categories]
    vocabulary = [word for theme in method.themes for word in theme.words]
    natures = ("formation", "expertise", "methode", "animation", "mise-en-reseau", "financement")
    departments = [f"{number:02d}" for number in range(1, 96)]

    def some(things: Any, least: int, most: int) -> list[Any]:
        return draw.sample(things, draw.randint(least, most))

    def capacity(units: int) -> dict[str, int]:
        return {"territoires": -(-units // 2)} if by_territory else {"jours": 2 * units}

    def text(words: int) -> str:
        return " ".join(draw.choice(vocabulary) for _ in range(words))

    demands = []
    for rank in range(needs):
        territory = rank // NEEDS_OF_A_TERRITORY
        if rank % NEEDS_OF_A_TERRITORY == 0:
            where = Location(frozenset(), frozenset({draw.choice(departments)}), None)
            at = draw.randrange(len(stages))
            place = Place(f"t{territory:05d}", f"Territoire {territory}", where, (stages[at],), None, {})
        need = Need(
            id=f"b{rank % NEEDS_OF_A_TERRITORY}", intitule=text(6), description=text(20), themes=some(themes, 1, 2),
            fonctions=some(functions, 1, 2), natures=some(natures, 1, 2), urgence=draw.randint(1, 3),
            importance=draw.randint(1, 3), jours=2, budget=draw.choice((500, 1000, 2000, 4000)),
        )  # fmt: skip
        demands.append(Demand(place, need, (draw.choice(categories),), {}))
    supplies = []
    for rank in range(offers):
        zone = None if draw.random() < 0.25 else {"departements": some(departments, 1, 6)}
        offer = Offer(
            id=f"o{rank:05d}", intitule=text(6), description=text(25), themes=some(themes, 1, 3),
            fonctions=some(functions, 1, 3), natures=some(natures, 1, 3), etapes=some(stages, 2, 4),
            publics=some(categories, 4, 9), zone=zone, capacite=capacity(draw.randint(1, 6)),
            cout=draw.choice(({"gratuit": True}, {"jour": 300}, {"jour": 600}, {"forfait": 900})),
        )  # fmt: skip
        supplies.append(Supply(offer.id, offer, f"Structure {rank % 400}", "essai", None, {}))
    return Network(tuple(demands), tuple(supplies), method)


def measures() -> Iterator[Measure]:
    """Each size in a process of its own: the peaks of memory are then their own."""
    for size in SIZES:
        command = [sys.executable, "-m", "benchmarks.matching", *size]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
        took, bare, pairs, total, bound, made, peak = ended.stdout.split()
        counted = ", in territories" if "territoires" in size else ""
        told = f"{size[0]} needs × {size[1]} offers{counted}: {pairs} pairs, {made} made, worth {total}, bound {bound}"
        yield Measure(told, float(took), "bare OR-tools flow, arcs ready", float(bare), megabytes=float(peak))


def measured(needs: int, offers: int, by_territory: bool) -> str:
    """One size, here: milliseconds of the match and of the bare flow, pairs, total, bound, pairs made, megabytes."""
    from cit_toolkit.analysis.matching import flow_plan
    from cit_toolkit.analysis.matching.building import PlanOptions
    from cit_toolkit.analysis.matching.flow_network import cheapest_flow
    from cit_toolkit.analysis.matching.match import match

    made = network(needs, offers, by_territory)
    bare: list[float] = []

    def timed(arcs: Any) -> Any:
        start = time.perf_counter()
        flow = cheapest_flow(arcs)
        bare.append((time.perf_counter() - start) * 1000)
        return flow

    start = time.perf_counter()
    with patch.object(flow_plan, "cheapest_flow", timed):
        found = match(made.demands, made.supplies, (), made.method, date(2026, 1, 15), PlanOptions())
    took = (time.perf_counter() - start) * 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)
    plan = found.plan
    # The first flow solved is that of the plan: what comes after it decides between plans that are worth as much.
    return f"{took} {bare[0]} {len(found.pairs)} {plan.total} {plan.bound} {len(plan.chosen)} {peak}"


if __name__ == "__main__":
    sys.stdout.write(measured(int(sys.argv[1]), int(sys.argv[2]), "territoires" in sys.argv) + "\n")
