"""The support plan as JSON (METHOD.md §9): French keys, ids, intervals as {min, max}, unknown as null."""

from typing import TypedDict

from cit_toolkit.analysis.planning.candidates import Reason
from cit_toolkit.analysis.planning.targets import POINT, Target
from cit_toolkit.analysis.support_plan import KeptModule, LeftOut, Step, SupportPlan, person_hours
from cit_toolkit.documents.diagnosis_json import StageJson, TerritoryJson
from cit_toolkit.documents.json_bounds import Bounds
from cit_toolkit.model.method import Module


class TargetNameJson(TypedDict):
    """Something to answer: critere, fonction or besoin, and its id."""

    genre: str
    id: str


class TargetJson(TypedDict):
    """Something that is surely lacking, in points; `modules` are those of the plan that answer it."""

    genre: str
    id: str
    points: float
    modules: list[str]
    place: str | None


class KeptModuleJson(TypedDict):
    """A module of the plan: what it answers, the modules of the plan that need it, the number of its session."""

    id: str
    seance: int
    format: str | None
    heures: float
    participants: int | None
    heures_personnes: float | None
    prerequis: list[str]
    repond: list[TargetNameJson]
    ouvre: list[str]


class LeftOutJson(TypedDict):
    """A module left out. `motif`: plafond, deja-repondu, a-verifier, trop-tot, prerequis-impossible, rien-ne-manque,
    heures-inconnues, deja-suivi or etape-passee; `heures` with its prerequisites, for the cap."""

    id: str
    motif: str
    cibles: list[TargetNameJson]
    modules: list[str]
    heures: float | None


class SessionJson(TypedDict):
    """A session; `reporte_du` is the day the rhythm gave when it could not be kept."""

    numero: int
    etape: str | None
    format: str | None
    modules: list[str]
    heures: float
    jours: list[str]
    reporte_du: str | None


class StepJson(TypedDict):
    """What a larger cap would buy."""

    plafond_heures: float
    heures_de_plus: float
    points: float
    entrent: list[str]
    sortent: list[str]
    gagne: list[TargetNameJson]
    perd: list[TargetNameJson]


class WeightsJson(TypedDict):
    """Points answered, and of everything that is surely lacking."""

    repondu: float
    total: float


class PlanJson(TypedDict):
    """`cit plan --json`: the object printed for one territory."""

    cit: str
    genre: str
    methode: str
    date: str
    territoire: TerritoryJson
    etape: StageJson | None
    plafond_heures: float | None
    heures: float
    heures_personnes: Bounds
    points: WeightsJson
    cibles: list[TargetJson]
    inconnues: list[TargetNameJson]
    couverts_localement: list[str]
    modules: list[KeptModuleJson]
    ecartes: list[LeftOutJson]
    seances: list[SessionJson]
    paliers: list[StepJson]
    heures_pour_tout: float | None


def plan_json(plan: SupportPlan, version: str, date: str) -> PlanJson:
    """The whole plan."""
    diagnosis = plan.diagnosis
    territory, stage = diagnosis.territory, diagnosis.stage
    certain, possible = (stage.stage(stage.certain), stage.stage(stage.possible)) if stage else (None, None)
    stages = diagnosis.method.stages
    return PlanJson(
        cit=version,
        genre="plan",
        methode=diagnosis.method.id,
        date=date,
        territoire=TerritoryJson(
            id=territory.id,
            nom=territory.name,
            etat_au=str(territory.as_of) if territory.as_of else None,
            fictif=territory.fictional,
        ),
        etape=StageJson(
            certaine=certain.id if certain else None,
            possible=possible.id if possible else None,
            suivante=stage.next.id if stage.next else None,
        )
        if stage
        else None,
        plafond_heures=None if plan.cap is None else plan.cap / 60,
        heures=plan.minutes / 60,
        heures_personnes=Bounds(
            min=plan.person_hours.low, max=plan.person_hours.high if plan.person_hours.certain else None
        ),
        points=WeightsJson(repondu=plan.weight / POINT, total=plan.targets.weight / POINT),
        cibles=[
            TargetJson(
                genre=target.kind.value,
                id=target.id,
                points=target.weight / POINT,
                modules=_ids(plan.answering(target)),
                place=str(target.position) if target.position else None,
            )
            for target in plan.targets.sure
        ],
        inconnues=_names(plan.targets.unknown),
        couverts_localement=[ranked.need.id for ranked in plan.targets.answered_here],
        modules=[_kept(kept) for kept in plan.kept],
        ecartes=[_left_out(left) for left in plan.left_out],
        seances=[
            SessionJson(
                numero=number,
                etape=stages[held.session.stage].id if stages else None,
                format=held.session.format.value if held.session.format else None,
                modules=[candidate.id for candidate in held.session.modules],
                heures=held.session.minutes / 60,
                jours=[day.isoformat() for day in held.when.days],
                reporte_du=held.when.postponed_from.isoformat() if held.when.postponed_from else None,
            )
            for number, held in enumerate(plan.sessions, 1)
        ],
        paliers=[_step(step, plan.cap or 0) for step in plan.steps],
        heures_pour_tout=None if plan.minutes_for_all is None else plan.minutes_for_all / 60,
    )


def _names(targets: tuple[Target, ...]) -> list[TargetNameJson]:
    return [TargetNameJson(genre=target.kind.value, id=target.id) for target in targets]


def _ids(modules: tuple[Module, ...]) -> list[str]:
    return [module.id for module in modules]


def _kept(kept: KeptModule) -> KeptModuleJson:
    module = kept.module
    hours = person_hours(module)
    return KeptModuleJson(
        id=module.id,
        seance=kept.session + 1,
        format=module.format.value if module.format else None,
        heures=kept.candidate.minutes / 60,
        participants=module.participants,
        heures_personnes=None if hours is None else float(hours),
        prerequis=list(kept.candidate.prerequisites),
        repond=_names(kept.candidate.answers),
        ouvre=_ids(kept.needed_by),
    )


def _left_out(left: LeftOut) -> LeftOutJson:
    return LeftOutJson(
        id=left.module.id,
        motif=left.reason.value,
        cibles=_names(left.targets),
        modules=_ids(left.modules),
        heures=left.minutes / 60 if left.reason is Reason.CAP else None,
    )


def _step(step: Step, cap: int) -> StepJson:
    return StepJson(
        plafond_heures=step.cap / 60,
        heures_de_plus=(step.cap - cap) / 60,
        points=step.weight / POINT,
        entrent=_ids(step.entering),
        sortent=_ids(step.leaving),
        gagne=_names(step.gained),
        perd=_names(step.lost),
    )
