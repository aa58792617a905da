from dataclasses import replace

from hypothesis import given
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
