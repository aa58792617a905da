"""All that a bilan is made from: promises, indicators, sessions, engagement, accounts, as an audience may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.action_measures import measures
from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.analysis.budget import Accounts, Grant, accounts_of
from cit_toolkit.analysis.engagement import Engagement, engagement
from cit_toolkit.analysis.mobilisation import Mobilisation, mobilisation
from cit_toolkit.analysis.promises import Ledger, ledger
from cit_toolkit.analysis.session_measures import Measure
from cit_toolkit.model.action import Action, ActionIndicator
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.method import Method
from cit_toolkit.model.quantities import Quantity


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """What was aimed at and what was reached."""

    indicator: ActionIndicator
    measure: Measure | None
    """What was reached, when it is computed and known."""

    @property
    def written(self) -> Quantity | None:
        """What was reached, when it is written and not computed."""
        return None if self.measure else self.indicator.achieved

    @property
    def known(self) -> bool:
        """Whether anything is known of what was reached."""
        return self.measure is not None or self.indicator.achieved is not None

    @property
    def differs(self) -> bool:
        """Whether what is written is not what is computed."""
        said, found = self.indicator.achieved, self.measure
        if said is None or found is None or said.secret:
            return False
        return (found.high is not None and found.high < said.low) or (said.high is not None and said.high < found.low)


@dataclass(frozen=True)
class Bilan:
    """An action on a day, for an audience."""

    seen: SeenAction
    action: Action
    method: Method
    today: date
    territories: int
    """How many territories the action names."""
    ledger: Ledger
    accounts: Accounts | None
    mobilisation: Mobilisation
    engagement: Engagement

    @property
    def gatherings(self) -> tuple[Gathering, ...]:
        """Its sessions in the order they were held."""
        return self.seen.gatherings

    @cached_property
    def measures(self) -> Mapping[str, Measure | None]:
        """Every measure an indicator may name."""
        return measures(self.action, self.mobilisation, self.engagement, self.accounts, self.territories)

    @cached_property
    def indicators(self) -> tuple[IndicatorResult, ...]:
        """In file order."""
        return tuple(
            IndicatorResult(each, self.measures.get(each.metric) if each.metric else None)
            for each in self.action.indicators
        )

    def grant(self, funder: str) -> Grant | None:
        """The grant of a funder, when there is a budget."""
        return self.accounts.grant(funder) if self.accounts else None


def bilan(seen: SeenAction, earlier: Sequence[Action], territories: int, method: Method, today: date) -> Bilan | None:
    """The bilan of an action; None for sessions without one. `earlier` are the actions it continues, latest first."""
    action = seen.action
    if action is None:
        return None
    partners = [partner.id for partner in action.partners]
    return Bilan(
        seen,
        action,
        method,
        today,
        territories,
        ledger(action, earlier),
        accounts_of(action.budget, action.funders) if action.budget else None,
        mobilisation(seen.gatherings, seen.structures, method.hours_per_day, today),
        engagement(seen.gatherings, seen.structures, partners, method, today),
    )
