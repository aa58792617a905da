"""The sign of each category of actors: a shape and a colour, told apart by colour-blind eyes and on a grey print."""

from cit_toolkit.figures.palette import INK, MUTED, PAPER
from cit_toolkit.figures.svg import Attribute, Drawing

_COLOURS = ("#0072b2", "#d55e00", "#007a5a", "#a8437d", "#b07d00", "#3a8fc4", "#5b4a8a")
"""Okabe and Ito's colours, the lightest darkened until they stand out on white."""

_SHAPES: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    ((0, -1.15), (1.08, 0.8), (-1.08, 0.8)),
    ((0, -1.22), (1.22, 0), (0, 1.22), (-1.22, 0)),
    ((-1.08, -0.8), (1.08, -0.8), (0, 1.15)),
    (
        (-0.42, -1.12), (0.42, -1.12), (0.42, -0.42), (1.12, -0.42), (1.12, 0.42), (0.42, 0.42),
        (0.42, 1.12), (-0.42, 1.12), (-0.42, 0.42), (-1.12, 0.42), (-1.12, -0.42), (-0.42, -0.42),
    ),
    ((0, -1.05), (1.05, -0.3), (0.68, 0.95), (-0.68, 0.95), (-1.05, -0.3)),
)  # fmt: skip
"""Outlines around (0, 0) for a radius of 1: disc, square, triangle, diamond, triangle upside down, cross, pentagon."""

REACH = 1.25
"""How far a sign goes from its middle, for a radius of 1."""

_DIAGONAL = 0.7071


def draw_sign(drawing: Drawing, rank: int | None, x: float, y: float, radius: float, *, sure: bool = True) -> None:
    """The sign of the category of that rank in the method; None when the category is not known.

    Seven shapes full, then hollow with other colours, then hollow with a dot: 21 categories before one comes again.
    A dashed outline when what its size tells is not known.
    """
    if rank is None:
        style: dict[str, Attribute] = {"fill": PAPER, "stroke": MUTED, "stroke_width": 1.5}
        drawing.disc(x, y, radius, **style)
        drawing.disc(x, y, 1.6, fill=MUTED)
        return
    turn, shape = divmod(rank, len(_SHAPES))
    colour = _COLOURS[(shape + 3 * turn) % len(_COLOURS)]
    style = {"fill": PAPER if turn % 3 else colour, "stroke": colour, "stroke_width": 2.4 if turn % 3 else 1}
    if not sure:
        style |= {"fill": PAPER, "stroke_dasharray": "3 2", "stroke_width": 1.8}
    if _SHAPES[shape]:
        drawing.polygon([(x + dx * radius, y + dy * radius) for dx, dy in _SHAPES[shape]], **style)
    else:
        drawing.disc(x, y, radius, **style)
    if turn % 3 == 2:
        drawing.disc(x, y, radius / 3, fill=colour)


def draw_hinge(drawing: Drawing, x: float, y: float, radius: float) -> None:
    """A ring around the sign of an actor without which the network splits."""
    drawing.disc(x, y, radius * REACH + 3, fill="none", stroke=INK, stroke_width=1.8)


def draw_broker(drawing: Drawing, x: float, y: float, radius: float) -> None:
    """Four rays around the sign of an actor that links several categories."""
    for dx, dy in ((_DIAGONAL, _DIAGONAL), (-_DIAGONAL, _DIAGONAL), (-_DIAGONAL, -_DIAGONAL), (_DIAGONAL, -_DIAGONAL)):
        near, far = radius * REACH + 0.5, radius * REACH + 7
        drawing.line(x + dx * near, y + dy * near, x + dx * far, y + dy * far, stroke=INK, stroke_width=2.4)


def draw_badge(drawing: Drawing, kind: str, x: float, y: float) -> None:
    """A white cross on a dark disc: upright for an actor who `arrived`, slanted for one who `left`."""
    drawing.disc(x, y, 6, fill=INK, stroke=PAPER, stroke_width=1)
    along = (3.4, 0.0, 0.0, 3.4) if kind == "arrived" else (2.4, 2.4, 2.4, -2.4)
    for dx, dy in (along[:2], along[2:]):
        drawing.line(x - dx, y - dy, x + dx, y + dy, stroke=PAPER, stroke_width=1.8)


def reach(radius: float, *, hinge: bool, broker: bool) -> float:
    """How far a sign and its marks go from its middle."""
    return radius * REACH + (7.5 if broker else 4.5 if hinge else 1.0)
