"""Cleaned Markdown → Typst source. What people wrote enters it only inside string literals: nothing there can run.

In a Typst string just the backslash, the quote and line ends mean something; `report.typ` holds all the looks.
"""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from markdown_it.tree import SyntaxTreeNode

from cit_toolkit.figures.palette import legible
from cit_toolkit.rendering.characters import printable, without_forbidden_characters
from cit_toolkit.rendering.column_widths import column_alignments, column_layout, rows_of
from cit_toolkit.rendering.markdown_tokens import Content, PlacedFigure, above_title, plain_text
from cit_toolkit.rendering.page import Layout, Page
from cit_toolkit.wording.catalog import Catalog

_UNBROKEN = 900
"""A table row or a quotation of more characters may be cut by a page end; a shorter one moves whole to the next."""
_SHORT = 300
"""A paragraph of fewer characters before a table tells how to read it."""
_CODE_TAB = 4
_LISTS = ("bullet_list", "ordered_list")


def typst_source(page: Page, content: Content) -> str:
    """The main file of a document; it expects `report.typ`, `figure-NUMBER.svg` and `logo.ENDING` beside it."""
    words = Catalog.of(page.language)
    arguments = {
        "title": literal(page.title),
        "heading-text": _inline(content.title) if content.title else literal(page.title),
        "lead": _tuple([_inline(paragraph) for paragraph in content.lead]),
        "language": literal(page.language),
        "kind": literal(page.kind),
        "running-title": literal(page.title.removeprefix(page.kind).lstrip(" –")),
        "over-title": literal(above_title(page, content)),
        "organisation": literal(page.organisation or ""),
        "notice": literal(page.notice or ""),
        "accent": "accent",
        "logo": literal(f"logo.{page.logo_ending}") if page.logo else "none",
        "logo-text": literal(page.organisation or words.say("page.logo")),
        "written-on": f"datetime(year: {page.date.year}, month: {page.date.month}, day: {page.date.day})",
        "page-word": literal(words.say("page.page")),
        "paper": literal(page.paper.name),
        "landscape": str(page.paper.landscape).lower(),
    }
    named = "".join(f"  {name}: {value},\n" for name, value in arguments.items())
    head = f'#import "report.typ": *\n#let accent = rgb({literal(legible(page.colour))})\n'
    if page.layout is Layout.SLIDES:
        looks = "#let data-table = slide-table\n#let callout = slide-callout\n#let drawing = drawing-here\n"
        return f"{head}{looks}#slides(\n{named}{_slides(content.body)})\n"
    if page.layout is Layout.SHEET:
        head += "#let data-table = sheet-table\n"
        named += "  compact: true,\n"
    return f"{head}#report(\n{named}{_blocks(content.body, top=True)})\n"


def _slides(nodes: Sequence[SyntaxTreeNode]) -> str:
    """A slide begins with each heading of level 2; what stands before the first has none."""
    slides: list[tuple[str, list[SyntaxTreeNode]]] = []
    for node in nodes:
        if node.type == "heading" and node.tag == "h2":
            slides.append((_inline(node), []))
        elif slides:
            slides[-1][1].append(node)
        else:
            slides.append(("none", [node]))
    return "".join(f"({title}, {_blocks(body)}),\n" for title, body in slides)


def literal(text: str) -> str:
    """A Typst string that prints as this text. Line ends and tabs become spaces: in a string they would break lines."""
    cleaned = printable(without_forbidden_characters(text)).replace("\n", " ").replace("\t", " ")
    return '"' + cleaned.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _figure(placed: PlacedFigure, *, announced: bool) -> str:
    """A call of the theme's `drawing`; what announces a figure goes with it where it goes."""
    words = f"alternative: {literal(placed.figure.alternative)}, caption: {literal(placed.figure.caption)}"
    name = "drawing-here" if announced else "drawing"
    return f'{name}("figure-{placed.number}.svg", label: {literal(placed.label)}, {words})'


def _tuple(items: Sequence[str]) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"


def _blocks(nodes: Sequence[SyntaxTreeNode], *, top: bool = False, in_list: bool = False) -> str:
    written: list[str] = []
    for index, node in enumerate(nodes):
        follower = nodes[index + 1].type if index + 1 < len(nodes) else ""
        if node.type == "hr":  # only the page itself can be broken, not a quotation or a list
            written += ["pagebreak(weak: true)"] if top else []
        elif _announces(node, follower):
            written.append(f"announcement({_inline(node)})")
        elif node.type == "figure":
            before = nodes[index - 1] if index else None
            announced = before is not None and (before.type == "heading" or _announces(before, node.type))
            written.append(_figure(node.meta["placed"], announced=announced))
        elif node.type in _LISTS and not in_list:
            written.append(f"outer-list({_list(node)})")
        else:
            written.append(_BLOCKS[node.type](node))
    return "{\n" + "\n".join(written or ["[]"]) + "\n}"


def _announces(node: SyntaxTreeNode, follower: str) -> bool:
    """Whether a paragraph stays with what follows: one that ends with a colon, or a short one before a table."""
    if node.type != "paragraph" or node.hidden or follower not in (*_LISTS, "table", "figure"):
        return False
    told = plain_text(node).rstrip()
    return told.endswith(":") or (follower == "table" and len(told) < _SHORT)


def _inline(node: SyntaxTreeNode) -> str:
    children = node.children[0].children if node.children and node.children[0].type == "inline" else node.children
    return "{" + "; ".join(_INLINES[child.type](child) for child in children if child.type) + "}" if children else "[]"


def _heading(node: SyntaxTreeNode) -> str:
    return f"heading(level: {node.tag[1:]}, {_inline(node)})"


def _paragraph(node: SyntaxTreeNode) -> str:
    return _inline(node) if node.hidden else f"par({_inline(node)})"


def _list(node: SyntaxTreeNode) -> str:
    tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
    items = ", ".join(map(_item, node.children))
    kind = f"enum(start: {node.attrs.get('start', 1)}, " if node.type == "ordered_list" else "list("
    return f"{kind}tight: {str(tight).lower()}, {items})"


def _item(item: SyntaxTreeNode) -> str:
    """A short item that has a list of its own, a question and its answers, is not cut by the end of a page."""
    written = _blocks(item.children, in_list=True)
    whole = any(child.type in _LISTS for child in item.children) and len(plain_text(item)) < _UNBROKEN
    return f"whole({written})" if whole else written


def _callout(node: SyntaxTreeNode) -> str:
    short = str(len(plain_text(node)) < _UNBROKEN).lower()
    return f"callout(short: {short}, {_blocks(node.children)})"


def _code_block(node: SyntaxTreeNode) -> str:
    lines = printable(node.content.removesuffix("\n").expandtabs(_CODE_TAB)).split("\n")
    return "raw(block: true, " + ' + "\\n" + '.join(literal(line) for line in lines) + ")"


def _table(node: SyntaxTreeNode) -> str:
    header, body = rows_of(node)
    layout = column_layout(node)
    columns = ["auto" if layout.fits else f"{share:.4f}fr" for share in layout.shares]
    alignments = _tuple([literal(alignment) for alignment in column_alignments(node)])
    looks = f"columns: {_tuple(columns)}, align: {alignments}, crowded: {str(layout.crowded).lower()}"
    heads = ", ".join(_inline(cell) for row in header for cell in row.children)
    rows = "".join(_table_row(row, opens=_opens_rows(row, after)) for row, after in zip_longest(body, body[1:]))
    return f"data-table(accent, {looks}, table.header({heads}),\n{rows})"


def _opens_rows(row: SyntaxTreeNode, after: SyntaxTreeNode | None) -> bool:
    """Whether a row names those that follow: «**Portage** | | 47 %», with rows that are not in bold after it. A sum,
    in bold from one end to the other, names nothing."""
    if after is None or not _is_strong(row.children[0]) or _is_strong(after.children[0]):
        return False
    others = row.children[1:]
    return not all(plain_text(cell).strip() for cell in others) or not any(map(_is_strong, others))


def _is_strong(cell: SyntaxTreeNode) -> bool:
    inside = cell.children[0].children if cell.children else []
    return any(child.type == "strong" for child in inside) and all(
        child.type == "strong" or not plain_text(child).strip() for child in inside
    )


def _table_row(row: SyntaxTreeNode, opens: bool = False) -> str:
    if opens:
        # A header of its own: never alone at the foot of a page, and told again at the head of the next.
        return f"table.header(level: 2, {', '.join(map(_inline, row.children))}),\n"
    breakable = str(len(plain_text(row)) > _UNBROKEN).lower()
    return "".join(f"table.cell(breakable: {breakable}, {_inline(cell)}), " for cell in row.children) + "\n"


def _link(node: SyntaxTreeNode) -> str:
    shown = _inline(node) if plain_text(node).strip() else literal(str(node.attrs["href"]))
    return f"link({literal(str(node.attrs['href']))}, {shown})"


_BLOCKS: dict[str, Callable[[SyntaxTreeNode], str]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "inline": _inline,
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": _callout,
    "code_block": _code_block,
    "fence": _code_block,
    "table": _table,
}

_INLINES: dict[str, Callable[[SyntaxTreeNode], str]] = {
    "text": lambda node: literal(node.content),
    "text_special": lambda node: literal(node.content),
    "softbreak": lambda node: '" "',
    "hardbreak": lambda node: "linebreak()",
    "code_inline": lambda node: f"raw({literal(node.content)})",
    "strong": lambda node: f"strong({_inline(node)})",
    "em": lambda node: f"emph({_inline(node)})",
    "s": lambda node: f"strike({_inline(node)})",
    "link": _link,
}
