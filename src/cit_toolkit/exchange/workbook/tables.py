"""Which sheets a workbook has, what stands in their columns, and where that is in the YAML files."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cit_toolkit.model.actor import Actor, Contact, Relation
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.gathering import Gathering, Participant, Place
from cit_toolkit.model.need import Need, Period
from cit_toolkit.model.territory import GridAnswer, Territory


class Kind(StrEnum):
    """What a cell holds."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    LINES = "lines"
    NUMBERS = "numbers"
    LEVEL = "level"
    SCORE = "score"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    CODE = "code"


class Emptied(StrEnum):
    """What an emptied cell means."""

    UNKNOWN = "unknown"
    """`inconnu` is written: it was known, it is not any more."""
    ABSENT = "absent"
    """The key goes."""
    REFUSED = "refused"
    """It cannot be: the cell is asked for."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, and the key it stands for."""

    id: str
    path: tuple[str, ...]
    kind: Kind = Kind.LINE
    vocabulary: str = ""
    """The list its words are taken from."""
    default: str = ""
    """What the key means when it is left out."""
    emptied: Emptied = Emptied.ABSENT
    digits: int = 0
    """Length of a code made of digits."""
    personal: bool = False
    """Personal data that only those who ask for it get."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet whose rows are entries of a list of the files."""

    id: str
    file: type[CitModel]
    """The kind of file it is read from."""
    place: tuple[str, ...]
    """The list or table in the file; nothing when the file itself is the row."""
    model: type[CitModel]
    columns: Sequence[Column]
    names: Sequence[str] = ()
    """Columns that tell an entry without `id` from the others."""
    title: str = ""
    """The column its `id` is made from."""
    added: bool = True
    """Whether rows can be added."""
    removed: bool = True
    """Whether rows can be taken out."""
    extra: bool = True
    """Whether a column of the user's own is kept, under an `x-` key."""
    order: Sequence[str] = field(default=())
    """Usual order of the keys."""


INNER: dict[str, type[CitModel]] = {"contact": Contact, "periode": Period, "lieu": Place}
"""The models of the mappings inside an entry."""
FILE, REF, REMINDER = "fichier", "id", "rappel-"
"""Columns beside those of the entries: the file and the entry a row is about, and what only helps to recognise it."""
OWN = "x-"
"""What the keys of the users' own begin with."""
_CODES = {"siret": 14, "siren": 9, "postal": 5, "insee": 5}


def own_column(key: str) -> Column:
    """A column of the user's own; one that its name says to hold codes is read as such."""
    digits = next((length for word, length in _CODES.items() if word in key), 0)
    return Column(key, (key,), Kind.CODE if digits else Kind.TEXT, digits=digits)


_UNKNOWN, _ASKED = Emptied.UNKNOWN, Emptied.REFUSED


def _line(
    key: str, kind: Kind = Kind.LINE, vocabulary: str = "", default: str = "", emptied: Emptied = Emptied.ABSENT,
    digits: int = 0,
) -> Column:  # fmt: skip
    return Column(key, (key,), kind, vocabulary, default, emptied, digits)


def _order(model: type[CitModel]) -> tuple[str, ...]:
    keys = [info.alias or name for name, info in model.model_fields.items()]
    return ("id", *(key for key in keys if key != "id")) if "id" in keys else tuple(keys)


ACTORS = Table(
    "acteurs", Territory, ("acteurs",), Actor,
    (
        _line("nom", emptied=_ASKED),
        _line("categorie", Kind.CHOICE, "categories", emptied=_UNKNOWN),
        _line("cercle", Kind.CHOICE, "circles", emptied=_UNKNOWN),
        _line("roles", Kind.CHOICES, "roles", emptied=_UNKNOWN),
        _line("influence", Kind.SCORE, emptied=_UNKNOWN),
        _line("interet", Kind.SCORE, emptied=_UNKNOWN),
        _line("territoire", Kind.CHOICE, "locations", emptied=_UNKNOWN),
        _line("commune"),
        _line("siren", Kind.CODE, digits=9),
        _line("site"),
        _line("confidentiel", Kind.BOOLEAN, "booleans", default="non", emptied=_ASKED),
        Column("contact.nom", ("contact", "nom"), personal=True),
        Column("contact.fonction", ("contact", "fonction"), personal=True),
        Column("contact.courriel", ("contact", "courriel"), personal=True),
        Column("contact.telephone", ("contact", "telephone"), personal=True),
        _line("note", Kind.TEXT),
    ),
    title="nom", order=_order(Actor),
)  # fmt: skip

RELATIONS = Table(
    "relations", Territory, ("relations",), Relation,
    (
        _line("de", Kind.CHOICE, "actors", emptied=_ASKED),
        _line("vers", Kind.CHOICE, "actors", emptied=_ASKED),
        _line("sens", Kind.BOOLEAN, "booleans", default="non", emptied=_ASKED),
        _line("nature", Kind.CHOICE, "relations", emptied=_ASKED),
        _line("intensite", Kind.SCORE, default="1", emptied=_UNKNOWN),
        _line("depuis", Kind.DATE),
        _line("note", Kind.TEXT),
    ),
    names=("de", "vers", "sens", "nature"), order=_order(Relation),
)  # fmt: skip

FUNCTIONS = "fonctions"
"""The sheet of the functions of each actor: one column a function of the method."""

NEEDS = Table(
    "besoins", Territory, ("besoins",), Need,
    (
        _line("intitule", emptied=_ASKED),
        _line("description", Kind.TEXT),
        _line("themes", Kind.CHOICES, "themes"),
        _line("fonctions", Kind.CHOICES, "functions"),
        _line("natures", Kind.CHOICES, "natures"),
        _line("urgence", Kind.SCORE, emptied=_UNKNOWN),
        _line("importance", Kind.SCORE, emptied=_UNKNOWN),
        _line("porteurs", Kind.CHOICES, "actors"),
        _line("jours", Kind.NUMBER, emptied=_UNKNOWN),
        _line("budget", Kind.NUMBER, emptied=_UNKNOWN),
        Column("periode.du", ("periode", "du"), Kind.DATE),
        Column("periode.au", ("periode", "au"), Kind.DATE),
        _line("formats", Kind.CHOICES, "formats"),
        _line("statut", Kind.CHOICE, "statuses", default="ouvert", emptied=_ASKED),
    ),
    title="intitule", order=_order(Need),
)  # fmt: skip

GRID = Table(
    "grille", Territory, ("grille",), GridAnswer,
    (
        _line("niveau", Kind.LEVEL, emptied=_UNKNOWN),
        _line("constat", Kind.TEXT),
        _line("preuve", Kind.TEXT),
        _line("date", Kind.DATE),
    ),
    added=False, removed=False, order=_order(GridAnswer),
)  # fmt: skip

SESSIONS = Table(
    "seances", Gathering, (), Gathering,
    (
        _line("titre", emptied=_ASKED),
        _line("format", Kind.CHOICE, "session-formats", emptied=_ASKED),
        _line("numero", Kind.NUMBER),
        _line("dates", Kind.LINES),
        Column("lieu.commune", ("lieu", "commune")),
        Column("lieu.departement", ("lieu", "departement"), Kind.CODE, digits=2),
        Column("lieu.salle", ("lieu", "salle")),
        Column("lieu.distance", ("lieu", "distance"), Kind.BOOLEAN, "booleans", default="non"),
        _line("animation", Kind.CHOICES, "structures"),
        _line("inscrits", Kind.NUMBER, emptied=_UNKNOWN),
        _line("participants_nombre", Kind.NUMBER, emptied=_UNKNOWN),
        _line("structures_presentes", Kind.CHOICES, "structures"),
        _line("excuses", Kind.LINES),
        _line("dispositif", Kind.BOOLEAN, "booleans", default="oui", emptied=_ASKED),
    ),
    title="titre", removed=False, order=("type", *_order(Gathering)),
)  # fmt: skip

PRESENCES = Table(
    "presences", Gathering, ("participants",), Participant,
    (
        _line("personne", Kind.CHOICE, "people"),
        _line("nom"),
        _line("structure", Kind.CHOICE, "structures"),
        _line("jours", Kind.NUMBERS),
        _line("demi_journees", Kind.LINES),
        _line("diffusion", Kind.CHOICE, "diffusions", default="interne", emptied=_ASKED),
    ),
    names=("personne", "nom", "structure"), order=_order(Participant),
)  # fmt: skip


def functions_table(functions: Sequence[str]) -> Table:
    """The sheet of the functions of a method."""
    columns = tuple(Column(name, ("fonctions", name), Kind.LEVEL, emptied=Emptied.UNKNOWN) for name in functions)
    return Table(
        FUNCTIONS, Territory, ("acteurs",), Actor, columns, added=False, removed=False, extra=False, order=_order(Actor)
    )
