"""The dossier's colour, made dark enough to be read: people choose the yellow of their logo."""

_ENOUGH_CONTRAST = 5.5
"""Ratio of WCAG 2 against white; 4.5 is asked for text, the rest pays for the tinted background of table heads."""


def readable_accent(colour: str) -> str:
    """The given #rrggbb, darkened just until text of that colour is legible on white."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    while _contrast_with_white(red, green, blue) < _ENOUGH_CONTRAST:
        red, green, blue = (round(channel * 0.95) for channel in (red, green, blue))
    return f"#{red:02x}{green:02x}{blue:02x}"


def tint(colour: str, share: float) -> str:
    """`share` (0–1) of the colour on white: backgrounds of callouts and table heads."""
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * share):02x}" for channel in channels)


def _contrast_with_white(red: int, green: int, blue: int) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red / 255, green / 255, blue / 255)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
