"""The evolution of a territory between two of its descriptions: the sum of what is compared (METHOD.md §2)."""

from dataclasses import dataclass

from cit_toolkit.analysis.evolving.changes import Changes, changes
from cit_toolkit.analysis.evolving.links import LinkChanges, link_changes
from cit_toolkit.analysis.evolving.retelling import retelling
from cit_toolkit.analysis.evolving.tracks import Track, figure_tracks
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory


@dataclass(frozen=True, slots=True)
class Evolution:
    """From one date to the next."""

    before: Territory
    after: Territory
    method: Method
    tracks: tuple[Track, ...]
    changes: Changes
    links: LinkChanges

    @property
    def one_author(self) -> bool | None:
        """Whether the same structure wrote both descriptions; None when one of them does not say."""
        old, new = (told.drafting and told.drafting.by for told in (self.before, self.after))
        return old == new if old and new else None


def evolution(before: Territory, after: Territory, method: Method) -> Evolution:
    """Compare two descriptions of the same territory, resolved against the method."""
    return Evolution(
        before=before,
        after=after,
        method=method,
        tracks=figure_tracks(retelling(before, after, method), method),
        changes=changes(before, after, method),
        links=link_changes(before, after),
    )
