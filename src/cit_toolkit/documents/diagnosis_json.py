"""The diagnosis as JSON (METHOD.md §9): French keys, ids, intervals as {min, max}, unknown as null."""

from typing import Any, TypedDict

from cit_toolkit.analysis.cohesion import Cohesion
from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.maturity import Gate
from cit_toolkit.documents.engagement_json import EngagementJson
from cit_toolkit.documents.evolution_json import EvolutionJson
from cit_toolkit.documents.finding_texts import finding_texts
from cit_toolkit.documents.json_bounds import Bounds, bounds_of
from cit_toolkit.documents.voice import Voice


class StatusBounds(TypedDict):
    """The certain and the possible status: absente, en-germe, fragile, partagee."""

    min: str
    max: str


class TerritoryJson(TypedDict):
    """The territory diagnosed."""

    id: str
    nom: str
    etat_au: str | None
    fictif: bool


class ActorsJson(TypedDict):
    """The actors counted."""

    nombre: int
    par_categorie: dict[str, int]
    par_cercle: dict[str, int]
    par_role: dict[str, int]
    categories_manquantes: list[str]
    categories_effectives: float | None
    categories_inconnues: int
    cercles_inconnus: int
    roles_inconnus: int


class TriadJson(TypedDict):
    """The three legs of a SCIC: oui, non, or null when unknown."""

    producteurs: str | None
    beneficiaires: str | None
    tiers: str | None


class HolderJson(TypedDict):
    """An actor that performs a function, or may."""

    id: str
    niveau: Bounds


class FunctionJson(TypedDict):
    """One function of the method."""

    id: str
    statut: StatusBounds
    niveau: Bounds
    acteurs: list[HolderJson]


class ConflictJson(TypedDict):
    """Two actors in conflict; `entre` is empty outside the team: elsewhere conflicts are only counted."""

    entre: list[str]


class CohesionJson(TypedDict):
    """The network of links other than conflicts; `plages`: when a tenth of the links had gone undeclared."""

    densite: float | None
    liens: int
    composantes: int
    isoles: list[str]
    charnieres: list[str]
    centralite: dict[str, float] | None
    relais: dict[str, int]
    conflits: list[ConflictJson]
    plages: dict[str, Bounds] | None


class DepartureJson(TypedDict):
    """What goes with one actor."""

    acteur: str
    fonctions_perdues: list[str]
    coupes: list[list[str]]


class NeedJson(TypedDict):
    """A need, by priority; `couvert_localement` null when it is not known."""

    id: str
    statut: str
    priorite: Bounds
    couvert_localement: bool | None
    ressources: list[str]


class DimensionJson(TypedDict):
    """A dimension of the grid; `score` null when it has no criterion."""

    id: str
    score: Bounds | None
    reponses: int
    criteres: int


class StageJson(TypedDict):
    """The stage certainly and possibly reached, and the next one to open."""

    certaine: str | None
    possible: str | None
    suivante: str | None


class ThresholdJson(TypedDict):
    """A threshold of the next stage."""

    nom: str
    seuil: float
    valeur: Bounds


class MaturityJson(TypedDict):
    """How far the territory has come."""

    dimensions: list[DimensionJson]
    etape: StageJson | None
    a_faire: list[str]
    a_verifier: list[str]
    seuils: list[ThresholdJson]


class QuestionJson(TypedDict):
    """Something to ask; `gain` is weight × width of what the answer can change."""

    objet: str
    critere: str | None
    fonction: str | None
    acteur: str | None
    besoin: str | None
    gain: float
    decisive: bool
    place: str | None


class FindingJson(TypedDict):
    """A finding; `regle` null when the facilitator wrote it."""

    regle: str | None
    sens: str
    gravite: int
    texte: str
    places: list[str]


class ModuleJson(TypedDict):
    """A support module the findings call for."""

    id: str
    regles: list[str]


class DiagnosisJson(TypedDict):
    """`cit diagnose --json`: the object printed for one territory."""

    cit: str
    genre: str
    methode: str
    date: str
    territoire: TerritoryJson
    acteurs: ActorsJson
    triade: TriadJson | None
    fonctions: list[FunctionJson]
    couverture: Bounds | None
    cohesion: CohesionJson | None
    conflits: list[ConflictJson]
    departs: list[DepartureJson]
    besoins: list[NeedJson]
    maturite: MaturityJson
    questions: list[QuestionJson]
    constats: list[FindingJson]
    modules: list[ModuleJson]
    engagement: EngagementJson | None
    evolution: list[EvolutionJson] | None


def diagnosis_json(
    diagnosis: Diagnosis,
    voice: Voice,
    version: str,
    date: str,
    engagement: EngagementJson | None = None,
    evolution: list[EvolutionJson] | None = None,
    *,
    internal: bool,
) -> DiagnosisJson:
    """The whole diagnosis; texts of findings in the language of the voice. `engagement`: of an action, if any;
    `evolution`: since earlier dates, if any; `internal`: whether it may tell who is in conflict with whom."""
    territory, people = diagnosis.territory, diagnosis.ecosystem
    conflicts = [ConflictJson(entre=list(relation.ends) if internal else []) for relation in diagnosis.conflicts]
    overall = diagnosis.coverage.overall
    return DiagnosisJson(
        cit=version,
        genre="diagnostic",
        methode=diagnosis.method.id,
        date=date,
        territoire=TerritoryJson(
            id=territory.id,
            nom=territory.name,
            etat_au=str(territory.as_of) if territory.as_of else None,
            fictif=territory.fictional,
        ),
        acteurs=ActorsJson(
            nombre=len(people.actors),
            par_categorie=people.by_category,
            par_cercle=people.by_circle,
            par_role=people.by_role,
            categories_manquantes=list(people.missing_categories),
            categories_effectives=people.effective_categories,
            categories_inconnues=len(people.without_category),
            cercles_inconnus=len(people.without_circle),
            roles_inconnus=len(people.without_roles),
        ),
        triade=_triad(diagnosis),
        fonctions=[
            FunctionJson(
                id=covered.function.id,
                statut=StatusBounds(min=covered.certain.value, max=covered.possible.value),
                niveau=bounds_of(covered.level),
                acteurs=[HolderJson(id=holder.actor.id, niveau=bounds_of(holder.level)) for holder in covered.holders],
            )
            for covered in diagnosis.coverage.functions
        ],
        couverture=bounds_of(overall) if overall else None,
        cohesion=_cohesion(diagnosis.cohesion, conflicts),
        conflits=conflicts,
        departs=[
            DepartureJson(
                acteur=departure.actor.id,
                fonctions_perdues=[function.id for function in departure.lost_functions],
                coupes=[list(group) for group in departure.cut_off],
            )
            for departure in diagnosis.departures
        ],
        besoins=[
            NeedJson(
                id=ranked.need.id,
                statut=ranked.need.status.value,
                priorite=bounds_of(ranked.priority),
                couvert_localement=ranked.covered_locally,
                ressources=[answer.resource.id for answer in ranked.answers],
            )
            for ranked in diagnosis.needs
        ],
        maturite=_maturity(diagnosis),
        questions=[
            QuestionJson(
                objet=question.kind.value,
                critere=question.criterion.id if question.criterion else None,
                fonction=question.function.id if question.function else None,
                acteur=question.actor.id if question.actor else None,
                besoin=question.need.id if question.need else None,
                gain=question.gain,
                decisive=question.decisive,
                place=str(question.position) if question.position else None,
            )
            for question in diagnosis.questions
        ],
        constats=[
            FindingJson(
                regle=told.rule,
                sens=told.direction.value,
                gravite=told.severity,
                texte=told.text,
                places=[str(place) for place in told.places],
            )
            for told in finding_texts(diagnosis, voice)
        ],
        modules=[ModuleJson(id=module.id, regles=[rule.id for rule in rules]) for module, rules in diagnosis.modules],
        engagement=engagement,
        evolution=evolution,
    )


def _triad(diagnosis: Diagnosis) -> TriadJson | None:
    triad = diagnosis.ecosystem.triad
    if triad is None:
        return None
    words: dict[bool | None, str | None] = {True: "oui", False: "non", None: None}
    return TriadJson(
        producteurs=words[triad.producers], beneficiaires=words[triad.beneficiaries], tiers=words[triad.third]
    )


def _cohesion(links: Cohesion | None, conflicts: list[ConflictJson]) -> CohesionJson | None:
    if links is None:
        return None
    ranges: dict[str, Any] | None = None
    if links.ranges:
        ranges = {
            "densite": bounds_of(links.ranges.density),
            "composantes": bounds_of(links.ranges.components),
            "isoles": bounds_of(links.ranges.isolated),
            "charnieres": bounds_of(links.ranges.hinges),
        }
    return CohesionJson(
        densite=links.density,
        liens=links.links,
        composantes=len(links.components),
        isoles=list(links.isolated),
        charnieres=list(links.hinges),
        centralite=links.betweenness,
        relais=dict(links.brokers),
        conflits=conflicts,
        plages=ranges,
    )


def _maturity(diagnosis: Diagnosis) -> MaturityJson:
    stage = diagnosis.stage
    reached = None
    if stage:
        certain, possible = stage.stage(stage.certain), stage.stage(stage.possible)
        reached = StageJson(
            certaine=certain.id if certain else None,
            possible=possible.id if possible else None,
            suivante=stage.next.id if stage.next else None,
        )
    return MaturityJson(
        dimensions=[
            DimensionJson(
                id=scored.dimension.id,
                score=bounds_of(scored.score) if scored.score else None,
                reponses=scored.answered,
                criteres=len(scored.criteria),
            )
            for scored in diagnosis.dimensions
        ],
        etape=reached,
        a_faire=[gate.name for gate in stage.to_do] if stage else [],
        a_verifier=[gate.name for gate in stage.to_verify] if stage else [],
        seuils=[_threshold(gate) for gate in stage.next_gates] if stage else [],
    )


def _threshold(gate: Gate) -> ThresholdJson:
    return ThresholdJson(nom=gate.name, seuil=gate.threshold, valeur=bounds_of(gate.value))
