"""What an import of agendas made of each event: a summary in words, or everything for a program."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cit_toolkit import __version__
from cit_toolkit.documents.import_json import CalendarImportJson, NoEventJson, RemarkJson
from cit_toolkit.exchange.calendar_reader import NoEvent
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.pipeline.calendar_import import CalendarImport, ImportedSession, SessionThere
from cit_toolkit.pipeline.import_words import remark_in_words
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import visible

_LISTED_AT_MOST = 40


def report_lines(made: CalendarImport, catalog: Catalog) -> Iterator[str]:
    """The summary: counts, each session, what is there, cancelled, refused, and what is not taken."""
    if all(each.problem is not None for each in made.calendars):
        return
    outside = sum(each.outside for each in made.calendars)
    counts = [catalog.say("import.calendar.sessions", count=len(made.made))]
    for key, count in (
        ("already", len(made.already)), ("cancelled", len(made.cancelled)), ("refused", len(made.refused)),
        ("outside", outside),
    ):  # fmt: skip
        counts += [catalog.say(f"import.calendar.counts.{key}", count=count)] if count else []
    yield catalog.say("import.tables.summary", counts=counts)
    for each in made.calendars:
        if each.encoding:
            yield visible(catalog.say("import.encoding", file=each.name, encoding=each.encoding))
    yield from _listed("new", (_session(each, catalog) for each in made.made), catalog)
    yield from _listed("there", (_there(each, catalog) for each in made.already), catalog)
    for key, entries in (
        ("cancelled", made.cancelled),
        ("deadlines", made.deadlines),
        ("untold", [entry for each in made.calendars for entry in each.untold]),
        ("refused", made.refused),
    ):
        yield from _listed(key, (_entry(entry, catalog) for entry in entries), catalog)
    if invited := sum(each.invited for each in made.calendars):
        yield catalog.say("import.calendar.invited", count=invited)


def _listed(key: str, lines: Iterable[str], catalog: Catalog) -> Iterator[str]:
    all_lines = list(lines)
    if all_lines:
        yield catalog.say(f"import.calendar.titles.{key}")
    yield from (f"  {line}" for line in all_lines[:_LISTED_AT_MOST])
    if (more := len(all_lines) - _LISTED_AT_MOST) > 0:
        yield catalog.say("import.calendar.more", count=more)


def _session(each: ImportedSession, catalog: Catalog) -> str:
    said = [remark_in_words(remark, catalog) for remark in each.remarks]
    key = "session-to-check" if said else "session"
    day = str(each.event.first)
    return visible(catalog.say(f"import.calendar.{key}", day=day, title=each.event.title, remarks=said))


def _there(each: SessionThere, catalog: Catalog) -> str:
    key = "there-differs" if each.differs else "there"
    arguments = {"day": str(each.event.first), "title": each.event.title, "id": each.session.id}
    return visible(catalog.say(f"import.calendar.{key}", keys=list(each.differs), **arguments))


def _entry(entry: NoEvent, catalog: Catalog) -> str:
    reason, title = remark_in_words(entry.reason, catalog), entry.title or "…"
    return visible(catalog.say("import.calendar.entry", day=entry.day or "?", title=title, reason=reason))


def import_record(made: CalendarImport, catalog: Catalog) -> CalendarImportJson:
    """Every event and what became of it."""
    return {
        "cit": __version__,
        "genre": "import-calendrier",
        "date": made.request.day.isoformat(),
        "jusqu_au": made.request.bounds.until.isoformat(),
        "seances": [
            {
                "id": each.id,
                "titre": each.event.title,
                "du": each.event.first.isoformat(),
                "au": each.event.last.isoformat(),
                "uid": each.event.uid,
                "fichier": Path(each.source).name,
                "a_verifier": [_told(remark, catalog) for remark in each.remarks],
            }
            for each in made.made
        ],
        "deja_decrites": [
            {"id": each.session.id, "titre": each.event.title, "uid": each.event.uid, "differe": list(each.differs)}
            for each in made.already
        ],
        "annulees": [_no_event(entry, catalog) for entry in made.cancelled],
        "echeances": [_no_event(entry, catalog) for entry in made.deadlines],
        "series_qui_continuent": [_no_event(entry, catalog) for each in made.calendars for entry in each.untold],
        "refuses": [_no_event(entry, catalog) for entry in made.refused],
        "hors_bornes": sum(each.outside for each in made.calendars),
        "invitations": sum(each.invited for each in made.calendars),
    }


def _no_event(entry: NoEvent, catalog: Catalog) -> NoEventJson:
    return {"titre": entry.title, "jour": entry.day, "uid": entry.uid, "motif": _told(entry.reason, catalog)}


def _told(remark: Remark, catalog: Catalog) -> RemarkJson:
    return {"code": remark.code, "message": remark_in_words(remark, catalog)}
