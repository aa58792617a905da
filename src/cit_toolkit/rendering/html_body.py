"""Cleaned Markdown → the inside of an HTML page, for the browser and, through it, for the office formats."""

from collections.abc import Callable, Iterable
from html import escape

from markdown_it.tree import SyntaxTreeNode

from cit_toolkit.rendering.column_widths import ColumnLayout, column_alignments, column_layout, rows_of
from cit_toolkit.rendering.markdown_tokens import PlacedFigure, plain_text


class HtmlBody:
    """Writes nodes as HTML. What differs between a browser and an office format is told when it is made."""

    def __init__(
        self,
        figure: Callable[[PlacedFigure], str],
        *,
        page_break: str,
        table: Callable[[str], str] = str,
        fixed_columns: bool = False,
        columns: Callable[[SyntaxTreeNode], ColumnLayout] = column_layout,
    ) -> None:
        self._figure = figure
        self._page_break = page_break
        self._wrapped = table
        self._fixed_columns = fixed_columns
        self._columns = columns

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        """Block after block, a line each."""
        return "\n".join(self._block(node) for node in nodes)

    def inline(self, node: SyntaxTreeNode) -> str:
        """What stands inside a paragraph, a heading or a cell."""
        return "".join(self._inline_child(child) for child in node.children)

    def _block(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "heading":
                return f"<{node.tag}>{self.inline(node)}</{node.tag}>"
            case "paragraph":
                return self.inline(node) if node.hidden else f"<p>{self.inline(node)}</p>"
            case "bullet_list":
                return f"<ul>\n{self._items(node)}\n</ul>"
            case "ordered_list":
                start = node.attrs.get("start", 1)
                return f'<ol start="{start}">\n{self._items(node)}\n</ol>'
            case "blockquote":
                return f"<blockquote>\n{self.blocks(node.children)}\n</blockquote>"
            case "code_block" | "fence":
                return f"<pre><code>{escape(node.content)}</code></pre>"
            case "table":
                return self._wrapped(self._table(node))
            case "figure":
                return self._figure(node.meta["placed"])
            case "hr":
                return self._page_break
            case _:
                return self.inline(node)

    def _items(self, node: SyntaxTreeNode) -> str:
        return "\n".join(f"<li>{self.blocks(item.children)}</li>" for item in node.children)

    def _table(self, node: SyntaxTreeNode) -> str:
        header, body = rows_of(node)
        alignments = column_alignments(node)
        layout = self._columns(node)
        heads = "".join(self._row(row, alignments, 'th scope="col"') for row in header)
        rows = "".join(self._row(row, alignments, "td") for row in body)
        widths = "".join(f'<col style="width:{share:.1%}">' for share in layout.shares)
        columns = f"<colgroup>{widths}</colgroup>" if self._fixed_columns else ""
        opening = "<table>" if layout.fits else '<table class="long">'
        return f"{opening}{columns}\n<thead>\n{heads}</thead>\n<tbody>\n{rows}</tbody>\n</table>"

    def _row(self, row: SyntaxTreeNode, alignments: list[str], opening: str) -> str:
        tag = opening.split()[0]
        cells = "".join(
            f'<{opening} style="text-align:{alignment}">{self.inline(cell)}</{tag}>'
            for cell, alignment in zip(row.children, alignments, strict=True)
        )
        return f"<tr>{cells}</tr>\n"

    def _inline_child(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "text" | "text_special":
                return escape(node.content)
            case "code_inline":
                return f"<code>{escape(node.content)}</code>"
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "<br>\n"
            case "link":
                address = str(node.attrs["href"])
                shown = self.inline(node) if plain_text(node).strip() else escape(address)
                return f'<a href="{escape(address)}">{shown}</a>'
            case "strong" | "em" | "s":
                return f"<{node.type}>{self.inline(node)}</{node.type}>"
            case _:
                return self.inline(node)
