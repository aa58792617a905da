"""What the diagnosis says of what changed since earlier dates: progress apart from better knowledge and judgement."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from cit_toolkit.analysis.evolving.changes import AnswerChange, LevelChange
from cit_toolkit.analysis.evolving.evolution import Evolution
from cit_toolkit.analysis.evolving.shift import Shift
from cit_toolkit.analysis.evolving.tracks import COVERAGE, STAGE, FigureKey
from cit_toolkit.analysis.needs import STILL_OPEN
from cit_toolkit.documents.evolution_proofs import evolution_proofs, moved_figure
from cit_toolkit.documents.evolution_words import EvolutionWords
from cit_toolkit.documents.proofs import Proof
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.actor import Relation, RelationNature

MOST_LINES = 15
"""Of one sort of change, in a document: the JSON has them all."""
MOST_NAMES = 12
UP, DOWN = (Shift.UP, Shift.MAYBE_UP), (Shift.DOWN, Shift.MAYBE_DOWN)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure at both dates, and what moved it; `way` is empty when nothing did."""

    name: str
    figure: str
    """Id of its proof."""
    before: str
    after: str
    way: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that changed."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one sort: the first of them, and how many there are."""

    title: str
    explanation: str
    lines: tuple[ChangeLine, ...]
    count: int
    others: str
    """Those that are not told, counted; empty for none."""


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A figure at every date."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class EvolutionSection:
    """From each date to the next, oldest first; the detail is that of the last one."""

    steps: tuple[Evolution, ...]
    voice: Voice
    internal: bool
    """Whether conflicts may be told."""
    told: tuple[str, ...] = ()
    """The texts of the earlier files."""
    most: int = MOST_NAMES
    """Names in one list."""

    @property
    def last(self) -> Evolution:
        """Since the last earlier date."""
        return self.steps[-1]

    @cached_property
    def words(self) -> EvolutionWords:
        """How things are said."""
        return EvolutionWords(self.last.method, self.voice)

    @property
    def before(self) -> str:
        """The earlier date."""
        return self.words.when(self.last.before, "before")

    @property
    def after(self) -> str:
        """The later date."""
        return self.words.when(self.last.after, "after")

    @property
    def other_author(self) -> bool:
        """Whether the two descriptions are known to come from different hands."""
        return self.last.one_author is False

    # The figures

    @cached_property
    def figures(self) -> tuple[FigureLine, ...]:
        """Stage, coverage and dimensions, changed or not."""
        return tuple(self._figures(lambda key: key[0] != "fonction"))

    @cached_property
    def functions(self) -> tuple[FigureLine, ...]:
        """The functions whose status is not told alike."""
        return tuple(line for line in self._figures(lambda key: key[0] == "fonction") if line.way)

    def _figures(self, told: Callable[[FigureKey], bool]) -> Iterator[FigureLine]:
        words = self.words
        for track in self.last.tracks:
            if told(track.key):
                before, after = words.value(track.key, track.before), words.value(track.key, track.after)
                yield FigureLine(words.figure(track.key), moved_figure(track.key), before, after, words.way(track))

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """What moved each figure that moved."""
        return tuple(evolution_proofs(self.last, self.words))

    # The series

    @property
    def dates(self) -> tuple[str, ...]:
        """Every date; empty when there are only two, which the figures tell."""
        if len(self.steps) < 2:
            return ()
        return (
            self.words.when(self.steps[0].before, "before"),
            *(self.words.when(s.after, "after") for s in self.steps),
        )

    @cached_property
    def series(self) -> tuple[SeriesRow, ...]:
        """What was counted and measured at every date; an arrow follows what changed in the world."""
        if not self.dates:
            return ()
        found = [self.steps[0].before, *(step.after for step in self.steps)]
        say, number = self.voice.say, self.voice.number
        links = [len(each.relations) if each.relations is not None else None for each in found]
        unknown = say("words.unknown")
        counted = (
            SeriesRow(say("evolution.actors"), tuple(number(len(each.actors)) for each in found)),
            SeriesRow(say("evolution.links"), tuple(unknown if n is None else number(n) for n in links)),
            SeriesRow(
                say("evolution.open-needs"),
                tuple(number(sum(need.status in STILL_OPEN for need in each.needs)) for each in found),
            ),
        )
        keys = [track.key for track in self.last.tracks if track.key[0] != "fonction"]
        keys.sort(key=lambda key: key not in (STAGE, COVERAGE))
        return (*counted, *(SeriesRow(self.words.figure(key), tuple(self._over_time(key))) for key in keys))

    def _over_time(self, key: FigureKey) -> Iterator[str]:
        tracks = [next(track for track in step.tracks if track.key == key) for step in self.steps]
        yield self.words.value(key, tracks[0].before)
        for track in tracks:
            yield " ".join(filter(None, (self.words.value(key, track.after), self.words.mark(track))))

    # One thing at a time

    @cached_property
    def groups(self) -> tuple[ChangeGroup, ...]:
        """Every sort of change that there is."""
        sorts = (
            ("progress", self._progress()),
            ("setbacks", self._setbacks()),
            ("better-known", self._known(Shift.BETTER_KNOWN)),
            ("less-known", self._known(Shift.LESS_KNOWN)),
            ("judged", self._judged()),
            ("actors", self._actors()),
            ("links", self._links()),
            ("needs", self._needs()),
        )
        return tuple(group for name, lines in sorts for group in self._group(name, list(lines)))

    def _group(self, name: str, lines: list[ChangeLine]) -> Iterator[ChangeGroup]:
        if lines:
            say, left = self.voice.say, len(lines) - MOST_LINES
            others = say("evolution.others", count=left) if left > 0 else ""
            title, explanation = say(f"evolution.groups.{name}"), say(f"evolution.explained.{name}")
            yield ChangeGroup(title, explanation, tuple(lines[:MOST_LINES]), len(lines), others)

    def _progress(self) -> Iterator[ChangeLine]:
        say = self.voice.say
        for need in self.last.changes.needs:
            if need.closed:
                yield ChangeLine(
                    need.after.title, say("evolution.closed", status=self._status(need.after.status.value))
                )
        yield from self._moved(UP)
        yield from self._circles(True)

    def _setbacks(self) -> Iterator[ChangeLine]:
        for need in self.last.changes.needs:
            if need.reopened:
                yield ChangeLine(need.after.title, self.voice.say("evolution.reopened"))
        yield from self._moved(DOWN)
        yield from self._circles(False)

    def _moved(self, shifts: tuple[Shift, ...]) -> Iterator[ChangeLine]:
        yield from self._answers(each for each in self.last.changes.answers if each.shift in shifts and not each.judged)
        yield from self._levels(each for each in self.last.changes.levels if each.shift in shifts)

    def _known(self, wanted: Shift) -> Iterator[ChangeLine]:
        found = self.last.changes
        yield from self._answers(each for each in found.answers if each.shift is wanted)
        yield from self._levels(each for each in found.levels if each.shift is wanted)
        for circle in found.circles:
            told, untold = (
                (circle.after, circle.before) if wanted is Shift.BETTER_KNOWN else (circle.before, circle.after)
            )
            if told is not None and untold is None:
                yield self._circle(circle.actor.name, circle.before, circle.after)
        for need in found.needs:
            if need.shift is wanted:
                yield ChangeLine(need.after.title, self.words.priority(need))

    def _judged(self) -> Iterator[ChangeLine]:
        yield from self._answers(each for each in self.last.changes.answers if each.judged)
        for need in self.last.changes.needs:
            if need.shift.moved:
                yield ChangeLine(need.after.title, self.words.priority(need))

    def _actors(self) -> Iterator[ChangeLine]:
        say, found = self.voice.say, self.last.changes
        for key, actors in (("first-described", found.first_described), ("no-longer", found.no_longer_described)):
            if actors:
                names = self.voice.names((actor.name for actor in actors), self.most)
                yield ChangeLine(say(f"evolution.{key}", count=len(actors)), names)

    def _links(self) -> Iterator[ChangeLine]:
        say, found = self.voice.say, self.last.links
        names = {actor.id: actor.name for told in (self.last.before, self.last.after) for actor in told.actors}
        sorts = (
            ("made", found.made),
            ("already", found.already_there),
            ("undated-links", found.undated),
            ("gone", found.gone),
        )
        for key, relations in sorts:
            shown = [relation for relation in relations if self._may_be_told(relation)]
            if shown:
                links = self.voice.names((self.words.link(each, names) for each in shown), self.most)
                yield ChangeLine(say(f"evolution.{key}", count=len(shown)), links)

    def _may_be_told(self, relation: Relation) -> bool:
        return self.internal or relation.nature is not RelationNature.CONFLICT

    def _needs(self) -> Iterator[ChangeLine]:
        say, found = self.voice.say, self.last.changes
        for key, needs in (("new-needs", found.new_needs), ("needs-gone", found.needs_gone)):
            if needs:
                yield ChangeLine(say(f"evolution.{key}", count=len(needs)), self.voice.parts(n.title for n in needs))
        for need in found.needs:
            if need.before.status != need.after.status and not need.closed and not need.reopened:
                before, after = self._status(need.before.status.value), self._status(need.after.status.value)
                yield ChangeLine(need.after.title, say("evolution.from-to", before=before, after=after))

    def _status(self, status: str) -> str:
        return self.voice.say(f"need-statuses.{status}")

    def _answers(self, found: Iterable[AnswerChange]) -> Iterator[ChangeLine]:
        return (ChangeLine(self.voice.label(each.criterion), self.words.answer(each)) for each in found)

    def _levels(self, found: Iterable[LevelChange]) -> Iterator[ChangeLine]:
        for _, levels in groupby(found, key=lambda each: each.actor.id):
            of_actor = list(levels)
            yield ChangeLine(of_actor[0].actor.name, self.words.functions(of_actor))

    def _circles(self, closer: bool) -> Iterator[ChangeLine]:
        for circle in self.last.changes.circles:
            if circle.closer is closer:
                yield self._circle(circle.actor.name, circle.before, circle.after)

    def _circle(self, actor: str, before: str | None, after: str | None) -> ChangeLine:
        told = self.voice.say("evolution.from-to", before=self.words.circle(before), after=self.words.circle(after))
        return ChangeLine(actor, self.voice.say("evolution.circle", change=told))
