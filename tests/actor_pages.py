"""Interactive pages made for tests."""

from datetime import date
from pathlib import Path

from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.actor_pages import actor_page
from cit_toolkit.pipeline.making import Request
from cit_toolkit.subjects.territory import read_territory

DAY = date(2026, 11, 23)


def page_of(path: Path, audience: str = "publique", language: str = "fr", mask: bool = False) -> str:
    """The page of a territory."""
    return actor_page(read_territory(path), Request(language, Audience(audience), DAY, mask=mask))
