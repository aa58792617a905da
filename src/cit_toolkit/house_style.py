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
    logo, ending = logo_of(dossier, identity.logo) if identity.logo else (None, "png")
    font = font_of(dossier, identity.font) if identity.font else None
    return HouseStyle(identity.colour or DEFAULT_COLOUR, logo, ending, font)


def logo_of(dossier: Dossier, name: str) -> tuple[bytes, str]:
    """A logo and the ending of its format. CitError when it is not there, or no picture."""
    from cit_toolkit.rendering.to_pdf import is_drawable

    logo = _read(dossier, name, tuple(_LOGOS), "logo-unreadable")
    ending = _LOGOS[Path(name).suffix.lower()]
    if not is_drawable(logo, ending):
        raise CitError("logo-unreadable", file=name, variant="broken")
    return logo, ending


def font_of(dossier: Dossier, name: str) -> bytes:
    """A font file. CitError when it is not there."""
    return _read(dossier, name, _FONTS, "font-unreadable")


def _read(dossier: Dossier, name: str, endings: tuple[str, ...], code: str) -> bytes:
    path = dossier.inside(name)
    if path is None or path.suffix.lower() not in endings:
        raise CitError(code, file=name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise CitError(code, file=name, variant=None if path.is_file() else "missing") from error
