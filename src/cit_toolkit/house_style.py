"""What a dossier's `charte` gives its documents: colour, logo, font. Nothing is read outside the dossier."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cit_toolkit.loading.workspace import Dossier
from cit_toolkit.problems import CitError

DEFAULT_COLOUR = "#2f6f4f"
_LOGOS = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".svg": "svg"}
_FONTS = (".ttf", ".otf")


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The look of a dossier's documents."""

    colour: str = DEFAULT_COLOUR
    logo: bytes | None = None
    logo_ending: Any = "png"
    font: bytes | None = None
    """A font file, for the headings and tables of PDFs."""


def house_style(dossier: Dossier) -> HouseStyle:
    """The look a dossier asks for. CitError when its logo or font cannot be read."""
    identity = dossier.settings.identity
    if identity is None:
        return HouseStyle()
    logo = _read(dossier, identity.logo, tuple(_LOGOS), "logo-unreadable") if identity.logo else None
    font = _read(dossier, identity.font, _FONTS, "font-unreadable") if identity.font else None
    ending = _LOGOS[Path(identity.logo).suffix.lower()] if identity.logo else "png"
    return HouseStyle(identity.colour or DEFAULT_COLOUR, logo, ending, font)


def _read(dossier: Dossier, name: str, endings: tuple[str, ...], code: str) -> bytes:
    path = dossier.inside(name)
    if path is None or path.suffix.lower() not in endings:
        raise CitError(code, path=name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise CitError(code, path=name) from error
