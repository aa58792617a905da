"""Territories read together for what they could bring each other; what each audience may know of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cit_toolkit.analysis.exchange import Exchange, exchange
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.workspace import Audience
from cit_toolkit.problems import CitError
from cit_toolkit.subjects.fiction import fiction_words
from cit_toolkit.subjects.network import of_other_method
from cit_toolkit.subjects.subject import Subject, UnusableFileError, sound_problems
from cit_toolkit.subjects.territory import ReadTerritory, read_territory


@dataclass(frozen=True)
class ReadNeighbours(Subject):
    """Territories ready to be brought together."""

    reads: tuple[ReadTerritory, ...]
    refused: tuple[CitError, ...]
    """Files that nothing could be made of."""
    unused: tuple[tuple[str, str], ...] = ()
    """Files that describe a territory which another file describes too, more recently: the one left, the one used."""

    @cached_property
    def withheld_names(self) -> tuple[str, ...]:
        """What each of them withholds."""
        return tuple(dict.fromkeys(name for read in self.reads for name in read.withheld_names))

    @cached_property
    def withdrawn_names(self) -> tuple[str, ...]:
        """Who withdrew, in any of the dossiers."""
        return tuple(dict.fromkeys(name for read in self.reads for name in read.withdrawn_names))

    def own_texts(self) -> Iterable[str]:
        """Every text of the territories."""
        for read in self.reads:
            yield from read.own_texts()

    def fiction(self, voice: Voice) -> str:
        """Which of them are invented, in words; empty for none."""
        return fiction_words(
            ((r.territory.name, r.territory.fictional or r.dossier.settings.fictional) for r in self.reads), voice
        )

    def seen(self, audience: Audience, voice: Voice) -> tuple[Territory, ...]:
        """The territories as an audience may see them."""
        return tuple(read.seen(audience, voice) for read in self.reads)

    def masked(self, audience: Audience, voice: Voice) -> tuple[Territory, ...]:
        """The same, their texts masked."""
        return tuple(read.masked(audience, voice) for read in self.reads)

    def exchange_of(self, territories: Iterable[Territory]) -> Exchange:
        """What they could bring each other, as somebody sees them."""
        return exchange(territories, self.method)


def read_neighbours(
    paths: Sequence[Path], method: str | None, strict: bool, after_each: Callable[[], None] = lambda: None
) -> ReadNeighbours:
    """Read territories; of two descriptions of one, the most recent is kept. Those of another method than the first
    one's are left out, for their functions are not the same. CitError when none can be used."""
    kept: dict[str, ReadTerritory] = {}
    refused: list[CitError] = []
    unused: list[tuple[str, str]] = []
    chosen: Method | None = None
    for path in paths:
        try:
            read = read_territory(path, method, strict)
        except CitError as error:
            if error.exit_code > 1 or not (isinstance(error, UnusableFileError) or error.code == "not-a-territory"):
                raise
            refused.append(error)
        else:
            chosen = chosen or read.method
            if read.method.id != chosen.id:
                refused.append(of_other_method(read.territory, read.method, chosen))
                continue
            known = kept.get(read.territory.id)
            if known is None or _as_of(known.territory) < _as_of(read.territory):
                kept[read.territory.id] = read
            if known is not None:
                used = kept[read.territory.id]
                unused.append((known.name if used is read else read.name, used.name))
        after_each()
    if not kept:
        raise refused[0]
    reads = tuple(kept.values())
    first = reads[0]
    problems = sound_problems((problem for read in reads for problem in read.problems), strict)
    files = tuple(file for read in reads for file in read.files)
    return ReadNeighbours(files, first.dossier, first.method, problems, reads, tuple(refused), tuple(unused))


def _as_of(territory: Territory) -> tuple[int, ...]:
    return tuple(part or 0 for part in territory.as_of.parts) if territory.as_of else ()
