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
