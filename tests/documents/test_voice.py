"""How names are listed in a document."""

from cit_toolkit.documents.voice import Voice

FRENCH, ENGLISH = Voice("fr"), Voice("en")


def test_names_that_hold_the_conjunction_or_a_comma_are_parted_by_more_than_it() -> None:
    assert FRENCH.names(["Animation", "Foncier"]) == "Animation et Foncier"
    assert FRENCH.names(["Monnaie et échanges", "Gouvernance"]) == "Monnaie et échanges ; Gouvernance"
    assert ENGLISH.names(["Association", "Research and training"]) == "Association; Research and training"
    # «et» is no word of English, and quotation marks keep what they hold.
    assert ENGLISH.names(["Communes et pays", "Trévol"]) == "Communes et pays and Trévol"
    assert FRENCH.names(["la fonction « Mise en lien et accueil »", "le besoin « B »"]) == (
        "la fonction « Mise en lien et accueil » et le besoin « B »"
    )
    assert FRENCH.names(["Les Localos et Tela"]) == "Les Localos et Tela"
    assert FRENCH.names(["a et b", "c", "d"], 2) == "a et b ; et 2 autres"


def test_a_share_follows_its_figure_as_the_language_writes_it() -> None:
    assert [voice.with_unit("15", "% par an") for voice in (FRENCH, ENGLISH)] == ["15 % par an", "15% par an"]
    assert [voice.with_unit("15", "km²") for voice in (FRENCH, ENGLISH)] == ["15 km²", "15 km²"]
