"""For the network: needs by theme and what becomes of them, the offers most asked for, the stable plan beside."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.matching.offer_loads import Load, State
from cit_toolkit.analysis.matching.stable_plan import preferring_pairs
from cit_toolkit.documents.match_words import MatchWords

MOST_PREFERRING, MOST_OVERLOADED = 10, 4


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme: the needs that name it, and the offers."""

    name: str
    needs: int
    served: int
    orphans: int
    offers: int
    free: int
    """Offers that serve nobody."""


@dataclass(frozen=True)
class NetworkSection:
    """What a coordinator takes to partners."""

    words: MatchWords
    loads: tuple[Load, ...]

    @cached_property
    def themes(self) -> tuple[ThemeLine, ...]:
        """Every theme that a need names, the most asked for first."""
        found = self.words.found
        asked = Counter(theme for demand in found.demands for theme in demand.need.themes)
        served = Counter(theme for rank in found.offers_of for theme in found.demands[rank].need.themes)
        offered = Counter(theme for supply in found.supplies for theme in supply.offer.themes)
        free = Counter(
            theme
            for load in self.loads
            if load.state in (State.FREE, State.IDLE)
            for theme in found.supplies[load.supply].offer.themes
        )
        order = {theme.id: rank for rank, theme in enumerate(found.method.themes)}
        return tuple(
            ThemeLine(
                found.method.label(found.method.themes, theme, self.words.voice.language),
                asked[theme], served[theme], asked[theme] - served[theme], offered[theme], free[theme],
            )
            for theme in sorted(asked, key=lambda theme: (-asked[theme], order.get(theme, len(order)), theme))
        )  # fmt: skip

    @cached_property
    def overloaded(self) -> str:
        """The offers of which more is asked than they can give, a few by name; empty for none."""
        short = [load for load in self.loads if load.state is State.FULL]
        short.sort(key=lambda load: (-(load.one_more or 0), -len(load.waiting), load.supply))
        return self.words.voice.names((self.words.offer(load.supply) for load in short), MOST_OVERLOADED)

    @property
    def stable(self) -> str:
        """What going down the list would give: fewer needs served, or less value, but nobody would rather swap."""
        found, voice = self.words.found, self.words.voice
        chosen = found.stable.chosen
        served = len({int(found.pairs.demand[pair]) for pair in chosen.tolist()})
        if found.stable.total == found.plan.total and served == len(found.offers_of):
            return voice.say("match.stable-same")
        return voice.say(
            "match.stable",
            count=served,
            value=self.words.points_of_plan(found.stable.total),
            best=self.words.points_of_plan(found.plan.total),
        )

    @cached_property
    def preferring(self) -> tuple[str, ...]:
        """Needs and offers that would rather have each other than what the plan gives them."""
        found = self.words.found
        pairs = preferring_pairs(found.problem, found.made)[:MOST_PREFERRING].tolist()
        return tuple(
            self.words.voice.say(
                "match.preferring",
                need=self.words.need(int(found.pairs.demand[pair])),
                offer=self.words.quoted(int(found.pairs.supply[pair])),
                score=self.words.score(pair),
            )
            for pair in pairs
        )

    @cached_property
    def others_preferring(self) -> str:
        """How many more there are, empty for none."""
        found = self.words.found
        left = len(preferring_pairs(found.problem, found.made)) - MOST_PREFERRING
        return self.words.voice.say("match.others-preferring", count=left) if left > 0 else ""
