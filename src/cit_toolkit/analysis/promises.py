"""The ledger of promises: what became of each objective, and of what earlier actions had left to be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cit_toolkit.model.action import Action, LinkedText, Objective, ObjectiveStatus, Result

SETTLED = frozenset((ObjectiveStatus.DONE, ObjectiveStatus.UNPLANNED, ObjectiveStatus.OUTSIDE_SCHEME))
"""Nothing of such an objective is left to be done."""


@dataclass(frozen=True, slots=True)
class EarlierPromise:
    """An objective that an earlier action left open, what it said would follow, and who takes it up here."""

    action: Action
    objective: Objective
    sequels: tuple[LinkedText, ...]
    taken_up_by: tuple[Objective, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """An objective of the action with all that the action says of it."""

    objective: Objective
    results: tuple[Result, ...]
    limits: tuple[LinkedText, ...]
    sequels: tuple[LinkedText, ...]
    earlier: tuple[Action, Objective | None] | None
    """The earlier action it takes up again, and which objective of it; None when it is new or not described."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is left to be done."""
        return self.objective.status in SETTLED

    @property
    def is_accounted_for(self) -> bool:
        """Whether what is left to be done has its limit or its sequel."""
        return self.is_settled or bool(self.limits or self.sequels)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every promise, in file order."""

    promises: tuple[Promise, ...]
    earlier: tuple[EarlierPromise, ...]
    """What earlier actions left open, the latest action first."""

    @property
    def by_status(self) -> Mapping[ObjectiveStatus | None, int]:
        """How many objectives have each status, in the order of `ObjectiveStatus`; None for those without."""
        statuses = [promise.objective.status for promise in self.promises]
        return {status: statuses.count(status) for status in (*ObjectiveStatus, None) if status in statuses}


def ledger(action: Action, earlier: Sequence[Action]) -> Ledger:
    """The ledger of an action. `earlier` are the actions it continues, the latest first."""
    known = {each.id: each for each in earlier}
    return Ledger(
        tuple(
            Promise(
                objective,
                tuple(result for result in action.results if objective.id in result.objectives),
                _about(objective, action.limits),
                _about(objective, action.sequels),
                _earlier(objective, known),
            )
            for objective in action.objectives
        ),
        tuple(
            EarlierPromise(each, left, _about(left, each.sequels), _takers(action, each, left))
            for each in earlier
            for left in each.objectives
            if left.status not in SETTLED
        ),
    )


def _about(objective: Objective, texts: tuple[LinkedText, ...]) -> tuple[LinkedText, ...]:
    return tuple(text for text in texts if objective.id in text.objectives)


def _earlier(objective: Objective, known: Mapping[str, Action]) -> tuple[Action, Objective | None] | None:
    origin = objective.carried_over
    action = known.get(origin.action) if origin else None
    if origin is None or action is None:
        return None
    return action, next((each for each in action.objectives if each.id == origin.objective), None)


def _takers(action: Action, earlier: Action, left: Objective) -> tuple[Objective, ...]:
    return tuple(
        objective
        for objective in action.objectives
        if (origin := objective.carried_over) and (origin.action, origin.objective) == (earlier.id, left.id)
    )
