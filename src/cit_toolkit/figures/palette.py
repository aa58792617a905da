"""The colours of every figure: one accent, greys, and an ordered scale that still reads when printed in grey."""

INK = "#1f2933"
MUTED = "#52606d"
RULE = "#d3dae1"
TRACK = "#edf0f3"
PAPER = "#ffffff"

STATUSES = ("absente", "en-germe", "fragile", "partagee")
"""The four statuses of a function, weakest first: the rank in this tuple is what the figures draw."""

_STATUS_TINTS = (0.0, 0.34, 0.64, 1.0)
"""One hue, darker as the status is stronger: order survives colour blindness and a black-and-white printer."""

_ENOUGH_CONTRAST = 4.6
"""WCAG 2 asks for 4.5 between small white text and the disc it stands on."""


def legible(colour: str) -> str:
    """The accent (#rrggbb), darkened until white text is readable on it: people choose the yellow of their logo."""
    channels = _channels(colour)
    while 1.05 / (_luminance(channels) + 0.05) < _ENOUGH_CONTRAST:
        channels = tuple(int(channel * 0.95) for channel in channels)
    return _hex(channels)


def tint(colour: str, share: float) -> str:
    """`share` (0–1) of the colour, the rest white."""
    return _hex(tuple(round(255 - (255 - channel) * share) for channel in _channels(colour)))


def status_colour(status: str, colour: str) -> str:
    """Fill of a function's status; `absente` is the empty track."""
    rank = STATUSES.index(status)
    return tint(colour, _STATUS_TINTS[rank]) if rank else TRACK


def grey_level(colour: str) -> float:
    """How light the colour is once printed in grey: 0 black, 1 white."""
    return _luminance(_channels(colour))


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _hex(channels: tuple[int, ...]) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _luminance(channels: tuple[int, ...]) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (channel / 255 for channel in channels)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
