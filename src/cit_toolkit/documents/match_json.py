"""A match as JSON: what `match_schema.py` describes."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial

from cit_toolkit.analysis.eligibility import cost_of
from cit_toolkit.analysis.matching.call_sheet import Doubts, Side
from cit_toolkit.analysis.matching.choices import Elsewhere, choice_of, free_places, separating
from cit_toolkit.analysis.matching.match import Match
from cit_toolkit.analysis.matching.offer_loads import Load, loads
from cit_toolkit.analysis.matching.orphans import NearestMiss, Orphan, orphans_of
from cit_toolkit.analysis.matching.proof_sheet import Line, proof_sheet
from cit_toolkit.analysis.matching.stable_plan import preferring_pairs
from cit_toolkit.analysis.matching.thesaurus import suggested_themes
from cit_toolkit.analysis.needs import priority
from cit_toolkit.documents.json_bounds import Bounds
from cit_toolkit.documents.match_schema import (
    AlternativeJson,
    CallJson,
    DaysJson,
    ElsewhereJson,
    FirmJson,
    MatchedPlaceJson,
    MatchJson,
    MissingJson,
    NearestJson,
    NeedRefJson,
    OfferJson,
    OptionsJson,
    OrphanJson,
    PairJson,
    PartJson,
    StableJson,
    SuggestionJson,
    TripleJson,
)
from cit_toolkit.documents.match_words import MatchWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.problems import Position

NEXT_OFFERS = 3
"""Alternatives told of each pair."""


def match_json(found: Match, voice: Voice, version: str) -> MatchJson:
    """The whole match; sentences in the language of the voice."""
    free, doubts = free_places(found), Doubts(found)
    options = found.options
    return MatchJson(
        cit=version,
        genre="appariement",
        methode=found.method.id,
        date=found.today.isoformat(),
        seuil=found.tables.scale.threshold,
        poids=dict(found.tables.scale.weights),
        options=OptionsJson(
            par_besoin=options.per_need,
            equite=options.equitable,
            figees=_written(options.settled),
            interdites=_written(options.forbidden),
            deja=_written(options.already),
        ),
        territoires=_places(found),
        total=found.plan.total,
        borne=found.plan.bound,
        preuve=found.plan.proof.value,
        paires=[_pair(found, pair, free, doubts) for pair in found.made.tolist()],
        orphelins=[_orphan(found, orphan, MatchWords(found, voice)) for orphan in orphans_of(found)],
        offres=[_offer(found, load) for load in loads(found)],
        appels=_calls(found, doubts),
        ferme=FirmJson(
            total=found.firm.total,
            borne=found.firm.bound,
            paires=[_triple(found, pair) for pair in found.firmly_made.tolist()],
        ),
        stable=StableJson(
            total=found.stable.total,
            paires=[_triple(found, pair) for pair in found.stable.chosen.tolist()],
            se_preferent=[_triple(found, pair) for pair in preferring_pairs(found.problem, found.made).tolist()],
        ),
        themes_proposes=_suggestions(found),
    )


def _written(pairs: Iterable[tuple[str, str, str]]) -> list[str]:
    return sorted(f"{territory}/{need}={offer}" for territory, need, offer in pairs)


def _places(found: Match) -> list[MatchedPlaceJson]:
    places: dict[str, MatchedPlaceJson] = {}
    for rank, demand in enumerate(found.demands):
        place = places.setdefault(
            demand.place.id, MatchedPlaceJson(id=demand.place.id, nom=demand.place.name, besoins=0, servis=0)
        )
        place["besoins"] += 1
        place["servis"] += rank in found.offers_of
    return list(places.values())


def _pair(found: Match, pair: int, free: frozenset[int], doubts: Doubts) -> PairJson:
    rank, supply_rank = int(found.pairs.demand[pair]), int(found.pairs.supply[pair])
    demand, supply = found.demands[rank], found.supplies[supply_rank]
    cost = cost_of(demand.need, supply.offer)
    level = priority(demand.need)
    choice = choice_of(found, rank)
    score = found.tables.score(rank, supply_rank)
    return PairJson(
        territoire=demand.place.id,
        besoin=demand.need.id,
        offre=supply.id,
        locale=supply.local is not None,
        score=int(found.pairs.points[pair]),
        intervalle=_bounds(int(found.pairs.low[pair]), int(found.pairs.high[pair])),
        confiance="certaine" if found.is_firm(pair) else "a-verifier",
        a_verifier=[f"{side.value}.{field}" for side, field in doubts.of(pair)],
        figee=bool(found.problem.settled[pair]),
        priorite=_bounds(level.low, level.high),
        valeur=int(found.problem.value[pair]),
        cout=None if cost is None else float(cost),
        parts=[_part(line) for line in proof_sheet(found, pair)],
        places=_texts((demand.positions.get("intitule"), supply.positions.get("intitule"))),
        suivantes=[
            AlternativeJson(
                offre=found.supplies[int(found.pairs.supply[other])].id,
                score=int(found.pairs.points[other]),
                libre=other in free,
                ecarts=dict(separating(score, found.tables.score(rank, int(found.pairs.supply[other])))),
            )
            for other in choice.alternatives[:NEXT_OFFERS]
        ],
        ailleurs=_elsewhere(found, choice.elsewhere),
    )


def _elsewhere(found: Match, elsewhere: Elsewhere | None) -> ElsewhereJson | None:
    if elsewhere is None:
        return None
    return ElsewhereJson(
        offre=found.supplies[int(found.pairs.supply[elsewhere.pair])].id,
        score=int(found.pairs.points[elsewhere.pair]),
        servis=[_need(found, rank) for rank in elsewhere.to],
        prix=elsewhere.price,
    )


def _part(line: Line) -> PartJson:
    return PartJson(
        critere=line.name,
        verdict=line.verdict.value,
        poids=line.weight,
        points=line.points,
        intervalle=_bounds(line.low, line.high),
        places=_texts((line.need_place, line.offer_place)),
    )


def _orphan(found: Match, orphan: Orphan, words: MatchWords) -> OrphanJson:
    demand = found.demands[orphan.demand]
    level = priority(demand.need)
    return OrphanJson(
        territoire=demand.place.id,
        besoin=demand.need.id,
        priorite=_bounds(level.low, level.high),
        motifs=dict(orphan.reasons),
        offres_examinees=orphan.offers,
        plus_proche=_nearest(found, orphan.nearest, words) if orphan.nearest else None,
    )


def _nearest(found: Match, nearest: NearestMiss, words: MatchWords) -> NearestJson:
    return NearestJson(
        offre=found.supplies[nearest.supply].id,
        score=nearest.points,
        manque=[
            MissingJson(
                filtre=advice.filter,
                changement=advice.what,
                texte=words.advice(advice, nearest.supply),
                valeurs={name: _value(value) for name, value in advice.values.items()},
            )
            for advice in nearest.advices
        ],
    )


def _value(value: object) -> str | float | list[str]:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, (int, Decimal)):
        return float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _offer(found: Match, load: Load) -> OfferJson:
    supply = found.supplies[load.supply]
    need = partial(_need, found)
    return OfferJson(
        id=supply.id,
        intitule=supply.title,
        structure=supply.structure,
        catalogue=supply.catalogue,
        locale=supply.local is not None,
        affectees=load.territories,
        capacite=load.most_territories,
        reste=None if load.most_territories is None else load.most_territories - load.territories,
        jours=DaysJson(
            affectes=float(load.days),
            capacite=None if load.most_days is None else float(load.most_days),
            reste=None if load.most_days is None else float(load.most_days - load.days),
        ),
        besoins=[need(int(found.pairs.demand[pair])) for pair in load.pairs],
        possibles=load.possible,
        premiers_choix=load.first_choices,
        en_attente=[need(rank) for rank in load.waiting],
        etat=load.state.value,
        valeur_place=load.one_more,
    )


def _calls(found: Match, doubts: Doubts) -> list[CallJson]:
    told = []
    for call in doubts.calls():
        supply = found.supplies[call.thing] if call.side is Side.OFFER else None
        demand = None if supply else found.demands[call.thing]
        told.append(
            CallJson(
                objet=call.side.value,
                offre=supply.id if supply else None,
                territoire=demand.place.id if demand else None,
                besoin=demand.need.id if demand and call.side is Side.NEED else None,
                structure=supply.structure if supply else None,
                champ=call.field,
                tranche=call.settles,
                concerne=call.concerns,
            )
        )
    return told


def _suggestions(found: Match) -> list[SuggestionJson]:
    thesaurus = found.thesaurus
    told = [
        SuggestionJson(offre=None, territoire=demand.place.id, besoin=demand.need.id, themes=list(themes))
        for demand in found.demands
        if (themes := suggested_themes(demand.need, thesaurus))
    ]
    return told + [
        SuggestionJson(offre=supply.id, territoire=None, besoin=None, themes=list(themes))
        for supply in found.supplies
        if (themes := suggested_themes(supply.offer, thesaurus))
    ]


def _need(found: Match, rank: int) -> NeedRefJson:
    territory, need = found.demands[rank].key
    return NeedRefJson(territoire=territory, besoin=need)


def _triple(found: Match, pair: int) -> TripleJson:
    territory, need = found.demands[int(found.pairs.demand[pair])].key
    return TripleJson(territoire=territory, besoin=need, offre=found.supplies[int(found.pairs.supply[pair])].id)


def _texts(places: Iterable[Position | None]) -> list[str]:
    return [str(place) for place in places if place is not None]


def _bounds(low: float, high: float) -> Bounds:
    return Bounds(min=low, max=high)
