"""How the records of another tool become offers: its columns, old and new, and what its words mean here."""

from typing import Annotated, Literal

from pydantic import Field

from cit_toolkit.model.base import CitModel, FoldedKeys
from cit_toolkit.model.field_types import AsTable, Boolean, Maybe, Names, PlainText, WebAddress
from cit_toolkit.model.need import Formats, Natures
from cit_toolkit.model.offer import Zone
from cit_toolkit.model.tool_mapping import Meant, NamedColumns, ToolMapping


class Columns(NamedColumns):
    """Where each part of an offer is read: the names its column has borne. The first that says something counts."""

    identifier: Names = Field(default=(), alias="identifiant")
    """What the record is called for good; the end of an address will do."""
    namespace: Names = Field(default=(), alias="espace")
    """Who gave that name, when two of them may give the same."""
    title: Names = Field(default=(), alias="intitule")
    """The offer in one line."""
    structure: Names = ()
    """Who gives it."""
    structure_id: Names = ()
    """The record of who gives it, in the same files."""
    description: Names = ()
    """The offer in more words; each text that adds something is kept."""
    conditions: Names = ()
    """Who may have it, and how."""
    examples: Names = Field(default=(), alias="exemples")
    """Projects it supported."""
    natures: Names = ()
    """Kinds of help."""
    themes: Names = ()
    """Subjects."""
    functions: Names = Field(default=(), alias="fonctions")
    """What it strengthens."""
    audiences: Names = Field(default=(), alias="publics")
    """Who it is for."""
    stages: Names = Field(default=(), alias="etapes")
    """When in the life of a project."""
    formats: Names = ()
    """How it is given."""
    area: Names = Field(default=(), alias="zone")
    """Where it can be had, in words."""
    area_kind: Names = Field(default=(), alias="zone_genre")
    """What kind of area that is."""
    area_code: Names = Field(default=(), alias="zone_code")
    """The official codes of the area."""
    cost: Names = Field(default=(), alias="cout")
    """Whether it must be paid for."""
    start: Names = Field(default=(), alias="debut")
    """Since when it can be had."""
    end: Names = Field(default=(), alias="fin")
    """Until when."""
    url: Names = ()
    """Where to read more."""
    online: Names = Field(default=(), alias="en_ligne")
    """Whether it is still published."""


class Vocabularies(CitModel):
    """What the words of the other tool mean here; a list left empty says that a word has no equivalent."""

    natures: Annotated[dict[str, Natures], FoldedKeys, AsTable] = Field(default_factory=dict)
    """Kinds of help."""
    themes: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict)
    """Themes of the method; a subject without a line of its own has that of the wider one it belongs to."""
    functions: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict, alias="fonctions")
    """Functions of the cooperative; a word that has no line says nothing of them."""
    audiences: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict, alias="publics")
    """Categories of actors."""
    stages: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict, alias="etapes")
    """Stages of the method."""
    formats: Annotated[dict[str, Formats], FoldedKeys, AsTable] = Field(default_factory=dict)
    """Ways of being supported."""
    areas: Annotated[dict[str, Zone], FoldedKeys, AsTable] = Field(default_factory=dict, alias="zones")
    """Areas that are neither a region nor a department."""
    free: Annotated[dict[str, Boolean], FoldedKeys, AsTable] = Field(default_factory=dict, alias="gratuit")
    """Whether a word about the cost means that there is none."""


class ImportMapping(ToolMapping):
    """`type: correspondance`: how a catalogue of another tool becomes a file of offers."""

    type: Literal["correspondance"]
    """The kind of file."""
    site: Annotated[WebAddress | None, Maybe] = None
    """What addresses that begin with a slash are relative to."""
    columns: Columns = Field(alias="colonnes")
    """Where each part of an offer is read."""
    words: Vocabularies | None = Field(default=None, alias="vocabulaires")
    """What the words of the other tool mean here."""
    conditions_title: Annotated[PlainText | None, Maybe] = Field(default=None, alias="titre_conditions")
    """What announces the conditions at the end of the description."""
    unknown_area: Zone | None = Field(default=None, alias="zone_non_dite")
    """The zone of a record that gives none; left out, everywhere."""
