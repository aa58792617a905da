"""How the rows of a table become the needs of a territory."""

from typing import Annotated, Literal

from pydantic import Field

from cit_toolkit.model.base import CitModel, FoldedKeys
from cit_toolkit.model.field_types import AsTable, Names, Score, choice
from cit_toolkit.model.need import Formats, Natures, NeedStatus
from cit_toolkit.model.tool_mapping import Meant, NamedColumns, TableMapping

Status = Annotated[NeedStatus, choice(NeedStatus)]


class NeedColumns(NamedColumns):
    """Where each part of a need is read: the names its column has borne."""

    identifier: Names = Field(default=(), alias="identifiant")
    """What the record is called for good."""
    namespace: Names = Field(default=(), alias="espace")
    """Who gave that name, when two of them may give the same."""
    title: Names = Field(default=(), alias="intitule")
    """The need in one line."""
    description: Names = ()
    """The need in more words; each text that adds something is kept."""
    themes: Names = ()
    """Its subjects."""
    functions: Names = Field(default=(), alias="fonctions")
    """The functions it serves."""
    natures: Names = ()
    """The kinds of help that would answer it."""
    urgency: Names = Field(default=(), alias="urgence")
    """0 to 3, or in words."""
    importance: Names = ()
    """0 to 3, or in words."""
    carriers: Names = Field(default=(), alias="porteurs")
    """The actors who carry it."""
    days: Names = Field(default=(), alias="jours")
    """Days of support wished for."""
    budget: Names = ()
    """Euros available for it."""
    start: Names = Field(default=(), alias="debut")
    """From when it should be answered."""
    end: Names = Field(default=(), alias="fin")
    """By when."""
    formats: Names = ()
    """Ways of being supported that suit it."""
    status: Names = Field(default=(), alias="statut")
    """Where it stands."""
    session: Names = Field(default=(), alias="seance")
    """The session where it was said."""
    circle: Names = Field(default=(), alias="cercle")
    """The circle of those who said it."""
    words: Names = Field(default=(), alias="parole")
    """What was said."""


class NeedVocabularies(CitModel):
    """What the words of the table mean here, beside the names that the method gives; an empty list says that a word has
    no equivalent."""

    themes: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict)
    """Themes of the method."""
    functions: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict, alias="fonctions")
    """Functions of the cooperative."""
    natures: Annotated[dict[str, Natures], FoldedKeys, AsTable] = Field(default_factory=dict)
    """Kinds of help."""
    formats: Annotated[dict[str, Formats], FoldedKeys, AsTable] = Field(default_factory=dict)
    """Ways of being supported."""
    levels: Annotated[dict[str, Score], FoldedKeys, AsTable] = Field(default_factory=dict, alias="niveaux")
    """How urgent or important a word means, 0 to 3."""
    statuses: Annotated[dict[str, Status], FoldedKeys, AsTable] = Field(default_factory=dict, alias="statuts")
    """Where a need stands."""
    circles: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict, alias="cercles")
    """Circles."""
    actors: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict, alias="acteurs")
    """Actors of the territory, by the name the table gives them."""


class NeedsMapping(TableMapping):
    """`type: correspondance-besoins`: how a table becomes the needs of a territory."""

    type: Literal["correspondance-besoins"]
    """The kind of file."""
    columns: NeedColumns = Field(alias="colonnes")
    """Where each part of a need is read."""
    words: NeedVocabularies | None = Field(default=None, alias="vocabulaires")
    """What the words of the table mean here."""
