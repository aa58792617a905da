import pytest

from cit_toolkit.analysis.partly_known import Count, KnownItems, Measure
from cit_toolkit.analysis.rule_language import holds

FACTS = {
    "sept": 7,
    "rien": None,
    "oui": True,
    "non": False,
    "mot": "oui",
    "deux_a_cinq": Count(2, 5),
    "zero_a_cinq": Count(0, 5),
    "mesure": Measure(2.0, 1.5, 3.0),
    "liste": ("a", "b"),
    "vide": (),
    "a_au_moins": KnownItems(("a",), 2),
    "peut_etre": KnownItems((), 2),
    "table": {"a-b": 3, "inconnu": None},
}


@pytest.mark.parametrize(
    "condition",
    [
        "sept == 7",
        "sept != 8 and sept > 6 and sept >= 7 and sept < 8 and sept <= 7",
        "1 < sept < 9",
        "deux_a_cinq >= 2",
        "deux_a_cinq < 6",
        "deux_a_cinq != 1",
        "deux_a_cinq > zero_a_cinq - 4",
        "deux_a_cinq + zero_a_cinq >= 2",
        "deux_a_cinq * 2 <= 10",
        "mesure >= 1.5",
        "mot == 'oui'",
        "mot in ['oui', 'peut-être']",
        "'a' in a_au_moins and 'z' not in liste and 'u' in mot",
        "deux_a_cinq not in [1, 9]",
        "a_au_moins",
        "a_au_moins | length >= 1",
        "liste | length == 2 and not vide",
        "rien is none",
        "rien == none",
        "sept is not none",
        "sept != none",
        "oui and not non",
        "table['a-b'] == 3",
        "liste | first == 'a' and liste | last == 'b'",
        "(10 / 3) | round(2) == 3.33",
        "rien | default(2) == 2",
        "sept // 2 == 3 and sept % 2 == 1 and -sept < 0",
        "(1 if oui else 2) == 1",
        # What is known decides, whatever the rest.
        "oui or rien > 3",
        "rien > 3 or oui",
        "not (rien > 3 and non)",
    ],
)
def test_what_holds_whatever_the_unknowns_are_is_true(condition):
    assert holds(condition, FACTS)


@pytest.mark.parametrize(
    "condition",
    [
        "rien == 0",
        "rien > 0",
        "rien == 'oui'",
        "rien in [1, 2]",
        "rien",
        "rien | length == 0",
        "rien + 1 > 0",
        "table.inconnu < 3",
        "deux_a_cinq == 2",
        "deux_a_cinq > 2",
        "deux_a_cinq < 5",
        "deux_a_cinq in [1, 3]",
        "zero_a_cinq",
        "zero_a_cinq == 0",
        "mesure < 3",
        "peut_etre",
        "peut_etre | length == 0",
        "a_au_moins | length == 1",
        "'z' in a_au_moins",
        "sept / zero_a_cinq > 0",
        "deux_a_cinq % 2 == 0",
        "zero_a_cinq | abs >= 0",
        "(1 if rien else 2) > 0",
        "oui and rien > 3",
        "non or rien > 3",
        # Mistakes of the method, not unknowns: they are silent too.
        "sept / 0 > 1",
        "sept > 'a'",
        "absent == 1",
        "table.absent == 1",
        "sept.id == 1",
        "sept is even",
        "liste | sort",
        "vide | first == 1",
        "'a' * 3 == 'aaa'",
        "sept ==",
        "sept == 7 }} {{ oui",
    ],
)
def test_what_depends_on_an_unknown_is_neither_true_nor_false(condition):
    assert not holds(condition, FACTS)
    assert not holds(f"not ({condition})", FACTS)
