"""The needs without an offer: why, counted, and what is nearest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cit_toolkit.analysis.matching.orphans import Orphan
from cit_toolkit.documents.match_words import MatchWords


@dataclass(frozen=True, slots=True)
class OrphanLine:
    """A need that the plan gives nothing. An empty text has nothing to say."""

    title: str
    place: str
    """Its territory, empty when there is one only."""
    priority: str
    looked_at: str
    """«84 offres regardées», and that some fail for several reasons when the counts of reasons add up to more."""
    reasons: str
    nearest: str
    """The offer nearest to answering it."""
    missing: str
    """What would have to change."""
    themes: str
    """Themes that its words point to, when it has none."""


def orphan_lines(words: MatchWords, orphans: Iterable[Orphan], several: bool) -> Iterator[OrphanLine]:
    """In their order."""
    return (_line(words, orphan, several) for orphan in orphans)


def _line(words: MatchWords, orphan: Orphan, several: bool) -> OrphanLine:
    demand, nearest = words.found.demands[orphan.demand], orphan.nearest
    looked_at = words.voice.say("match.looked-at", count=orphan.offers)
    if sum(orphan.reasons.values()) > orphan.offers:
        looked_at = words.voice.say("match.looked-at-several", looked_at=looked_at)
    return OrphanLine(
        demand.need.title,
        demand.place.name if several else "",
        words.priority(demand.need),
        looked_at,
        words.reasons(orphan.reasons),
        words.quoted(nearest.supply) if nearest else "",
        words.advices(nearest.advices, nearest.supply) if nearest else "",
        words.suggested_themes(demand.need),
    )
