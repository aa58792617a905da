"""What the files of an action record that its texts may speak of, and how texts name the sessions."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cit_toolkit.analysis.whether_held import is_to_come
from cit_toolkit.model.action import Action
from cit_toolkit.model.gathering import Gathering, GatheringFormat
from cit_toolkit.model.quantities import Quantity
from cit_toolkit.model.text import fold
from cit_toolkit.problems import Position

EVENT = r"séminaires?|webinaires?|webinars?|visio-?conférences?|réunions?|visites?|ateliers?"
"""Words that name sessions, for patterns."""
_FORMATS = {
    "sem": GatheringFormat.SEMINAR, "web": GatheringFormat.WEBINAR, "vis": GatheringFormat.WEBINAR,
    "reu": GatheringFormat.MEETING, "ate": GatheringFormat.WORKSHOP,
}  # fmt: skip
_RANKS = {
    "premier": 1, "premiere": 1, "1er": 1, "1re": 1, "deuxieme": 2, "second": 2, "seconde": 2, "2e": 2, "troisieme": 3,
    "3e": 3, "quatrieme": 4, "4e": 4, "cinquieme": 5, "5e": 5, "sixieme": 6, "6e": 6,
}  # fmt: skip
_NAMED = (
    rf"(?:(?:{EVENT})\s*(?:n\s?°\s?|#\s?)?(?P<number>\d{{1,2}})(?![\w/,.]\d)"
    rf"|(?P<rank>premi(?:er|ère)|deuxième|seconde?|troisième|quatrième|cinquième|sixième|1er|1re|[2-6]e)\s+(?:{EVENT}))"
)
NAMED_SESSION = re.compile(_NAMED, re.IGNORECASE)
"""«séminaire 2», «webinaire #1», «premier séminaire»."""


@dataclass(frozen=True, slots=True)
class Records:
    """An action with its sessions, as its texts are compared with them."""

    action: Action
    gatherings: tuple[Gathering, ...]
    """In the order they were held."""
    territories: int
    """How many territories were read."""
    today: date
    """The day the texts are read: what is to come then, they need not count."""

    def sessions(self, kind: GatheringFormat, only_in_scheme: bool = True) -> tuple[Gathering, ...]:
        """The sessions of a format, without those held outside the action's scheme."""
        return tuple(each for each in self.gatherings if each.format is kind and (each.in_scheme or not only_in_scheme))

    def held(self, kind: GatheringFormat, only_in_scheme: bool = True) -> tuple[Gathering, ...]:
        """Those of them that are not to come."""
        return tuple(each for each in self.sessions(kind, only_in_scheme) if not is_to_come(each, self.today))

    def named(self, found: re.Match[str]) -> Gathering | None:
        """The session that a match of `NAMED_SESSION` names: by its number, else by its place among its kind."""
        event = re.search(EVENT, found[0], re.IGNORECASE)
        if event is None:
            raise ValueError(f"no session is named in {found[0]!r}")
        kind = format_of(event[0])
        number = int(found["number"]) if found["number"] else _RANKS[fold(found["rank"])]
        sessions = self.sessions(kind)
        if any(each.number is not None for each in sessions):
            return next((each for each in sessions if each.number == number), None)
        return sessions[number - 1] if number <= len(sessions) else None


def format_of(word: str) -> GatheringFormat:
    """The format a word of `EVENT` names."""
    folded = fold(word)
    return GatheringFormat.VISIT if folded.startswith("visite") else _FORMATS[folded[:3]]


def attendance_of(gathering: Gathering) -> Quantity | None:
    """How many came: the number given, else that of the people listed."""
    if gathering.attendance is not None:
        return None if gathering.attendance.secret else gathering.attendance
    count = len(gathering.participants)
    return Quantity(Decimal(count), Decimal(count), str(count)) if count else None


def attendance_place(gathering: Gathering) -> Position | None:
    """Where a session says how many came."""
    return gathering.position("participants_nombre" if gathering.attendance is not None else "participants")
