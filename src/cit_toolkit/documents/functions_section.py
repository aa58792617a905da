"""What the diagnosis says of the functions of a cooperative: who holds them, and what leaves with whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.functions_coverage import FunctionCoverage, Status
from cit_toolkit.documents.voice import Voice

MOST_TO_ASK = 3
"""Actors named to be asked about one function."""


@dataclass(frozen=True, slots=True)
class FunctionLine:
    """One function of the method. An empty text has nothing to say."""

    name: str
    figure: str
    """Id of its proof."""
    status: str
    holders: str
    """Those who hold it for certain, with their level."""
    to_ask: str
    """Those who may hold it."""


@dataclass(frozen=True, slots=True)
class DepartureLine:
    """«Si cet acteur part»: what would be lost, who would be cut off; empty for nothing."""

    actor: str
    lost: str
    cut_off: str


@dataclass(frozen=True)
class FunctionsSection:
    """The coverage, function by function."""

    diagnosis: Diagnosis
    voice: Voice

    @property
    def described(self) -> bool:
        """Whether there is an actor to hold anything."""
        return self.diagnosis.coverage.overall is not None

    @cached_property
    def known(self) -> bool:
        """Whether one function at least has a certain holder or a certain status: else no figure rests on anything."""
        functions = self.diagnosis.coverage.functions
        return self.described and any(f.settled or f.certain != Status.ABSENT for f in functions)

    @cached_property
    def coverage(self) -> str:
        """The coverage in per cent, empty when nothing is known of it."""
        overall = self.diagnosis.coverage.overall
        return self.voice.share(overall) if overall is not None and self.known else ""

    @property
    def certain(self) -> bool:
        """Whether no unknown can move the coverage."""
        overall = self.diagnosis.coverage.overall
        return overall is not None and overall.certain

    @cached_property
    def lines(self) -> tuple[FunctionLine, ...]:
        """One per function of the method, in its order."""
        return tuple(map(self._line, self.diagnosis.coverage.functions))

    def _line(self, covered: FunctionCoverage) -> FunctionLine:
        held = [f"{h.actor.name} ({self.voice.level(h.level)})" for h in covered.holders if h.level.low >= 1]
        unsure = [h.actor.name for h in covered.holders if h.level.low < 1]
        return FunctionLine(
            self.voice.label(covered.function),
            f"fonction.{covered.function.id}",
            self.voice.status(covered.certain, covered.possible),
            self.voice.series(held),
            self.voice.names(unsure, MOST_TO_ASK),
        )

    @cached_property
    def to_review(self) -> str:
        """Names of the functions whose status depends on what is unknown."""
        return self.voice.names(self.voice.label(covered.function) for covered in self.diagnosis.coverage.unsettled)

    @cached_property
    def departures(self) -> tuple[DepartureLine, ...]:
        """The heaviest losses first."""
        names = {actor.id: actor.name for actor in self.diagnosis.territory.actors}

        def told(groups: Sequence[Sequence[str]]) -> str:
            # Between groups a semicolon, inside one a comma: names that hold commas would blur the two.
            if any("," in names[actor] for group in groups for actor in group):
                return self.voice.parts(names[actor] for group in groups for actor in group)
            return self.voice.parts(", ".join(names[actor] for actor in group) for group in groups)

        return tuple(
            DepartureLine(
                departure.actor.name,
                self.voice.names(self.voice.label(function) for function in departure.lost_functions),
                told(departure.cut_off),
            )
            for departure in self.diagnosis.departures
        )

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the figures printed; a status that may be any of the four is none."""
        if not self.known:
            return ()
        functions = self.diagnosis.coverage.functions
        return ("couverture", *(f"fonction.{f.function.id}" for f in functions if not _wholly_unknown(f)))


def _wholly_unknown(covered: FunctionCoverage) -> bool:
    return (covered.certain, covered.possible) == (Status.ABSENT, Status.SHARED)
