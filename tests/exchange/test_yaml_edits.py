"""A change in a YAML text changes that and nothing else, or is refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.exchange.yaml_edits import AppendItem, Edit, RemoveEntry, RenameKey, SetValue, edited
from cit_toolkit.loading.positioned_tree import Mapping, Node, Scalar, Sequence
from cit_toolkit.loading.yaml_parser import parse
from cit_toolkit.loading.yaml_spans import Shape, Span, spans_of
from cit_toolkit.problems import CitError

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.yaml"))

FILE = """\
# En tête
type: territoire
nom: Val d’Exemple   # le nom
acteurs:
  # La mairie
  - id: mairie
    nom: Mairie      # élue en 2020
    fonctions: {accueil: 2, animation: inconnu}   # demandé en mars
    note: |
      Première ligne.

      Dernière ligne.

  - id: grange
    nom: 'La Grange'
    siren: "213702319"
    fonctions:
      animation: 3   # un poste
      # elle y tient
      accueil: 1

# Les liens
relations:
  - {entre: [mairie, grange], nature: projet}
besoins: []
grille:
  portage: 2"""


def change(text: str, *edits: Edit) -> list[str]:
    """The lines that change, as a diff shows them."""
    before, after = text.split("\n"), edited(text, "x.yaml", edits).split("\n")
    from difflib import unified_diff

    return [line for line in unified_diff(before, after, n=0, lineterm="") if line[:3] not in ("---", "+++")
            and line[:2] != "@@"]  # fmt: skip


def test_a_value_changes_and_the_comment_beside_it_stays() -> None:
    assert change(FILE, SetValue(("acteurs", 0, "nom"), "Mairie de Bourg")) == [
        "-    nom: Mairie      # élue en 2020",
        "+    nom: Mairie de Bourg      # élue en 2020",
    ]


def test_a_value_between_braces_changes_alone() -> None:
    assert change(FILE, SetValue(("acteurs", 0, "fonctions", "animation"), 1)) == [
        "-    fonctions: {accueil: 2, animation: inconnu}   # demandé en mars",
        "+    fonctions: {accueil: 2, animation: 1}   # demandé en mars",
    ]


def test_quotes_stay_those_of_the_file() -> None:
    edits = SetValue(("acteurs", 1, "nom"), "L’Orée d'ici"), SetValue(("acteurs", 1, "siren"), "012345678")
    assert change(FILE, *edits) == [
        "-    nom: 'La Grange'",
        '-    siren: "213702319"',
        "+    nom: 'L’Orée d''ici'",
        '+    siren: "012345678"',
    ]


def test_a_new_key_goes_after_those_that_usually_come_before_it() -> None:
    order = ("id", "nom", "categorie", "fonctions", "note")
    assert change(FILE, SetValue(("acteurs", 0, "categorie"), "collectivite", order)) == [
        "+    categorie: collectivite"
    ]
    lines = edited(FILE, "x", [SetValue(("acteurs", 0, "categorie"), "collectivite", order)]).split("\n")
    assert lines[lines.index("    categorie: collectivite") - 1] == "    nom: Mairie      # élue en 2020"


def test_a_new_key_goes_last_even_after_a_block_of_text() -> None:
    lines = edited(FILE, "x", [SetValue(("acteurs", 0, "site"), "https://example.org")]).split("\n")
    place = lines.index('    site: "https://example.org"')
    assert (lines[place - 1], lines[place + 1]) == ("      Dernière ligne.", "")


def test_what_is_missing_on_the_way_is_made_once() -> None:
    edits = [
        SetValue(("acteurs", 1, "contact", "courriel"), "a@example.org"),
        SetValue(("acteurs", 1, "contact", "telephone"), "01 99 00 12 10"),
    ]
    assert change(FILE, *edits) == ['+    contact: {courriel: "a@example.org", telephone: "01 99 00 12 10"}']


def test_a_text_of_several_lines_becomes_a_block_and_leaves_the_comment_on_its_line() -> None:
    assert change(FILE, SetValue(("acteurs", 0, "nom"), "un\ndeux")) == [
        "-    nom: Mairie      # élue en 2020",
        "+    nom: |      # élue en 2020",
        "+      un",
        "+      deux",
    ]
    assert change(FILE, SetValue(("acteurs", 0, "note"), "Rien.\nPlus rien.")) == [
        "-      Première ligne.",
        "-",
        "-      Dernière ligne.",
        "+      Rien.",
        "+      Plus rien.",
    ]
    assert change(FILE, SetValue(("acteurs", 0, "note"), "Rien."))[-1] == "+      Rien."
    assert change(FILE, SetValue(("acteurs", 1, "nom"), "mot " * 40 + "fin"))[1:] == [
        "+    nom: |",
        "+      " + "mot " * 40 + "fin",
    ]


def test_a_block_becomes_a_line_and_its_first_comment_stays() -> None:
    assert change(FILE, SetValue(("acteurs", 1, "fonctions"), ["animation", "accueil"])) == [
        "-    fonctions:",
        "-      animation: 3   # un poste",
        "-      # elle y tient",
        "-      accueil: 1",
        "+    fonctions: [animation, accueil]",
    ]


def test_an_item_goes_out_with_its_lines_and_the_others_keep_their_comments() -> None:
    made = edited(FILE, "x", [RemoveEntry(("acteurs", 1))])
    assert "grange\n" not in made
    assert "      Dernière ligne.\n\n# Les liens\n" in made
    assert "  # La mairie\n" in edited(FILE, "x", [RemoveEntry(("acteurs", 0))])


def test_the_last_item_leaves_an_empty_list() -> None:
    assert change(FILE, RemoveEntry(("relations", 0))) == [
        "-relations:",
        "-  - {entre: [mairie, grange], nature: projet}",
        "+relations: []",
    ]


def test_an_item_is_added_as_its_neighbours_are_written() -> None:
    assert change(FILE, AppendItem(("relations",), {"de": "grange", "vers": "mairie", "nature": "adhesion"})) == [
        "+  - {de: grange, vers: mairie, nature: adhesion}"
    ]
    actor = {"id": "ferme", "nom": "Ferme", "fonctions": {"accueil": 1}}
    assert (
        "      accueil: 1\n\n  - id: ferme\n    nom: Ferme\n    fonctions: {accueil: 1}\n\n# Les liens\n"
    ) in edited(FILE, "x", [AppendItem(("acteurs",), actor)])


def test_comments_set_further_in_belong_to_what_stands_above_them() -> None:
    text = (
        "acteurs:\n  - id: un\n    cercle: hors   # parti\n                   # en mai\n    # rien d’autre\n\n# fin\n"
    )
    assert edited(text, "x", [AppendItem(("acteurs",), {"id": "deux"})]) == text.replace(
        "\n\n# fin", "\n  - id: deux\n\n# fin"
    )
    assert '    cercle: "l1\\nl2"   # parti\n' in edited(text, "x", [SetValue(("acteurs", 0, "cercle"), "l1\nl2")])


def test_a_list_that_is_empty_or_missing_becomes_a_block() -> None:
    need = {"intitule": "Un lieu", "urgence": 2}
    assert change(FILE, AppendItem(("besoins",), need)) == [
        "-besoins: []",
        "+besoins:",
        "+  - {intitule: Un lieu, urgence: 2}",
    ]
    assert edited("nom: X\nconstats:\n", "x", [AppendItem(("constats",), "un")]) == "nom: X\nconstats: [un]\n"
    assert edited("nom: X", "x", [AppendItem(("constats",), "un")]) == "nom: X\nconstats: [un]"


def test_keys_come_out_of_blocks_and_braces() -> None:
    assert change(FILE, RemoveEntry(("acteurs", 0, "fonctions", "accueil"))) == [
        "-    fonctions: {accueil: 2, animation: inconnu}   # demandé en mars",
        "+    fonctions: {animation: inconnu}   # demandé en mars",
    ]
    assert change(FILE, RemoveEntry(("acteurs", 0, "id"))) == [
        "-  - id: mairie",
        "-    nom: Mairie      # élue en 2020",
        "+  - nom: Mairie      # élue en 2020",
    ]
    assert change(FILE, RemoveEntry(("acteurs", 1, "fonctions", "accueil"))) == ["-      accueil: 1"]


def test_a_key_is_spelled_otherwise() -> None:
    assert edited("nom: X\npopulaton: 3  # oh\n", "x", [RenameKey(("populaton",), "population")]) == (
        "nom: X\npopulation: 3  # oh\n"
    )


def test_the_ends_of_lines_and_the_end_of_the_file_stay() -> None:
    windows = FILE.replace("\n", "\r\n")
    made = edited(windows, "x", [SetValue(("grille", "animation"), 1), RemoveEntry(("acteurs", 0))])
    assert "\n" not in made.replace("\r\n", "")
    assert made.endswith("  portage: 2\r\n  animation: 1")


def test_a_decimal_comma_between_braces_is_one_value() -> None:
    assert (
        edited("a: {jours: 0,5, budget: 1}", "x", [SetValue(("a", "jours"), "1,5")]) == 'a: {jours: "1,5", budget: 1}'
    )


@pytest.mark.parametrize("path", [("b", "x"), ("a", "x")])
def test_what_the_file_repeats_elsewhere_is_left_to_its_author(path: tuple[str, ...]) -> None:
    with pytest.raises(CitError) as refused:
        edited("a: &un {x: 1}\nb: *un\n", "x.yaml", [SetValue(path, 2)])
    assert refused.value.code == "edit-impossible"


def test_a_change_that_would_swallow_a_comment_into_a_text_is_refused() -> None:
    text = "dates:\n  - 2025-01-10   # un vendredi\nnom: X\n"
    with pytest.raises(CitError) as refused:
        edited(text, "x.yaml", [SetValue(("nom",), "Y"), SetValue(("dates",), "un\ndeux")])
    assert (refused.value.code, refused.value.arguments["path"]) == ("edit-impossible", "dates")


def scalars(node: Node) -> list[str]:
    if isinstance(node, Scalar):
        return [node.text]
    if isinstance(node, Sequence):
        return [text for item in node.items for text in scalars(item)]
    assert isinstance(node, Mapping)
    return [text for key, (_, value) in node.entries.items() for text in (key, *scalars(value))]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_value_of_an_example_can_be_changed_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    root = spans_of(text)
    assert root is not None
    for steps in list(_scalar_paths(root, ()))[::7]:
        made = edited(text, path.name, [SetValue(steps, "Autre chose, vraiment")])
        lines = zip(text.split("\n"), made.split("\n"), strict=False)
        first = next(i for i, (one, other) in enumerate(lines) if one != other)
        assert made.split("\n")[:first] == text.split("\n")[:first]
        assert _comments(made) == _comments(text)


def _scalar_paths(span: Span, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    if span.shape is Shape.SCALAR:
        return [path]
    inner = [(i, item) for i, item in enumerate(span.items)] + [(key.text, value) for key, value in span.entries]
    return [found for step, value in inner for found in _scalar_paths(value, (*path, step))]


def _comments(text: str) -> list[str]:
    return [line.split("# ", 1)[1] for line in text.split("\n") if "# " in line]


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]) | st.sampled_from("\n#:{}[],'\"|>&*!%@`-? "))


@given(st.lists(texts, min_size=1, max_size=3), st.booleans())
def test_any_text_comes_back_as_it_was_put_in(values: list[str], flow: bool) -> None:
    text = "a: {b: 1}\nl: []\n" if flow else "a:\n  b: 1   # un\nl:\n  - 1\n"
    edits: list[Edit] = [SetValue(("a", "b"), values[0]), *(AppendItem(("l",), value) for value in values)]
    root, _, problems = parse(edited(text, "x", edits), "x")
    assert not problems
    assert root is not None
    read = scalars(root)
    kept = [] if flow else ["1"]
    assert [each.rstrip() for each in read] == [each.rstrip() for each in ["a", "b", values[0], "l", *kept, *values]]
