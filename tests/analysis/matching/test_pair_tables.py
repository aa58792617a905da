"""Pairs judged by the million give what judging them one by one would give."""

import random

import numpy as np
import pytest

from analysis.matching.networks import METHOD, TODAY, catalogue, place, read_catalogue, read_territory
from analysis.territories import method_of
from cit_toolkit.analysis.eligibility import Verdict
from cit_toolkit.analysis.matching import pair_tables
from cit_toolkit.analysis.matching.entrants import demands_of, resources_of, supplies_of
from cit_toolkit.analysis.matching.filters import filters
from cit_toolkit.analysis.matching.levels import Themes
from cit_toolkit.analysis.matching.pair_tables import PairTables
from cit_toolkit.analysis.matching.parties import Demand, Supply, in_order, told_apart
from cit_toolkit.analysis.matching.score import Part, Score, criteria, scale_of

METHOD_OF_TEST = method_of(METHOD)


def drawn_network(seed: int) -> tuple[tuple[Demand, ...], tuple[Supply, ...]]:
    """Three territories and a catalogue with holes everywhere."""
    draw = random.Random(seed)

    def some(key: str, *values: str) -> str:
        return draw.choice(["", *(f", {key}: {value}" for value in values)])

    def need(i: int) -> str:
        return (
            f"id: b{i}"
            + some("themes", "[juridique]", "[economie, bois]", "[financements]")
            + some("fonctions", "[animation]", "[foncier, gouvernance]")
            + some("natures", "[formation]", "[expertise]")
            + some("jours", "1", "2", "3")
            + some("budget", "0", "500", "2000")
            + some("formats", "[distance]", "[presentiel]")
            + some("periode", "{du: 2026-02, au: 2026-06}", "{du: 2027}", "{au: 2026-01}")
            + some("porteurs", "[mairie]", "[asso]", "[mairie, asso]")
            + some("urgence", "0", "3")
        )

    def offer(i: int) -> str:
        zones = (
            "{departements: ['37']}",
            "{regions: [Bretagne]}",
            "{communes: ['35238']}",
            "{autres: [Ici]}",
            "{pays: BE}",
        )
        return (
            f"id: o{i}"
            + some("themes", "[juridique, bois]", "[economie]", "[paie]")
            + some("natures", "[expertise]")
            + some("fonctions", "[animation, gouvernance]", "[foncier]")
            + some("etapes", "[debut]", "[milieu, fin]")
            + some("publics", "[collectivite]", "[association, entreprise]")
            + some("formats", "[distance]", "[presentiel]")
            + some("zone", *zones)
            + some("capacite", "{jours: 2}", "{territoires: 0}", "{territoires: 1, jours: 1}")
            + some("cout", "{gratuit: oui}", "{jour: 400}", "{forfait: 600}")
            + some("disponibilite", "{du: 2026-01, au: 2026-12}", "{au: 2025-12}", "{du: 2027-03}")
        )

    heads = (
        "departement: '37'\ncommunes: ['37231']\nregion: Centre\ngrille: {collectif: 1}\n",
        "region: Bretagne\ngrille: {collectif: inconnu}\n",
        "",
    )
    actors = "acteurs: [{id: mairie, nom: M, categorie: collectivite}, {id: asso, nom: A, categorie: inconnu}]\n"
    demands: list[Demand] = []
    supplies: list[Supply] = []
    for rank, head in enumerate(heads):
        text = place("\n".join(need(i) for i in range(5)), f"Lieu {rank}", head + actors)
        local = "".join(f"  - {{intitule: R, {offer(i)}}}\n" for i in range(2))
        territory = read_territory(text + "ressources:\n" + local, METHOD_OF_TEST, f"lieu-{rank}.yaml")
        demands += demands_of(territory)
        supplies += resources_of(territory)
    offers = catalogue("\n".join(offer(i) for i in range(14)))
    supplies += supplies_of(read_catalogue(offers, METHOD_OF_TEST))
    return in_order(demands), told_apart(supplies)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("sizes", [(4_000_000, 300_000, 2_000_000), (0, 0, 30), (10_000, 0, 30)])
def test_the_tables_say_what_a_plain_loop_says(seed: int, sizes: tuple[int, int, int], monkeypatch) -> None:
    for name, size in zip(("_DENSE", "_SMALL", "_BLOCK"), sizes, strict=True):
        monkeypatch.setattr(pair_tables, name, size)
    demands, supplies = drawn_network(seed)
    scale = scale_of(METHOD_OF_TEST)
    forbidden = frozenset({(*demands[0].key, "o1"), (*demands[7].key, "o2")})
    tables = PairTables(demands, supplies, METHOD_OF_TEST, scale, TODAY, forbidden)
    known, rules = criteria(Themes.of(METHOD_OF_TEST)), filters(TODAY, forbidden)
    expected = []
    for i, demand in enumerate(demands):
        for j, supply in enumerate(supplies):
            if supply.local not in (None, demand.place.id):
                continue
            verdicts = [each.verdict(demand, supply) for each in rules]
            score = Score(tuple(Part(n, w, known[n].level(demand, supply)) for n, w in scale.weights.items()))
            assert tables.verdicts(i, j) == dict(zip([each.id for each in rules], verdicts, strict=True))
            assert tables.score(i, j) == score
            if Verdict.NO not in verdicts and score.high >= scale.threshold:
                unknown = sum(1 << k for k, verdict in enumerate(verdicts) if verdict is Verdict.UNKNOWN)
                expected.append((i, j, 0, unknown, score.low, score.points, score.high))
    found = tables.possible()
    rows = zip(*(getattr(found, name).tolist() for name in found.__slots__), strict=True)
    assert list(rows) == expected
    assert len(expected) > 10


def test_every_no_has_its_filter() -> None:
    demands, supplies = drawn_network(1)
    tables = PairTables(demands, supplies, METHOD_OF_TEST, scale_of(METHOD_OF_TEST), TODAY)
    every = tables.every_offer(0)
    judged = tables.judge(np.zeros(len(every), dtype=np.int64), every)
    for j, failed in zip(every.tolist(), judged.failed.tolist(), strict=True):
        said_no = [name for name, verdict in tables.verdicts(0, j).items() if verdict is Verdict.NO]
        assert said_no == [each.id for rank, each in enumerate(tables.filters) if failed >> rank & 1]
