"""A territory read together with an action: its diagnosis also tells who took part, and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from cit_toolkit.documents.engagement_section import EngagementSection
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.workspace import Audience
from cit_toolkit.subjects.action import ReadAction, read_action
from cit_toolkit.subjects.subject import sound_problems
from cit_toolkit.subjects.territory import ReadTerritory, read_territory


@dataclass(frozen=True)
class TerritoryInAction(ReadTerritory):
    """A territory and an action that may concern it; what neither may tell, both withhold."""

    action: ReadAction

    def engagement(self, audience: Audience, voice: Voice, today: date, masked: bool) -> EngagementSection:
        """Who took part in the action, as an audience may know it."""
        seen = (self.action.masked if masked else self.action.seen)(audience, voice)
        return EngagementSection(seen, self.method, voice, today)

    @cached_property
    def withheld_names(self) -> tuple[str, ...]:
        """Those of the territory and of the action."""
        return tuple(dict.fromkeys((*super().withheld_names, *self.action.withheld_names)))

    def own_texts(self) -> Iterable[str]:
        """Every text of both."""
        yield from super().own_texts()
        yield from self.action.own_texts()


def read_territory_in_action(
    path: Path, action: Path, method: str | None = None, strict: bool = False
) -> TerritoryInAction:
    """Read both, each with its own dossier and method. CitError when nothing can be made of one of them."""
    read = read_territory(path, method, strict)
    beside = read_action(action, method, strict)
    names = {file.path.resolve() for file in read.files}
    files = (*read.files, *(file for file in beside.files if file.path.resolve() not in names))
    problems = sound_problems((*read.problems, *beside.problems), strict)
    return TerritoryInAction(files, read.dossier, read.method, problems, read.territory, read.written, beside)
