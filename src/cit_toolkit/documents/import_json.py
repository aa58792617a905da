"""What an import made of each record, for other programs."""

from typing import TypedDict


class RemarkJson(TypedDict):
    """Something to look at."""

    code: str
    message: str


class ImportedOfferJson(TypedDict):
    """An offer that was written, and the record it comes from."""

    id: str
    intitule: str
    fichier: str
    rang: int
    a_verifier: list[RemarkJson]


class RefusedRecordJson(TypedDict):
    """A record that gave no offer."""

    fichier: str
    rang: int
    nom: str
    motif: RemarkJson


class LeftOutColumnJson(TypedDict):
    """A column that was not kept."""

    colonne: str
    enregistrements: int
    motif: str


class PartialFileJson(TypedDict):
    """A file that says it holds only some of the records."""

    fichier: str
    annonces: int
    contenus: int


class ImportJson(TypedDict):
    """The report of `cit import`: each record read is an offer, a refusal, or outside the departments asked for."""

    cit: str
    genre: str
    correspondance: str
    methode: str
    date: str
    lus: int
    hors_zone: int
    offres: list[ImportedOfferJson]
    refuses: list[RefusedRecordJson]
    colonnes_ajoutees: dict[str, int]
    colonnes_laissees: list[LeftOutColumnJson]
    fichiers_partiels: list[PartialFileJson]


class PlacedRemarkJson(TypedDict):
    """Something to look at, and its cell when it comes from a table."""

    code: str
    message: str
    cellule: str | None


class ImportedActorJson(TypedDict):
    """An actor that was written, and the record it comes from; `cellule` when it comes from a table."""

    id: str
    nom: str
    fichier: str
    rang: int
    cellule: str | None
    a_verifier: list[PlacedRemarkJson]


class ImportedLinkJson(TypedDict):
    """A link that was written."""

    entre: list[str]
    nature: str
    orientee: bool
    a_verifier: list[PlacedRemarkJson]


class LikenessJson(TypedDict):
    """Two things that may be one: both are written."""

    id: str
    peut_etre: str
    motif: str


class AlreadyJson(TypedDict):
    """A record about a thing that the territory describes already: it is not written; `apporte` is what it adds."""

    nom: str
    id: str
    motif: str
    apporte: list[str]


class RefusedPlaceJson(TypedDict):
    """A record that gave nothing."""

    fichier: str
    rang: int
    cellule: str | None
    nom: str
    motif: RemarkJson


class GuessJson(TypedDict):
    """A table, and how it was read: the column of each part when they were guessed."""

    fichier: str
    correspondance: str
    devinee: bool
    colonnes: dict[str, str]
    enregistrements: int


class ImportedNeedJson(TypedDict):
    """A need that was written, and the row it comes from."""

    id: str
    intitule: str
    fichier: str
    rang: int
    cellule: str | None
    a_verifier: list[PlacedRemarkJson]


class NeedsImportJson(TypedDict):
    """The report of `cit import besoins`: each row is written, known already, or refused."""

    cit: str
    genre: str
    methode: str
    date: str
    tables: list[GuessJson]
    besoins: list[ImportedNeedJson]
    ressemblances: list[LikenessJson]
    deja_decrits: list[AlreadyJson]
    refuses: list[RefusedPlaceJson]
    colonnes_ajoutees: dict[str, int]
    colonnes_laissees: list[LeftOutColumnJson]


class ImportedPresenceJson(TypedDict):
    """Somebody who was there, and the row it comes from; `seance` when the session is one of the dossier."""

    seance: str | None
    personne: str | None
    nom: str | None
    structure: str | None
    jours: list[int]
    demi_journees: list[str]
    fichier: str
    rang: int
    cellule: str | None
    a_verifier: list[PlacedRemarkJson]


class AbsenceJson(TypedDict):
    """Somebody who was not there."""

    seance: str | None
    nom: str
    cellule: str | None


class AttendanceImportJson(TypedDict):
    """The report of `cit import presences`: each row is a presence, known already, excused, absent, or refused."""

    cit: str
    genre: str
    date: str
    tables: list[GuessJson]
    presences: list[ImportedPresenceJson]
    excuses: list[AbsenceJson]
    absents: list[AbsenceJson]
    ressemblances: list[LikenessJson]
    deja_decrits: list[AlreadyJson]
    refuses: list[RefusedPlaceJson]
    colonnes_ajoutees: dict[str, int]
    colonnes_laissees: list[LeftOutColumnJson]


class CalendarSessionJson(TypedDict):
    """An event that becomes a session."""

    id: str
    titre: str
    du: str
    au: str
    uid: str
    fichier: str
    a_verifier: list[RemarkJson]


class SessionThereJson(TypedDict):
    """An event of a session that is described already; `differe`: the keys that the agenda tells otherwise."""

    id: str
    titre: str
    uid: str
    differe: list[str]


class NoEventJson(TypedDict):
    """An entry that gives no session, and why."""

    titre: str
    jour: str
    uid: str
    motif: RemarkJson


class CalendarImportJson(TypedDict):
    """The report of `cit import calendrier`: each event is a session, described already, cancelled, refused, or outside
    the days asked for."""

    cit: str
    genre: str
    date: str
    jusqu_au: str
    seances: list[CalendarSessionJson]
    deja_decrites: list[SessionThereJson]
    annulees: list[NoEventJson]
    echeances: list[NoEventJson]
    series_qui_continuent: list[NoEventJson]
    refuses: list[NoEventJson]
    hors_bornes: int
    invitations: int


class ActorsImportJson(TypedDict):
    """The report of `cit import acteurs`: each record is written, known already, refused, or elsewhere."""

    cit: str
    genre: str
    methode: str
    date: str
    hors_zone: int
    tables: list[GuessJson]
    acteurs: list[ImportedActorJson]
    relations: list[ImportedLinkJson]
    ressemblances: list[LikenessJson]
    deja_decrits: list[AlreadyJson]
    refuses: list[RefusedPlaceJson]
    colonnes_ajoutees: dict[str, int]
    colonnes_laissees: list[LeftOutColumnJson]
