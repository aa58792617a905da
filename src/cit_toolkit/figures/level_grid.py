"""Where things stand on a grid of two levels from 0 to 3, across (columns) and up (rows): no disc covers another."""

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
    """Thing `number` (from 1), centred at (x, y); not `certain` when it stands on a bar."""

    number: int
    x: float
    y: float
    certain: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """The levels that things may have, as a strip over the cells."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid laid out. The row of the highest level is at the top, and each is as high as what stands in it."""

    left: float
    row_tops: tuple[float, ...]
    """By level, lowest first; one more than the rows: the first is the bottom of the grid."""
    discs: tuple[Disc, ...]
    bars: tuple[Bar, ...]
    unplaced: tuple[int, ...]
    """Numbers of the things that no single bar can show: both their levels are uncertain."""

    @property
    def top(self) -> float:
        """Top of the highest row."""
        return self.row_tops[-1]

    @property
    def bottom(self) -> float:
        """Bottom of the lowest row."""
        return self.row_tops[0]

    def row_top(self, up: int) -> float:
        """Top of the row of that level."""
        return self.row_tops[up + 1]

    def row_height(self, up: int) -> float:
        """Height of the row of that level."""
        return self.row_tops[up] - self.row_tops[up + 1]

    def column_left(self, across: int) -> float:
        """Left of the column of that level."""
        return self.left + across * COLUMN_WIDTH


def arranged(places: Sequence[tuple[Span, Span]], *, left: float, top: float) -> Grid:
    """Place things by their levels, (across, up). Discs and bars have lanes of their own: only bars may cross."""
    return _Arrangement(places, left, top).grid()


class _Arrangement:
    """The lanes: in a cell, discs at the left of upright bars, and above the flat ones."""

    def __init__(self, places: Sequence[tuple[Span, Span]], left: float, top: float) -> None:
        self._left = left
        self._cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._flat: defaultdict[int, dict[Span, list[int]]] = defaultdict(dict)
        self._upright: defaultdict[int, dict[Span, list[int]]] = defaultdict(dict)
        self._unplaced: list[int] = []
        for number, (across, up) in enumerate(places, 1):
            if across.certain and up.certain:
                self._cells[across.low, up.low].append(number)
            elif up.certain:
                self._flat[up.low].setdefault(across, []).append(number)
            elif across.certain:
                self._upright[across.low].setdefault(up, []).append(number)
            else:
                self._unplaced.append(number)
        self._leave_out_uprights()
        self._row_tops = [top]
        for level in reversed(LEVELS):
            self._row_tops.insert(0, self._row_tops[0] + self._row_height(level))

    def grid(self) -> Grid:
        discs: list[Disc] = []
        bars: list[Bar] = []
        for (across, up), numbers in sorted(self._cells.items()):
            discs += self._discs_in_cell(across, up, numbers)
        for up in LEVELS:
            for lane, (span, numbers) in enumerate(self._flat_lanes(up)):
                y = self._discs_top(up) + self._disc_lines(up) * DISC + (lane + 0.5) * DISC
                start = self._column_left(span.low) + _PADDING
                bars.append(Bar(start, y - _BAR / 2, self._column_left(span.high + 1) - _PADDING - start, _BAR))
                slots = [x for across in span.levels for x in self._slots(across)]
                discs += (Disc(n, x, y, False) for n, x in zip(numbers, _middle(slots, len(numbers)), strict=True))
        for across in LEVELS:
            for lane, (span, numbers) in enumerate(sorted(self._upright[across].items())):
                x = self._column_left(across + 1) - _PADDING - (lane + 0.5) * _LANE
                start, end = self._row_tops[span.high + 1] + _PADDING, self._row_tops[span.low] - _PADDING
                bars.append(Bar(x - _BAR / 2, start, _BAR, end - start))
                slots = [y for up in reversed(span.levels) for y in self._disc_middles(up)]
                discs += (Disc(n, x, y, False) for n, y in zip(numbers, _middle(slots, len(numbers)), strict=True))
        return Grid(self._left, tuple(self._row_tops), tuple(discs), tuple(bars), tuple(sorted(self._unplaced)))

    def _leave_out_uprights(self) -> None:
        for spans in self._upright.values():
            for span in sorted(spans, key=lambda span: (-len(spans[span]), span))[_MOST_UPRIGHT:]:
                self._unplaced += spans.pop(span)

    def _column_left(self, across: int) -> float:
        return self._left + across * COLUMN_WIDTH

    def _slots(self, across: int) -> list[float]:
        """Where discs may stand side by side in a column: evenly, in what its upright bars leave."""
        room = COLUMN_WIDTH - 2 * _PADDING - len(self._upright[across]) * _LANE
        count = int(room // DISC)
        first = self._column_left(across) + _PADDING + (room - (count - 1) * DISC) / 2
        return [first + place * DISC for place in range(count)]

    def _flat_lanes(self, up: int) -> list[tuple[Span, list[int]]]:
        lanes = []
        for span, numbers in sorted(self._flat[up].items()):
            most = sum(len(self._slots(across)) for across in span.levels)
            lanes += [(span, numbers[first : first + most]) for first in range(0, len(numbers), most)]
        return lanes

    def _disc_lines(self, up: int) -> int:
        """Lines of discs in a row: enough for its fullest cell, and for its part of the upright bars."""
        in_cells = [-(-len(self._cells.get((u, up), ())) // len(self._slots(u))) for u in LEVELS]
        on_bars = [
            -(-len(numbers) // len(span.levels))
            for spans in self._upright.values()
            for span, numbers in spans.items()
            if up in span.levels
        ]
        return max(in_cells + on_bars)

    def _content_height(self, up: int) -> float:
        return (self._disc_lines(up) + len(self._flat_lanes(up))) * DISC

    def _row_height(self, up: int) -> float:
        return max(_LEAST_ROW, self._content_height(up) + 2 * _PADDING)

    def _discs_top(self, up: int) -> float:
        spare = self._row_height(up) - self._content_height(up)
        return self._row_tops[up + 1] + spare / 2

    def _disc_middles(self, up: int) -> list[float]:
        top = self._discs_top(up)
        return [top + (line + 0.5) * DISC for line in range(self._disc_lines(up))]

    def _discs_in_cell(self, across: int, up: int, numbers: list[int]) -> list[Disc]:
        slots = self._slots(across)
        lines = [numbers[first : first + len(slots)] for first in range(0, len(numbers), len(slots))]
        spare = (self._disc_lines(up) - len(lines)) * DISC / 2
        centre = (slots[0] + slots[-1]) / 2
        return [
            Disc(number, centre + (place - (len(line) - 1) / 2) * DISC, y + spare, True)
            for line, y in zip(lines, self._disc_middles(up), strict=False)
            for place, number in enumerate(line)
        ]


def _middle(slots: list[float], count: int) -> list[float]:
    first = (len(slots) - count) // 2
    return slots[first : first + count]
