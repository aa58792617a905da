"""The accounts of an action: totals, differences, what must balance, and each grant against what was signed and paid.

Euros are decimals, exact to the cent. An amount that is not given is unknown: no sum that needs it is made up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cit_toolkit.model.funder import Budget, BudgetLine, Funder

SIGNIFICANT_GAP = Decimal(10)
"""Per cent of the amount planned, when the funder does not say: a habit, not a rule."""


class Column(StrEnum):
    """The two columns of a budget."""

    PLANNED = "prevu"
    ACTUAL = "realise"


@dataclass(frozen=True, slots=True)
class Amounts:
    """A line or a sum of lines in both columns; None where something it needs is unknown."""

    planned: Decimal | None
    actual: Decimal | None

    def of(self, column: Column) -> Decimal | None:
        """The amount of a column."""
        return self.planned if column is Column.PLANNED else self.actual

    @property
    def gap(self) -> Decimal | None:
        """Actual less planned."""
        return None if self.planned is None or self.actual is None else self.actual - self.planned

    @property
    def gap_share(self) -> Decimal | None:
        """The gap as a share of what was planned; none when nothing was planned."""
        return None if self.gap is None or not self.planned else self.gap / self.planned

    def is_significant(self, threshold: Decimal) -> bool:
        """Whether the gap is more than `threshold` per cent of what was planned; of nothing planned, any gap is."""
        return self.gap is not None and self.planned is not None and abs(self.gap) * 100 > threshold * abs(self.planned)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a budget in file order, and their sums."""

    lines: tuple[BudgetLine, ...]

    @property
    def total(self) -> Amounts:
        """Both sums; unknown with no line, or with one whose amount is not given."""
        return Amounts(_sum(line.planned for line in self.lines), _sum(line.actual for line in self.lines))

    def known(self, column: Column) -> Decimal:
        """The sum of the amounts that are given."""
        return sum((amount for line in self.lines if (amount := amounts_of(line).of(column)) is not None), Decimal(0))

    @property
    def by_account(self) -> dict[str, "Lines"]:
        """The lines by account of two figures, in order; under "" those that give none."""
        accounts: dict[str, list[BudgetLine]] = {}
        for line in self.lines:
            accounts.setdefault((line.account or "")[:2], []).append(line)
        return {account: Lines(tuple(accounts[account])) for account in sorted(accounts, key=lambda a: (a == "", a))}


@dataclass(frozen=True, slots=True)
class Balance:
    """Two sums that should be equal in a column."""

    name: str
    """`budget` (expenses and income) or `contributions` (accounts 86 and 87)."""
    column: Column
    left: Decimal | None
    right: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Left less right."""
        return None if self.left is None or self.right is None else self.left - self.right


@dataclass(frozen=True, slots=True)
class Grant:
    """What a funder gives: lines of income, the convention, what was paid."""

    funder: Funder
    lines: Lines
    income: Amounts
    """All the income of the action, contributions in kind left out."""

    @property
    def granted(self) -> Decimal | None:
        """The amount of the convention, else what the lines of income give as received."""
        agreement = self.funder.agreement
        return agreement.amount if agreement and agreement.amount is not None else self.lines.total.actual

    @property
    def paid(self) -> Decimal | None:
        """What was paid so far."""
        return self.funder.agreement.paid if self.funder.agreement else None

    @property
    def due(self) -> Decimal | None:
        """What is still to be paid."""
        return None if self.granted is None or self.paid is None else self.granted - self.paid

    @property
    def share(self) -> Decimal | None:
        """The grant as a share of all the income received."""
        return None if self.granted is None or not self.income.actual else self.granted / self.income.actual

    @property
    def mismatches(self) -> tuple[Column, ...]:
        """The columns in which the lines of income differ from the amount of the convention."""
        amount = self.funder.agreement.amount if self.funder.agreement else None
        sums = self.lines.total
        known = [column for column in Column if sums.of(column) is not None]
        return tuple(column for column in known if amount is not None and sums.of(column) != amount)

    @property
    def overpaid(self) -> bool:
        """Whether more was paid than the convention grants."""
        return self.due is not None and self.due < 0


@dataclass(frozen=True, slots=True)
class Accounts:
    """The budget of an action, worked out."""

    budget: Budget
    expenses: Lines
    income: Lines
    direct_expenses: Lines
    indirect_expenses: Lines
    direct_income: Lines
    own_income: Lines
    """The structure's own income put down to the action."""
    uses: Lines
    """Accounts 86."""
    resources: Lines
    """Accounts 87."""
    grants: tuple[Grant, ...]

    @property
    def has_in_kind(self) -> bool:
        """Whether contributions in kind are described."""
        return bool(self.uses.lines or self.resources.lines)

    @property
    def all_expenses(self) -> Lines:
        """Expenses and accounts 86."""
        return Lines((*self.expenses.lines, *self.uses.lines))

    @property
    def all_income(self) -> Lines:
        """Income and accounts 87."""
        return Lines((*self.income.lines, *self.resources.lines))

    @property
    def result(self) -> Amounts:
        """Income less expenses."""
        income, expenses = self.income.total, self.expenses.total
        return Amounts(_less(income.planned, expenses.planned), _less(income.actual, expenses.actual))

    @property
    def balances(self) -> tuple[Balance, ...]:
        """What should balance: expenses and income, then accounts 86 and 87 when there are any."""
        sides = [("budget", self.expenses.total, self.income.total)]
        if self.has_in_kind:
            sides.append(("contributions", self.uses.total, self.resources.total))
        return tuple(Balance(name, c, left.of(c), right.of(c)) for name, left, right in sides for c in Column)

    def grant(self, funder: str) -> Grant | None:
        """The grant of a funder, by its id."""
        return next((grant for grant in self.grants if grant.funder.id == funder), None)

    def significant_gaps(self, threshold: Decimal) -> tuple[BudgetLine, ...]:
        """The lines whose gap is more than `threshold` per cent, in the order of the budget."""
        lines = (*self.expenses.lines, *self.income.lines, *self.uses.lines, *self.resources.lines)
        return tuple(line for line in lines if amounts_of(line).is_significant(threshold))


def accounts_of(budget: Budget, funders: Iterable[Funder]) -> Accounts:
    """The accounts of an action. Every funder has its grant, were it without any line."""
    income = Lines(budget.income)
    in_kind = budget.in_kind
    return Accounts(
        budget,
        Lines(budget.expenses),
        income,
        Lines(tuple(line for line in budget.expenses if not line.indirect)),
        Lines(tuple(line for line in budget.expenses if line.indirect)),
        Lines(tuple(line for line in budget.income if not line.indirect)),
        Lines(tuple(line for line in budget.income if line.indirect)),
        Lines(in_kind.uses if in_kind else ()),
        Lines(in_kind.resources if in_kind else ()),
        tuple(
            Grant(funder, Lines(tuple(line for line in budget.income if line.funder == funder.id)), income.total)
            for funder in funders
        ),
    )


def amounts_of(line: BudgetLine) -> Amounts:
    """The two amounts of a line."""
    return Amounts(line.planned, line.actual)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    total: Decimal | None = None
    for amount in amounts:
        if amount is None:
            return None
        total = amount if total is None else total + amount
    return total


def _less(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else left - right
