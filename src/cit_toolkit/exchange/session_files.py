"""Sessions to come as `seance` files ready to fill in: what is known is written, the rest stands in comments."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from cit_toolkit.model.gathering import GatheringFormat

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """A moment of the programme."""

    title: str
    day: int
    minutes: int


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """What is known of a session before it is held."""

    id: str
    format: GatheringFormat
    title: str
    days: tuple[date, ...]
    fictional: bool
    aims: Sequence[str]
    programme: Sequence[PlannedItem]


def session_file(session: PlannedSession, comments: Mapping[str, str]) -> str:
    """The file. `comments`, in the reader's language, say what each part to fill in is for: `head`, `dates`, `place`,
    `facilitators`, `programme`, `participants`, `after`."""
    remote = session.format is GatheringFormat.WEBINAR
    lines = [
        f"# {comments['head']}",
        "type: seance",
        f"id: {session.id}",
        *(["fictif: oui"] if session.fictional else []),
        f"format: {session.format.value}",
        f"titre: {quoted(session.title)}",
        f"dates: [{', '.join(day.isoformat() for day in session.days)}]  # {comments['dates']}",
        "lieu: distance" if remote else f'# lieu: {{commune: "", departement: "", salle: ""}}  # {comments["place"]}',
        f"# animation: []  # {comments['facilitators']}",
        *(["objectifs:", *(line for aim in session.aims for line in _block(aim))] if session.aims else []),
        "",
        f"programme:  # {comments['programme']}",
        *(line for item in session.programme for line in _item(item)),
        "",
        f"# {comments['participants']}",
        "# participants:",
        "#   - {personne: p01, structure: mairie, jours: [1], diffusion: interne}",
        "# participants_nombre: 12",
        "",
        f"# {comments['after']}",
        "# decisions:",
        '#   - {texte: "", porteur: mairie, mode: consentement}',
        "# actions:",
        '#   - {texte: "", qui: mairie, echeance: 2026-12-31, statut: a-faire}',
        "# evaluation:",
        "#   roti: [4, 5, 3]",
    ]
    return "\n".join(lines) + "\n"


def _item(item: PlannedItem) -> list[str]:
    return [
        f"  - intitule: {quoted(item.title)}",
        f"    jour: {item.day}",
        f"    duree: {duration(item.minutes)}",
    ]


def duration(minutes: int) -> str:
    """A length of time as files write it: `1 h 30`, `2 h`, `45 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def quoted(text: str) -> str:
    """A text between quotation marks, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False).replace("\x85", "\\N").replace("\u2028", "\\L").replace("\u2029", "\\P")


def _block(text: str) -> list[str]:
    """An item of a list of texts, folded on short lines; one that a fold would change is kept on one line."""
    words = " ".join(text.split())
    if words != text or not words:
        return [f"  - {quoted(text)}"]
    return ["  - >-", *(f"    {line}" for line in wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False))]
