from dataclasses import replace

import pytest

from cit_toolkit.figures.figure import Figure
from cit_toolkit.rendering.markdown_tokens import Content, above_title, content_of, figures_in, plain_text
from cit_toolkit.rendering.page import Page

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


def _content(page: Page, markdown: str) -> Content:
    return content_of(replace(page, markdown=markdown))


def _headings(content: Content) -> list[tuple[str, str]]:
    nodes = [content.title, *content.body] if content.title else list(content.body)
    return [(node.tag, plain_text(node)) for node in nodes if node.type == "heading"]


def _links(content: Content) -> list[str]:
    nodes = (node for block in content.body for node in block.walk())
    return [str(node.attrs["href"]) for node in nodes if node.type == "link"]


def _text(content: Content) -> str:
    return " ".join(plain_text(block) for block in content.body)


def test_the_first_heading_is_the_title_and_no_level_is_skipped(bare_page: Page) -> None:
    content = _content(bare_page, "### Titre\n\n##### Loin\n\n## Moins\n\n#### Encore\n\n# Haut\n\n## Sous\n")
    assert _headings(content) == [
        ("h1", "Titre"),
        ("h2", "Loin"),
        ("h2", "Moins"),
        ("h3", "Encore"),
        ("h2", "Haut"),
        ("h3", "Sous"),
    ]


def test_a_document_that_begins_with_text_has_no_title_of_its_own(bare_page: Page) -> None:
    content = _content(bare_page, "Bonjour.\n\n# Partie\n")
    assert content.title is None
    assert _headings(content) == [("h2", "Partie")]


def test_an_empty_heading_is_dropped(bare_page: Page) -> None:
    assert _headings(_content(bare_page, "# Titre\n\n##\n\n## Suite\n")) == [("h1", "Titre"), ("h2", "Suite")]


def test_paragraphs_between_the_title_and_the_first_section_are_the_lead(bare_page: Page) -> None:
    content = _content(bare_page, "# Titre\n\nUn.\n\nDeux.\n\n## Partie\n\nTrois.\n")
    assert [plain_text(paragraph) for paragraph in content.lead] == ["Un.", "Deux."]
    assert plain_text(content.body[-1]) == "Trois."


def test_a_letter_without_sections_has_no_lead(bare_page: Page) -> None:
    content = _content(bare_page, "# Titre\n\nUn.\n\nDeux.\n")
    assert content.lead == ()
    assert [plain_text(paragraph) for paragraph in content.body] == ["Un.", "Deux."]


def test_an_image_alone_that_names_a_figure_becomes_that_figure(bare_page: Page) -> None:
    figure = Figure("carte", _SVG, "Trois acteurs reliés.", "Les acteurs")
    page = replace(bare_page, figures={"carte": figure})
    placed = list(figures_in(_content(page, 'Avant.\n\n![](figure:carte)\n\n![x](figure:carte "Autre légende")\n')))
    assert [(one.number, one.figure.caption) for one in placed] == [(1, "Les acteurs"), (2, "Autre légende")]
    assert {one.figure.alternative for one in placed} == {"Trois acteurs reliés."}


def test_a_figure_always_has_an_alternative_text(bare_page: Page) -> None:
    page = replace(bare_page, figures={"carte": Figure("carte", _SVG, "", "")})
    assert next(figures_in(_content(page, "![](figure:carte)"))).figure.alternative == "carte"


@pytest.mark.parametrize(
    "source",
    ["/etc/passwd", "file:///etc/passwd", "http://exemple.fr/a.png", "data:image/png;base64,AA", "figure:autre"],
)
def test_any_other_image_becomes_its_alternative_text(bare_page: Page, source: str) -> None:
    content = _content(bare_page, f"![Une *photo*]({source})\n\nVoir ![ici]({source}) plus bas.\n")
    assert _text(content) == "Une photo Voir ici plus bas."
    assert not any(node.type == "image" for block in content.body for node in block.walk())


def test_web_and_mail_links_stay_and_others_are_shown(bare_page: Page) -> None:
    content = _content(bare_page, "[a](https://exemple.fr) <b@exemple.fr> [c](javascript:x) [d](annexe.md) <file:///e>")
    assert _links(content) == ["https://exemple.fr", "mailto:b@exemple.fr"]
    assert _text(content) == "a b@exemple.fr c (javascript:x) d (annexe.md) file:///e"


def test_html_is_shown_as_it_was_typed(bare_page: Page) -> None:
    assert _text(_content(bare_page, "<b onclick=x>gras</b>\n\n<script>a</script>")) == (
        "<b onclick=x>gras</b> <script>a</script>"
    )


def test_french_typography_is_for_what_the_template_wrote(bare_page: Page) -> None:
    content = _content(bare_page, r"L'atelier : oui ! Valeur l\'eau \! et `l'eau !` et <https://exemple.fr/l'a!>")
    assert _text(content) == ("L’atelier\u00a0: oui\u202f! Valeur l'eau ! et l'eau ! et https://exemple.fr/l'a!")


def test_english_text_keeps_its_spaces(bare_page: Page) -> None:
    assert _text(_content(replace(bare_page, language="en"), "It's here: yes!")) == "It's here: yes!"


def test_character_references_bring_no_forbidden_character_back(bare_page: Page) -> None:
    assert _text(_content(bare_page, "a&#xFEFF;b")) == "ab"


def test_page_breaks_stand_only_between_two_blocks(bare_page: Page) -> None:
    kinds = [node.type for node in _content(bare_page, "# T\n\n---\n\nUn.\n\n---\n\n---\n\nDeux.\n\n---\n").body]
    assert kinds == ["paragraph", "hr", "paragraph"]


@pytest.mark.parametrize("written", ["- # Titre *dans* une liste", "> # Titre *dans* une liste"])
def test_a_heading_inside_a_list_or_a_quotation_is_bold_text_and_no_part_of_the_outline(
    bare_page: Page, written: str
) -> None:
    content = _content(bare_page, f"# Document\n\n## Un\n\n{written}\n\n## Deux\n")
    assert _headings(content) == [("h1", "Document"), ("h2", "Un"), ("h2", "Deux")]
    nested = [node for block in content.body for node in block.walk()]
    assert [plain_text(node) for node in nested if node.type == "strong"] == ["Titre dans une liste"]


@pytest.mark.parametrize(
    ("markdown", "above"),
    [
        ("# Vallée\n\nTexte\n", "Diagnostic"),
        ("# Diagnostic : Vallée\n\nTexte\n", "Les Localos"),
        ("# Vallée\n\nDiagnostic au 3 mars.\n\n## Suite\n\nTexte\n", "Les Localos"),
        ("Texte\n", "Diagnostic"),
    ],
)
def test_over_the_title_stands_the_kind_unless_it_is_said_just_below(
    bare_page: Page, markdown: str, above: str
) -> None:
    page = replace(bare_page, markdown=markdown, kind="Diagnostic", organisation="Les Localos")
    assert above_title(page, content_of(page)) == above
    if above == "Les Localos":
        assert above_title(replace(page, organisation=None), content_of(page)) == ""
