"""French typography. `~` stands for U+00A0 and `_` for U+202F in the expected texts."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.wording.typography import contracted, elided, french_spacing


def seen(text: str) -> str:
    return french_spacing(text).replace("\u00a0", "~").replace("\u202f", "_")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Interconnaissance ; méthode.", "Interconnaissance_; méthode."),
        ("Vraiment ? Oui !", "Vraiment_? Oui_!"),
        ("Quoi ?! (ou pas ?)", "Quoi_?! (ou pas_?)"),
        ("une « écobionomie » qui", "une «_écobionomie_» qui"),
        ("Programme : accueil", "Programme~: accueil"),
        ("Séminaire 1 : 12 personnes", "Séminaire 1~: 12 personnes"),
        ("« Pourquoi ? »", "«_Pourquoi_?_»"),
        ("deux espaces  ; fin", "deux espaces__; fin"),
    ],
)
def test_high_punctuation_holds_to_its_word(written: str, printed: str):
    assert seen(written) == printed


@pytest.mark.parametrize(
    ("before", "after"), [("baptisées « ", "baptisées «_"), (" ». À", "_». À"), (" : suite", "~: suite"), (" ?", "_?")]
)
def test_a_piece_of_text_cut_by_bold_type_is_spaced_too(before: str, after: str):
    assert seen(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "à 12:30",
        "une échelle de 3:1",
        "Note: sans espace; comme écrit",
        "https://exemple.org/l'eau?x=1;y=2",
        "www.exemple.org/l'eau",
        "écrire à l'asso@exemple.org",
        "./actions/l'atelier/action.yaml",
        "/tmp/l'eau",
        "C:\\l'eau",
        "a != b",
        "le fichier actions/l'atelier.yaml",
        "la lettre 'd' seule",
        "05 55 12 34 56",
        "l’eau de l’Indre",
        "213 702 319 00012",
        "en 2021 12 500 personnes",
        "3 ans, 12 personnes, 2 jours",
    ],
)
def test_what_must_stay_as_written_does(text: str):
    assert french_spacing(text) == text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("12 500 habitants", "12_500 habitants"),
        ("1 250 000,50 €", "1_250_000,50~€"),
        ("67 % et 9 h 30", "67~% et 9~h~30"),
        ("45 min, 12 km, 33 hab/km²", "45~min, 12~km, 33~hab/km²"),
        ("12 km² et 3 ha", "12~km² et 3~ha"),
        ("les 31 mars et 1er avril 2022", "les 31~mars et 1er~avril 2022"),
        ("la convention n° 3", "la convention n°~3"),
        ("12 marsouins", "12 marsouins"),
    ],
)
def test_a_number_holds_to_its_thousands_and_its_symbol(written: str, printed: str):
    assert seen(written) == printed


def test_spaces_that_do_not_break_are_kept_as_they_are():
    text = "Quoi\u00a0? 12\u00a0500\u202f€ «\u00a0oui\u00a0»\u202f: fin"
    assert french_spacing(text) == text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("l'Adar d'Eymoutiers, aujourd'hui", "l’Adar d’Eymoutiers, aujourd’hui"),
        ("L'« écobionomie »", "L’«_écobionomie_»"),
        ("la création d'", "la création d’"),
        ("jusqu'", "jusqu’"),
        ("voir d'https://exemple.org/l'eau", "voir d’https://exemple.org/l'eau"),
    ],
)
def test_apostrophes_between_letters_are_typographic(written: str, printed: str):
    assert seen(written) == printed


french_like_text = st.text(
    alphabet=st.sampled_from("aelLdqunéhHm019 5  \u00a0\u202f'’;:!?«»%€/.,@\\=()n°*_-\n"), max_size=60
)
any_text = st.one_of(french_like_text, st.text(max_size=60))


@given(any_text)
def test_a_second_pass_changes_nothing(text: str):
    assert french_spacing(french_spacing(text)) == french_spacing(text)


@given(any_text)
def test_only_spaces_and_apostrophes_change_and_one_for_one(text: str):
    def folded(any_version: str) -> str:
        return any_version.translate({0x00A0: " ", 0x202F: " ", ord("’"): "'"})

    assert folded(french_spacing(text)) == folded(text)


@pytest.mark.parametrize("pattern", [" ", "a", "1 ", " 000", "1 000", "a.", "a@", "l'", " ;", "« ", "a://", "a/b.pdf("])
def test_a_long_hostile_text_takes_no_time(pattern: str):
    started = process_time()
    french_spacing(pattern * 20_000 + "x")
    assert process_time() - started < 2  # a quadratic pattern would take minutes


@pytest.mark.parametrize(
    ("word", "following", "expected"),
    [
        ("de", "Eymoutiers", "d’Eymoutiers"),
        ("de", "Guéret", "de Guéret"),
        ("De", "Île-de-France", "D’Île-de-France"),
        ("que", "ils", "qu’ils"),
        ("si", "il", "s’il"),
        ("si", "elle", "si elle"),
        ("le", "Indre", "l’Indre"),
        ("la", "Haute-Vienne", "la Haute-Vienne"),
        ("le", "Hérault", "l’Hérault"),
        ("la", "huile", "l’huile"),
        ("de", "huit", "de huit"),
        ("le", "hameau", "le hameau"),
        ("de", "hors-dispositif", "de hors-dispositif"),
        ("le", "onze", "le onze"),
        ("le", "oui", "le oui"),
        ("de", "« Oxalis »", "d’« Oxalis »"),
        ("la", "Yonne", "l’Yonne"),
        ("le", "yoga", "le yoga"),
        ("de", "Yvetot", "d’Yvetot"),
        ("de", "œuvres", "d’œuvres"),
        ("de", "12 personnes", "de 12 personnes"),
        ("par", "Oxalis", "par Oxalis"),
        ("de", "", "de "),
    ],
)
def test_a_short_word_is_cut_before_a_vowel_that_is_heard(word: str, following: str, expected: str):
    assert elided(word, following) == expected


@pytest.mark.parametrize(
    ("preposition", "name", "expected"),
    [
        ("de", "Le Blanc", "du Blanc"),
        ("à", "Les Mées", "aux Mées"),
        ("à", "Le Blanc", "au Blanc"),
        ("De", "Les Localos", "Des Localos"),
        ("À", "Le Blanc", "Au Blanc"),
        ("de", "La Traverse", "de La Traverse"),
        ("à", "La Souterraine", "à La Souterraine"),
        ("de", "L’Isle-Jourdain", "de L’Isle-Jourdain"),
        ("de", "Eymoutiers", "d’Eymoutiers"),
        ("à", "Eymoutiers", "à Eymoutiers"),
        ("de", "Lesquin", "de Lesquin"),
        ("à", "Le", "à Le"),
    ],
)
def test_a_preposition_joins_the_article_of_a_name(preposition: str, name: str, expected: str):
    assert contracted(preposition, name) == expected
