"""Markdown read once for every format, and cleaned so that no text a person wrote can stop or bend a document."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from cit_toolkit.figures.figure import Figure
from cit_toolkit.rendering.characters import without_forbidden_characters
from cit_toolkit.rendering.page import Page
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.typography import french_spacing

FIGURE_SCHEME = "figure:"
_SAFE_LINK = re.compile(r"(https?://|mailto:).", re.IGNORECASE)
_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure where the text asks for it, with its number in this document."""

    number: int
    label: str
    """The number as readers see it: «Figure 2»."""

    figure: Figure
    """With the caption and alternative text it has here; neither holds a forbidden character."""


@dataclass(frozen=True, slots=True)
class Content:
    """A document's blocks: its one title, the few lines under it, and the rest."""

    title: SyntaxTreeNode | None
    """The heading the Markdown begins with; None when there is none (the page's own title is printed)."""

    lead: tuple[SyntaxTreeNode, ...]
    body: tuple[SyntaxTreeNode, ...]


def content_of(page: Page) -> Content:
    """Read and clean a page's Markdown. A node of type `figure` holds its PlacedFigure in `meta["placed"]`."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.disable("text_join")  # keeps what was escaped (values from files) apart from what the template wrote
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # links are judged below, all in one place
    tokens = parser.parse(without_forbidden_characters(page.markdown))
    for before, token in pairwise(tokens):
        if token.type == "inline":
            may_be_figure = before.type == "paragraph_open"
            children = _with_safe_links(_without_images(token.children or [], may_be_figure))
            token.children = list(_with_typography(children) if page.language == "fr" else children)
            for child in token.children:  # again: a character reference such as &#xFEFF; has become a character
                child.content = without_forbidden_characters(child.content)
    tokens = list(_with_figures(_renumbered_headings(_without_empty_headings(_without_nested_headings(tokens))), page))
    return _in_parts(SyntaxTreeNode(tokens))


def above_title(page: Page, content: Content) -> str:
    """What stands over the title: the kind of document, or who publishes it when the title says the kind already."""
    said = " ".join(plain_text(node) for node in (content.title, *content.lead[:1]) if node)
    return page.organisation or "" if page.kind.casefold() in said.casefold() else page.kind


def figures_in(content: Content) -> Iterator[PlacedFigure]:
    """The figures of a document, in reading order."""
    for block in content.body:
        yield from (node.meta["placed"] for node in block.walk() if node.type == "figure")


def plain_text(node: SyntaxTreeNode) -> str:
    """The words of a node, without any mark-up."""
    if node.type in ("softbreak", "hardbreak"):
        return " "
    return node.content if not node.children else "".join(plain_text(child) for child in node.children)


def _without_images(tokens: list[Token], may_be_figure: bool) -> Iterator[Token]:
    """Images become their alternative text, save one that is alone in its paragraph and names a figure."""
    for token in tokens:
        is_figure = may_be_figure and len(tokens) == 1 and str(token.attrs.get("src", "")).startswith(FIGURE_SCHEME)
        yield token if token.type != "image" or is_figure else _text(_alternative(token))


def _with_safe_links(tokens: Iterable[Token]) -> Iterator[Token]:
    """A link that opens anything else than the web or a letter is shown: its text, then its address."""
    unsafe_address: str | None = None
    for token in tokens:
        if token.type == "link_open" and not _SAFE_LINK.match(str(token.attrs["href"])):
            unsafe_address = str(token.attrs["href"])
        elif token.type == "link_close" and unsafe_address is not None:
            if unsafe_address and token.info != "auto":
                yield _text(f" ({unsafe_address})")
            unsafe_address = None
        else:
            yield token


def _with_typography(tokens: Iterable[Token]) -> Iterator[Token]:
    """French spaces and apostrophes in what the template wrote; addresses and escaped characters to the letter."""
    in_address = False
    for token in tokens:
        if token.info == "auto":
            in_address = token.nesting == 1
        if token.type == "text" and not in_address:
            token.content = french_spacing(token.content)
        yield token


def _text(content: str) -> Token:
    """Text to be printed to the letter, like what Markdown escapes."""
    return Token("text_special", "", 0, content=content)


def _alternative(image: Token) -> str:
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if child.type in breaks else child.content for child in image.children or [])


def _without_nested_headings(tokens: Iterable[Token]) -> Iterator[Token]:
    """A heading inside a list or a quotation is no part of the document's outline: its words in bold."""
    inside = False
    for token in tokens:
        if token.type in ("heading_open", "heading_close") and token.level > 0:
            inside = token.nesting == 1
            token.type, token.tag = token.type.replace("heading", "paragraph"), "p"
        elif inside and token.type == "inline":
            bold = [Token("strong_open", "strong", 1), Token("strong_close", "strong", -1)]
            token.children = [bold[0], *(token.children or []), bold[1]]
        yield token


def _without_empty_headings(tokens: Iterable[Token]) -> Iterator[Token]:
    remaining = iter(tokens)
    for token in remaining:
        if token.type != "heading_open":
            yield token
            continue
        text, closing = next(remaining), next(remaining)
        if any(child.content.strip() for child in text.children or []):
            yield from (token, text, closing)


def _renumbered_headings(tokens: Iterable[Token]) -> Iterator[Token]:
    """The document's title is its one level 1; below it no level is skipped (PDF/UA)."""
    open_levels = [0]  # as written, the title's first: sections are all under it, whatever their own level
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and index > 0:
            written = int(token.tag[1:])
            while len(open_levels) > 1 and open_levels[-1] >= written:
                open_levels.pop()
            open_levels.append(written)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(len(open_levels), _DEEPEST_HEADING)}"
        yield token


def _with_figures(tokens: Iterator[Token], page: Page) -> Iterator[Token]:
    """A paragraph that is one known image becomes a figure; an unknown one becomes its alternative text."""
    waiting: list[Token] = []
    number = 0
    for token in tokens:
        waiting.append(token)
        if token.type == "paragraph_open" or (token.type == "inline" and len(waiting) == 2):
            continue
        image = _only_image(waiting)
        if image is not None:
            source = str(image.attrs["src"]).removeprefix(FIGURE_SCHEME)
            if source in page.figures:
                number += 1
                placed = _placed(number, page, source, image)
                waiting = [Token("figure", "figure", 0, block=True, meta={"placed": placed})]
            else:
                waiting[1].children = [_text(_alternative(image) or source)]
        yield from waiting
        waiting = []


def _only_image(paragraph: list[Token]) -> Token | None:
    children = paragraph[1].children if len(paragraph) == 3 else None
    return children[0] if children and len(children) == 1 and children[0].type == "image" else None


def _placed(number: int, page: Page, name: str, image: Token) -> PlacedFigure:
    """The figure with never an empty alternative text: PDF/UA refuses a picture without words."""
    figure = page.figures[name]
    caption = str(image.attrs.get("title", "")) or figure.caption
    alternative = figure.alternative or _alternative(image) or caption or name
    svg, alternative, caption = map(without_forbidden_characters, (figure.svg, alternative, caption))
    if page.language == "fr":
        caption = french_spacing(caption)
    label = Catalog.of(page.language).say("page.figure", number=number)
    return PlacedFigure(number, label, Figure(name, svg, alternative, caption))


def _in_parts(root: SyntaxTreeNode) -> Content:
    blocks = list(root.children)
    title = blocks.pop(0) if blocks and blocks[0].type == "heading" else None
    lead: list[SyntaxTreeNode] = []
    has_sections = any(block.type == "heading" for block in blocks)
    while title and has_sections and blocks[0].type == "paragraph":
        lead.append(blocks.pop(0))
    return Content(title, tuple(lead), tuple(_useful_breaks(blocks)))


def _useful_breaks(blocks: list[SyntaxTreeNode]) -> Iterator[SyntaxTreeNode]:
    """Page breaks only between two blocks: no blank first or last page."""
    for index, block in enumerate(blocks):
        if block.type != "hr" or (0 < index < len(blocks) - 1 and blocks[index - 1].type != "hr"):
            yield block
