"""What a preview shows of each kind of file: adding a document adds a line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from cit_toolkit.pipeline.actor_pages import actor_page
from cit_toolkit.pipeline.bilan_documents import bilan_page, read_for_bilan
from cit_toolkit.pipeline.governance_documents import governance_page
from cit_toolkit.pipeline.making import Request
from cit_toolkit.pipeline.session_documents import attendance_page, report_page, run_sheet_page, slides_page
from cit_toolkit.pipeline.territory_documents import territory_page
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.cooperative import read_cooperative
from cit_toolkit.subjects.gathering import read_gathering
from cit_toolkit.subjects.territory import read_territory


@dataclass(frozen=True, slots=True)
class PreviewedKind:
    """A kind of file: how it is read, and the documents made of it."""

    read: Callable[[Path, str | None], Any]
    """A file and the method asked for (None: the dossier's) → the subject of its documents."""
    documents: Mapping[str, Callable[[Any, Request], Page | str]]
    """By their name in the catalogue (`documents.<name>`): laid out on pages, or an interactive page in HTML."""


PREVIEWED: dict[str, PreviewedKind] = {
    "territoire": PreviewedKind(
        read_territory,
        {
            "diagnostic": partial(territory_page, "diagnosis"),
            "fiche-territoire": partial(territory_page, "profile"),
            "carte-acteurs": actor_page,
        },
    ),
    "action": PreviewedKind(read_for_bilan, {"bilan": lambda read, request: bilan_page(read, None, request)}),
    "seance": PreviewedKind(
        read_gathering,
        {
            "compte-rendu": report_page,
            "conducteur": run_sheet_page,
            "emargement": attendance_page,
            "diaporama": slides_page,
        },
    ),
    "gouvernance": PreviewedKind(
        lambda path, _: read_cooperative(path),
        {"gouvernance": lambda read, request: governance_page(read, request, simulated=False)},
    ),
}
"""By the word of `type:`, in the order of the page."""
