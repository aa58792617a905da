"""What an attendance writes: a new session file, or who was there added to those of the dossier."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cit_toolkit.exchange.yaml_edits import AppendItem, Edit, edited
from cit_toolkit.exchange.yaml_text import item_lines, yaml_lines
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.attendance_import import AttendanceImport
from cit_toolkit.pipeline.revisions import Revision
from cit_toolkit.pipeline.things_import import comment, head_lines, key_in, refused_lines, thing_lines, within_limits
from cit_toolkit.wording.catalog import Catalog


def addition(made: AttendanceImport, text: str, name: str, session: str | None) -> str:
    """The text of a session with those who were there added. CitError when it cannot be changed in place."""
    participants, excuses = key_in(text, "participants", Gathering), key_in(text, "excuses", Gathering)
    held = [each.session for each in (*made.request.sessions, *filter(None, [made.request.target]))]
    excused = {fold(each) for other in held if other.id == session for each in other.excused}
    edits: list[Edit] = [
        AppendItem((participants,), thing.values) for thing in made.things if made.session_of[thing.id] == session
    ]
    edits += [
        AppendItem((excuses,), each.name)
        for each in made.excused
        if each.session == session and fold(each.name) not in excused
    ]
    return edited(text, name, edits)


def session_revisions(made: AttendanceImport) -> list[Revision]:
    """What changes in each session that columns are about."""
    revisions = []
    for each in made.several:
        before = each.path.read_bytes().decode("utf-8-sig")
        after = addition(made, before, str(each.path), each.session.id)
        revisions.append(Revision(each.path, str(each.path), before, after))
    return revisions


def new_session(made: AttendanceImport, paths: Sequence[Path], catalog: Catalog) -> str:
    """The text of a new session file. CitError when it would be too large."""
    return within_limits(_lines(made, paths, catalog), made.kind)


def _lines(made: AttendanceImport, paths: Sequence[Path], catalog: Catalog) -> Iterator[str]:
    request = made.request
    yield from head_lines(made, paths, request.day, catalog)
    timed = any(table.mapping.columns.duration for table in made.tables)
    if request.format is None:
        yield comment(catalog.say("import.head.to-check", remark=catalog.say("import.presences.format-unsaid")))
    kind = request.format or ("webinaire" if timed else "reunion")
    yield from yaml_lines({"type": "seance", "format": kind, "titre": request.title or paths[0].stem}, 0)
    if made.things:
        yield "participants:"
        yield from thing_lines(made, catalog, compact=True)
    if made.excused:
        yield "excuses:"
        for each in made.excused:
            yield from item_lines(each.name, 2)
    yield from refused_lines(made, catalog)
