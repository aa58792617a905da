"""How an evolution is said: the value of a figure at a date, what moved it, one change in a line."""

from dataclasses import dataclass

from cit_toolkit.analysis.evolving.changes import AnswerChange, LevelChange, NeedChange
from cit_toolkit.analysis.evolving.shift import Shift
from cit_toolkit.analysis.evolving.tracks import COVERAGE, STAGE, Cause, FigureKey, Step, Track
from cit_toolkit.analysis.functions_coverage import RANKS, Status
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.actor import Relation
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Method, MethodItem
from cit_toolkit.model.territory import Territory

_STATUSES = {rank: status for status, rank in RANKS.items()}


@dataclass(frozen=True, slots=True)
class EvolutionWords:
    """Words for two dates of a territory, in the terms of a method."""

    method: Method
    voice: Voice

    def when(self, territory: Territory, which: str) -> str:
        """«mars 2024», for the head of a column; `which` is `before` or `after`."""
        return self.voice.date(territory.as_of) or self.voice.say(f"evolution.undated-{which}")

    def figure(self, key: FigureKey) -> str:
        """The name of a figure."""
        sort, name = key
        if key in (STAGE, COVERAGE):
            return self.voice.say(f"evolution.figures.{sort}")
        items: tuple[MethodItem, ...] = self.method.functions if sort == "fonction" else self.method.dimensions
        return self.method.label(items, name, self.voice.language)

    def value(self, key: FigureKey, value: Interval) -> str:
        """What is known of a figure; «inconnu» when it may be anything."""
        if key == STAGE:
            return self._stage(value)
        if key[0] == "fonction":
            if (value.low, value.high) == (0, RANKS[Status.SHARED]):
                return self.voice.say("words.unknown")
            return self.voice.status(_STATUSES[int(value.low)], _STATUSES[int(value.high)])
        return self.voice.say("words.unknown") if (value.low, value.high) == (0, 1) else self.voice.share(value)

    def _stage(self, value: Interval) -> str:
        certain, possible = (self._stage_name(int(rank)) for rank in (value.low, value.high))
        return certain if value.certain else self.voice.say("evolution.stage-perhaps", stage=certain, perhaps=possible)

    def _stage_name(self, rank: int) -> str:
        return self.voice.label(self.method.stages[rank] if rank >= 0 else None)

    def way(self, track: Track) -> str:
        """«meilleure connaissance (de 35 à 50 %), puis progrès»: what moved a figure, and how far each time."""
        told = []
        for step in track.steps:
            cause = self.cause(step)
            if step is track.steps[-1]:
                told.append(cause)
            else:
                told.append(self.voice.say("evolution.step", cause=cause, value=self.value(track.key, step.after)))
        return self.voice.say("evolution.then").join(told)

    def cause(self, step: Step) -> str:
        """What moved a figure, in two words."""
        return self.voice.say(f"evolution.causes.{cause_key(step)}")

    def mark(self, track: Track) -> str:
        """An arrow after a value that progress or a setback brought about, empty otherwise."""
        arrows = {Shift.UP: "↑", Shift.MAYBE_UP: "(↑)", Shift.DOWN: "↓", Shift.MAYBE_DOWN: "(↓)"}
        return arrows.get(track.progress, "")

    def level(self, level: Interval) -> str:
        """A level 0–3, «inconnu» when nothing is known of it."""
        return self.voice.say("words.unknown") if (level.low, level.high) == (0, 3) else self.voice.level(level)

    def levels(self, before: Interval, after: Interval) -> str:
        """«1 → 2»."""
        return self.voice.say("evolution.from-to", before=self.level(before), after=self.level(after))

    def answer(self, change: AnswerChange) -> str:
        """The level of a criterion at both dates, and what was observed."""
        told = self.levels(change.before, change.after)
        said = (change.answer.statement, change.answer.evidence) if change.answer else ()
        observed = " ".join(" ".join(text.split()) for text in said if text)
        if observed:
            return self.voice.say("evolution.observed", levels=told, text=observed)
        return self.voice.say("evolution.unattested", levels=told) if change.shift.moved else told

    def functions(self, found: list[LevelChange]) -> str:
        """The functions of one actor, each with its levels."""
        return self.voice.series(
            f"{self.voice.label(each.function)} ({self.levels(each.before, each.after)})" for each in found
        )

    def priority(self, change: NeedChange) -> str:
        """The priority of a need at both dates."""
        before, after = (
            self.voice.say("words.unknown") if (value.low, value.high) == (0, 1) else self.voice.share(value)
            for value in change.priorities
        )
        return self.voice.say(
            "evolution.priority", change=self.voice.say("evolution.from-to", before=before, after=after)
        )

    def circle(self, name: str | None) -> str:
        """A circle, «inconnu» when it was not told."""
        return (
            self.method.label(self.method.circles, name, self.voice.language)
            if name
            else self.voice.say("words.unknown")
        )

    def link(self, relation: Relation, names: dict[str, str]) -> str:
        """«Mairie – Foyer rural (coopération)»."""
        nature = self.voice.say(f"figures.map-nature-{relation.nature.value}")
        ends = " – ".join(names[end] for end in relation.ends)
        return self.voice.say("evolution.link", ends=ends, nature=nature)


def cause_key(step: Step) -> str:
    """The name of what moved a figure: `progres`, `recul-possible`, `meilleure-connaissance`…"""
    if step.cause is Cause.KNOWLEDGE:
        known = {Shift.BETTER_KNOWN: "meilleure-connaissance", Shift.LESS_KNOWN: "moindre-connaissance"}
        return known.get(step.shift, "autre-connaissance")
    if step.cause is Cause.CHANGE:
        world = {
            Shift.UP: "progres", Shift.MAYBE_UP: "progres-possible", Shift.DOWN: "recul",
            Shift.MAYBE_DOWN: "recul-possible",
        }  # fmt: skip
        return world.get(step.shift, "changement")
    return step.cause.value
