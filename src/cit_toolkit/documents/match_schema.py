"""What `cit match --json` writes (METHOD.md §9): French keys, ids, intervals as {min, max}, unknown as null."""

from typing import TypedDict

from cit_toolkit.documents.json_bounds import Bounds


class MatchedPlaceJson(TypedDict):
    """A territory: how many of its needs wait, and how many the plan serves."""

    id: str
    nom: str
    besoins: int
    servis: int


class OptionsJson(TypedDict):
    """What was asked of the plan; a pair is «territoire/besoin=offre»."""

    par_besoin: int
    equite: bool
    figees: list[str]
    interdites: list[str]
    deja: list[str]


class PartJson(TypedDict):
    """One line of a proof sheet: a filter (weight 0), a criterion of the score, or both.

    `points` is what ranks the pair, the middle of `intervalle`; the points of all the lines sum to the score.
    """

    critere: str
    verdict: str
    poids: int
    points: int
    intervalle: Bounds
    places: list[str]


class AlternativeJson(TypedDict):
    """Another offer the need could have. `libre`: it could still serve it; `ecarts`: points the offer made has more."""

    offre: str
    score: int
    libre: bool
    ecarts: dict[str, int]


class NeedRefJson(TypedDict):
    """A need among those of all the territories."""

    territoire: str
    besoin: str


class ElsewhereJson(TypedDict):
    """The best offer of the need, given to others; `prix`: what the plan would lose by giving it here, null when it is
    not computed."""

    offre: str
    score: int
    servis: list[NeedRefJson]
    prix: int | None


class PairJson(TypedDict):
    """A need and the offer that the plan gives it.

    `confiance`: certaine or a-verifier. `valeur`: what the pair adds to `total`: score × (urgence + importance) × 2;
    an unknown urgency or importance counts for 1.5, and a pair already agreed one twentieth more.
    """

    territoire: str
    besoin: str
    offre: str
    locale: bool
    score: int
    intervalle: Bounds
    confiance: str
    a_verifier: list[str]
    figee: bool
    priorite: Bounds
    valeur: int
    cout: float | None
    parts: list[PartJson]
    places: list[str]
    suivantes: list[AlternativeJson]
    ailleurs: ElsewhereJson | None


class MissingJson(TypedDict):
    """One thing that would have to change: the filter that says no, the sort of change, in words, and its figures."""

    filtre: str
    changement: str
    texte: str
    valeurs: dict[str, str | float | list[str]]


class NearestJson(TypedDict):
    """The offer nearest to answering a need, and all that it lacks."""

    offre: str
    score: int
    manque: list[MissingJson]


class OrphanJson(TypedDict):
    """A need without an offer. `motifs`: how many offers each reason keeps from it."""

    territoire: str
    besoin: str
    priorite: Bounds
    motifs: dict[str, int]
    offres_examinees: int
    plus_proche: NearestJson | None


class DaysJson(TypedDict):
    """Days given, bounded and left; null where nobody bounds them."""

    affectes: float
    capacite: float | None
    reste: float | None


class OfferJson(TypedDict):
    """An offer in the plan. `affectees`, `capacite` and `reste` count territories; null where nobody bounds them.

    `etat`: employee, libre, complete, sans-besoin (no need could use it) or terminee. `valeur_place`: what one more
    place would add to `total`, null when it is not known.
    """

    id: str
    intitule: str
    structure: str | None
    catalogue: str | None
    locale: bool
    affectees: int
    capacite: int | None
    reste: int | None
    jours: DaysJson
    besoins: list[NeedRefJson]
    possibles: int
    premiers_choix: int
    en_attente: list[NeedRefJson]
    etat: str
    valeur_place: int | None


class CallJson(TypedDict):
    """A fact to ask for: of what (offre, besoin, territoire), which field, and how many pairs wait for it (`concerne`)
    or for nothing else (`tranche`)."""

    objet: str
    offre: str | None
    territoire: str | None
    besoin: str | None
    structure: str | None
    champ: str
    tranche: int
    concerne: int


class TripleJson(TypedDict):
    """A pair by its names."""

    territoire: str
    besoin: str
    offre: str


class FirmJson(TypedDict):
    """The best plan of the pairs of which nothing is left to verify."""

    total: int
    borne: int
    paires: list[TripleJson]


class StableJson(TypedDict):
    """The plan made from the best pair down; `se_preferent`: pairs of which both sides would rather have each other
    than what the best plan gives them."""

    total: int
    paires: list[TripleJson]
    se_preferent: list[TripleJson]


class SuggestionJson(TypedDict):
    """Themes that the words of a need or of an offer without any point to."""

    offre: str | None
    territoire: str | None
    besoin: str | None
    themes: list[str]


class MatchJson(TypedDict):
    """`cit match --json`. `total` = `borne` proves that no plan is worth more; `preuve`: prix (prices alone, computed
    apart from the solver), arborescence (the solver tried what prices leave) or ecart (not proved: borne − total is the
    most that could be gained)."""

    cit: str
    genre: str
    methode: str
    date: str
    seuil: int
    poids: dict[str, int]
    options: OptionsJson
    territoires: list[MatchedPlaceJson]
    total: int
    borne: int
    preuve: str
    paires: list[PairJson]
    orphelins: list[OrphanJson]
    offres: list[OfferJson]
    appels: list[CallJson]
    ferme: FirmJson
    stable: StableJson
    themes_proposes: list[SuggestionJson]
