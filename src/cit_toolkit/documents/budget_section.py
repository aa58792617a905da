"""The accounts of an action as tables: lines under their accounts, totals, differences, grants; unknown is no zero."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cit_toolkit.analysis.budget import Accounts, Amounts, Grant, Lines, amounts_of
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.funder import Agreement, BudgetLine
from cit_toolkit.wording.numbers import format_number

UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A row of a table. An empty amount is not given to that row; «?» is unknown."""

    account: str
    title: str
    planned: str
    actual: str
    gap: str
    gap_share: str
    strong: bool
    """Whether it is a sum."""
    figure: str
    """Id of its proof; empty when the file gives it as it stands."""


@dataclass(frozen=True, slots=True)
class GapLine:
    """A significant gap and its explanation (Markdown), empty when nobody gave one."""

    title: str
    gap: str
    explanation: str


@dataclass(frozen=True, slots=True)
class GrantLine:
    """What a funder granted."""

    name: str
    sentence: str
    """«La subvention de 8 000 € représente 33 % du total des produits.»; empty when the amount is unknown."""
    agreement: str
    """«Convention n° 2021-123 du 1er février 2021»; empty without."""
    paid: str
    """«Versé : 6 400 € ; reste à verser : 1 600 €»."""
    figure: str


@dataclass(frozen=True)
class BudgetSection:
    """The budget in words."""

    accounts: Accounts
    voice: Voice
    threshold: Decimal
    """From how many per cent a gap is to be explained."""

    @cached_property
    def expenses(self) -> tuple[BudgetRow, ...]:
        """Expenses, line by line, and their total."""
        return tuple(self._side(self.accounts.expenses, "charges"))

    @cached_property
    def income(self) -> tuple[BudgetRow, ...]:
        """Income, the same."""
        return tuple(self._side(self.accounts.income, "produits"))

    @cached_property
    def uses(self) -> tuple[BudgetRow, ...]:
        """Accounts 86, empty without."""
        return tuple(self._side(self.accounts.uses, "emplois")) if self.accounts.has_in_kind else ()

    @cached_property
    def resources(self) -> tuple[BudgetRow, ...]:
        """Accounts 87, empty without."""
        return tuple(self._side(self.accounts.resources, "ressources")) if self.accounts.has_in_kind else ()

    @property
    def exercise(self) -> str:
        """The accounting year; empty when it is not given."""
        return self.accounts.budget.exercise or ""

    @cached_property
    def result(self) -> str:
        """«Excédent de 100 €», «Insuffisance de 50,20 €», «Charges et produits s’équilibrent.»; empty when unknown."""
        result = self.accounts.result.actual
        if result is None:
            return ""
        if not result:
            return self.voice.say("bilan.balanced")
        return self.voice.say(f"bilan.{'surplus' if result > 0 else 'deficit'}", amount=self.voice.money(abs(result)))

    @cached_property
    def grants(self) -> tuple[GrantLine, ...]:
        """Each funder's."""
        return tuple(map(self.grant, self.accounts.grants))

    def grant(self, grant: Grant) -> GrantLine:
        """One funder's."""
        return GrantLine(
            grant.funder.name,
            self._share(grant),
            agreement_words(grant.funder.agreement, self.voice),
            self._paid(grant),
            f"subvention.{grant.funder.id}",
        )

    @cached_property
    def gaps(self) -> tuple[GapLine, ...]:
        """The lines whose gap must be explained."""
        return tuple(
            GapLine(line.title, self._gap_words(amounts_of(line)), line.explanation or "")
            for line in self.accounts.significant_gaps(self.threshold)
        )

    def row(self, title: str, sums: Amounts, figure: str = "", account: str = "", strong: bool = True) -> BudgetRow:
        """A row; amounts that are unknown are marked."""
        gap, share = sums.gap, sums.gap_share
        return BudgetRow(
            account,
            title,
            self.amount(sums.planned),
            self.amount(sums.actual),
            "" if gap is None else self._signed(gap),
            "" if share is None else self._percent(share),
            strong,
            figure,
        )

    def line(self, line: BudgetLine) -> BudgetRow:
        """A line of the file."""
        return self.row(line.title, amounts_of(line), account=line.account or "", strong=False)

    def amount(self, amount: Decimal | None) -> str:
        """Euros to the cent, without the sign that heads the column."""
        return UNKNOWN if amount is None else format_number(amount, self.voice.language, 2)

    def _side(self, lines: Lines, key: str) -> Iterator[BudgetRow]:
        for line in lines.lines:
            yield self.line(line)
        if lines.lines:
            yield self.row(self.voice.say(f"bilan.totals.{key}"), lines.total, f"budget.{key}")

    def _share(self, grant: Grant) -> str:
        if grant.granted is None:
            return ""
        amount = self.voice.money(grant.granted)
        if grant.share is None:
            return self.voice.say("bilan.grant", amount=amount)
        return self.voice.say("bilan.grant-share", amount=amount, share=self._percent(grant.share, signed=False))

    def _paid(self, grant: Grant) -> str:
        if grant.paid is None:
            return ""
        told = [self.voice.say("bilan.paid", amount=self.voice.money(grant.paid))]
        if grant.due:
            told.append(self.voice.say("bilan.due", amount=self.voice.money(grant.due)))
        return self.voice.parts(told)

    def _gap_words(self, sums: Amounts) -> str:
        told = self.voice.signed_money(sums.gap) if sums.gap is not None else UNKNOWN
        return told if sums.gap_share is None else f"{told} ({self._percent(sums.gap_share)})"

    def _signed(self, amount: Decimal) -> str:
        return self.voice.signed(amount, 2)

    def _percent(self, share: Decimal, signed: bool = True) -> str:
        sign = "+" if signed and share > 0 else ""
        return f"{sign}{self.voice.percent(share, 1)}"


def agreement_words(agreement: Agreement | None, voice: Voice) -> str:
    """«Convention n° 2021-123 du 1er février 2021»; empty when nothing of it is known."""
    if agreement is None or (agreement.number is None and agreement.date is None):
        return ""
    if agreement.date is None:
        return voice.say("bilan.agreement-number", number=agreement.number)
    if agreement.number is None:
        return voice.say("bilan.agreement-date", date=voice.date(agreement.date))
    kind = "day" if agreement.date.day else "period"
    return voice.say(f"bilan.agreement-{kind}", number=agreement.number, date=voice.date(agreement.date))
