"""What to ask next: every unknown, ranked by what knowing it would settle."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from cit_toolkit.analysis.functions_coverage import (
    PERFORMING,
    RANKS,
    FunctionCoverage,
    Status,
    status_from_counts,
    value_of,
)
from cit_toolkit.analysis.maturity import DimensionScore, StageReached
from cit_toolkit.model.actor import Actor
from cit_toolkit.model.method import Criterion, Function
from cit_toolkit.model.need import Need
from cit_toolkit.model.territory import Territory
from cit_toolkit.problems import Position


class QuestionKind(StrEnum):
    """What a question is about."""

    CRITERION = "critere"
    FUNCTION = "fonction"
    ALL_FUNCTIONS = "fonctions"
    CATEGORY = "categorie"
    CIRCLE = "cercle"
    ROLES = "roles"
    URGENCY = "urgence"
    IMPORTANCE = "importance"
    RELATIONS = "relations"


@dataclass(frozen=True, slots=True)
class Question:
    """Something unknown, who can tell, and what the answer would settle."""

    kind: QuestionKind
    gain: float
    """Weight × width of what the answer can still change: 0 when it would change no figure."""
    decisive: bool = False
    """Whether the next stage waits for it."""
    criterion: Criterion | None = None
    function: Function | None = None
    actor: Actor | None = None
    need: Need | None = None
    respondents: tuple[Actor, ...] = ()
    """Actors who can answer; none, the collective."""
    position: Position | None = None

    @property
    def key(self) -> str:
        """A stable name, for ordering and for the JSON output."""
        parts = (self.criterion, self.function, self.actor, self.need)
        return ":".join([self.kind.value, *(part.id for part in parts if part is not None)])


def questions(
    territory: Territory,
    functions: Sequence[FunctionCoverage],
    dimensions: Sequence[DimensionScore],
    stage: StageReached | None,
) -> tuple[Question, ...]:
    """Every unknown: first what the next stage waits for, then by weight × width, then by name."""
    awaited = {gate.name for gate in stage.to_verify} if stage else set()
    asked = [
        *_about_criteria(territory, dimensions),
        *_about_functions(functions, territory.actors),
        *_about_actors(territory.actors),
        *_about_needs(territory.needs),
    ]
    if territory.relations is None and territory.actors:
        asked.append(Question(QuestionKind.RELATIONS, 0.0, position=territory.position()))
    asked = [replace(question, decisive=_settles(question, awaited, functions)) for question in asked]
    return tuple(sorted(asked, key=lambda question: (not question.decisive, -question.gain, question.key)))


def _settles(question: Question, awaited: set[str], functions: Sequence[FunctionCoverage]) -> bool:
    if question.criterion:
        return question.criterion.id in awaited
    if question.kind in (QuestionKind.FUNCTION, QuestionKind.ALL_FUNCTIONS):
        asked = [f for f in functions if question.function is None or f.function.id == question.function.id]
        return any(_waits_for(covered, awaited) for covered in asked)
    names = {
        QuestionKind.CATEGORY: "acteurs.categories acteurs.par_categorie",
        QuestionKind.CIRCLE: "acteurs.par_cercle",
        QuestionKind.ROLES: "acteurs.par_role",
        QuestionKind.RELATIONS: "relations.nombre",
    }
    prefixes = tuple(names.get(question.kind, "-").split())
    return any(name.startswith(prefixes) for name in awaited)


def _waits_for(covered: FunctionCoverage, awaited: set[str]) -> bool:
    """Whether a threshold to verify depends on what is not known of a function: by name, or through a sum."""
    if f"fonctions.{covered.function.id}" in awaited:
        return not covered.level.certain
    certain, possible = RANKS[covered.certain], RANKS[covered.possible]
    return (
        ("couverture" in awaited and certain < possible and covered.function.weight > 0)
        or ("fonctions.assurees" in awaited and certain < RANKS[Status.FRAGILE] <= possible)
        or ("fonctions.partagees" in awaited and certain < RANKS[Status.SHARED] <= possible)
    )


def _about_criteria(territory: Territory, dimensions: Sequence[DimensionScore]) -> list[Question]:
    return [
        Question(
            QuestionKind.CRITERION,
            float(Fraction(answer.criterion.weight) * Fraction(answer.level.width) / 3),
            criterion=answer.criterion,
            respondents=tuple(a for a in territory.actors if a.category in answer.criterion.respondents),
            position=territory.position("grille", answer.criterion.id),
        )
        for dimension in dimensions
        for answer in dimension.criteria
        if not answer.answered
    ]


def _about_functions(functions: Sequence[FunctionCoverage], actors: Sequence[Actor]) -> list[Question]:
    """One question per unknown level; a single one for an actor of whom no function is known."""
    asked = []
    all_functions = {actor.id: 0.0 for actor in actors if actor.functions is None}
    for covered in functions:
        carrying = sum(holder.certain for holder in covered.holders)
        germinating = any(holder.level.low >= 1 for holder in covered.holders)
        for holder in covered.holders:
            if holder.level.certain:
                continue
            # Weight × width of the function's value when this level alone varies, the others at what is certain.
            raised = status_from_counts(
                carrying + (holder.level.high >= PERFORMING and not holder.certain),
                germinating or holder.level.high >= 1,
            )
            gain = float(Fraction(covered.function.weight) * (value_of(raised) - value_of(covered.certain)))
            if holder.actor.id in all_functions:
                all_functions[holder.actor.id] += gain
            else:
                asked.append(
                    Question(
                        QuestionKind.FUNCTION,
                        gain,
                        function=covered.function,
                        actor=holder.actor,
                        respondents=(holder.actor,),
                        position=holder.position,
                    )
                )
    asked.extend(
        Question(
            QuestionKind.ALL_FUNCTIONS,
            all_functions[actor.id],
            actor=actor,
            respondents=(actor,),
            position=actor.position(),
        )
        for actor in actors
        if actor.id in all_functions
    )
    return asked


def _about_actors(actors: Sequence[Actor]) -> list[Question]:
    unknown = {
        QuestionKind.CATEGORY: [actor for actor in actors if actor.category is None],
        QuestionKind.CIRCLE: [actor for actor in actors if actor.circle is None],
        QuestionKind.ROLES: [actor for actor in actors if actor.roles is None],
    }
    return [
        Question(kind, 0.0, actor=actor, respondents=(actor,), position=actor.position())
        for kind, asked in unknown.items()
        for actor in asked
    ]


def _about_needs(needs: Sequence[Need]) -> list[Question]:
    asked = []
    for need in needs:
        for kind, value in ((QuestionKind.URGENCY, need.urgency), (QuestionKind.IMPORTANCE, need.importance)):
            if value is None:
                # Half of the priority hangs on it.
                asked.append(Question(kind, 0.5, need=need, position=need.position()))
    return asked
