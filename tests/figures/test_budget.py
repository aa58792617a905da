from decimal import Decimal
from xml.etree import ElementTree

import pytest
from drawn_texts import SVG, assert_legible, words_of

from cit_toolkit.figures.budget import BudgetRow, BudgetSide, budget_figure
from cit_toolkit.figures.palette import PAPER

GREEN = "#1f6f5c"
LONG = "Autres charges de gestion courante, dont redevances, licences et droits " * 2


def line(planned, actual, title="Achats", account="60"):
    amounts = (None if amount is None else Decimal(str(amount)) for amount in (planned, actual))
    return BudgetRow(account, title, *amounts)


def figure_of(*rows, language="fr"):
    return budget_figure([BudgetSide("Charges", rows)], language, GREEN)


def bars(figure):
    """Left, right and fill of the bars: those of 9 units (the outline lies inside), not the 10 of the legend."""
    return [
        (float(box.attrib["x"]) - 0.5, float(box.attrib["x"]) + float(box.attrib["width"]) + 0.5, box.get("fill"))
        for box in ElementTree.fromstring(figure.svg).findall(f"{SVG}rect")
        if box.get("height") == "9"
    ]


def test_the_outlined_bar_is_planned_and_the_solid_one_achieved_on_one_scale():
    assert bars(figure_of(line(1000, 500))) == [(258, 258 + 226, PAPER), (258, 258 + 113, GREEN)]


def test_both_sides_share_the_scale():
    figure = budget_figure(
        [BudgetSide("Charges", (line(100, 100),)), BudgetSide("Produits", (line(200, 200),))], "fr", GREEN
    )
    assert [right for _, right, _ in bars(figure)] == [371, 371, 484, 484]


def test_an_unknown_amount_is_no_zero():
    figure = figure_of(line(None, 0))
    assert bars(figure) == []
    assert "inconnu 0\u00a0€" in words_of(figure.svg)


def test_a_correction_goes_to_the_other_side_of_zero():
    (_, zero, _), (start, end, _) = bars(figure_of(line(None, -100), line(None, 300)))
    assert start == zero and end - start == pytest.approx(3 * (zero - 258), abs=0.1)


def test_amounts_are_printed_to_the_cent():
    words = words_of(figure_of(line("3500", "3911.80")).svg)
    assert "3\u202f500\u00a0€ 3\u202f911,80\u00a0€" in words
    assert "€3,911.80" in words_of(figure_of(line("3500", "3911.80"), language="en").svg)


def test_the_alternative_text_tells_each_side_with_its_lines():
    figure = budget_figure(
        [
            BudgetSide("Charges", (line(600, "548.20"), line(None, 5, "B"), line(None, None, "C"))),
            BudgetSide("Produits", (line(5, None, "D"),)),
            BudgetSide("Contributions volontaires", ()),
        ],
        "fr",
        GREEN,
    )  # fmt: skip
    assert figure.alternative == (
        "Charges : Achats (600\u00a0€ prévus, 548,20\u00a0€ réalisés) ; B (prévu inconnu, 5\u00a0€ réalisés) ; "
        "C (prévu et réalisé inconnus). Produits : D (5\u00a0€ prévus, réalisé inconnu)."
    )
    assert "Contributions" not in words_of(figure.svg)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("title", ["Achats", LONG, "W" * 90])
def test_no_text_is_cut_or_covered(language, title):
    amounts = [0, None, "1234567890.12", -500, "0.01"]
    rows = tuple(line(planned, actual, title, "6" * 9) for planned in amounts for actual in amounts)
    figure = budget_figure([BudgetSide(title, rows), BudgetSide("Produits", rows)], language, GREEN)
    assert_legible(figure.svg)
    assert len(figure.alternative) <= 600


def test_without_any_line_the_figure_says_so():
    figure = budget_figure([BudgetSide("Charges", ())], "fr", GREEN)
    assert figure.alternative == words_of(figure.svg) == "Aucune ligne de budget n’est décrite."
