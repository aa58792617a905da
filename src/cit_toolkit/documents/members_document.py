"""The sheet of the members to gather: which categories the actors of a territory could fill, and who is missing."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.governing.readiness import Readiness, readiness
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.legal_rules import LegalRules
from cit_toolkit.model.territory import Territory
from cit_toolkit.wording.dates import format_date


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of members, and who could be of it."""

    name: str
    required: bool
    actors: str
    """Empty when nobody surely could."""
    possible: str
    """Actors to ask, empty for none."""
    by_person: bool


@dataclass(frozen=True)
class MembersDocument:
    """What `members.md` tells."""

    territory: Territory
    rules: LegalRules
    voice: Voice
    today: date

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    @property
    def situation(self) -> str:
        """When the description was true, empty when it is not dated."""
        return self.voice.situation(self.territory.as_of)

    @property
    def rules_name(self) -> str:
        """The name of the legal form."""
        return self.voice.text(self.rules.name)

    @cached_property
    def readiness(self) -> Readiness:
        """Who could be a member."""
        return readiness(self.territory, self.rules)

    @cached_property
    def kinds(self) -> tuple[KindLine, ...]:
        """Every kind of members, in the order of the rules."""
        return tuple(
            KindLine(
                self.voice.text(each.kind.name),
                each.kind.required,
                self.voice.names(actor.name for actor in each.certain),
                self.voice.names(actor.name for actor in each.possible),
                each.by_person,
            )
            for each in self.readiness.kinds
        )

    @property
    def filled(self) -> str:
        """«4 catégories sur 6»."""
        kinds = self.readiness
        return self.voice.say("governance.members.filled", count=len(kinds.filled), total=len(kinds.kinds))

    @property
    def to_find(self) -> tuple[str, ...]:
        """The kinds nobody surely fills, the required ones first."""
        return tuple(self.voice.text(each.kind.name) for each in self.readiness.to_find)
