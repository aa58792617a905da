"""The modules of a plan put into sessions: stages in order, prerequisites before, the method's formats in turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cit_toolkit.analysis.planning.candidates import Candidate
from cit_toolkit.model.method import Calendar, ModuleFormat


@dataclass(frozen=True, slots=True)
class Session:
    """One or several modules of the same format, given on the same occasion."""

    modules: tuple[Candidate, ...]

    @property
    def format(self) -> ModuleFormat | None:
        """How it is given; None when the method does not say."""
        return self.modules[0].module.format

    @property
    def stage(self) -> int:
        """Rank of the stage it belongs to."""
        return self.modules[0].stage

    @property
    def minutes(self) -> int:
        """Minutes of each participant."""
        return sum(candidate.minutes for candidate in self.modules)


def in_sessions(chosen: Mapping[str, Candidate], calendar: Calendar | None) -> tuple[Session, ...]:
    """The sessions of a choice of modules, in the order they are held."""
    return _Placing(chosen, calendar or Calendar()).sessions()


class _Placing:
    """Sessions made one after the other: each time, of the modules that may come now, the one whose turn it is."""

    def __init__(self, chosen: Mapping[str, Candidate], calendar: Calendar) -> None:
        self._waiting = dict(chosen)
        self._calendar = calendar
        self._ranks = {name: rank for rank, name in enumerate(chosen)}
        self._chains = _longest_chains(chosen)
        self._last: ModuleFormat | None = None
        self._turn = 0
        """Place in the alternation of the format whose turn it is."""

    def sessions(self) -> tuple[Session, ...]:
        held: list[Session] = []
        while self._waiting:
            ready = self._ready()
            first = min(ready, key=self._preference)
            session = Session(self._filled(first, ready))
            held.append(session)
            for candidate in session.modules:
                del self._waiting[candidate.id]
            self._last = session.format
            if session.format in self._calendar.alternation:
                self._turn = self._calendar.alternation.index(session.format) + 1
        return tuple(held)

    def _ready(self) -> list[Candidate]:
        """Modules of the earliest stage still waiting, whose prerequisites were all given in sessions before."""
        stage = min(candidate.stage for candidate in self._waiting.values())
        return [
            candidate
            for candidate in self._waiting.values()
            if candidate.stage == stage and self._waiting.keys().isdisjoint(candidate.prerequisites)
        ]

    def _preference(self, candidate: Candidate) -> tuple[int, bool, int, int]:
        own, turns = candidate.module.format, self._calendar.alternation
        expected = turns[self._turn % len(turns)] if turns else None
        # A format whose turn will not come again no longer makes the others wait.
        if all(other.module.format != expected for other in self._waiting.values()):
            expected = None
        out_of_turn = 0 if expected is None or own == expected else 2 if own in turns else 1
        return out_of_turn, own == self._last, -self._chains[candidate.id], self._ranks[candidate.id]

    def _filled(self, first: Candidate, ready: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """The modules that share the session, in the order of the method, within the hours the method gives it."""
        hours = self._calendar.session_hours.of(first.module.format) if first.module.format else None
        if hours is None:
            return (first,)
        modules, left = [first], int(hours * 60) - first.minutes
        for other in ready:
            if other is not first and other.module.format == first.module.format and other.minutes <= left:
                modules.append(other)
                left -= other.minutes
        return tuple(sorted(modules, key=lambda candidate: self._ranks[candidate.id]))


def _longest_chains(chosen: Mapping[str, Candidate]) -> dict[str, int]:
    """How many modules follow one another after each: the longest chains are begun first."""
    chains = dict.fromkeys(chosen, 0)
    changed = True
    while changed:
        changed = False
        for name, candidate in chosen.items():
            for before in candidate.prerequisites:
                if chains[before] <= chains[name]:
                    chains[before] = chains[name] + 1
                    changed = True
    return chains
