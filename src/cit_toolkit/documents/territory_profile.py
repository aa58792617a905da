"""The territory on one or two pages: identity, figures with their sources, actors, functions, needs."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.functions_coverage import Status
from cit_toolkit.documents.actors_section import ActorsSection
from cit_toolkit.documents.diagnosis_document import DiagnosisDocument
from cit_toolkit.documents.needs_section import NeedLine
from cit_toolkit.documents.proofs import Proof
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.facts import Fact, Indicator
from cit_toolkit.problems import Position

FIRST_NEEDS = 5
ROOM_FOR_NAMES, ROOM_FOR_CIRCLE = 100, 60
"""Characters for a list of names, and for the actors of one circle, about a line: a profile stays on two pages."""


@dataclass(frozen=True, slots=True)
class IdentityLine:
    """Something that tells which place it is."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of the place with its year and source. An empty text has nothing to say."""

    name: str
    value: str
    comparison: str
    """The same for a wider area; it names the area when the table compares with several."""
    source: str
    figure: str
    """Id of its proof."""
    place: Position | None


@dataclass(frozen=True, slots=True)
class FunctionGroup:
    """The functions of one status: «Partagées», and which."""

    name: str
    names: str


@dataclass(frozen=True)
class TerritoryProfile(DiagnosisDocument):
    """What `profile.md` tells: the territory as described, with little judgement."""

    @cached_property
    def actors(self) -> ActorsSection:
        """The ecosystem of actors, abridged."""
        return ActorsSection(self.diagnosis, self.voice, ROOM_FOR_NAMES, ROOM_FOR_CIRCLE)

    @cached_property
    def identity(self) -> tuple[IdentityLine, ...]:
        """What the place is, line by line; what is unknown is left out."""
        place = self.territory
        lines = (
            ("perimeter", self.voice.say(f"perimeters.{place.perimeter.value}") if place.perimeter else ""),
            ("department", place.department or ""),
            ("region", place.region or ""),
            ("insee", place.insee_code or ""),
            ("municipalities", str(len(place.municipalities)) if len(place.municipalities) > 1 else ""),
        )
        return tuple(IdentityLine(self.voice.say(f"profile.{key}"), value) for key, value in lines if value)

    @cached_property
    def key_figures(self) -> tuple[KeyFigure, ...]:
        """Population and indicators."""
        return tuple(self._key_figures())

    def _key_figures(self) -> Iterator[KeyFigure]:
        population = self.territory.population
        if population and population.value:
            name = self.voice.say("profile.population")
            yield KeyFigure(
                name, self.voice.quantity(population.value), "", self.voice.fact(population),
                "chiffre.population", self.territory.position("population"),
            )  # fmt: skip
        for indicator in self.territory.indicators:
            yield KeyFigure(
                indicator.title,
                _with_unit(indicator, indicator.unit, self.voice),
                self._comparison(indicator),
                self.voice.fact(indicator),
                f"chiffre.{indicator.id}",
                indicator.position(),
            )

    def _comparison(self, indicator: Indicator) -> str:
        if indicator.comparison is None:
            return ""
        compared = _with_unit(indicator.comparison, indicator.unit, self.voice)
        area = indicator.comparison_area
        return f"{compared} ({area})" if area and not self._shared_area else compared

    @cached_property
    def _shared_area(self) -> str:
        """The wider area, when every comparison is with the same."""
        areas = {indicator.comparison_area or "" for indicator in self.territory.indicators if indicator.comparison}
        return areas.pop() if len(areas) == 1 else ""

    @property
    def comparison_head(self) -> str:
        """What stands above the comparisons; empty when no figure is compared."""
        if not any(figure.comparison for figure in self.key_figures):
            return ""
        return self._shared_area or self.voice.say("profile.comparison")

    @cached_property
    def function_groups(self) -> tuple[FunctionGroup, ...]:
        """The functions by status, the best held first; those that an unknown leaves open are apart."""
        groups: dict[str, list[str]] = {status.value: [] for status in reversed(Status)}
        groups["unsure"] = []
        for covered in self.diagnosis.coverage.functions:
            key = covered.certain.value if covered.certain == covered.possible else "unsure"
            groups[key].append(self.voice.label(covered.function))
        return tuple(
            FunctionGroup(self.voice.say(f"profile.functions-{key}"), self.voice.series(names))
            for key, names in groups.items()
            if names
        )

    @property
    def first_needs(self) -> tuple[NeedLine, ...]:
        """The needs of highest priority."""
        return self.needs.lines[:FIRST_NEEDS]

    def all_proofs(self) -> Iterable[Proof]:
        """The figures of the place, the needs, then the others of the diagnosis: the order of the profile."""
        told = (
            Proof(
                figure.figure,
                figure.name,
                figure.value,
                self.voice.say("evidence.key-figure.definition"),
                tuple(filter(None, (figure.source,))),
                (figure.place,) if figure.place else (),
            )
            for figure in self.key_figures
        )
        return (*told, *sorted(super().all_proofs(), key=lambda proof: not proof.id.startswith("besoin.")))

    def printed_figures(self) -> Collection[str]:
        """Key figures, the priority of the first needs, the coverage."""
        needs = (need.figure for need in self.first_needs if need.priority)
        coverage = ("couverture",) if self.functions.known else ()
        return (*(figure.figure for figure in self.key_figures), *needs, *coverage)

    @property
    def other_needs(self) -> str:
        """How many needs are left out, empty for none."""
        left = len(self.needs.lines) - FIRST_NEEDS
        return self.voice.say("profile.other-needs", count=left) if left > 0 else ""


def _with_unit(fact: Fact, unit: str | None, voice: Voice) -> str:
    """The figure and its unit; a figure that is withheld or unknown has none."""
    told = voice.quantity(fact.value)
    return voice.with_unit(told, unit) if unit and fact.value and not fact.value.secret else told
