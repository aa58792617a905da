"""How mature each dimension of the project is, as intervals: what was not answered is never drawn as zero."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cit_toolkit.figures.alternative import brief, listed, shortened, together
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.palette import INK, MUTED, RULE, TRACK, legible, tint
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.numbers import format_percent, format_range

_WIDTH = 640
_NAME_WIDTH = 200
_SCALE_LEFT, _SCALE_WIDTH = 230, 246
_RIGHT_WIDTH = 138
_TEXT, _SMALL = 14, 12.5


@dataclass(frozen=True, slots=True)
class MaturityRow:
    """One dimension as drawn: its score as an interval of shares, None when no criterion was answered."""

    name: str
    low: float | None
    high: float | None
    answered: int
    total: int


def maturity_figure(rows: Sequence[MaturityRow], language: str, colour: str) -> Figure:
    """The dimensions in the order given, on a scale from 0 to 100 %."""
    catalog = Catalog.of(language)
    drawing = Drawing("maturity", _WIDTH)
    accent = legible(colour)
    if not rows:
        nothing = catalog.say("figures.maturity-none")
        drawing.text(0, 18, nothing, _TEXT, MUTED)
        return Figure("maturity", drawing.finish(36), nothing, catalog.say("figures.maturity-caption"))
    heights = [_height(row, catalog) for row in rows]
    top = 30.0
    _draw_scale(drawing, top, top + sum(heights), catalog)
    for row, height in zip(rows, heights, strict=True):
        _draw_row(drawing, row, top, height, catalog, accent)
        top += height
    words = shortened(lambda most: _alternative(rows, catalog, most), len(rows), "")
    return Figure("maturity", drawing.finish(top + 6), words, catalog.say("figures.maturity-caption"))


def _interval(row: MaturityRow) -> tuple[float, float] | None:
    """The score, or None: without an answer the interval [0, 1] says nothing and would look like a result."""
    if not row.answered or row.low is None or row.high is None:
        return None
    return row.low, row.high


def _draw_scale(drawing: Drawing, top: float, bottom: float, catalog: Catalog) -> None:
    for quarter in range(5):
        x = _SCALE_LEFT + _SCALE_WIDTH * quarter / 4
        share = format_percent(quarter / 4, catalog.language)
        drawing.text(x, top - 15, share, _SMALL, MUTED, anchor="middle")
        drawing.line(x, top - 4, x, bottom, stroke=RULE if quarter in (0, 4) else TRACK)


def _height(row: MaturityRow, catalog: Catalog) -> float:
    lines = max(len(_name(row)), len(_answers(row, catalog)) + (_interval(row) is not None))
    return max(40.0, lines * _TEXT * LINE_HEIGHT + 10)


def _name(row: MaturityRow) -> tuple[str, ...]:
    return fitted(row.name, _TEXT, _NAME_WIDTH, lines=3)


def _answers(row: MaturityRow, catalog: Catalog) -> tuple[str, ...]:
    sentence = catalog.say("figures.maturity-answers", count=row.answered, total=row.total)
    return fitted(sentence, _SMALL, _RIGHT_WIDTH, lines=2)


def _draw_row(drawing: Drawing, row: MaturityRow, top: float, height: float, catalog: Catalog, accent: str) -> None:
    middle = top + height / 2
    drawing.line(0, top, _WIDTH, top, stroke=TRACK)
    drawing.text(0, middle, _name(row), _TEXT, INK)
    interval = _interval(row)
    answers = _answers(row, catalog)
    if interval is None:
        drawing.rectangle(_SCALE_LEFT, middle - 11, _SCALE_WIDTH, 22, rx=3, fill=TRACK)
        words = catalog.say("figures.maturity-unanswered")
        drawing.text(_SCALE_LEFT + _SCALE_WIDTH / 2, middle, words, _SMALL, MUTED, anchor="middle")
        drawing.text(_WIDTH, middle, answers, _SMALL, MUTED, anchor="end")
        return
    _draw_interval(drawing, *interval, middle, accent)
    value = format_range(*interval, catalog.language, percent=True)
    drawing.text(
        _WIDTH, middle - len(answers) * _SMALL * LINE_HEIGHT / 2, value, _TEXT, INK, anchor="end", semibold=True
    )
    drawing.text(_WIDTH, middle + _TEXT * LINE_HEIGHT / 2, answers, _SMALL, MUTED, anchor="end")


def _draw_interval(drawing: Drawing, low: float, high: float, middle: float, accent: str) -> None:
    start, end = (_SCALE_LEFT + _SCALE_WIDTH * share for share in (low, high))
    if low == high:
        drawing.disc(start, middle, 6, fill=accent, stroke="#ffffff", stroke_width=1.5)
        return
    drawing.rectangle(start, middle - 5, end - start, 10, fill=tint(accent, 0.4))
    for x in (start, end):
        drawing.line(x, middle - 9, x, middle + 9, stroke=accent, stroke_width=3, stroke_linecap="round")


def _alternative(rows: Sequence[MaturityRow], catalog: Catalog, most: int) -> Iterator[str]:
    known = [
        f"{brief(row.name)} ({format_range(*interval, catalog.language, percent=True)})"
        for row in rows
        if (interval := _interval(row))
    ]
    unanswered = [row.name for row in rows if _interval(row) is None]
    if known:
        yield catalog.say("figures.maturity-alt-scores", scores=together(known, most, catalog))
    if unanswered:
        yield catalog.say("figures.maturity-alt-unanswered", names=listed(unanswered, most, catalog))
