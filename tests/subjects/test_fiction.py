"""What a document of several territories says of those that are invented."""

from cit_toolkit.documents.voice import Voice
from cit_toolkit.subjects.fiction import fiction_words
from running_cit import EXAMPLES, cit

FRENCH = Voice("fr")
VALLEY = EXAMPLES / "vallee-fictive" / "territoires" / "vallee-2025.yaml"
REAL = EXAMPLES / "cooperation-ponctuelle-2021" / "territoires" / "saint-paterne-racan.yaml"
PARTLY = "Fictif ici : Vallée de la Virlouve. Le reste ne l’est pas."
WHOLLY = "Exemple fictif : territoire, acteurs et chiffres inventés."


def test_only_what_is_invented_is_called_fictional_by_name() -> None:
    assert fiction_words([("Trévol", False), ("Guéret", False)], FRENCH) == ""
    assert fiction_words([("Virlouve", True), ("Sarmelle", True)], FRENCH) == WHOLLY
    assert fiction_words([("Virlouve", True), ("Trévol", False), ("Sarmelle", True)], FRENCH) == (
        "Fictifs ici : Virlouve et Sarmelle. Le reste ne l’est pas."
    )
    assert fiction_words([], FRENCH) == ""


def test_many_invented_places_are_counted_for_each_page_tells_them() -> None:
    places = [*((f"Lieu {rank}", True) for rank in range(1, 9)), ("Trévol", False)]
    assert fiction_words(places, FRENCH) == "Fictifs ici : Lieu 1, Lieu 2, Lieu 3 et 5 autres. Le reste ne l’est pas."


def test_a_comparison_names_the_invented_territory_in_the_document_and_in_the_terminal() -> None:
    document = cit(*f"compare {VALLEY} {REAL} -o -".split()).out
    assert PARTLY in document and WHOLLY not in document
    assert PARTLY in cit(*f"compare {VALLEY} {REAL}".split()).out
    assert WHOLLY in cit(*f"compare {VALLEY} {VALLEY.with_name('vallee-2024.yaml')} -o -".split()).out


def test_an_exchange_and_a_match_name_it_too() -> None:
    assert PARTLY in cit(*f"match --exchange {VALLEY} {REAL} -o -".split()).out
    offers = EXAMPLES / "offres-nationales" / "offres-bilan.yaml"
    assert PARTLY in cit(*f"match {VALLEY} {REAL} --offres {offers} -o -".split()).out
    assert "Fictif" not in cit(*f"match {REAL} --offres {offers} -o -".split()).out
