"""What `cit bilan --manque` and `--mesures` print."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any

from cit_toolkit.documents.measure_words import measure_definition, measure_title, measure_words
from cit_toolkit.documents.missing_section import MissingLine, MissingSection
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.bilan_documents import bilan_of
from cit_toolkit.pipeline.making import Request
from cit_toolkit.subjects.action import ReadAction
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import visible


def print_notes(notes: Iterable[tuple[ReadAction, MissingSection]], as_json: bool, catalog: Catalog) -> None:
    """What each bilan lacks, the first due first; those without a deadline last."""
    ordered = sorted(notes, key=lambda note: note[1].missing.deadline or date.max)
    if as_json:
        records = [_record(read, note) for read, note in ordered]
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
        return
    for rank, (read, note) in enumerate(ordered):
        if rank:
            sys.stdout.write("\n")
        _print_note(read, note, catalog)


def _print_note(read: ReadAction, note: MissingSection, catalog: Catalog) -> None:
    funder = note.funder or catalog.say("cli.bilan.nobody")
    deadline = note.deadline or catalog.say("cli.bilan.no-deadline")
    _line(catalog.say("cli.bilan.note", action=read.action.title, funder=funder, deadline=deadline))
    for key, lines in (("required", note.required), ("helpful", note.helpful), ("loose", note.loose)):
        if lines:
            _line("  " + catalog.say(f"cli.bilan.{key}"))
        for line in lines:
            _line("  - " + _text(line))
    if not note.lines:
        _line("  " + catalog.say("cli.bilan.complete"))


def _text(line: MissingLine) -> str:
    return f"{line.text} ({line.place})" if line.place else line.text


def _line(text: str) -> None:
    sys.stdout.write(visible(text) + "\n")


def _record(read: ReadAction, note: MissingSection) -> dict[str, Any]:
    missing = note.missing
    return {
        "action": read.action.id,
        "financeur": missing.funder.id if missing.funder else None,
        "date_limite": missing.deadline.isoformat() if missing.deadline else None,
        "jours_restants": missing.days_left,
        "manques": [
            {"texte": line.text, "indispensable": line.required, "place": line.place or None} for line in note.lines
        ],
    }


def print_measures(read: ReadAction, request: Request, catalog: Catalog) -> None:
    """Every measure an indicator may name, what it is, and its value for an action."""
    voice = request.voice
    found = bilan_of(read, read.seen(Audience.INTERNAL, voice), read.earlier, request.today).measures
    _line(catalog.say("cli.bilan.measures-of", action=read.action.title))
    for name, measure in found.items():
        value = measure_words(measure, voice) if measure else voice.say("words.unknown")
        _line(voice.labelled(name, value))
        _line(f"  {measure_title(name, voice)}. {measure_definition(name, voice)}")
