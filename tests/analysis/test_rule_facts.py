from analysis.territories import diagnosis_of, method_of
from cit_toolkit.analysis.partly_known import Count, KnownItems, Measure
from cit_toolkit.analysis.rule_facts import LISTS, RuleFacts


def facts_of(body: str) -> RuleFacts:
    return diagnosis_of(body).facts


def ids(things) -> list[str]:
    return [thing.id for thing in things]


BODY = """\
population: {valeur: 1650, annee: 2019}
acteurs:
  - nom: Mairie
    categorie: collectivite
    cercle: cooperation
    roles: [beneficiaire]
    fonctions: {animation: 2}
    influence: 3
    interet: 0
  - nom: Asso
    categorie: association
    cercle: inconnu
    fonctions: [foncier]
    influence: 2
    interet: 3
  - nom: Épicerie
    categorie: entreprise
    cercle: information
    roles: [producteur, financeur]
relations:
  - {entre: [mairie, asso], nature: cooperation}
  - {entre: [asso, epicerie], nature: conflit}
besoins:
  - {intitule: Local, urgence: 3, importance: 2, natures: [lieu-materiel], themes: [juridique], porteurs: [asso]}
  - {intitule: Statuts, urgence: 3, statut: ouvert}
  - {intitule: Vieux, urgence: 3, importance: 3, statut: couvert}
ressources: [{intitule: Salle, natures: [lieu-materiel], themes: [juridique], cout: {gratuit: oui}}]
grille:
  collectif: 1
"""


def test_every_figure_of_a_territory():
    values = facts_of(BODY).values
    assert values["territoire"] == {"nom": "Le Lieu", "population": 1650}
    people = values["acteurs"]
    assert (people["nombre"], people["categories"], people["par_categorie"]["habitants"]) == (3, 3, 0)
    assert people["par_cercle"] == {"cooperation": 1, "information": 1}
    assert people["par_role"] == {"producteur": 1, "beneficiaire": 1, "financeur": 1}
    assert (ids(people["sans_fonctions"]), ids(people["sans_cercle"])) == (["epicerie"], ["asso"])
    assert (ids(people["cles"]), ids(people["a_convaincre"])) == (["asso"], ["mairie"])
    assert values["triade"] == {"producteurs": "oui", "beneficiaires": "oui", "tiers": "oui", "complete": True}
    assert ids(values["couverture"]["incertaines"]) == ["animation", "foncier"]
    assert (values["couverture"]["nombre"], values["couverture"]["min"]) == (2, 5 / 9)
    cohesion = values["cohesion"]
    assert (cohesion["connue"], cohesion["liens"], cohesion["composantes"], cohesion["conflits"]) == (True, 1, 2, 1)
    assert ids(cohesion["isoles"]) == ["epicerie"]
    needs = values["besoins"]
    assert (needs["nombre"], ids(needs["ouverts"]), ids(needs["prioritaires"])) == (3, ["local", "statuts"], ["local"])
    assert (ids(needs["couverts_localement"]), ids(needs["non_couverts"])) == (["local"], [])
    assert (ids(needs["sans_porteur"]), ids(needs["sans_parole"])) == (["statuts"], ["vieux", "local", "statuts"])
    assert values["ressources"] == {"nombre": 1}
    assert values["grille"]["collectif"] == {"min": 1, "max": 1}
    assert values["grille"]["legitimite"] == {"min": 0, "max": 3}
    maturity = values["maturite"]
    assert (maturity["reponses"], maturity["criteres"], maturity["rang_certain"]) == (1, 2, 1)
    assert (maturity["etape_certaine"], maturity["etape_possible"]) == ("interconnaissance", "diagnostic")
    assert (ids(maturity["a_faire"]), ids(maturity["a_verifier"])) == ([], ["legitimite"])
    assert maturity["dimensions"]["portage"] == {"min": 2 / 9, "max": 5 / 9, "reponses": 1, "criteres": 2}


def test_what_may_still_change_a_figure_travels_with_it():
    values = facts_of(BODY).values
    circle, role = values["acteurs"]["par_cercle"]["cooperation"], values["acteurs"]["par_role"]["producteur"]
    assert isinstance(circle, Count)
    assert isinstance(role, Count)
    assert (circle.high, role.high) == (2, 2)
    # Of animation, Épicerie may be a second holder: fragile or partagée, never absente.
    joining = {key: values["couverture"][key].may_join for key in ("absentes", "en_germe", "fragiles", "partagees")}
    assert joining == {"absentes": 0, "en_germe": 1, "fragiles": 2, "partagees": 2}
    assert values["besoins"]["prioritaires"].may_join == 1
    assert values["besoins"]["non_couverts"].may_join == 1
    missing = facts_of("acteurs: [{nom: A}, {nom: B, categorie: association}]\n").values["acteurs"]
    assert isinstance(missing["categories_manquantes"], KnownItems)
    assert (ids(missing["categories_manquantes"]), missing["categories_manquantes"].may_join) == ([], 1)
    assert isinstance(missing["categories_effectives"], Measure)
    assert (missing["categories_effectives"], missing["categories_effectives"].high) == (1.0, 2.0)


def test_figures_of_what_is_not_described_are_unknown_not_zero():
    values = facts_of("contexte: Rien encore.\n").values
    assert values["territoire"]["population"] is None
    assert {key for key, value in values["couverture"].items() if value is not None} == {"nombre"}
    assert {key for key, value in values["cohesion"].items() if value is not None} == {"connue"}
    assert values["acteurs"]["categories_effectives"] is None
    assert values["triade"]["complete"] is None
    assert facts_of("relations: []\n").values["cohesion"]["conflits"] == 0


def test_a_qualified_population_is_no_exact_number():
    assert facts_of("population: environ 1600\n").values["territoire"]["population"] is None


def line(written: str) -> int:
    """Line of the file on which something of BODY is written."""
    return 3 + next(i for i, text in enumerate(BODY.splitlines()) if written in text)


def test_figures_rest_on_the_lines_of_what_they_are_made_of():
    def lines(*names: str) -> list[int]:
        return [place.line for place in facts_of(BODY).places(names)]

    assert lines("acteurs.cles") == [line("nom: Asso")]
    assert lines("besoins.prioritaires", "besoins.sans_porteur") == [line("Local"), line("Statuts")]
    assert lines("couverture.incertaines") == [line("animation: 2"), line("[foncier]"), line("nom: Épicerie")]
    assert lines("grille.collectif.min") == lines("maturite.dimensions.portage.max") == [line("collectif: 1")]


def test_a_sum_rests_on_the_block_it_is_counted_from():
    facts = facts_of(BODY)
    found = facts.places(["acteurs.nombre", "cohesion.densite", "grille.legitimite.max"])
    assert [place.line for place in found] == [line("acteurs:"), line("relations:"), line("grille:")]
    assert facts.places(["absent", "acteurs.absent"]) == ()


def test_the_names_said_to_be_lists_are_the_lists():
    values = facts_of(BODY).values
    tables = {f"{table}.{name}": v for table, figures in values.items() for name, v in figures.items()}
    assert {name for name, value in tables.items() if isinstance(value, tuple)} == LISTS


def test_known_names_are_those_of_the_method():
    facts = facts_of("")
    assert all(facts.knows(name) for name in ("acteurs.par_cercle.cooperation", "grille.collectif.max", "triade"))
    assert not any(
        facts.knows(name) for name in ("acteurs.par_cercle.x", "grille.x", "triade.x", "x", "acteurs.nombre.x")
    )


def test_things_are_named_in_the_language_asked_for():
    method = method_of(
        "type: methode\nid: m\nnom: M\n"
        "fonctions: [{id: accueil, nom: {fr: Accueil, en: Welcome}}, {id: foncier, nom: Foncier}]\n"
    )
    facts = diagnosis_of("acteurs: [{nom: Été, fonctions: []}]\n", method).facts
    assert [[f.name(language) for language in ("fr", "en")] for f in facts.values["couverture"]["absentes"]] == [
        ["Accueil", "Welcome"],
        ["Foncier", "Foncier"],
    ]
