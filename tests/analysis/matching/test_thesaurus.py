from pathlib import Path

import pytest

from cit_toolkit.analysis.matching.text_words import ENGLISH, words_of
from cit_toolkit.analysis.matching.thesaurus import Thesaurus, suggested_themes
from cit_toolkit.builtin_data import METHODS
from cit_toolkit.loading.files import load_file, load_text
from cit_toolkit.model.method import Method
from cit_toolkit.model.need import Need
from cit_toolkit.model.territory import Territory
from running_cit import VALLEY, cit

THEMES = """\
  - {id: juridique, mots: [statuts, étude juridique]}
  - {id: methode, mots: [étude, méthode, diagnostic, pilotage]}
  - {id: communication, mots: [communication]}
  - {id: energie, mots: [énergie, bois], mots_en: [energy, wood]}
  - {id: filieres, mots: [bois]}
"""


def method(themes: str = THEMES) -> Method:
    text = f"type: methode\nid: essai\nnom: Essai\nfonctions: [{{id: animation}}]\nthemes:\n{themes}"
    model = load_text(text, "essai.yaml").model
    assert isinstance(model, Method)
    return model


def suggested(title: str, description: str | None = None, themes: list[str] | None = None) -> tuple[str, ...]:
    need = Need.model_validate({"id": "b", "intitule": title, "description": description, "themes": themes or []})
    return suggested_themes(need, Thesaurus.of(method()))


def stems(text: str) -> list[str]:
    return [stem for _, _, stem in words_of(text).telling]


@pytest.mark.parametrize("writing", ["participant·es", "participant-e-s", "participant(e)s", "participant.e.s"])
def test_inclusive_writing_is_one_word(writing: str) -> None:
    assert stems(writing) == stems("participant")


def test_accents_are_kept_while_stemming_and_taken_off_after() -> None:
    # Stemmed without its accents, «assemblees» would give «assemble».
    assert stems("assemblées générales") == ["assembl", "general"]


def test_articles_numbers_addresses_and_single_letters_say_nothing() -> None:
    assert stems("L’une des 12 à voir sur https://example.org/statuts ou statuts@example.org") == ["voir"]


def test_a_text_with_more_english_empty_words_than_french_ones_is_english() -> None:
    assert words_of("The wool of the valley").language == ENGLISH
    assert stems("The studies of the valley") == ["studi", "valley"]


def test_the_longest_phrase_wins_and_its_words_are_not_counted_again() -> None:
    assert suggested("Une étude juridique") == ("juridique",)


def test_words_of_one_root_but_of_other_lengths_are_not_the_same_word() -> None:
    # Snowball gives «commun» for both.
    assert suggested("Une salle commune") == ()
    assert suggested("Nos communications") == ("communication",)


def test_a_word_listed_by_two_themes_weighs_half_for_each() -> None:
    # A title counts four times. énergie: 48; bois: 24 for each of its themes. Energy 72, value chains 24.
    assert suggested("Énergie du bois") == ("energie",)
    assert suggested("Le bois") == ("energie", "filieres")


def test_a_word_of_the_title_weighs_as_four_of_the_description_and_a_repeated_one_counts_once() -> None:
    # statuts: 4 × 12 = 48. Two words of method: 24, under two thirds of it; four: 48, and the method's order decides.
    assert suggested("Écrire les statuts", "Une méthode, une étude, une étude.") == ("juridique",)
    assert suggested("Écrire les statuts", "Méthode, étude, diagnostic, pilotage.") == ("juridique", "methode")


def test_one_word_of_a_description_proposes_nothing_two_do() -> None:
    assert suggested("Avancer", "Une étude, puis une étude.") == ()
    assert suggested("Avancer", "Une étude et un diagnostic.") == ("methode",)


def test_english_words_are_looked_for_in_english_texts() -> None:
    assert suggested("Energy for the valley") == ("energie",)


def test_nothing_is_proposed_to_what_has_a_theme_nor_without_any_known_word() -> None:
    assert suggested("Écrire les statuts", themes=["energie"]) == ()
    assert suggested("Réparer le toit") == ()
    assert suggested("…") == ()


def test_the_method_s_thesaurus_finds_a_right_theme_for_nearly_every_need_of_the_valley() -> None:
    model = load_file(METHODS / "cit.yaml").model
    valley = load_file(VALLEY).model
    assert isinstance(model, Method) and isinstance(valley, Territory)
    thesaurus = Thesaurus.of(model)
    unfiled = [need.model_copy(update={"themes": ()}) for need in valley.needs]
    right = [
        set(suggested_themes(need, thesaurus)) & set(filed.themes)
        for need, filed in zip(unfiled, valley.needs, strict=True)
    ]
    assert len(right) == 15 and sum(map(bool, right)) >= 14


def test_a_proposal_never_fails_the_check(tmp_path: Path) -> None:
    (tmp_path / "offres.yaml").write_text(
        "type: offres\noffres: [{intitule: Rédiger les statuts d’une Scic}]\n", encoding="utf-8"
    )
    ended = cit("check", tmp_path, "--strict")
    assert ended.code == 0
    assert "thème proposé : juridique [theme-suggested]" in ended.out
    assert ended.out.endswith("1 fichier, 0 erreur, 0 avertissement, 1 suggestion.\n")
