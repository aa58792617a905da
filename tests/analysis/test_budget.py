"""The accounts of an action, to the cent; every expected amount was worked out by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.actions import read
from cit_toolkit.analysis.budget import Accounts, Amounts, Column, accounts_of
from cit_toolkit.loading.files import load_text

D = Decimal


def accounts(budget: str, funders: str = "[]") -> Accounts:
    action = read(f"type: action\ntitre: A\nbudget: {budget}\nfinanceurs: {funders}\n")
    return accounts_of(action.budget, action.funders)


def test_sums_are_exact_to_the_cent_where_floats_are_not() -> None:
    # 0,10 + 0,20 + 1 250,55 = 1 250,85 ; as floats 0.1 + 0.2 is 0.30000000000000004.
    found = accounts(
        '{charges: [{intitule: a, prevu: "0,10", realise: 0}, {intitule: b, prevu: "0,20", realise: "0,70"},'
        ' {intitule: c, prevu: "1 250,55", realise: "1 250.15"}]}'
    )
    assert found.expenses.total == Amounts(D("1250.85"), D("1250.85"))
    assert found.expenses.total.gap == 0


def test_a_gap_is_actual_less_planned_in_euros_and_as_a_share_of_planned() -> None:
    total = accounts("{charges: [{intitule: a, prevu: 3500, realise: 3911.80}]}").expenses.total
    assert (total.gap, total.gap_share) == (D("411.80"), D("411.80") / 3500)
    assert f"{total.gap_share:.4f}" == "0.1177"


def test_nothing_planned_leaves_no_share() -> None:
    total = accounts("{charges: [{intitule: a, prevu: 0, realise: 120}]}").expenses.total
    assert (total.gap, total.gap_share) == (D(120), None)


@pytest.mark.parametrize("unknown", ["inconnu", "?", "null"])
def test_an_unknown_amount_makes_its_sum_unknown_and_no_other(unknown: str) -> None:
    found = accounts(
        f"{{charges: [{{intitule: a, prevu: 100, realise: {unknown}}}, {{intitule: b, prevu: 50, realise: 40}}]}}"
    )
    assert found.expenses.total == Amounts(D(150), None)
    assert found.expenses.total.gap is None and found.expenses.total.gap_share is None
    assert found.expenses.known(Column.ACTUAL) == 40


def test_no_line_is_not_a_total_of_zero() -> None:
    found = accounts("{produits: [{intitule: p, prevu: 1}]}")
    assert found.expenses.total == Amounts(None, None)
    assert found.result == Amounts(None, None)
    assert [balance.difference for balance in found.balances] == [None, None]


def test_lines_are_grouped_by_account_of_two_figures_those_without_one_last() -> None:
    found = accounts(
        "{charges: [{intitule: sans, prevu: 1}, {compte: '64', intitule: p, prevu: 2},"
        " {compte: '6061', intitule: e, prevu: 4}, {compte: '60', intitule: f, prevu: 8}]}"
    )
    assert {a: lines.total.planned for a, lines in found.expenses.by_account.items()} == {"60": 12, "64": 2, "": 1}
    assert list(found.expenses.by_account) == ["60", "64", ""]


def test_indirect_expenses_and_own_income_are_apart_and_counted_in_the_totals() -> None:
    found = accounts(
        "{charges: [{intitule: a, prevu: 100}, {intitule: loyer, prevu: 20, indirecte: oui}],"
        " produits: [{intitule: s, prevu: 90}, {intitule: nous, prevu: 30, indirecte: oui}]}"
    )
    assert found.direct_expenses.total.planned == 100 and found.indirect_expenses.total.planned == 20
    assert found.direct_income.total.planned == 90 and found.own_income.total.planned == 30
    assert found.expenses.total.planned == found.income.total.planned == 120


def test_expenses_balance_income_and_accounts_86_balance_87() -> None:
    found = accounts(
        "{charges: [{intitule: a, prevu: 100, realise: 90}], produits: [{intitule: b, prevu: 100, realise: 100}],"
        " contributions_volontaires: {emplois: [{compte: '864', intitule: c, prevu: 40, realise: 40}],"
        " ressources: [{compte: '870', intitule: d, prevu: 40, realise: 45}]}}"
    )
    assert [(b.name, b.column, b.difference) for b in found.balances] == [
        ("budget", Column.PLANNED, 0), ("budget", Column.ACTUAL, -10),
        ("contributions", Column.PLANNED, 0), ("contributions", Column.ACTUAL, -5),
    ]  # fmt: skip
    assert found.result == Amounts(D(0), D(10))
    assert found.all_expenses.total == Amounts(D(140), D(130))
    assert found.all_income.total == Amounts(D(140), D(145))


GRANTED = (
    "{produits: [{intitule: s, financeur: r, prevu: 4000, realise: 4000}, {intitule: t, financeur: r, realise: 4000,"
    " prevu: 4000}, {intitule: dons, prevu: 2000, realise: 2100}]}"
)


def test_a_grant_is_the_amount_of_the_convention_as_a_share_of_all_income() -> None:
    grant = accounts(GRANTED, "[{id: r, nom: R, convention: {montant: 8000, verse: 6400}}]").grants[0]
    # 8 000 ÷ (4 000 + 4 000 + 2 100) = 8 000 ÷ 10 100
    assert (grant.granted, grant.due, grant.share) == (8000, 1600, D(8000) / D(10100))
    assert grant.mismatches == () and not grant.overpaid


def test_a_grant_without_convention_is_what_its_lines_give_as_received() -> None:
    grant = accounts(GRANTED, "[{id: r, nom: R}]").grants[0]
    assert (grant.granted, grant.paid, grant.due) == (8000, None, None)


def test_a_grant_that_differs_from_its_convention_or_is_paid_twice_is_told() -> None:
    grant = accounts(GRANTED, "[{id: r, nom: R, convention: {montant: 7000, verse: 7000.01}}]").grants[0]
    assert grant.mismatches == (Column.PLANNED, Column.ACTUAL)
    assert grant.overpaid and grant.due == D("-0.01")


def test_a_funder_without_any_line_has_no_share_made_up() -> None:
    grant = accounts("{produits: []}", "[{id: r, nom: R}]").grants[0]
    assert (grant.granted, grant.share, grant.mismatches) == (None, None, ())


@pytest.mark.parametrize(
    ("planned", "actual", "expected"),
    [("100", "110", False), ("100", "110.01", True), ("100", "89.99", True), ("0", "0", False), ("0", "0.01", True)],
)
def test_a_gap_is_significant_past_ten_per_cent(planned: str, actual: str, expected: bool) -> None:
    found = accounts(f"{{charges: [{{intitule: a, prevu: {planned}, realise: {actual}}}]}}")
    assert bool(found.significant_gaps(D(10))) is expected


CENTS = st.integers(min_value=-(10**9), max_value=10**9)


@given(st.lists(CENTS, min_size=1, max_size=8), st.randoms())
def test_the_order_of_lines_never_changes_a_total(cents: list[int], random: object) -> None:
    shuffled = list(cents)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    totals = [
        accounts(f"{{charges: [{', '.join(f'{{intitule: l, prevu: {c // 100}.{c % 100:02d}}}' for c in order)}]}}")
        for order in ([abs(c) for c in cents], [abs(c) for c in shuffled])
    ]
    assert totals[0].expenses.total.planned == totals[1].expenses.total.planned
    assert totals[0].expenses.total.planned == D(sum(abs(c) for c in cents)) / 100


def test_an_amount_too_great_to_be_meant_is_refused_like_any_mistyped_one() -> None:
    budget = f"{{charges: [{{intitule: c, prevu: 1{'0' * 30}}}]}}"
    loaded = load_text(f"type: action\ntitre: A\nbudget: {budget}\n", "a.yaml")
    assert [problem.code for problem in loaded.problems] == ["not-an-amount"]
