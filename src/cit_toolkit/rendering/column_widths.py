"""How wide each column of a table should be: a table of short values stays narrow, long prose gets the room."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from markdown_it.tree import SyntaxTreeNode

from cit_toolkit.rendering.markdown_tokens import plain_text

_LINE = 104
"""Characters of table text in one line of an A4 page."""
_CELL_MARGINS = 3
_KEPT_WHOLE = 13
"""A cell up to this length is not worth a line break: dates, amounts, «12 734 habitants»."""
_LONGEST_WISH = 90
_HEAVIER_HEAD = 1.2
_WIDER_FIGURES = 1.25
"""Figures are wider than most letters, and a sum is in bold: an amount must not be cut after its last comma."""
_GIFTS, _MOST_SETTLED, _ROWS_WEIGHED = (5, 10, 20), 6, 60
"""Characters that a column may give to another at once; columns and rows beyond which that is not worth its time."""
_FIGURES = re.compile(r"[+−-]?\d[\d\s.,\u00a0\u202f]*(?:%|€)?")


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """How a table takes its place in the line."""

    shares: list[float]
    """Each column's share of the line; they add up to 1, or to less for a table that does not need the whole line."""

    fits: bool
    """Whether every cell holds in one line."""

    crowded: bool
    """Whether some column is narrower than its longest word, which must then be cut."""


def rows_of(table: SyntaxTreeNode) -> tuple[list[SyntaxTreeNode], list[SyntaxTreeNode]]:
    """The header rows and the body rows of a table."""
    parts = {part.type: part.children for part in table.children}
    return parts.get("thead", []), parts.get("tbody", [])


def column_alignments(table: SyntaxTreeNode) -> list[str]:
    """`left`, `right` or `center` for each column, as the Markdown says (left when it does not)."""
    header, _ = rows_of(table)
    return [str(cell.attrs.get("style", "")).removeprefix("text-align:") or "left" for cell in header[0].children]


def column_layout(table: SyntaxTreeNode) -> ColumnLayout:
    """Each column at least its longest word, and the rest shared out so that the table takes few lines."""
    header, body = rows_of(table)
    columns = [_column_texts(header, body, index) for index in range(len(header[0].children))]
    whole = [max(map(len, texts)) + _CELL_MARGINS for texts in columns]
    if sum(whole) <= _LINE:
        return ColumnLayout([width / _LINE for width in whole], fits=True, crowded=False)
    wishes = [min(width, _LONGEST_WISH) for width in whole]
    least = [min(wish, _longest_unbroken(texts) + _CELL_MARGINS) for wish, texts in zip(wishes, columns, strict=True)]
    # Either may be the shorter table: one long column had better give way alone, two long ones share the loss.
    widths = min(_in_proportion(least, wishes), _long_ones_give_way(least, wishes), key=lambda w: _lines(columns, w))
    if len(columns) <= _MOST_SETTLED:
        widths = _settled([texts[:_ROWS_WEIGHED] for texts in columns], least, widths)
    return ColumnLayout([width / sum(widths) for width in widths], fits=False, crowded=sum(least) > _LINE)


_RANK_SHARE, _BOX_SHARE = 0.06, 0.18
"""Of a sheet to sign: the column of ranks, and each box; names take the rest."""


def sheet_layout(table: SyntaxTreeNode) -> ColumnLayout:
    """The columns of a table to be filled in by hand: centred ones are boxes, whatever stands in them."""
    alignments = column_alignments(table)
    fixed = {"right": _RANK_SHARE, "center": min(_BOX_SHARE, 0.5 / max(alignments.count("center"), 1))}
    taken = sum(fixed.get(alignment, 0) for alignment in alignments)
    rest = (1 - taken) / max(len([each for each in alignments if each not in fixed]), 1)
    return ColumnLayout([fixed.get(alignment, rest) for alignment in alignments], fits=False, crowded=False)


def _in_proportion(least: Sequence[float], wishes: Sequence[float]) -> list[float]:
    """As browsers do: every column its longest word, then the rest in proportion to what each still wishes."""
    spare = max(_LINE - sum(least), 0)
    wanted = sum(wishes) - sum(least) or 1
    return [low + spare * (wish - low) / wanted for low, wish in zip(least, wishes, strict=True)]


def _long_ones_give_way(least: Sequence[float], wishes: Sequence[float]) -> list[float]:
    """Every column what it wishes, from the shortest on, as long as the others keep as much."""
    widths = list(least)
    spare = max(_LINE - sum(least), 0)
    waiting = sorted(range(len(wishes)), key=lambda column: wishes[column] - least[column])
    for place, column in enumerate(waiting):
        given = min(wishes[column] - least[column], spare / (len(waiting) - place))
        widths[column] += given
        spare -= given
    return widths


def _settled(columns: Sequence[Sequence[str]], least: Sequence[float], widths: list[float]) -> list[float]:
    """Columns give room to one another for as long as the table takes fewer lines."""
    lines = _lines(columns, widths)
    while True:
        trials = [
            [width + gift * ((place == taker) - (place == giver)) for place, width in enumerate(widths)]
            for gift in _GIFTS
            for giver, taker in permutations(range(len(widths)), 2)
            if widths[giver] - gift >= least[giver]
        ]
        fewest, trial = min(((_lines(columns, trial), trial) for trial in trials), default=(lines, widths))
        if fewest >= lines:
            return widths
        lines, widths = fewest, trial


def _lines(columns: Sequence[Sequence[str]], widths: Sequence[float]) -> int:
    """How many lines the table takes, as far as counting characters can tell."""
    room = [max(1, int(width) - _CELL_MARGINS) for width in widths]
    rows = zip(*columns, strict=True)
    return sum(max(-(-len(text) // width) for text, width in zip(row, room, strict=True)) for row in rows)


def _column_texts(header: list[SyntaxTreeNode], body: list[SyntaxTreeNode], index: int) -> list[str]:
    heads = [plain_text(row.children[index]) for row in header]
    cells = [plain_text(row.children[index]) for row in body]
    wider = [_widened(head, _HEAVIER_HEAD) for head in heads]
    return wider + [_widened(cell, _WIDER_FIGURES) if _FIGURES.fullmatch(cell) else cell for cell in cells]


def _widened(text: str, factor: float) -> str:
    return text + "x" * round(len(text) * (factor - 1))


def _longest_unbroken(texts: Sequence[str]) -> int:
    """Length of the longest thing that should stay on one line: a short cell, else a word (a hyphen may end a line)."""
    pieces = [[text] if len(text) <= _KEPT_WHOLE else text.replace("-", "- ").split() or [""] for text in texts]
    return max(len(piece) for words in pieces for piece in words)
