"""The map of a territory's actors as a file: a drawing that goes alone, or a page with its source and its table."""

from collections.abc import Callable
from dataclasses import dataclass

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.documents.map_document import MapDocument
from cit_toolkit.figures.actor_map import MapSheet, actor_map_figure, two_dates_figure
from cit_toolkit.figures.actor_map_data import ActorMap
from cit_toolkit.figures.actor_map_scene import NAME
from cit_toolkit.figures.figure import Figure
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.actor_maps import actor_map, renamed_like
from cit_toolkit.pipeline.audience_gate import hits_in_page, refusal
from cit_toolkit.pipeline.making import Draft, Request, checked_page, subject_style
from cit_toolkit.problems import CitError
from cit_toolkit.rendering.page import PAPERS, Page, Paper
from cit_toolkit.subjects.territory import ReadTerritory

_MOST_NAMES = 240
"""Names written on a map that goes alone: more, and no sheet of paper could hold them."""
_PICTURE_ASPECT, _PAGE_ASPECT = 1.35, 1.0
_SMALLEST_PRINT = 6.5
"""Points: the size of the names on paper, under which a larger sheet is taken."""
_MOST_PIXELS = 6000


@dataclass(frozen=True, slots=True)
class MapWish:
    """What the map is to show."""

    size: str = "liens"
    """What the size of an actor tells: `liens` or `influence`."""
    earlier: ReadTerritory | None = None
    """The same territory at an earlier date, drawn beside it."""


def map_page(read: ReadTerritory, request: Request, wish: MapWish, *, alone: bool) -> Page:
    """The map in a document. PrivacyRefusalError when it would tell what it must not.

    `alone`: its drawing bears the title and the notes, and is meant to be taken out of the page.
    """
    earlier = wish.earlier

    def draft(masked: bool) -> Draft:
        def seen_of(territory: ReadTerritory) -> Territory:
            return (territory.masked if masked else territory.seen)(request.audience, request.voice)

        seen = seen_of(read)
        before = earlier.diagnosis_of(seen_of(earlier)) if earlier else None
        files = {**(earlier.file_names if earlier else {}), **read.file_names}
        document = MapDocument(
            read.diagnosis_of(seen), request.voice, request.audience, request.today, False, files, earlier=before
        )
        figure = _figure(document, read, wish, request, alone)
        return Draft(
            kind="carte-acteurs",
            about=seen.name,
            template="map.md",
            document=document,
            told=(*texts_of(seen), *(texts_of(before.territory) if before else ())),
            figures={figure.name: figure},
            fictional=seen.fictional,
            extra=seen.extra,
            paper=_paper_for(figure, landscape=before is not None),
        )

    page = checked_page(read, request, draft)
    if earlier and (hits := hits_in_page(page, earlier, request.audience, draft(request.mask).told)):
        raise refusal(hits, earlier)
    return page


def _figure(document: MapDocument, read: ReadTerritory, wish: MapWish, request: Request, alone: bool) -> Figure:
    sheet = MapSheet(_PAGE_ASPECT, _MOST_NAMES)
    if alone:
        fictional = document.territory.fictional or read.dossier.settings.fictional
        notice = (request.voice.say("words.fictional"),) if fictional else ()
        aspect = _PAGE_ASPECT if wish.earlier else _PICTURE_ASPECT
        sheet = MapSheet(aspect, _MOST_NAMES, document.title, (*document.notes, *notice))
    colour, language = subject_style(read).colour, request.language

    def shown(diagnosis: Diagnosis) -> ActorMap:
        return actor_map(diagnosis, request.voice, wish.size, document.internal)

    if wish.earlier is None or document.earlier is None:
        return actor_map_figure(shown(document.diagnosis), sheet, language, colour)
    before = renamed_like(
        shown(document.earlier), wish.earlier.territory, read.territory, document.territory, request.voice
    )
    return two_dates_figure(before, shown(document.diagnosis), sheet, language, colour)


def _paper_for(figure: Figure, landscape: bool) -> Paper:
    """The smallest sheet on which names can be read."""
    papers = [Paper(name, landscape) for name in PAPERS]
    width, height = figure.size_mm
    for paper in papers:
        if min(1.0, paper.text_width / width, paper.tallest_drawing / height) * NAME * 0.75 >= _SMALLEST_PRINT:
            return paper
    return papers[-1]


def map_bytes(read: ReadTerritory, request: Request, wish: MapWish, ending: str) -> bytes:
    """The map as the file of that ending. CitError when its audience may not see what is asked for."""
    if ending not in MAP_FORMATS:
        raise CitError("unknown-format", exit_code=2, ending=ending, known=list(MAP_FORMATS))
    if wish.size == "influence" and request.audience is not Audience.INTERNAL:
        raise CitError("influence-is-internal", exit_code=2)
    return MAP_FORMATS[ending](read, request, wish)


def _svg(read: ReadTerritory, request: Request, wish: MapWish) -> bytes:
    return map_page(read, request, wish, alone=True).figures["actor-map"].alone().encode()


def _png(read: ReadTerritory, request: Request, wish: MapWish) -> bytes:
    from cit_toolkit.rendering.to_pdf import drawing_png

    figure = map_page(read, request, wish, alone=True).figures["actor-map"]
    inches = max(figure.size_mm) / 25.4
    return drawing_png(figure.alone(), min(192, int(_MOST_PIXELS / inches)))


def _pdf(read: ReadTerritory, request: Request, wish: MapWish) -> bytes:
    from cit_toolkit.rendering.to_pdf import pdf_bytes

    return pdf_bytes(map_page(read, request, wish, alone=False))


def _html(read: ReadTerritory, request: Request, wish: MapWish) -> bytes:
    from cit_toolkit.pipeline.actor_pages import actor_page

    if wish.earlier is not None:
        raise CitError("one-date-in-html", exit_code=2)
    return actor_page(read, request, wish.size).encode()


MAP_FORMATS: dict[str, Callable[[ReadTerritory, Request, MapWish], bytes]] = {
    ".svg": _svg,
    ".png": _png,
    ".pdf": _pdf,
    ".html": _html,
}
"""How a map becomes the bytes of a file, by the ending of its name."""
