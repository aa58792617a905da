"""The financial report of a grant, in the three parts of the French form 15059: qualitative, figures, annex."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.bilan_gaps import CERFA, lead_of
from cit_toolkit.analysis.budget import Amounts, Lines, amounts_of
from cit_toolkit.documents.bilan_document import BilanDocument
from cit_toolkit.documents.budget_section import BudgetRow, BudgetSection, GrantLine
from cit_toolkit.model.action import Structure
from cit_toolkit.model.funder import Budget, BudgetLine
from cit_toolkit.model.text import fold

EXPENSE_ACCOUNTS = ("60", "61", "62", "63", "64", "65", "66", "67", "68", "69")
INCOME_ACCOUNTS = ("70", "73", "74", "75", "76", "77", "78", "79")
USE_ACCOUNTS = ("860", "861", "862", "864")
RESOURCE_ACCOUNTS = ("870", "871", "875")
"""The accounts the form prints, used or not."""
_NOT_USED = "–"


@dataclass(frozen=True)
class CerfaDocument(BilanDocument):
    """What `cerfa-15059.md` tells; a funder's own template receives it too, with all that a bilan has."""

    signatory_name: str
    """Who signs: for the funder and the team, never in public; empty when it is not to be told."""

    @cached_property
    def lead(self) -> Structure | None:
        """The structure that answers for the action; None when nothing says which it is."""
        return lead_of(self.action.partners)

    @property
    def capacity(self) -> str:
        """In what capacity the signatory signs; empty when it is not known."""
        signatory = self.lead.signatory if self.lead else None
        return signatory.capacity or "" if signatory else ""

    @property
    def own_budget(self) -> Budget | None:
        """What is said of the accounts beside their lines."""
        return self.bilan.accounts.budget if self.bilan.accounts else None

    @property
    def valuation(self) -> str:
        """How contributions in kind are valued (Markdown), empty when nobody told."""
        in_kind = self.own_budget.in_kind if self.own_budget else None
        return in_kind.valuation or "" if in_kind else ""

    @cached_property
    def grant(self) -> GrantLine | None:
        """The funder's grant; None for nobody in particular."""
        return self.grants[0] if self.funder and self.grants else None

    # The table of figures

    @cached_property
    def expense_rows(self) -> tuple[BudgetRow, ...]:
        """Direct expenses by account, then indirect ones, and the totals."""
        accounts = self.bilan.accounts
        if accounts is None or self.budget is None:
            return ()
        return (
            *self._side("charges", EXPENSE_ACCOUNTS, accounts.direct_expenses, accounts.indirect_expenses),
            self._total("charges", accounts.expenses),
            *self._in_kind("emplois", USE_ACCOUNTS, accounts.uses, accounts.all_expenses.total),
        )

    @cached_property
    def income_rows(self) -> tuple[BudgetRow, ...]:
        """Resources by account, then the structure's own, and the totals."""
        accounts = self.bilan.accounts
        if accounts is None or self.budget is None:
            return ()
        return (
            *self._side("produits", INCOME_ACCOUNTS, accounts.direct_income, accounts.own_income),
            self._total("produits", accounts.income),
            *self._in_kind("ressources", RESOURCE_ACCOUNTS, accounts.resources, accounts.all_income.total),
        )

    def _side(self, key: str, accounts: tuple[str, ...], direct: Lines, indirect: Lines) -> Iterator[BudgetRow]:
        yield self._head(f"direct-{key}", direct)
        yield from self._by_account(accounts, direct.by_account)
        if indirect.lines:
            yield self._head(f"indirect-{key}", indirect)
            yield from map(self._section.line, indirect.lines)

    def _in_kind(self, key: str, accounts: tuple[str, ...], lines: Lines, everything: Amounts) -> Iterator[BudgetRow]:
        if self.bilan.accounts is None or not self.bilan.accounts.has_in_kind:
            return
        yield self._head(key, lines)
        by_account: dict[str, list[BudgetLine]] = {}
        for line in lines.lines:
            by_account.setdefault((line.account or "")[:3], []).append(line)
        yield from self._by_account(accounts, {name: Lines(tuple(own)) for name, own in by_account.items()})
        yield self._section.row(self.voice.say("bilan.totals.with-in-kind"), everything)

    def _by_account(self, printed: tuple[str, ...], lines: dict[str, Lines]) -> Iterator[BudgetRow]:
        """Every account of the form, then those it does not have, then lines without an account."""
        for account in dict.fromkeys((*printed, *sorted(filter(None, lines)), *(("",) if "" in lines else ()))):
            found = lines.get(account)
            title = self._account(account)
            if found is None:
                yield BudgetRow(account, title, _NOT_USED, _NOT_USED, "", "", False, "")
            elif len(found.lines) == 1:
                own = found.lines[0].title
                named = title if fold(own) == fold(title) else self.voice.labelled(title, own)
                yield self._section.row(named, found.total, account=account, strong=False)
            else:
                yield self._section.row(title, found.total, account=account, strong=False)
                yield from map(self._part, found.lines)

    def _part(self, line: BudgetLine) -> BudgetRow:
        """A line under the sum of its account."""
        title = self.voice.say("bilan.of-which", title=line.title)
        return self._section.row(title, amounts_of(line), strong=False)

    def _account(self, account: str) -> str:
        key = f"bilan.accounts.a{account}"
        if not account:
            return self.voice.say("bilan.no-account")
        return self.voice.say(key) if self.voice.catalog.has(key) else self.voice.say("bilan.other-account")

    def _head(self, key: str, lines: Lines) -> BudgetRow:
        return self._section.row(self.voice.say(f"bilan.accounts.{key}"), lines.total)

    def _total(self, key: str, lines: Lines) -> BudgetRow:
        return self._section.row(self.voice.say(f"bilan.totals.{key}"), lines.total, f"budget.{key}")

    @property
    def _section(self) -> BudgetSection:
        if self.budget is None:
            raise ValueError("no budget")
        return self.budget

    def printed_figures(self) -> Collection[str]:
        """Those of the form, whatever parts the funder asks for; in another form, those of its parts."""
        if self.funder is None or self.funder.template != CERFA:
            return super().printed_figures()
        sessions: Iterable[str] = (line.figure for line in (*self.course.held, *self.course.outside))
        indicators = (line.figure for line in self.indicators)
        beneficiaries = (line.figure for line in self.beneficiaries)
        rows = (row.figure for row in (*self.expense_rows, *self.income_rows))
        grant = (self.grant.figure,) if self.grant and self.grant.sentence else ()
        return [figure for figure in (*sessions, *indicators, *beneficiaries, *rows, *grant) if figure]
