"""Who funds an action, what was agreed, and the budget to account for."""

from typing import Annotated

from pydantic import Field

from cit_toolkit.model.base import CitModel, FoldedKeys
from cit_toolkit.model.field_types import (
    AsList,
    AsTable,
    Boolean,
    Date,
    Integer,
    Markdown,
    Maybe,
    Money,
    Number,
    PlainText,
    Reference,
    References,
)
from cit_toolkit.model.identity import Named


class Agreement(CitModel):
    """The convention signed with a funder."""

    number: Annotated[PlainText | None, Maybe] = Field(default=None, alias="numero")
    """Its reference."""
    date: Annotated[Date | None, Maybe] = None
    """The day it was signed."""
    amount: Annotated[Money | None, Maybe] = Field(default=None, alias="montant")
    """Euros granted."""
    paid: Annotated[Money | None, Maybe] = Field(default=None, alias="verse")
    """Euros received so far."""


class Requirements(CitModel):
    """What a funder wants to read in the bilan."""

    sections: References = ()
    """Parts of the document, in the funder's order."""
    max_words: Annotated[dict[str, Integer], FoldedKeys, AsTable] = Field(default_factory=dict, alias="mots_max")
    """Words at most, per part."""
    indicators: References = Field(default=(), alias="indicateurs")
    """Indicators of the action that must appear."""
    deadline: Annotated[Date | None, Maybe] = Field(default=None, alias="date_limite")
    """The day the bilan is due."""
    significant_gap: Annotated[Number | None, Maybe] = Field(default=None, alias="ecart_significatif")
    """From how many per cent of the amount planned a difference must be explained; 10 when it is not said."""


class Funder(Named):
    """An organisation that funds the action."""

    name: PlainText = Field(alias="nom")
    """Name as printed."""
    agreement: Agreement | None = Field(default=None, alias="convention")
    """What was signed."""
    template: Annotated[PlainText | None, Maybe] = Field(default=None, alias="gabarit")
    """Which form its bilan takes."""
    language: Annotated[Reference | None, Maybe] = Field(default=None, alias="langue")
    """fr or en."""
    requirements: Requirements | None = Field(default=None, alias="exigences")
    """What it wants to read."""


class BudgetLine(CitModel):
    """One line of a budget; an amount left out is unknown, not zero."""

    account: Annotated[PlainText | None, Maybe] = Field(default=None, alias="compte")
    """Number of the account (60 to 87)."""
    title: PlainText = Field(alias="intitule")
    """The line as printed."""
    funder: Annotated[Reference | None, Maybe] = Field(default=None, alias="financeur")
    """The funder of a line of income."""
    planned: Annotated[Money | None, Maybe] = Field(default=None, alias="prevu")
    """Euros planned."""
    actual: Annotated[Money | None, Maybe] = Field(default=None, alias="realise")
    """Euros spent or received."""
    indirect: Boolean = Field(default=False, alias="indirecte")
    """Whether it is a share of the structure's running costs, or of its own income, put down to the action."""
    explanation: Annotated[Markdown | None, Maybe] = Field(default=None, alias="explication")
    """Why what was spent or received is not what was planned."""


BudgetLines = Annotated[tuple[BudgetLine, ...], AsList]


class InKind(CitModel):
    """Contributions given without payment, valued: accounts 86 and 87."""

    uses: BudgetLines = Field(default=(), alias="emplois")
    """Accounts 86."""
    resources: BudgetLines = Field(default=(), alias="ressources")
    """Accounts 87."""
    valuation: Annotated[Markdown | None, Maybe] = Field(default=None, alias="valorisation")
    """How a value was given to what was not paid, such as an hourly rate."""


class Budget(CitModel):
    """Planned and actual, spent and received."""

    exercise: Annotated[PlainText | None, Maybe] = Field(default=None, alias="exercice")
    """The accounting year, such as 2025."""
    expenses: BudgetLines = Field(default=(), alias="charges")
    """Accounts 60 to 69."""
    income: BudgetLines = Field(default=(), alias="produits")
    """Accounts 70 to 79."""
    in_kind: InKind | None = Field(default=None, alias="contributions_volontaires")
    """Accounts 86 and 87."""
    sharing_rule: Annotated[Markdown | None, Maybe] = Field(default=None, alias="repartition_indirectes")
    """How indirect expenses are shared between this action and the others."""
    observations: Annotated[Markdown | None, Maybe] = None
    """What else the funders should read about the accounts."""
