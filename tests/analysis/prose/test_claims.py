"""Prose against data: what is compared, what agrees, and above all what must not be called a contradiction."""

from datetime import date

import pytest

from analysis.actions import read
from cit_toolkit.analysis.prose.check import prose_claims, prose_problems
from cit_toolkit.analysis.prose.claims import Claim, Verdict
from cit_toolkit.model.gathering import Gathering

TODAY = date(2026, 11, 26)

AGREES, LOOSELY, CONTRADICTS, UNCHECKABLE = Verdict

SESSIONS = [
    "format: seminaire\nnumero: 1\ndates: [2021-10-22, 2021-10-23]\nlieu: Eymoutiers\nparticipants_nombre: 11\n"
    "structures_presentes: [a, b, c, d]\n",
    "format: seminaire\nnumero: 2\ndates: [2022-01-15, 2022-01-16]\nlieu: Guéret\nparticipants_nombre: 11\n"
    "structures_presentes: [a, b, c, d]\n",
    "format: seminaire\nnumero: 3\ndates: [2022-03-31, 2022-04-01]\nlieu: Trévol\nparticipants_nombre: 12\n"
    "structures_presentes: [a, b, c, d, e]\n",
    "format: seminaire\nlieu: Saint-Paterne-Racan\ndispositif: non\n",
    "format: webinaire\nnumero: 1\ndates: [2021-12-20]\nlieu: distance\n",
    "format: webinaire\nnumero: 2\ndates: [2022-03-21]\nlieu: distance\nparticipants_nombre: plus de 30\n",
]
PARTNERS = "partenaires: [{id: a, nom: A}, {id: b, nom: B}, {id: c, nom: C}, {id: d, nom: D}]\n"
BUDGET = (
    "budget: {charges: [{intitule: c, prevu: 24000, realise: 23500}], produits: [{intitule: p, financeur: region,"
    " prevu: 8000, realise: 8000}, {intitule: q, prevu: 16000, realise: 16000}]}\n"
    "financeurs: [{id: region, nom: Région Centre, convention: {montant: 8000, verse: 6400}}]\n"
)


def sessions(*changed: str) -> list[Gathering]:
    texts = changed or SESSIONS
    return [read(f"type: seance\nid: s{i}\ntitre: S\n{text}", f"s{i}.yaml") for i, text in enumerate(texts)]


def claims(text: str, gatherings: list[Gathering] | None = None, partners: str = PARTNERS) -> tuple[Claim, ...]:
    body = "".join(f"  {line}\n" for line in text.splitlines())
    action = read(
        f"type: action\ntitre: A\nperiode: {{du: 2021-02, au: 2022-07}}\nobjet: |\n{body}{partners}"
        f"structures: [{{id: e, nom: E}}]\nterritoires: [t1.yaml, t2.yaml]\nseances: [s*.yaml]\n{BUDGET}"
    )
    return prose_claims(action, sessions() if gatherings is None else gatherings, 2, TODAY)


def contradictions(found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(claim for claim in found if claim.verdict is CONTRADICTS)


def said(text: str) -> list[tuple[str, Verdict]]:
    return [(claim.words, claim.verdict) for claim in claims(text)]


# What agrees


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'action s'est construite autour de trois séminaires.", [("trois séminaires", AGREES)]),
        ("Deux webinaires et trois séminaires.", [("Deux webinaires", AGREES), ("trois séminaires", AGREES)]),
        ("Nous avons tenu **deux** visioconférences.", [("deux visioconférences", AGREES)]),
        ("Les quatre structures se sont réunies.", [("quatre structures", AGREES)]),
        ("Quatre structures partenaires.", [("Quatre structures partenaires", AGREES)]),
        ("Les deux territoires-tests.", [("deux territoires-tests", AGREES)]),
        ("Initiée en février 2021, la coopération visait…", [("Initiée en février 2021", AGREES)]),
        ("Le séminaire 1 s’est tenu à Eymoutiers.", [("séminaire 1 s'est tenu à Eymoutiers", AGREES)]),
        ("Le webinaire du 20 décembre a réuni du monde.", [("webinaire du 20 décembre", AGREES)]),
        ("Le premier séminaire, les 22 et 23 octobre 2021.",
         [("premier séminaire, les 22 et 23 octobre 2021", AGREES)]),
        ("Le séminaire 3 a eu lieu à Trévol les 31 mars et 1er avril 2022.",
         [("séminaire 3 a eu lieu à Trévol les 31 mars et 1er avril 2022", AGREES),
          ("séminaire 3 a eu lieu à Trévol", AGREES)]),
        ("Un budget prévisionnel de 24 000 €.", [("24 000 €", AGREES)]),
        ("La subvention de la Région Centre de 8 000 euros.", [("8 000 euros", AGREES)]),
        ("Nous avons reçu 6 400 €.", [("6 400 €", AGREES)]),
    ],
)  # fmt: skip
def test_what_the_records_give_agrees(text: str, expected: list[tuple[str, Verdict]]) -> None:
    assert said(text) == expected


def test_a_dozen_at_each_seminar_agrees_loosely_with_eleven_eleven_and_twelve() -> None:
    (claim,) = claims("Une douzaine de participant·es étaient présent·es à chaque séminaire ;")
    assert (claim.verdict, claim.found) == (LOOSELY, ("11", "11", "12"))


@pytest.mark.parametrize("count", ["9", "15", "25", "plus de 20"])
def test_changing_one_count_makes_it_contradict_with_the_place_of_that_count(count: str) -> None:
    changed = [
        SESSIONS[0],
        SESSIONS[1].replace("participants_nombre: 11", f"participants_nombre: {count}"),
        SESSIONS[2],
    ]
    (claim,) = claims("Une douzaine de participant·es étaient présent·es à chaque séminaire ;", sessions(*changed))
    assert (claim.verdict, claim.found) == (CONTRADICTS, ("11", count, "12"))
    assert claim.place is not None and (claim.place.file, claim.place.line) == ("s1.yaml", 8)


def test_a_thirteenth_does_not_contradict_a_dozen() -> None:
    changed = [text.replace("participants_nombre: 11", "participants_nombre: 13") for text in SESSIONS[:3]]
    assert not contradictions(claims("Une douzaine de personnes à chaque séminaire.", sessions(*changed)))


# What contradicts


@pytest.mark.parametrize(
    ("text", "words", "found", "place"),
    [
        # Three of the scheme and one outside: four seminars would be right as well.
        ("L'organisation de cinq séminaires de travail.", "cinq séminaires", ("3",), "action.yaml"),
        ("Elles ont participé aux deux séminaires.", "deux séminaires", ("3",), "action.yaml"),
        ("Trois webinaires ouverts à tous.", "Trois webinaires", ("2",), "action.yaml"),
        ("Les cinq structures partenaires ont coopéré.", "cinq structures partenaires", ("4",), "action.yaml"),
        ("Les trois structures et leurs amis.", "trois structures", ("4",), "action.yaml"),
        ("Les trois territoires ont été décrits.", "trois territoires", ("2",), "action.yaml"),
        ("11 participants à chaque séminaire.", "11 participants à chaque séminaire", ("11", "11", "12"), "s2.yaml"),
        ("Une vingtaine de personnes par séminaire.", "Une vingtaine de personnes par séminaire",
         ("11", "11", "12"), "s0.yaml"),
        ("Le séminaire 2 a réuni quinze participants.", "quinze participants", ("11",), "s1.yaml"),
        ("20 personnes sont venues au premier séminaire.", "20 personnes sont venues au premier séminaire",
         ("11",), "s0.yaml"),
        # 34 presences in all: there cannot have been fifty people.
        ("Une cinquantaine de personnes aux séminaires.", "Une cinquantaine de personnes aux séminaires",
         ("11", "11", "12"), "s2.yaml"),
        ("Le séminaire 1 s'est tenu à Guéret.", "séminaire 1 s'est tenu à Guéret", ("Eymoutiers",), "s0.yaml"),
        ("Le séminaire 2, les 22 et 23 janvier 2022.", "séminaire 2, les 22 et 23 janvier 2022",
         ("2022-01-15", "2022-01-16"), "s1.yaml"),
        ("Le webinaire du 21 décembre.", "webinaire du 21 décembre", ("2021-12-20",), "s4.yaml"),
        ("Lancée en mars 2021, l'action se termine.", "Lancée en mars 2021", ("2021-02",), "action.yaml"),
        ("Un budget total de 30 000 €.", "30 000 €", ("24000.00", "23500.00"), "action.yaml"),
        ("Une subvention de 9 000 €.", "9 000 €", ("8000.00",), "action.yaml"),
        ("Une aide de la Région Centre de 9 000 €.", "9 000 €", ("8000.00",), "action.yaml"),
    ],
)  # fmt: skip
def test_what_the_records_exclude_contradicts(text: str, words: str, found: tuple[str, ...], place: str) -> None:
    (claim,) = contradictions(claims(text))
    assert (claim.words, tuple(map(str, claim.found))) == (words, found)
    assert claim.place is not None and claim.place.file == place


def test_a_partner_missing_at_one_seminar_contradicts_that_all_were_at_each() -> None:
    changed = [SESSIONS[0].replace("[a, b, c, d]", "[a, b, c]"), *SESSIONS[1:]]
    text = "Les quatre structures partenaires ont participé aux trois séminaires."
    (claim,) = contradictions(claims(text, sessions(*changed)))
    assert claim.found == ("3",) and claim.place is not None and claim.place.file == "s0.yaml"
    assert not contradictions(claims(text))
    # One list that nobody wrote says nothing of who was there.
    silent = [SESSIONS[0].replace("structures_presentes: [a, b, c, d]\n", ""), *SESSIONS[1:]]
    assert not contradictions(claims(text, sessions(*silent)))


# What must not be called a contradiction


@pytest.mark.parametrize(
    "text",
    [
        "Deux séminaires ont porté sur la gouvernance.",
        "Les deux premiers séminaires ont servi à se connaître.",
        "Deux des trois séminaires ont eu lieu en Creuse.",
        "Les deux séminaires qui ont suivi ont été plus courts.",
        "Les deux séminaires de janvier 2022 et de mars.",
        "Les deux séminaires de janvier.",
        "Les deux séminaires de Creuse, les deux webinaires en ligne.",
        "Cinq séminaires étaient prévus.",
        "Nous proposons quatre séminaires de plus.",
        "Il faudrait six webinaires par an.",
        "Les deux autres séminaires.",
        "Trois ateliers ont rythmé la journée.",
        "Quatre réunions d'équipe.",
        "Une dizaine d'autres participant-es.",
        "34 personnes ont été touchées.",
        "Une trentaine de participant·es aux webinaires.",
        "Une quinzaine de personnes aux séminaires.",
        "Plus de dix personnes à chaque séminaire.",
        "Quarante-quatre structures rencontrées.",
        "Les dix structures locales de développement rencontrées.",
        "Dix partenaires éloignés ont suivi.",
        "Les dix partenaires éloignés ont suivi.",
        "Les dix structures partenaires qui nous suivent de loin.",
        "Trois niveaux de participation.",
        "Un séminaire Locals à Saint-Paterne-Racan (en dehors du dispositif).",
        "Trois territoires pressentis parmi d'autres.",
        "Le séminaire 2 a permis de préparer celui de Trévol.",
        "Le séminaire 2 de La Traverse.",
        "Le séminaire 1 prépare la réunion du 3 mars 2022.",
        "Le prochain webinaire du 12 janvier 2026.",
        "Un projet lancé en mars 2020 par la commune, puis un webinaire.",
        "La commune a lancé en mars 2020 un marché.",
        "Un poste de 3 000 € reste à trouver.",
        "Une subvention de la commune de Guéret de 500 €, et une autre.",
        "Environ 24 000 €.",
        "Un loyer de 12 500 € par an et 8000 habitants.",
        "En 2021, séminaires et webinaires.",
        "12 h de séminaires, 3,5 jours.",
    ],
)
def test_what_may_be_about_something_else_is_no_contradiction(text: str) -> None:
    assert contradictions(claims(text)) == ()


def test_nothing_recorded_contradicts_nothing() -> None:
    text = "Trois séminaires et deux webinaires, quatre structures, une douzaine de personnes à chaque séminaire."
    assert contradictions(claims(text, [], partners="")) == ()


def test_a_grant_is_compared_only_with_the_funder_the_sentence_names() -> None:
    action = read(
        "type: action\ntitre: A\nobjet: Une subvention de 9 000 €. Une subvention de la Région de 9 000 €.\n"
        "financeurs: [{id: r, nom: la Région, convention: {montant: 8000}}, {id: d, nom: le Département}]\n"
    )
    found = prose_claims(action, (), 0, TODAY)
    assert [claim.verdict for claim in found] == [UNCHECKABLE, CONTRADICTS]


def test_texts_of_results_objectives_limits_and_sequels_are_read_each_in_its_place() -> None:
    action = read(
        "type: action\ntitre: A\nseances: [s*.yaml]\n"
        "objectifs: [{intitule: O, statut: partiel, explication: Les deux séminaires.}]\n"
        "resultats: [{titre: Les deux séminaires, texte: Les deux séminaires.}]\n"
        "enseignements: [Les deux séminaires.]\nlimites: [Les deux séminaires.]\n"
        "suites: [{texte: Les deux séminaires.}]\nchantiers: [Les deux séminaires.]\n"
    )
    found = contradictions(prose_claims(action, sessions(), 0, TODAY))
    assert [claim.sentence.path for claim in found] == [
        ("resultats", 0, "titre"), ("resultats", 0, "texte"), ("objectifs", 0, "explication"), ("enseignements", 0),
        ("limites", 0, "texte"), ("suites", 0, "texte"), ("chantiers", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "line", "column", "shown"),
    [
        ("objet: |\n  Les deux séminaires de janvier.\n\n  Puis les **deux séminaires**\n", 6, 14, "deux séminaires"),
        ("objet: >\n  Enfin les deux\n  séminaires\n", 4, 13, "deux"),
        ("objet: Aux deux séminaires.\n", 3, 12, "deux séminaires"),
        ('objet: "Aux deux séminaires"\n', 3, 13, "deux séminaires"),
        # Written otherwise than it is read: the text is shown from its beginning.
        ('objet: "Aux deux s\\u00e9minaires"\n', 3, 8, '"Aux deux s\\u00e9mina'),
        ("limites:\n  - Aux deux séminaires.\n", 4, 9, "deux séminaires"),
    ],
)
def test_a_contradiction_is_shown_at_its_own_words(written: str, line: int, column: int, shown: str) -> None:
    action = read(f"type: action\ntitre: A\n{written}")
    (problem,) = prose_problems(action, prose_claims(action, sessions(), 0, TODAY))
    assert (problem.position.line, problem.position.column) == (line, column)
    assert problem.source_line[column - 1 : column - 1 + problem.width] == shown
    assert problem.arguments["place"] == "action.yaml:1:1"
