"""How the records of another tool become the actors of a territory and what links them."""

from typing import Annotated, Literal

from pydantic import Field

from cit_toolkit.model.actor import RelationNature
from cit_toolkit.model.base import CitModel, FoldedKeys
from cit_toolkit.model.field_types import AsTable, Boolean, Names, PlainText, choice
from cit_toolkit.model.tool_mapping import Meant, NamedColumns, TableMapping

Nature = Annotated[RelationNature, choice(RelationNature)]


class ActorColumns(NamedColumns):
    """Where each part of an actor is read: the names its column has borne. The first that says something counts; a
    name with a dot reaches inside an object (`address.postalCode`)."""

    identifier: Names = Field(default=(), alias="identifiant")
    """What the record is called for good."""
    namespace: Names = Field(default=(), alias="espace")
    """Who gave that name, when two of them may give the same."""
    name: Names = Field(default=(), alias="nom")
    """The name of the actor."""
    category: Names = Field(default=(), alias="categorie")
    """What kind of actor it is."""
    circle: Names = Field(default=(), alias="cercle")
    """How closely it takes part."""
    roles: Names = ()
    """Its roles."""
    functions: Names = Field(default=(), alias="fonctions")
    """What it does for the territory; besides, each column named after a function holds its level."""
    influence: Names = ()
    """Its weight in what is decided, 0 to 3."""
    interest: Names = Field(default=(), alias="interet")
    """Its interest in the project, 0 to 3."""
    siret: Names = ()
    """Official number of the establishment, 14 digits."""
    siren: Names = ()
    """Official number of the organisation, 9 digits."""
    website: Names = Field(default=(), alias="site")
    """Its web site."""
    location: Names = Field(default=(), alias="territoire")
    """Whether it acts from within the territory."""
    municipality: Names = Field(default=(), alias="commune")
    """Where it is: the name of the municipality."""
    insee_code: Names = Field(default=(), alias="code_insee")
    """Where it is: the official code of the municipality."""
    postal_code: Names = Field(default=(), alias="code_postal")
    """Where it is: the postal code."""
    address: Names = Field(default=(), alias="adresse")
    """Where it is: number and street."""
    latitude: Names = ()
    """Where it is on the map."""
    longitude: Names = ()
    """Where it is on the map."""
    contact_name: Names = Field(default=(), alias="contact_nom")
    """The person to call."""
    contact_position: Names = Field(default=(), alias="contact_fonction")
    """What the person does in the structure."""
    email: Names = Field(default=(), alias="courriel")
    """E-mail address."""
    phone: Names = Field(default=(), alias="telephone")
    """Telephone number."""
    note: Names = ()
    """Texts about it; each one that adds something is kept, as an internal note."""
    confidential: Names = Field(default=(), alias="confidentiel")
    """Whether its name may be told."""
    online: Names = Field(default=(), alias="en_ligne")
    """Whether it is still published."""


class LinkColumns(NamedColumns):
    """Where each part of a link is read, in a list of links."""

    source: Names = Field(default=(), alias="de")
    """One end: an identifier or a name."""
    target: Names = Field(default=(), alias="vers")
    """The other end."""
    directed: Names = Field(default=(), alias="oriente")
    """Whether it goes one way."""
    reversed: Names = Field(default=(), alias="inverse")
    """Whether it goes the other way than its ends are written."""
    nature: Names = ()
    """What it is made of."""
    intensity: Names = Field(default=(), alias="intensite")
    """1 to 3."""
    since: Names = Field(default=(), alias="depuis")
    """When it began."""
    note: Names = ()
    """Texts about it, as an internal note."""


class ActorVocabularies(CitModel):
    """What the words of the other tool mean here, beside the names that the method gives; an empty list says that a
    word has no equivalent."""

    categories: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict)
    """Categories of actors."""
    circles: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict, alias="cercles")
    """Circles."""
    roles: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict)
    """Roles."""
    functions: Annotated[dict[str, Meant], FoldedKeys, AsTable] = Field(default_factory=dict, alias="fonctions")
    """Functions of the cooperative."""
    locations: Annotated[dict[str, PlainText], FoldedKeys, AsTable] = Field(default_factory=dict, alias="territoire")
    """`ici` or `exterieur`."""
    natures: Annotated[dict[str, Nature], FoldedKeys, AsTable] = Field(default_factory=dict)
    """Natures of links."""
    directed: Annotated[dict[str, Boolean], FoldedKeys, AsTable] = Field(default_factory=dict, alias="oriente")
    """Whether a word about a link means that it goes one way."""


class ActorsMapping(TableMapping):
    """`type: correspondance-acteurs`: how a directory of another tool becomes the actors of a territory."""

    type: Literal["correspondance-acteurs"]
    """The kind of file."""
    columns: ActorColumns = Field(alias="colonnes")
    """Where each part of an actor is read."""
    links: LinkColumns | None = Field(default=None, alias="relations")
    """Where each part of a link is read."""
    words: ActorVocabularies | None = Field(default=None, alias="vocabulaires")
    """What the words of the other tool mean here."""
