"""Offer by offer: whom it serves, what is left of it, who waits; those nobody needs, those that are over."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cit_toolkit.analysis.matching.offer_loads import Load, State
from cit_toolkit.documents.match_words import MatchWords


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer that serves, or that is asked more than it can give. An empty text has nothing to say."""

    offer: str
    needs: str
    """The needs it serves."""
    territories: str
    """«1 sur 3»."""
    days: str
    waiting: str
    """How many needs left without an offer it could serve."""
    one_more: str
    """What one more place would bring."""


@dataclass(frozen=True, slots=True)
class GivenBy:
    """Offers of one structure."""

    structure: str
    count: int
    offers: str


@dataclass(frozen=True)
class OffersSection:
    """The offers."""

    words: MatchWords
    loads: tuple[Load, ...]

    @cached_property
    def serving(self) -> tuple[OfferLine, ...]:
        """Those that serve a need, the busiest first."""
        busy = sorted((load for load in self.loads if load.pairs), key=lambda load: (-len(load.pairs), load.supply))
        return tuple(map(self._line, busy))

    @cached_property
    def overloaded(self) -> tuple[OfferLine, ...]:
        """Those of which more is asked than they can give."""
        short = sorted(
            (load for load in self.loads if load.state is State.FULL),
            key=lambda load: (-(load.one_more or 0), -len(load.waiting), load.supply),
        )
        return tuple(map(self._line, short))

    @cached_property
    def over(self) -> tuple[GivenBy, ...]:
        """Those that ended before the day of the plan."""
        return self._named(State.OVER)

    @cached_property
    def idle(self) -> tuple[GivenBy, ...]:
        """Those that no need could use."""
        return self._named(State.IDLE)

    @cached_property
    def free(self) -> tuple[GivenBy, ...]:
        """Those that some need could use, and that the plan leaves free."""
        return self._named(State.FREE)

    def _named(self, state: State) -> tuple[GivenBy, ...]:
        givers: dict[str, list[str]] = {}
        for load in self.loads:
            if load.state is state:
                supply = self.words.found.supplies[load.supply]
                name = supply.structure or self.words.voice.say("match.no-structure")
                givers.setdefault(name, []).append(supply.title)
        return tuple(
            GivenBy(name, len(titles), self.words.voice.parts(titles)) for name, titles in sorted(givers.items())
        )

    def _plain(self, days: Decimal) -> str:
        return self.words.voice.number(days.normalize() if days % 1 else int(days))

    def _line(self, load: Load) -> OfferLine:
        voice, found = self.words.voice, self.words.found
        days = self._plain(load.days) if load.days or load.most_days is not None else ""
        if load.most_days is not None:
            days = voice.say("match.out-of", used=days, most=self._plain(load.most_days))
        territories = voice.number(load.territories)
        if load.most_territories is not None:
            territories = voice.say("match.out-of", used=territories, most=voice.number(load.most_territories))
        return OfferLine(
            self.words.offer(load.supply),
            voice.series(self.words.need(int(found.pairs.demand[pair])) for pair in load.pairs),
            territories,
            days,
            voice.say("match.waiting", count=len(load.waiting)) if load.waiting else "",
            self.words.points_of_plan(load.one_more) if load.one_more else "",
        )
