"""Where each need stands on the grid of urgency (columns) and importance (rows), so that no disc covers another."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

LEVELS = (0, 1, 2, 3)
DISC = 24.0
"""Room taken by one numbered disc, its margin included."""

COLUMN_WIDTH = 154.0
_PADDING = 8.0
_LEAST_ROW = DISC + 4 * _PADDING
_BAR = 8.0
_LANE = DISC + 4
_MOST_UPRIGHT = 2
"""Upright bars side by side in one column: more would leave no room for the discs of its cells."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The levels something may have, both ends included."""

    low: int
    high: int

    @property
    def certain(self) -> bool:
        """Whether only one level is left."""
        return self.low == self.high

    @property
    def levels(self) -> range:
        """Every level it may have."""
        return range(self.low, self.high + 1)


@dataclass(frozen=True, slots=True)
class Disc:
    """Need `number` (from 1), centred at (x, y); not `certain` when it stands on a bar."""

    number: int
    x: float
    y: float
    certain: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """The levels that needs may have, as a strip over the cells."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid laid out. The most important row is at the top, and each is as high as what stands in it."""

    left: float
    row_tops: tuple[float, ...]
    """By importance, least first; one more than the rows: the first is the bottom of the grid."""
    discs: tuple[Disc, ...]
    bars: tuple[Bar, ...]
    unplaced: tuple[int, ...]
    """Numbers of the needs that no single bar can show: both urgency and importance are uncertain."""

    @property
    def top(self) -> float:
        """Top of the most important row."""
        return self.row_tops[-1]

    @property
    def bottom(self) -> float:
        """Bottom of the least important row."""
        return self.row_tops[0]

    def row_top(self, importance: int) -> float:
        """Top of the row of that importance."""
        return self.row_tops[importance + 1]

    def row_height(self, importance: int) -> float:
        """Height of the row of that importance."""
        return self.row_tops[importance] - self.row_tops[importance + 1]

    def column_left(self, urgency: int) -> float:
        """Left of the column of that urgency."""
        return self.left + urgency * COLUMN_WIDTH


def arranged(places: Sequence[tuple[Span, Span]], *, left: float, top: float) -> Grid:
    """Place needs by (urgency, importance). Discs and bars have lanes of their own: only bars may cross."""
    return _Arrangement(places, left, top).grid()


class _Arrangement:
    """The lanes: in a cell, discs at the left of upright bars, and above the flat ones."""

    def __init__(self, places: Sequence[tuple[Span, Span]], left: float, top: float) -> None:
        self._left = left
        self._cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._flat: defaultdict[int, dict[Span, list[int]]] = defaultdict(dict)
        self._upright: defaultdict[int, dict[Span, list[int]]] = defaultdict(dict)
        self._unplaced: list[int] = []
        for number, (urgency, importance) in enumerate(places, 1):
            if urgency.certain and importance.certain:
                self._cells[urgency.low, importance.low].append(number)
            elif importance.certain:
                self._flat[importance.low].setdefault(urgency, []).append(number)
            elif urgency.certain:
                self._upright[urgency.low].setdefault(importance, []).append(number)
            else:
                self._unplaced.append(number)
        self._leave_out_uprights()
        self._row_tops = [top]
        for level in reversed(LEVELS):
            self._row_tops.insert(0, self._row_tops[0] + self._row_height(level))

    def grid(self) -> Grid:
        discs: list[Disc] = []
        bars: list[Bar] = []
        for (urgency, importance), numbers in sorted(self._cells.items()):
            discs += self._discs_in_cell(urgency, importance, numbers)
        for importance in LEVELS:
            for lane, (span, numbers) in enumerate(self._flat_lanes(importance)):
                y = self._discs_top(importance) + self._disc_lines(importance) * DISC + (lane + 0.5) * DISC
                start = self._column_left(span.low) + _PADDING
                bars.append(Bar(start, y - _BAR / 2, self._column_left(span.high + 1) - _PADDING - start, _BAR))
                slots = [x for urgency in span.levels for x in self._slots(urgency)]
                discs += (Disc(n, x, y, False) for n, x in zip(numbers, _middle(slots, len(numbers)), strict=True))
        for urgency in LEVELS:
            for lane, (span, numbers) in enumerate(sorted(self._upright[urgency].items())):
                x = self._column_left(urgency + 1) - _PADDING - (lane + 0.5) * _LANE
                start, end = self._row_tops[span.high + 1] + _PADDING, self._row_tops[span.low] - _PADDING
                bars.append(Bar(x - _BAR / 2, start, _BAR, end - start))
                slots = [y for importance in reversed(span.levels) for y in self._disc_middles(importance)]
                discs += (Disc(n, x, y, False) for n, y in zip(numbers, _middle(slots, len(numbers)), strict=True))
        return Grid(self._left, tuple(self._row_tops), tuple(discs), tuple(bars), tuple(sorted(self._unplaced)))

    def _leave_out_uprights(self) -> None:
        for spans in self._upright.values():
            for span in sorted(spans, key=lambda span: (-len(spans[span]), span))[_MOST_UPRIGHT:]:
                self._unplaced += spans.pop(span)

    def _column_left(self, urgency: int) -> float:
        return self._left + urgency * COLUMN_WIDTH

    def _slots(self, urgency: int) -> list[float]:
        """Where discs may stand side by side in a column: evenly, in what its upright bars leave."""
        room = COLUMN_WIDTH - 2 * _PADDING - len(self._upright[urgency]) * _LANE
        count = int(room // DISC)
        first = self._column_left(urgency) + _PADDING + (room - (count - 1) * DISC) / 2
        return [first + place * DISC for place in range(count)]

    def _flat_lanes(self, importance: int) -> list[tuple[Span, list[int]]]:
        lanes = []
        for span, numbers in sorted(self._flat[importance].items()):
            most = sum(len(self._slots(urgency)) for urgency in span.levels)
            lanes += [(span, numbers[first : first + most]) for first in range(0, len(numbers), most)]
        return lanes

    def _disc_lines(self, importance: int) -> int:
        """Lines of discs in a row: enough for its fullest cell, and for its part of the upright bars."""
        in_cells = [-(-len(self._cells.get((u, importance), ())) // len(self._slots(u))) for u in LEVELS]
        on_bars = [
            -(-len(numbers) // len(span.levels))
            for spans in self._upright.values()
            for span, numbers in spans.items()
            if importance in span.levels
        ]
        return max(in_cells + on_bars)

    def _content_height(self, importance: int) -> float:
        return (self._disc_lines(importance) + len(self._flat_lanes(importance))) * DISC

    def _row_height(self, importance: int) -> float:
        return max(_LEAST_ROW, self._content_height(importance) + 2 * _PADDING)

    def _discs_top(self, importance: int) -> float:
        spare = self._row_height(importance) - self._content_height(importance)
        return self._row_tops[importance + 1] + spare / 2

    def _disc_middles(self, importance: int) -> list[float]:
        top = self._discs_top(importance)
        return [top + (line + 0.5) * DISC for line in range(self._disc_lines(importance))]

    def _discs_in_cell(self, urgency: int, importance: int, numbers: list[int]) -> list[Disc]:
        slots = self._slots(urgency)
        lines = [numbers[first : first + len(slots)] for first in range(0, len(numbers), len(slots))]
        spare = (self._disc_lines(importance) - len(lines)) * DISC / 2
        centre = (slots[0] + slots[-1]) / 2
        return [
            Disc(number, centre + (place - (len(line) - 1) / 2) * DISC, y + spare, True)
            for line, y in zip(lines, self._disc_middles(importance), strict=False)
            for place, number in enumerate(line)
        ]


def _middle(slots: list[float], count: int) -> list[float]:
    first = (len(slots) - count) // 2
    return slots[first : first + count]
