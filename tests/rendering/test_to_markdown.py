from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cit_toolkit.figures.figure import Figure
from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.template_engine import plain
from cit_toolkit.rendering.to_markdown import figure_files, markdown_bytes

_FIGURE = Figure("carte", "<svg/>", "Trois acteurs [reliés].", "Les acteurs")


def test_figures_point_to_the_files_beside_the_document(bare_page: Page) -> None:
    page = replace(bare_page, figures={"carte": _FIGURE}, markdown='# T\n\n![](figure:carte "Légende")\n')
    expected = '# T\n\n![Trois acteurs \\[reliés\\].](<bilan 2-figures/carte.svg> "Légende")\n'
    assert markdown_bytes(page, "bilan 2-figures").decode() == expected
    assert figure_files(page) == {"carte.svg": b"<svg/>"}


def test_without_a_place_for_files_figures_are_told_in_words(bare_page: Page) -> None:
    page = replace(bare_page, figures={"carte": _FIGURE}, markdown="![x](figure:carte)\n\n![y](figure:autre)\n")
    assert markdown_bytes(page).decode() == "*Trois acteurs \\[reliés\\].*\n\ny\n"


def test_the_notice_is_under_the_title(bare_page: Page) -> None:
    page = replace(bare_page, notice="Territoire fictif", markdown="# Titre\n\nTexte.\n")
    assert markdown_bytes(page).decode() == "# Titre\n\n**Territoire fictif**\n\nTexte.\n"
    assert markdown_bytes(replace(page, markdown="Texte.\n")).decode() == "**Territoire fictif**\n\nTexte.\n"


def test_the_rest_is_left_as_it_was_written(french_page: Page) -> None:
    page = replace(french_page, figures={}, notice=None, markdown="# L'été : oui !\n\n| a |\n|---|\n")
    assert markdown_bytes(page).decode() == "# L'été : oui !\n\n| a |\n|---|\n"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1))
def test_escaped_text_is_read_by_markdown_to_the_letter(text: str) -> None:
    (_, inline, _) = MarkdownIt("commonmark").parse("x" + plain(text))
    assert "".join(child.content for child in inline.children or []) == "x" + text


@pytest.mark.parametrize(
    ("escaped", "read"),
    [
        (r"Coopération ponctuelle d\'acteurs, 5 \$", "Coopération ponctuelle d'acteurs, 5 $"),
        (r"Webinaire d\'information \#1", "Webinaire d'information #1"),
        (r"| Écart | \+3 | Feutre \& Rivière |", "| Écart | +3 | Feutre & Rivière |"),
        (r"- \#1 en tête, \+2 ensuite", r"- \#1 en tête, +2 ensuite"),
        (r"# Un titre \#", r"# Un titre \#"),
        (r"Une entité \&amp; écrite", r"Une entité \&amp; écrite"),
        (r"Une autre \&\#65; écrite", r"Une autre \&#65; écrite"),
        (r"`d\'acteurs` puis \\' et \*", r"`d\'acteurs` puis \\' et \*"),
    ],
)
def test_an_escape_that_changes_nothing_is_left_out(bare_page: Page, escaped: str, read: str) -> None:
    page = replace(bare_page, figures={}, notice=None, markdown=f"Texte.\n\n{escaped}\n")
    assert markdown_bytes(page).decode() == f"Texte.\n\n{read}\n"


_SHAPES = ["{}", "# {}", "- {}", "1. {}", "> {}", "**{}** : *{}*", "| {} | {} |\n|---|---|\n| {} | x |", "```\n{}\n```"]


@given(st.sampled_from(_SHAPES), st.text(alphabet="ab '$&#+-*_`\\1.;|<>[](){}:~=", min_size=1, max_size=12))
@settings(max_examples=400)
def test_leaving_escapes_out_never_changes_what_is_read(shape: str, text: str) -> None:
    markdown = shape.replace("{}", plain(text))
    page = Page(title="T", language="fr", markdown=markdown, date=date(2026, 1, 1), kind="Essai")
    reader = MarkdownIt("commonmark").enable("table")
    assert reader.render(markdown_bytes(page).decode()) == reader.render(markdown)
