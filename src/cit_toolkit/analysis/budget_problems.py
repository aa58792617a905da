"""What is wrong with a budget: accounts on the wrong side, sums that do not balance, grants that differ from what was
signed."""

from collections.abc import Iterator

from cit_toolkit.analysis.budget import Accounts, accounts_of
from cit_toolkit.model.action import Action
from cit_toolkit.model.base import Path
from cit_toolkit.model.funder import Budget, BudgetLine
from cit_toolkit.problems import Problem, Severity


def budget_problems(action: Action) -> list[Problem]:
    """Warnings only: a budget that does not balance can be told all the same."""
    budget = action.budget or Budget()
    accounts = accounts_of(budget, action.funders)
    return [*_wrong_sides(budget), *_unbalanced(accounts), *_grants(accounts)]


def _wrong_sides(budget: Budget) -> Iterator[Problem]:
    in_kind = budget.in_kind
    sides: tuple[tuple[str, tuple[BudgetLine, ...], tuple[str, ...]], ...] = (
        ("charges", budget.expenses, ("6",)),
        ("produits", budget.income, ("7",)),
        ("emplois", in_kind.uses if in_kind else (), ("86",)),
        ("ressources", in_kind.resources if in_kind else (), ("87",)),
    )
    for side, lines, beginnings in sides:
        for line in lines:
            account = line.account or ""
            if account and not (account.isdecimal() and account.startswith(beginnings)):
                yield from _told(line, ("compte",), "account-on-wrong-side", value=account, variant=side)


def _unbalanced(accounts: Accounts) -> Iterator[Problem]:
    budget = accounts.budget
    for balance in accounts.balances:
        if balance.difference:
            # One sum of two: the first says where to look.
            owner, key = (budget, "charges") if balance.name == "budget" else (budget.in_kind, "emplois")
            yield from _told(
                owner, (key,), "budget-unbalanced", variant=f"{balance.name}-{balance.column}",
                left=balance.left, right=balance.right, difference=abs(balance.difference),
            )  # fmt: skip


def _grants(accounts: Accounts) -> Iterator[Problem]:
    for grant in accounts.grants:
        agreement = grant.funder.agreement
        if agreement is None:
            continue
        for column in grant.mismatches:
            yield from _told(
                agreement, ("montant",), "grant-differs", variant=column.value, name=grant.funder.name,
                amount=agreement.amount, lines=grant.lines.total.of(column),
            )  # fmt: skip
        if grant.overpaid:
            yield from _told(
                agreement, ("verse",), "grant-overpaid", name=grant.funder.name, amount=grant.granted, paid=grant.paid
            )


def _told(owner: Budget | BudgetLine | object, path: Path, code: str, **arguments: object) -> Iterator[Problem]:
    origin = getattr(owner, "_origin", None)
    if origin is not None:
        yield origin.problem(code, path, severity=Severity.WARNING, **arguments)
