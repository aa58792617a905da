"""A comparison as JSON (METHOD.md §9): French keys, ids, intervals as {min, max}, unknown as null."""

from typing import TypedDict

from cit_toolkit.analysis.comparing.acceptability import standard_error
from cit_toolkit.analysis.comparing.candidates import Candidate
from cit_toolkit.analysis.comparing.comparison import CandidateComparison
from cit_toolkit.documents.json_bounds import Bounds, bounds_of


class ScaleJson(TypedDict):
    """A criterion: what it measures, and the measures worth 0 and 100. `rang`: its importance, from 1; null without
    order."""

    id: str
    mesure: str
    zero: float
    cent: float
    rang: int | None


class ThresholdJson(TypedDict):
    """An eliminating threshold: oui, non, or null when it is not known whether it is met."""

    mesure: str
    minimum: float
    valeur: Bounds
    atteint: str | None


class RankShareJson(TypedDict):
    """How often a territory takes a rank, and the standard error of that share."""

    rang: int
    part: float
    erreur: float


class CandidateJson(TypedDict):
    """A territory. `rangs`, `rang_moyen` and `poids_centraux` (the mean weights when it comes first) are null when it
    is not ranked, the last one also when it never comes first."""

    id: str
    nom: str
    etat_au: str | None
    elimine: bool
    seuils: list[ThresholdJson]
    mesures: dict[str, Bounds]
    valeurs: dict[str, Bounds]
    rangs: list[RankShareJson] | None
    rang_moyen: float | None
    poids_centraux: dict[str, float] | None


class DominanceJson(TypedDict):
    """`devant` is never behind `derriere`, whatever the weights in that order and whatever the unknowns."""

    devant: str
    derriere: str


class OutcomeJson(TypedDict):
    """An answer, on the scale from 0 to 100, and who would come first most often."""

    valeur: float
    premier: str
    part: float


class DecidingJson(TypedDict):
    """An unknown; `gain`: by how much its answer would raise the share of whoever comes first, on average."""

    territoire: str
    critere: str
    mesure: str
    gain: float
    issues: list[OutcomeJson]


class CompareJson(TypedDict):
    """`cit compare --json`."""

    cit: str
    genre: str
    methode: str
    date: str
    graine: int
    tirages: int | None
    criteres: list[ScaleJson]
    criteres_sans_mesure: list[str]
    territoires: list[CandidateJson]
    dominances: list[DominanceJson]
    questions: list[DecidingJson]


def compare_json(found: CandidateComparison, version: str, date: str) -> CompareJson:
    """The whole comparison."""
    places = {each.id: index for index, each in enumerate(found.compared)} if found.acceptability else {}
    return CompareJson(
        cit=version,
        genre="comparaison",
        methode=found.method.id,
        date=date,
        graine=found.seed,
        tirages=found.acceptability.draws if found.acceptability else None,
        criteres=[
            ScaleJson(
                id=scale.criterion.id,
                mesure=scale.metric,
                zero=scale.zero,
                cent=scale.hundred,
                rang=rank if rank <= found.scales.ordered else None,
            )
            for rank, scale in enumerate(found.scales.all, 1)
        ],
        criteres_sans_mesure=[criterion.id for criterion in found.scales.unmeasured],
        territoires=[_candidate(each, found, places.get(each.id)) for each in found.candidates],
        dominances=[DominanceJson(devant=one.id, derriere=other.id) for one, other in found.dominances],
        questions=[
            DecidingJson(
                territoire=found.compared[each.territory].id,
                critere=found.scales.all[each.criterion].criterion.id,
                mesure=found.scales.all[each.criterion].metric,
                gain=round(each.gain, 6),
                issues=[
                    OutcomeJson(
                        valeur=round(outcome.value, 3), premier=found.compared[outcome.first].id, part=outcome.share
                    )
                    for outcome in each.outcomes
                ],
            )
            for each in found.questions
        ],
    )


def _candidate(candidate: Candidate, found: CandidateComparison, index: int | None) -> CandidateJson:
    territory, names = candidate.diagnosis.territory, [scale.criterion.id for scale in found.scales.all]
    ranked = found.acceptability if index is not None else None
    central = ranked.central_weights[index] if ranked and index is not None else None
    met: dict[bool | None, str | None] = {True: "oui", False: "non", None: None}
    return CandidateJson(
        id=territory.id,
        nom=territory.name,
        etat_au=str(territory.as_of) if territory.as_of else None,
        elimine=bool(candidate.failed),
        seuils=[
            ThresholdJson(
                mesure=threshold.rule.metric,
                minimum=float(threshold.rule.minimum),
                valeur=bounds_of(threshold.measured),
                atteint=met[threshold.met],
            )
            for threshold in candidate.thresholds
        ],
        mesures={name: bounds_of(value) for name, value in zip(names, candidate.measures, strict=True)},
        valeurs={name: bounds_of(value) for name, value in zip(names, candidate.values, strict=True)},
        rangs=[
            RankShareJson(rang=rank, part=share, erreur=round(standard_error(share, ranked.draws), 6))
            for rank, share in enumerate(ranked.shares[index], 1)
        ]
        if ranked and index is not None
        else None,
        rang_moyen=round(ranked.mean_ranks[index], 4) if ranked and index is not None else None,
        poids_centraux={name: round(weight, 4) for name, weight in zip(names, central, strict=True)}
        if central
        else None,
    )
