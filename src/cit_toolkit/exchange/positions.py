"""Where a thing is, when latitude and longitude are written together."""

import re
from typing import Any

_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"[\[(]?\s*({_NUMBER})\s*[,;\s]\s*({_NUMBER})\s*[\])]?")
"""Latitude first, as people and Opendatasoft write it."""
_WELL_KNOWN = re.compile(rf"(?:SRID=4326;)?POINT\s*\(\s*({_NUMBER})\s+({_NUMBER})\s*\)", re.IGNORECASE)
"""Longitude first, as databases write it."""


def position_of(value: Any) -> tuple[str, str] | None:
    """Latitude and longitude, in degrees, of «46.81, 1.69», `[46.81, 1.69]` or `POINT (1.69 46.81)`; None when it is
    no position."""
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = str(value).strip()
    if found := _WELL_KNOWN.fullmatch(text):
        pair = found[2], found[1]
    elif (found := _PAIR.fullmatch(text)) and "." in text:
        pair = found[1], found[2]
    else:
        return None
    return pair if abs(float(pair[0])) <= 90 and abs(float(pair[1])) <= 180 else None
