"""Pages such as `cit` makes, of an invented territory; `diagnostic.*.md` use every convention of our documents."""

from datetime import date
from pathlib import Path

import pytest

from cit_toolkit.figures.figure import Figure
from cit_toolkit.rendering.page import Page

_HERE = Path(__file__).parent
_BARS = (("Accueil et animation", 260), ("Filières locales", 140), ("Financement", 60), ("Foncier et lieux", 200))


def _coverage(alternative: str, caption: str) -> Figure:
    rows = "".join(
        f'<text x="150" y="{34 + 30 * i}" text-anchor="end">{label}</text>'
        f'<rect x="160" y="{20 + 30 * i}" width="{width}" height="18" rx="2" fill="url(#ramp)"/>'
        for i, (label, width) in enumerate(_BARS)
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 140" width="480" height="140" '
        'font-family="\'Source Sans 3\', sans-serif" font-size="13">'
        '<defs><linearGradient id="ramp"><stop stop-color="#2f6f4f"/><stop offset="1" stop-color="#6fa58a"/>'
        f"</linearGradient></defs>{rows}</svg>"
    )
    return Figure("coverage", svg, alternative, caption)


@pytest.fixture
def french_page() -> Page:
    """A diagnosis of four pages."""
    return Page(
        title="Diagnostic de coopération du Val-Fleuri-sur-Arzance",
        language="fr",
        markdown=(_HERE / "diagnostic.fr.md").read_text(encoding="utf-8"),
        date=date(2026, 3, 3),
        kind="Diagnostic",
        figures={
            "coverage": _coverage(
                "Diagramme en barres : accueil et animation au plus haut, financement au plus bas.",
                "Couverture des fonctions",
            )
        },
        organisation="Les Localos",
        notice="Territoire fictif",
    )


@pytest.fixture
def english_page() -> Page:
    """A short diagnosis, without notice nor organisation, in a colour too light to be read."""
    return Page(
        title="Cooperation diagnosis of Fleury Vale",
        language="en",
        markdown=(_HERE / "diagnostic.en.md").read_text(encoding="utf-8"),
        date=date(2026, 3, 3),
        kind="Diagnosis",
        figures={"coverage": _coverage("Bar chart: welcome highest, funding lowest.", "Functions covered")},
        colour="#e0b000",
    )


@pytest.fixture
def bare_page() -> Page:
    """A page with nothing in it: `dataclasses.replace` gives it the Markdown a test is about."""
    return Page(title="Essai", language="fr", markdown="", date=date(2026, 3, 3), kind="Note")
