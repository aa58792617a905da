"""An event of an agenda as a session: what each of its parts becomes in a file, and what is to be looked at."""

import re
from datetime import timedelta
from typing import Any

from cit_toolkit.exchange.calendar_reader import CalendarEvent
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.model.gathering import GatheringFormat
from cit_toolkit.model.text import fold, identifier_of

OWN = "@cit"
"""How the identifiers end that our own agendas give."""
_WORDS = {
    "seminaire": GatheringFormat.SEMINAR, "seminar": GatheringFormat.SEMINAR, "webinaire": GatheringFormat.WEBINAR,
    "webinar": GatheringFormat.WEBINAR, "visite": GatheringFormat.VISIT, "visit": GatheringFormat.VISIT,
    "atelier": GatheringFormat.WORKSHOP, "workshop": GatheringFormat.WORKSHOP, "reunion": GatheringFormat.MEETING,
    "meeting": GatheringFormat.MEETING,
}  # fmt: skip
_REMOTE = frozenset(
    ("distance", "a-distance", "en-ligne", "online", "remote", "visio", "visioconference", "zoom", "teams",
     "microsoft-teams-meeting", "reunion-microsoft-teams", "google-meet", "jitsi", "bigbluebutton", "at-a-distance")
)  # fmt: skip
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST = 60
"""Letters of a title that the name of a file takes."""


def session_of(event: CalendarEvent, usual: str | None) -> tuple[dict[str, Any], tuple[Remark, ...]]:
    """The parts of a session by French key, `id` left to be chosen, and what is to be known of them. `usual`: the kind
    of those that do not say theirs."""
    remarks = list(event.remarks)
    kind = _kind(event) or usual
    if kind is None:
        remarks.append(Remark("kind-unsaid"))
    values: dict[str, Any] = {
        "format": kind or GatheringFormat.MEETING.value,
        "titre": event.title,
        "dates": _dates(event),
        "lieu": _place(event),
        "x-description": event.description,
        "x-lien": event.url or next(iter(_ADDRESS.findall(event.place)), ""),
        "x-categories": list(event.categories),
        "x-libre": "oui" if event.free else "",
        "x-uid": event.uid,
        "x-occurrence": event.occurrence,
    }
    if _ADDRESS.search(event.place) and not _ADDRESS.fullmatch(event.place):
        values["x-lieu"] = event.place
    return {key: value for key, value in values.items() if value}, tuple(remarks)


def file_name_of(event: CalendarEvent) -> str:
    """What the file of a session is called: its day, then its title."""
    words = identifier_of(event.title)[:_LONGEST].strip("-") or "seance"
    return f"{event.first.isoformat()}-{words}"


def _kind(event: CalendarEvent) -> str | None:
    """The kind that its title says, or else its categories."""
    for text in (event.title, *event.categories):
        for word in re.split(r"[^a-z]+", fold(text)):
            if found := _WORDS.get(word) or _WORDS.get(word.removesuffix("s")):
                return found.value
    return None


def _dates(event: CalendarEvent) -> list[Any]:
    """Its days, with the hours of the first and of the last."""
    days = [event.first + timedelta(days=rank) for rank in range((event.last - event.first).days + 1)]
    dates: list[Any] = []
    for day in days:
        hours = {"debut": event.start if day == event.first else "", "fin": event.end if day == event.last else ""}
        told = {key: hour for key, hour in hours.items() if hour}
        dates.append({"date": day.isoformat(), **told} if told else day.isoformat())
    return dates


def _place(event: CalendarEvent) -> Any:
    """Where it is held: at a distance, or the place as the agenda calls it."""
    if not event.place:
        return ""
    if fold(event.place) in _REMOTE or _ADDRESS.fullmatch(event.place):
        return "distance"
    bare = " ".join(_ADDRESS.sub(" ", event.place).split()).strip(" ;,")
    return "distance" if not bare or fold(bare) in _REMOTE else {"salle": bare}
