"""The interactive page of a territory's actors, as its audience may see it."""

from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.documents.actor_page import description, page_record
from cit_toolkit.figures.actor_map_page import actor_map_for_page
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.actor_maps import actor_map
from cit_toolkit.pipeline.making import Request, checked_record, subject_style
from cit_toolkit.rendering.actor_page import ActorPage, actor_page_html
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.territory import ReadTerritory
from cit_toolkit.wording.dates import format_date


def actor_page(read: ReadTerritory, request: Request, size: str = "liens") -> str:
    """The page as HTML. PrivacyRefusalError when it would tell what its reader must not know."""
    voice, internal = request.voice, request.audience is Audience.INTERNAL
    seen = (read.masked if request.mask else read.seen)(request.audience, voice)
    diagnosis, style, settings = read.diagnosis_of(seen), subject_style(read), read.dossier.settings
    record = page_record(diagnosis, voice, internal)
    shown = actor_map(diagnosis, voice, size, internal)
    descriptions = {actor.id: description(actor, diagnosis, voice) for actor in seen.actors}
    drawn = actor_map_for_page(shown, descriptions, voice.language, style.colour)
    organisation = settings.organisation or settings.title
    page = Page(
        title=seen.name,
        language="fr" if voice.language == "fr" else "en",
        markdown="",
        date=request.today,
        kind=voice.say("documents.carte-acteurs"),
        organisation=organisation,
        notice=voice.say("words.fictional") if seen.fictional or settings.fictional else None,
        colour=style.colour,
        logo=style.logo,
        logo_ending=style.logo_ending,
    )
    subtitle = _subtitle(seen, request)
    told = (*texts_of(seen), *filter(None, (organisation,)))
    checked_record(
        read, request, {**record, "head": [page.title, organisation, subtitle, *descriptions.values()]}, told
    )
    return actor_page_html(ActorPage(page, subtitle, drawn.svg, drawn.words, drawn.key, record))


def _subtitle(seen: Territory, request: Request) -> str:
    """When it was so, who says it, and the date of the page."""
    voice, author = request.voice, seen.drafting.by if seen.drafting else None
    told = [voice.say("actor-page.situation", when=voice.situation(seen.as_of))] if seen.as_of else []
    told += [voice.say("actor-page.author", author=author)] if author else []
    return voice.parts([*told, voice.say("actor-page.made", date=format_date(request.today, voice.language))])
